from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=80)),
                (
                    "outcome",
                    models.CharField(choices=[("done", "Done"), ("refused", "Refused")], max_length=10),
                ),
                ("case_id", models.UUIDField(null=True)),
                ("user_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
                ("body", models.BinaryField()),
                ("mac", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case_id", "-id"], name="event_of_case"),
                    models.Index(fields=["organisation_id", "-id"], name="event_of_organisation"),
                ],
            },
        ),
    ]
