from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("consent", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("consent_consent"),
        WallRows("consent_historicalconsent", may=("INSERT",)),
    ]
