from django.db import migrations

from wall.operations import WallRows


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_contacts"), ("wall", "0001_party")]
    operations = [
        WallRows("contact_contact"),
        WallRows("contact_historicalcontact", may=("INSERT",), renewed=True),
    ]
