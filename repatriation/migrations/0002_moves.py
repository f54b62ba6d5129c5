from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("repatriation", "0001_initial")]
    operations = [
        guard_status(
            "repatriation_return",
            [
                ("cleared", "documents"),
                ("cleared", "withdrawn"),
                ("consented", "risk_assessed"),
                ("consented", "withdrawn"),
                ("documents", "failed"),
                ("documents", "receiving_confirmed"),
                ("documents", "withdrawn"),
                ("explored", "consented"),
                ("explored", "withdrawn"),
                ("failed", "risk_assessed"),
                ("failed", "withdrawn"),
                ("handed_over", "monitoring"),
                ("in_transit", "failed"),
                ("in_transit", "handed_over"),
                ("monitoring", "completed"),
                ("new", "explored"),
                ("not_safe", "risk_assessed"),
                ("not_safe", "withdrawn"),
                ("receiving_confirmed", "failed"),
                ("receiving_confirmed", "scheduled"),
                ("receiving_confirmed", "withdrawn"),
                ("risk_assessed", "cleared"),
                ("risk_assessed", "not_safe"),
                ("risk_assessed", "withdrawn"),
                ("scheduled", "failed"),
                ("scheduled", "in_transit"),
                ("scheduled", "withdrawn"),
            ],
        ),
    ]
