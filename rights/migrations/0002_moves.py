from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_what_a_person_asks_for")]
    operations = [
        guard_status(
            "rights_complaint",
            [
                ("in_hand", "answered"),
                ("in_hand", "ended"),
                ("in_hand", "withdrawn"),
                ("made", "ended"),
                ("made", "in_hand"),
                ("made", "withdrawn"),
                ("new", "made"),
            ],
        ),
        guard_status(
            "rights_copyrequest",
            [
                ("approved", "asked"),
                ("approved", "ended"),
                ("approved", "ready"),
                ("approved", "withdrawn"),
                ("asked", "ended"),
                ("asked", "prepared"),
                ("asked", "withdrawn"),
                ("new", "asked"),
                ("prepared", "approved"),
                ("prepared", "asked"),
                ("prepared", "ended"),
                ("prepared", "withdrawn"),
                ("ready", "approved"),
                ("ready", "asked"),
                ("ready", "delivered"),
                ("ready", "ended"),
                ("ready", "withdrawn"),
            ],
        ),
        guard_status(
            "rights_correction",
            [
                ("asked", "corrected"),
                ("asked", "ended"),
                ("asked", "not_corrected"),
                ("asked", "withdrawn"),
                ("new", "asked"),
                ("not_corrected", "withdrawn"),
            ],
        ),
        guard_status(
            "rights_restriction",
            [
                ("in_force", "ended"),
                ("in_force", "lifted"),
                ("new", "in_force"),
            ],
        ),
    ]
