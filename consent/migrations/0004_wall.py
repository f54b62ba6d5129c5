from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_language_is_a_code"), ("wall", "0001_party")]
    operations = [
        WallRows("consent_consent"),
        WallRows("consent_historicalconsent", may=("INSERT",), renewed=True),
    ]
