from django.db import migrations

from wall.operations import OURS, WallRows

OWN = f"organisation_id = {OURS}"


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_facts_can_be_corrected"), ("wall", "0001_party")]
    operations = [
        WallRows("groups_historicalgroup", column="id", may=("INSERT",), also={"SELECT": OWN, "INSERT": OWN}),
    ]
