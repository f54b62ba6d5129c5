from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("consent", "0011_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("consent_suspension"),
    ]
