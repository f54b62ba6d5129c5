from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("breakglass", "0001_looks_in_an_emergency")]
    operations = [
        guard_status(
            "breakglass_breakglass",
            [
                ("ended", "abuse"),
                ("ended", "justified"),
                ("expired", "abuse"),
                ("expired", "justified"),
                ("new", "open"),
                ("open", "ended"),
                ("open", "expired"),
            ],
        ),
    ]
