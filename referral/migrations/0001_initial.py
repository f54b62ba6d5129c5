import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import django_fsm
import encryption.fields
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("identification", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
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
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "ages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("child", "Under 18"), ("unknown", "Not sure"), ("adult", "18 or over")],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "sexes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("female", "Woman or girl"),
                                ("male", "Man or boy"),
                                ("other", "Another answer"),
                                ("not_asked", "Not asked"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offered",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("new", "Not yet written"),
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("received", "Received"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("in_progress", "In progress"),
                            ("completed", "Completed"),
                            ("not_attended", "Person did not come"),
                            ("revoked", "Revoked"),
                            ("expired", "Expired without an answer"),
                        ],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                ),
                ("purpose", models.CharField(max_length=20)),
                (
                    "data_sets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("summary", "Summary: age, sex, language, what is needed"),
                                ("needs", "Needs and plan"),
                                ("identity", "Name, date of birth, contact"),
                                ("health", "Health"),
                                ("legal", "Legal matters"),
                                ("location", "Where the person stays"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("today", "Today"), ("days", "Within days"), ("planned", "Can be planned")],
                        max_length=10,
                        verbose_name="how soon",
                    ),
                ),
                (
                    "note",
                    encryption.fields.SealedTextField(
                        blank=True, null=True, verbose_name="what the service needs to know"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("deadline_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "No place free"),
                            ("not_fitting", "The service does not fit the need"),
                            ("not_safe", "It would not be safe here"),
                            ("already_helped", "The person already receives this help"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "The help was given"),
                            ("partly", "Part of the help was given"),
                            ("elsewhere", "The help was found elsewhere"),
                            ("not_wished", "The person did not wish it any more"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="identification.case",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals_received",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals_sent",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="referral.service",
                    ),
                ),
            ],
            options={
                "verbose_name": "referral",
            },
        ),
        migrations.CreateModel(
            name="HistoricalReferral",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("new", "Not yet written"),
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("received", "Received"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("in_progress", "In progress"),
                            ("completed", "Completed"),
                            ("not_attended", "Person did not come"),
                            ("revoked", "Revoked"),
                            ("expired", "Expired without an answer"),
                        ],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                ),
                ("purpose", models.CharField(max_length=20)),
                (
                    "data_sets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("summary", "Summary: age, sex, language, what is needed"),
                                ("needs", "Needs and plan"),
                                ("identity", "Name, date of birth, contact"),
                                ("health", "Health"),
                                ("legal", "Legal matters"),
                                ("location", "Where the person stays"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("today", "Today"), ("days", "Within days"), ("planned", "Can be planned")],
                        max_length=10,
                        verbose_name="how soon",
                    ),
                ),
                (
                    "note",
                    encryption.fields.SealedTextField(
                        blank=True, null=True, verbose_name="what the service needs to know"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("deadline_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "No place free"),
                            ("not_fitting", "The service does not fit the need"),
                            ("not_safe", "It would not be safe here"),
                            ("already_helped", "The person already receives this help"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("helped", "The help was given"),
                            ("partly", "Part of the help was given"),
                            ("elsewhere", "The help was found elsewhere"),
                            ("not_wished", "The person did not wish it any more"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="identification.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referral.service",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical referral",
                "verbose_name_plural": "historical referrals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(fields=("organisation", "kind"), name="one_service_of_a_kind"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["recipient", "status", "deadline_at"], name="inbox_of_a_recipient"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("status__in", ["sent", "received"])),
                fields=["deadline_at"],
                name="referrals_that_may_expire",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient", models.F("sender")), _negated=True),
                name="nobody_refers_to_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "declined"), _negated=True),
                    models.Q(("decline_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_refusal_has_a_reason",
            ),
        ),
    ]
