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
            name="HistoricalConsent",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("new", "Not yet asked"),
                            ("draft", "Being prepared"),
                            ("informed", "Explained, waiting for the answer"),
                            ("given", "Given"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                            ("superseded", "Replaced by a newer one"),
                            ("ground_proposed", "Legal ground, waiting for a second person"),
                            ("legal_ground", "Legal ground without consent"),
                        ],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("talk", models.UUIDField(db_index=True, default=uuid.uuid4)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("services", "Help from the organisation that asks"),
                            ("sharing", "Sharing with a service"),
                            ("medical", "Medical help"),
                            ("identification", "Formal identification"),
                            ("police", "Contact with the police"),
                            ("return", "Return"),
                            ("research", "Research without identity"),
                            ("media", "Media"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "data",
                    models.CharField(
                        choices=[
                            ("summary", "Summary: age, sex, language, what is needed"),
                            ("needs", "Needs and plan"),
                            ("identity", "Name, date of birth, contact"),
                            ("health", "Health"),
                            ("legal", "Legal matters"),
                            ("location", "Where the person stays"),
                        ],
                        max_length=20,
                        verbose_name="what is shared",
                    ),
                ),
                (
                    "language",
                    models.CharField(blank=True, max_length=40, verbose_name="language of the talk"),
                ),
                (
                    "interpreter",
                    encryption.fields.SealedTextField(blank=True, null=True, verbose_name="interpreter"),
                ),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("purpose", "what it is for"),
                                ("use", "how it is used now, and how it may be used"),
                                ("research", "that figures without identity may serve research"),
                                ("see", "that they may see what is kept"),
                                ("kept", "how long it is kept"),
                                ("withdraw", "how to take it back, at any time"),
                                ("help", "that help does not depend on it"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("given_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child_protection", "Protection of a child"),
                            ("vital_interest", "Life or health is in danger"),
                            ("court_order", "A court ordered it"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reason", encryption.fields.SealedTextField(blank=True, null=True)),
                (
                    "person_told",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("told", "The person was told"),
                            ("later", "The person will be told as soon as it is safe"),
                            ("forbidden", "The court forbids telling"),
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
                    "approved_by",
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
                    "written_by",
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
                "verbose_name": "historical consent",
                "verbose_name_plural": "historical consents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Consent",
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
                            ("new", "Not yet asked"),
                            ("draft", "Being prepared"),
                            ("informed", "Explained, waiting for the answer"),
                            ("given", "Given"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                            ("superseded", "Replaced by a newer one"),
                            ("ground_proposed", "Legal ground, waiting for a second person"),
                            ("legal_ground", "Legal ground without consent"),
                        ],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("talk", models.UUIDField(db_index=True, default=uuid.uuid4)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("services", "Help from the organisation that asks"),
                            ("sharing", "Sharing with a service"),
                            ("medical", "Medical help"),
                            ("identification", "Formal identification"),
                            ("police", "Contact with the police"),
                            ("return", "Return"),
                            ("research", "Research without identity"),
                            ("media", "Media"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "data",
                    models.CharField(
                        choices=[
                            ("summary", "Summary: age, sex, language, what is needed"),
                            ("needs", "Needs and plan"),
                            ("identity", "Name, date of birth, contact"),
                            ("health", "Health"),
                            ("legal", "Legal matters"),
                            ("location", "Where the person stays"),
                        ],
                        max_length=20,
                        verbose_name="what is shared",
                    ),
                ),
                (
                    "language",
                    models.CharField(blank=True, max_length=40, verbose_name="language of the talk"),
                ),
                (
                    "interpreter",
                    encryption.fields.SealedTextField(blank=True, null=True, verbose_name="interpreter"),
                ),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("purpose", "what it is for"),
                                ("use", "how it is used now, and how it may be used"),
                                ("research", "that figures without identity may serve research"),
                                ("see", "that they may see what is kept"),
                                ("kept", "how long it is kept"),
                                ("withdraw", "how to take it back, at any time"),
                                ("help", "that help does not depend on it"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("given_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child_protection", "Protection of a child"),
                            ("vital_interest", "Life or health is in danger"),
                            ("court_order", "A court ordered it"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reason", encryption.fields.SealedTextField(blank=True, null=True)),
                (
                    "person_told",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("told", "The person was told"),
                            ("later", "The person will be told as soon as it is safe"),
                            ("forbidden", "The court forbids telling"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="identification.case",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents_received",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "indexes": [models.Index(fields=["case", "recipient", "purpose"], name="basis_of_sharing")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "given")),
                        fields=("case", "recipient", "purpose", "data"),
                        name="one_given_consent_per_purpose_recipient_and_data",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "legal_ground"), _negated=True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="legal_ground_has_a_second_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_approver_is_another",
                    ),
                ],
            },
        ),
    ]
