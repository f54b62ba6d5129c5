from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_facts_events_alleged_exploiters"), ("wall", "0001_party")]
    operations = [
        WallRows("facts_allegedexploiter"),
        WallRows("facts_casefacts"),
        WallRows("facts_historicalallegedexploiter", may=("INSERT",), renewed=True),
        WallRows("facts_historicalcasefacts", may=("INSERT",), renewed=True),
        WallRows("facts_historicaltraffickingevent", may=("INSERT",), renewed=True),
        WallRows("facts_traffickingevent"),
    ]
