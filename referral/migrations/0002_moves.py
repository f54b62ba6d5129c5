from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("referral", "0001_initial")]
    operations = [
        guard_status(
            "referral_referral",
            [
                ("accepted", "completed"),
                ("accepted", "in_progress"),
                ("accepted", "not_attended"),
                ("accepted", "revoked"),
                ("draft", "revoked"),
                ("draft", "sent"),
                ("in_progress", "completed"),
                ("in_progress", "not_attended"),
                ("in_progress", "revoked"),
                ("new", "draft"),
                ("received", "accepted"),
                ("received", "declined"),
                ("received", "expired"),
                ("received", "revoked"),
                ("sent", "accepted"),
                ("sent", "declined"),
                ("sent", "expired"),
                ("sent", "received"),
                ("sent", "revoked"),
            ],
        ),
    ]
