from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("consent", "0006_talks_of_before"), ("wall", "0001_party")]
    operations = [
        WallRows("consent_talk"),
        WallRows("consent_historicaltalk", may=("INSERT",), renewed=True),
    ]
