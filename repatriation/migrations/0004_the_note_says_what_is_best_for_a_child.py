from django.db import migrations


class Migration(migrations.Migration):
    """A child's best interests are noted in the child track, with reasons: the return asks no second time."""

    dependencies = [("repatriation", "0003_wall")]
    operations = [
        migrations.RemoveField("historicalreturn", "best_interests"),
        migrations.RemoveField("return", "best_interests"),
    ]
