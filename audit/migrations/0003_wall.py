from django.db import migrations

from wall.operations import OURS, WallRows

OWN = f"organisation_id = {OURS}"
# Somebody at the door is known by no organisation yet: anybody may add such an event, and only commands read it.
AT_THE_DOOR = "(organisation_id IS NULL AND case_id IS NULL)"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only"), ("wall", "0001_party")]
    operations = [
        WallRows("audit_event", may=("INSERT",), also={"SELECT": OWN, "INSERT": f"{OWN} OR {AT_THE_DOOR}"}),
    ]
