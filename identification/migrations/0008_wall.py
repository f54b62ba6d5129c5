from django.db import migrations

from wall.operations import OURS, NotesParty, WallRows

CARRIED = f"carrier_id = {OURS}"
OWN = f"organisation_id = {OURS}"


class Migration(migrations.Migration):
    dependencies = [("identification", "0007_language_is_a_code"), ("wall", "0001_party")]
    operations = [
        NotesParty("identification_case", "carrier_id", case="id"),
        NotesParty("identification_case", "authority_id", case="id"),
        NotesParty("identification_caseaccess", "organisation_id"),
        # A new case has no party yet: whoever opens it carries it.
        WallRows("identification_case", column="id", also={"SELECT": CARRIED, "INSERT": CARRIED}),
        # The list of cases walks this table: its own rows need no look at the parties.
        WallRows("identification_caseaccess", also={"SELECT": OWN}),
        WallRows("identification_decision"),
        WallRows("identification_identity"),
        WallRows("identification_screening"),
        WallRows("identification_answer", column="screening_id", of="identification_screening"),
        WallRows("identification_historicalcase", column="id", may=("INSERT",), renewed=True),
        WallRows("identification_historicaldecision", may=("INSERT",), renewed=True),
        WallRows("identification_historicalidentity", may=("INSERT",), renewed=True),
        WallRows("identification_historicalscreening", may=("INSERT",), renewed=True),
    ]
