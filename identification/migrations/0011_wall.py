from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("identification", "0010_several_lists_and_notes_beside_answers"), ("wall", "0001_party")]
    operations = [
        WallRows("identification_answernote"),
        WallRows("identification_historicalanswernote", may=("INSERT",), renewed=True),
    ]
