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
            name="HistoricalMatter",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("new", "Not yet opened"),
                            ("opened", "Opened, without a lawyer"),
                            ("assigned", "Lawyer named"),
                            ("active", "Under way"),
                            ("decided", "Decided"),
                            ("closed", "Closed"),
                            ("halted", "Halted"),
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
                            ("status_or_residence", "Status or residence"),
                            ("criminal_injured_party", "Criminal proceedings, as injured party or witness"),
                            ("protection", "Protection measures"),
                            ("compensation", "Compensation"),
                            ("documents", "Document recovery"),
                            ("non_punishment", "Non-punishment"),
                            ("labour_claim", "Labour claim"),
                            ("family", "Family and guardianship"),
                        ],
                        max_length=30,
                        verbose_name="what it is about",
                    ),
                ),
                ("notes", encryption.fields.SealedTextField(blank=True, null=True, verbose_name="notes")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Granted"),
                            ("partly", "Granted in part"),
                            ("refused", "Refused"),
                            ("settled", "Settled"),
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
                    "lawyer",
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
            ],
            options={
                "verbose_name": "historical legal matter",
                "verbose_name_plural": "historical legal matters",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Matter",
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
                            ("new", "Not yet opened"),
                            ("opened", "Opened, without a lawyer"),
                            ("assigned", "Lawyer named"),
                            ("active", "Under way"),
                            ("decided", "Decided"),
                            ("closed", "Closed"),
                            ("halted", "Halted"),
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
                            ("status_or_residence", "Status or residence"),
                            ("criminal_injured_party", "Criminal proceedings, as injured party or witness"),
                            ("protection", "Protection measures"),
                            ("compensation", "Compensation"),
                            ("documents", "Document recovery"),
                            ("non_punishment", "Non-punishment"),
                            ("labour_claim", "Labour claim"),
                            ("family", "Family and guardianship"),
                        ],
                        max_length=30,
                        verbose_name="what it is about",
                    ),
                ),
                ("notes", encryption.fields.SealedTextField(blank=True, null=True, verbose_name="notes")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Granted"),
                            ("partly", "Granted in part"),
                            ("refused", "Refused"),
                            ("settled", "Settled"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="identification.case",
                    ),
                ),
                (
                    "lawyer",
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
                        related_name="matters",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="referral.referral",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal matter",
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeadline",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hearing", "Hearing"),
                            ("filing", "Filing"),
                            ("appeal_limit", "Limit for an appeal"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("due", models.DateField(verbose_name="day")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="legal_aid.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical deadline",
                "verbose_name_plural": "historical deadlines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hearing", "Hearing"),
                            ("filing", "Filing"),
                            ("appeal_limit", "Limit for an appeal"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("due", models.DateField(verbose_name="day")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="legal_aid.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline",
                "ordering": ["due", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["organisation", "status"], name="matters_of_an_organisation"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["assigned", "active", "decided", "closed"]), _negated=True),
                    ("lawyer__isnull", False),
                    _connector="OR",
                ),
                name="a_matter_that_goes_on_has_a_lawyer",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["decided", "closed"]), _negated=True),
                    models.Q(("outcome", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_decided_matter_has_an_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(("done_at", None)), fields=["due"], name="deadlines_that_run"
            ),
        ),
    ]
