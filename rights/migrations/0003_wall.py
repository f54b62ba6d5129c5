from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("rights", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("rights_complaint"),
        WallRows("rights_copyrequest"),
        WallRows("rights_correction"),
        WallRows("rights_historicalcomplaint", may=("INSERT",), renewed=True),
        WallRows("rights_historicalcopyrequest", may=("INSERT",), renewed=True),
        WallRows("rights_historicalcorrection", may=("INSERT",), renewed=True),
        WallRows("rights_historicalrestriction", may=("INSERT",), renewed=True),
        WallRows("rights_restriction"),
    ]
