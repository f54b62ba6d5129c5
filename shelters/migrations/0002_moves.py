from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("shelters", "0001_initial")]
    operations = [
        guard_status(
            "shelters_placement",
            [
                ("admitted", "exited"),
                ("admitted", "extension_requested"),
                ("admitted", "left_voluntarily"),
                ("admitted", "transfer_pending"),
                ("extension_requested", "admitted"),
                ("extension_requested", "exited"),
                ("extension_requested", "left_voluntarily"),
                ("new", "requested"),
                ("requested", "expired"),
                ("requested", "refused"),
                ("requested", "reserved"),
                ("reserved", "admitted"),
                ("reserved", "expired"),
                ("reserved", "left_voluntarily"),
                ("transfer_pending", "exited"),
                ("transfer_pending", "left_voluntarily"),
            ],
        ),
    ]
