from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("repatriation", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("repatriation_historicalreturn", may=("INSERT",), renewed=True),
        WallRows("repatriation_return"),
    ]
