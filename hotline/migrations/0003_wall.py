from django.db import migrations

from wall.operations import OURS, WallRows

# A call has no case before it is turned into one: until then, and afterwards, it is its hotline's.
OWN = f"organisation_id = {OURS}"


class Migration(migrations.Migration):
    dependencies = [("hotline", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("hotline_call", also={"SELECT": OWN, "INSERT": OWN, "UPDATE": OWN}),
        WallRows("hotline_historicalcall", may=("INSERT",), also={"SELECT": OWN, "INSERT": OWN}),
    ]
