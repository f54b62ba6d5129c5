from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("retention", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("retention_erasure"),
        WallRows("retention_historicalerasure", may=("INSERT",), renewed=True),
        WallRows("retention_historicallegalhold", may=("INSERT",), renewed=True),
        WallRows("retention_historicalproposal", may=("INSERT",), renewed=True),
        WallRows("retention_legalhold"),
        WallRows("retention_proposal"),
    ]
