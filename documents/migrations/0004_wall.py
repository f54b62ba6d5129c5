from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_store_as_sealed"), ("wall", "0001_party")]
    operations = [
        WallRows("documents_document"),
        WallRows("documents_historicaldocument", may=("INSERT",), renewed=True),
        WallRows("documents_part", may=("INSERT",), renewed=True),
    ]
