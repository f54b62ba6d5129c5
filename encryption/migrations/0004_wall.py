from django.db import migrations

from wall.operations import OURS, WallRows

# A case has its key before it is opened: whoever acts may make one for a case that does not exist yet.
FIRST = f"({OURS} IS NOT NULL AND wall_is_unclaimed(case_id))"


class Migration(migrations.Migration):
    dependencies = [("encryption", "0003_index_keys"), ("wall", "0001_party")]
    operations = [
        WallRows(
            "encryption_casekey",
            may=("INSERT", "UPDATE", "DELETE"),
            also={"SELECT": FIRST, "INSERT": FIRST},
        ),
        WallRows("encryption_erasedcase"),
    ]
