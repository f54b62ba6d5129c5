from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("legal_aid", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("legal_aid_deadline", column="matter_id", of="legal_aid_matter"),
        WallRows("legal_aid_historicaldeadline", column="matter_id", of="legal_aid_matter", may=("INSERT",)),
        WallRows("legal_aid_historicalmatter", may=("INSERT",), renewed=True),
        WallRows("legal_aid_matter"),
    ]
