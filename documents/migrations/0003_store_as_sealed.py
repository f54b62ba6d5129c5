from django.db import migrations


class Migration(migrations.Migration):
    """What is sealed cannot be made smaller: PostgreSQL need not try, and may then read its head alone."""

    dependencies = [("documents", "0002_moves")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE documents_part ALTER COLUMN content SET STORAGE EXTERNAL",
            "ALTER TABLE documents_part ALTER COLUMN content SET STORAGE EXTENDED",
        )
    ]
