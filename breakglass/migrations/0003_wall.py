from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("breakglass", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("breakglass_breakglass"),
        WallRows("breakglass_historicalbreakglass", may=("INSERT",), renewed=True),
    ]
