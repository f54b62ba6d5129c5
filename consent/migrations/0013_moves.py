from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("consent", "0012_wall")]
    operations = [
        guard_status(
            "consent_consent",
            [
                ("draft", "informed"),
                ("draft", "refused"),
                ("given", "expired"),
                ("given", "superseded"),
                ("given", "withdrawn"),
                ("ground_proposed", "expired"),
                ("ground_proposed", "legal_ground"),
                ("ground_proposed", "withdrawn"),
                ("informed", "given"),
                ("informed", "refused"),
                ("legal_ground", "expired"),
                ("legal_ground", "withdrawn"),
                ("new", "draft"),
                ("new", "ground_proposed"),
                ("new", "refused"),
            ],
        ),
    ]
