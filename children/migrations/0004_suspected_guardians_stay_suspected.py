from django.db import migrations

from workflow.triggers import guard_sql

BEFORE = [("acting", "ended"), ("acting", "suspected"), ("new", "acting"), ("suspected", "ended")]
AFTER = [("acting", "ended"), ("acting", "suspected"), ("new", "acting")]


class Migration(migrations.Migration):
    """Nothing ends one who is suspected: they act no more already, and child protection has to hear of it."""

    dependencies = [("children", "0003_wall")]
    operations = [
        migrations.RunSQL(
            guard_sql("children_guardianship", AFTER), guard_sql("children_guardianship", BEFORE)
        ),
    ]
