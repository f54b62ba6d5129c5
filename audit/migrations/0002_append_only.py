from django.db import migrations

from audit.triggers import APPEND_ONLY, DROP_APPEND_ONLY


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(APPEND_ONLY, DROP_APPEND_ONLY)]
