from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        guard_status(
            "documents_document",
            [
                ("clean", "scanning"),
                ("clean", "withdrawn"),
                ("error", "scanning"),
                ("error", "withdrawn"),
                ("infected", "withdrawn"),
                ("new", "received"),
                ("received", "scanning"),
                ("received", "withdrawn"),
                ("scanning", "clean"),
                ("scanning", "error"),
                ("scanning", "infected"),
                ("scanning", "withdrawn"),
            ],
        ),
    ]
