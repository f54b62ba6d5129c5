from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("legal_aid", "0001_initial")]
    operations = [
        guard_status(
            "legal_aid_matter",
            [
                ("active", "decided"),
                ("active", "halted"),
                ("assigned", "active"),
                ("assigned", "halted"),
                ("decided", "closed"),
                ("decided", "halted"),
                ("halted", "active"),
                ("new", "opened"),
                ("opened", "assigned"),
                ("opened", "halted"),
            ],
        ),
    ]
