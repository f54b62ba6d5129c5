from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("children", "0002_moves"), ("wall", "0001_party")]
    operations = [
        WallRows("children_ageassessment"),
        WallRows("children_bestinterestsnote"),
        WallRows("children_guardianship"),
        WallRows("children_historicalageassessment", may=("INSERT",), renewed=True),
        WallRows("children_historicalbestinterestsnote", may=("INSERT",), renewed=True),
        WallRows("children_historicalguardianship", may=("INSERT",), renewed=True),
        WallRows("children_historicalprotectionnotice", may=("INSERT",), renewed=True),
        WallRows("children_protectionnotice"),
    ]
