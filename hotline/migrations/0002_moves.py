from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("hotline", "0001_calls_without_a_name")]
    operations = [
        guard_status(
            "hotline_call",
            [
                ("new", "open"),
                ("open", "closed"),
                ("open", "turned"),
            ],
        ),
    ]
