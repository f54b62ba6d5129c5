import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("display_name", models.CharField(max_length=80, verbose_name="name shown to colleagues")),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police", "Police"),
                            ("border_guard", "Border guard"),
                            ("labour_inspection", "Labour inspection"),
                            ("health", "Health service"),
                            ("hotline", "Hotline"),
                            ("ngo", "Non-governmental organisation"),
                            ("shelter", "Shelter"),
                            ("legal_aid", "Legal aid"),
                            ("authority", "Competent authority"),
                            ("return", "Return and reintegration"),
                            ("statistics", "Statistics office"),
                        ],
                        max_length=30,
                    ),
                ),
                ("country", models.CharField(max_length=2)),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("case_management", "Case management"),
                                ("accommodation", "Temporary accommodation and food"),
                                ("legal_aid", "Legal aid and representation"),
                                ("medical", "Medical help"),
                                ("psychological", "Psychological help"),
                                ("family_finding", "Family finding or guardianship for a minor"),
                                ("work", "Work and training"),
                                ("education", "Education"),
                                ("documents", "Document recovery"),
                                ("social_assistance", "One-time social assistance"),
                                ("interpretation", "Interpretation"),
                                ("witness_protection", "Protection of a witness"),
                                ("compensation", "Compensation claim"),
                                ("relatives", "Contact with relatives"),
                                ("return", "Return"),
                                ("reintegration", "Reintegration"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("first_responder", "First responder"),
                                ("case_manager", "Case manager"),
                                ("authority_member", "Member of the competent authority"),
                                ("service_worker", "Service worker"),
                                ("shelter_manager", "Shelter manager"),
                                ("legal_counsel", "Legal counsel"),
                                ("return_officer", "Return officer"),
                                ("supervisor", "Supervisor"),
                                ("data_protection", "Data protection officer"),
                                ("observer", "Observer"),
                                ("analyst", "Analyst"),
                            ],
                            max_length=30,
                        ),
                        size=None,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("user", "organisation"),
                        name="one_current_membership_per_person_and_organisation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("started_at")), _connector="OR"
                        ),
                        name="membership_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
