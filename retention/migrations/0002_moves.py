from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_keeping_and_erasing")]
    operations = [
        guard_status(
            "retention_erasure",
            [
                ("asked", "done"),
                ("asked", "refused"),
                ("asked", "taken_back"),
                ("new", "asked"),
            ],
        ),
        guard_status(
            "retention_legalhold",
            [
                ("new", "standing"),
                ("standing", "lifted"),
            ],
        ),
        guard_status(
            "retention_proposal",
            [
                ("approved", "executed"),
                ("approved", "lapsed"),
                ("new", "proposed"),
                ("proposed", "approved"),
                ("proposed", "lapsed"),
                ("proposed", "put_off"),
                ("put_off", "approved"),
                ("put_off", "lapsed"),
                ("put_off", "proposed"),
            ],
        ),
    ]
