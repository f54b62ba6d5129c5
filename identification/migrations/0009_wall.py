from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("identification", "0008_wall"), ("wall", "0001_party")]
    operations = [
        WallRows("identification_honeytoken"),
        WallRows("identification_honeytokenalert", column="honeytoken_id", of="identification_honeytoken"),
        WallRows("identification_identitymark", may=("INSERT", "UPDATE", "DELETE")),
        WallRows("identification_openingnote", may=("INSERT",), renewed=True),
    ]
