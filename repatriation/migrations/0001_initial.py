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
        ("referral", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalReturn",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("new", "Not yet explored"),
                            ("explored", "Talked about"),
                            ("consented", "The person wishes it"),
                            ("risk_assessed", "Risk assessed"),
                            ("not_safe", "Not safe"),
                            ("cleared", "Cleared"),
                            ("documents", "Travel documents"),
                            ("receiving_confirmed", "Receiving side confirmed"),
                            ("scheduled", "Day of travel set"),
                            ("in_transit", "On the way"),
                            ("handed_over", "Handed over"),
                            ("monitoring", "Follow-up after the return"),
                            ("completed", "Completed"),
                            ("withdrawn", "The person changed their mind"),
                            ("failed", "Failed"),
                        ],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "destination_country",
                    models.CharField(max_length=2, verbose_name="country of destination"),
                ),
                (
                    "wish",
                    encryption.fields.SealedTextField(
                        blank=True, null=True, verbose_name="the person's wish"
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                        max_length=10,
                        verbose_name="risk",
                    ),
                ),
                ("risk_assessed_at", models.DateTimeField(blank=True, null=True)),
                ("asylum_claim", models.BooleanField(default=False)),
                ("proceeding_pending", models.BooleanField(default=False)),
                ("leave_of_court", models.BooleanField(default=False)),
                (
                    "best_interests",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, in the child's best interests"),
                            ("no", "No, not in the child's best interests"),
                        ],
                        max_length=5,
                    ),
                ),
                ("travel_on", models.DateField(blank=True, null=True, verbose_name="day of travel")),
                ("sending_signed", models.BooleanField(default=False)),
                ("receiving_signed", models.BooleanField(default=False)),
                ("monitoring_until", models.DateField(blank=True, null=True)),
                ("no_contact_wished", models.BooleanField(default=False)),
                (
                    "failure_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("documents", "The travel documents were not given"),
                            ("receiving", "The receiving side could not take the person"),
                            ("journey", "The journey could not take place"),
                            ("health", "The person's health did not allow it"),
                            ("danger", "There is a new danger, or a claim for asylum"),
                            ("declined", "The person declined everything"),
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
                    "cleared_by",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
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
                    "receiving_organisation",
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
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referral.referral",
                    ),
                ),
                (
                    "risk_assessed_by_counsel",
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
                    "risk_assessed_by_manager",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical voluntary return",
                "verbose_name_plural": "historical voluntary returns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Return",
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
                            ("new", "Not yet explored"),
                            ("explored", "Talked about"),
                            ("consented", "The person wishes it"),
                            ("risk_assessed", "Risk assessed"),
                            ("not_safe", "Not safe"),
                            ("cleared", "Cleared"),
                            ("documents", "Travel documents"),
                            ("receiving_confirmed", "Receiving side confirmed"),
                            ("scheduled", "Day of travel set"),
                            ("in_transit", "On the way"),
                            ("handed_over", "Handed over"),
                            ("monitoring", "Follow-up after the return"),
                            ("completed", "Completed"),
                            ("withdrawn", "The person changed their mind"),
                            ("failed", "Failed"),
                        ],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "destination_country",
                    models.CharField(max_length=2, verbose_name="country of destination"),
                ),
                (
                    "wish",
                    encryption.fields.SealedTextField(
                        blank=True, null=True, verbose_name="the person's wish"
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                        max_length=10,
                        verbose_name="risk",
                    ),
                ),
                ("risk_assessed_at", models.DateTimeField(blank=True, null=True)),
                ("asylum_claim", models.BooleanField(default=False)),
                ("proceeding_pending", models.BooleanField(default=False)),
                ("leave_of_court", models.BooleanField(default=False)),
                (
                    "best_interests",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, in the child's best interests"),
                            ("no", "No, not in the child's best interests"),
                        ],
                        max_length=5,
                    ),
                ),
                ("travel_on", models.DateField(blank=True, null=True, verbose_name="day of travel")),
                ("sending_signed", models.BooleanField(default=False)),
                ("receiving_signed", models.BooleanField(default=False)),
                ("monitoring_until", models.DateField(blank=True, null=True)),
                ("no_contact_wished", models.BooleanField(default=False)),
                (
                    "failure_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("documents", "The travel documents were not given"),
                            ("receiving", "The receiving side could not take the person"),
                            ("journey", "The journey could not take place"),
                            ("health", "The person's health did not allow it"),
                            ("danger", "There is a new danger, or a claim for asylum"),
                            ("declined", "The person declined everything"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="identification.case",
                    ),
                ),
                (
                    "cleared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns_prepared",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "receiving_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns_received",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="referral.referral",
                    ),
                ),
                (
                    "risk_assessed_by_counsel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "risk_assessed_by_manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "voluntary return",
                "indexes": [
                    models.Index(fields=["organisation", "status"], name="returns_of_an_organisation")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    [
                                        "cleared",
                                        "documents",
                                        "receiving_confirmed",
                                        "scheduled",
                                        "in_transit",
                                        "handed_over",
                                        "monitoring",
                                        "completed",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("cleared_by__isnull", False),
                                ("risk__in", ["low", "medium"]),
                                ("risk_assessed_by_counsel__isnull", False),
                                ("risk_assessed_by_manager__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_cleared_return_was_assessed_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("risk_assessed_by_counsel", None),
                            models.Q(
                                ("risk_assessed_by_counsel", models.F("risk_assessed_by_manager")),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="return_is_assessed_by_two_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cleared_by", None),
                            models.Q(
                                models.Q(("cleared_by", models.F("risk_assessed_by_manager")), _negated=True),
                                models.Q(("cleared_by", models.F("risk_assessed_by_counsel")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="return_is_cleared_by_a_third_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["handed_over", "monitoring", "completed"]), _negated=True
                            ),
                            models.Q(("receiving_signed", True), ("sending_signed", True)),
                            _connector="OR",
                        ),
                        name="both_sides_signed_the_handover",
                    ),
                ],
            },
        ),
    ]
