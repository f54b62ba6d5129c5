from django.db import migrations

from wall.operations import OURS, WallRows

# A group is no case, so nobody is a party to it: it is shown to the organisation that met it, and so are its
# members. Whoever carries one of the cases later is shown neither. UPDATE is for holding: a group never changes.
OWN = f"organisation_id = {OURS}"


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_groups_of_people_met_together"), ("wall", "0001_party")]
    operations = [
        WallRows("groups_group", column="id", also={"SELECT": OWN, "INSERT": OWN, "UPDATE": OWN}),
        WallRows("groups_member", column="group_id", of="groups_group", may=("INSERT",)),
    ]
