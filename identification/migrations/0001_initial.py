import django.db.models.deletion
import django.utils.timezone
import django_fsm
import encryption.fields
import identification.numbers
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "number",
                    models.CharField(
                        default=identification.numbers.random_number,
                        editable=False,
                        max_length=9,
                        unique=True,
                    ),
                ),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("new", "Not yet opened"),
                            ("screening", "Screening"),
                            ("presumed", "Presumed victim"),
                            ("not_indicated", "Not indicated"),
                            ("recovery", "Recovery and reflection"),
                            ("identification_pending", "Decision pending"),
                            ("identified", "Identified"),
                            ("not_identified", "Not identified"),
                            ("appeal", "Appeal"),
                            ("follow_up", "Follow-up"),
                            ("closed", "Closed"),
                            ("declined_by_person", "Declined by the person"),
                        ],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=2, verbose_name="country")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "age_band",
                    models.CharField(
                        choices=[("child", "Under 18"), ("unknown", "Not sure"), ("adult", "18 or over")],
                        max_length=10,
                        verbose_name="age",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "Woman or girl"),
                            ("male", "Man or boy"),
                            ("other", "Another answer"),
                            ("not_asked", "Not asked"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=20, verbose_name="language")),
                (
                    "in_danger",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="in danger now",
                    ),
                ),
                (
                    "injured",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="injured or ill",
                    ),
                ),
                (
                    "controlled",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="controlled by somebody nearby",
                    ),
                ),
                ("override_reason", encryption.fields.SealedTextField(blank=True, null=True)),
                ("recovery_until", models.DateField(blank=True, null=True)),
                ("decision_due", models.DateField(blank=True, null=True)),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("integrated", "The person has a safe and lasting situation"),
                            ("returned", "The person has returned and the follow-up is over"),
                            ("no_contact", "Contact was lost and could not be found again"),
                            ("wish", "The person wishes no more help"),
                            ("handed_over", "Another organisation carries on"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_to_decide",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_cases",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "case",
            },
        ),
        migrations.CreateModel(
            name="CaseAccess",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("duty_of_care", "Duty of care: safety, emergencies and dates, without the case"),
                            ("summary", "Summary"),
                            ("casework", "Casework"),
                            ("identity", "Casework and identity"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("opened", "It opened the case"),
                            ("carries", "It carries the case"),
                            ("carried", "It carried the case before"),
                            ("consent", "The person agreed"),
                            ("legal_ground", "A legal ground without consent"),
                            ("child_protection", "Protection of a child"),
                            ("duty_of_care", "Duty of care to a person who lives there"),
                        ],
                        max_length=20,
                    ),
                ),
                ("basis_id", models.UUIDField(blank=True, null=True)),
                ("granted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accesses",
                        to="identification.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "case access",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("identified", "Identified as a victim"),
                            ("not_identified", "Not identified as a victim"),
                        ],
                        max_length=20,
                    ),
                ),
                ("grounds", encryption.fields.SealedTextField()),
                ("on_appeal", models.BooleanField(default=False)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="identification.case",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "get_latest_by": "decided_at",
            },
        ),
        migrations.CreateModel(
            name="HistoricalCase",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "number",
                    models.CharField(
                        db_index=True,
                        default=identification.numbers.random_number,
                        editable=False,
                        max_length=9,
                    ),
                ),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("new", "Not yet opened"),
                            ("screening", "Screening"),
                            ("presumed", "Presumed victim"),
                            ("not_indicated", "Not indicated"),
                            ("recovery", "Recovery and reflection"),
                            ("identification_pending", "Decision pending"),
                            ("identified", "Identified"),
                            ("not_identified", "Not identified"),
                            ("appeal", "Appeal"),
                            ("follow_up", "Follow-up"),
                            ("closed", "Closed"),
                            ("declined_by_person", "Declined by the person"),
                        ],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=2, verbose_name="country")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "age_band",
                    models.CharField(
                        choices=[("child", "Under 18"), ("unknown", "Not sure"), ("adult", "18 or over")],
                        max_length=10,
                        verbose_name="age",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "Woman or girl"),
                            ("male", "Man or boy"),
                            ("other", "Another answer"),
                            ("not_asked", "Not asked"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=20, verbose_name="language")),
                (
                    "in_danger",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="in danger now",
                    ),
                ),
                (
                    "injured",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="injured or ill",
                    ),
                ),
                (
                    "controlled",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="controlled by somebody nearby",
                    ),
                ),
                ("override_reason", encryption.fields.SealedTextField(blank=True, null=True)),
                ("recovery_until", models.DateField(blank=True, null=True)),
                ("decision_due", models.DateField(blank=True, null=True)),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("integrated", "The person has a safe and lasting situation"),
                            ("returned", "The person has returned and the follow-up is over"),
                            ("no_contact", "Contact was lost and could not be found again"),
                            ("wish", "The person wishes no more help"),
                            ("handed_over", "Another organisation carries on"),
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
                    "asked_by",
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
                    "authority",
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
                    "carrier",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical case",
                "verbose_name_plural": "historical cases",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("identified", "Identified as a victim"),
                            ("not_identified", "Not identified as a victim"),
                        ],
                        max_length=20,
                    ),
                ),
                ("grounds", encryption.fields.SealedTextField()),
                ("on_appeal", models.BooleanField(default=False)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "decided_by",
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
            ],
            options={
                "verbose_name": "historical decision",
                "verbose_name_plural": "historical decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIdentity",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "pseudonym",
                    encryption.fields.SealedTextField(null=True, verbose_name="what to call the person"),
                ),
                ("full_name", encryption.fields.SealedTextField(null=True, verbose_name="full name")),
                ("birth_date", encryption.fields.SealedDateField(null=True, verbose_name="date of birth")),
                (
                    "contact",
                    encryption.fields.SealedTextField(null=True, verbose_name="telephone or other contact"),
                ),
                (
                    "contact_is_safe",
                    models.BooleanField(
                        default=False, verbose_name="the person said that this contact is safe"
                    ),
                ),
                ("address", encryption.fields.SealedTextField(null=True, verbose_name="address")),
                ("document", encryption.fields.SealedTextField(null=True, verbose_name="document")),
                (
                    "narrative",
                    encryption.fields.SealedTextField(
                        null=True, verbose_name="what happened, in the person's words"
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
            ],
            options={
                "verbose_name": "historical identity",
                "verbose_name_plural": "historical identitys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScreening",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[("new", "Not yet begun"), ("open", "Under way"), ("completed", "Completed")],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "profile",
                    models.CharField(
                        choices=[
                            ("adult_labour", "Adult, labour exploitation"),
                            ("child_labour", "Child, labour exploitation"),
                            ("adult_sexual", "Adult, sexual exploitation"),
                            ("child_sexual", "Child, sexual exploitation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("indicator_set", models.CharField(default="ilo_ec_2009_v1", max_length=40)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("presumed", "Presumed victim of trafficking"),
                            ("inconclusive_child", "Not conclusive: tell child protection anyway"),
                            ("exploited_no_means", "Exploited: refer for labour rights, and screen again"),
                            ("at_risk", "At risk: plan for safety, and screen again"),
                            ("no_indication", "No indication so far"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "cooperation",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="wishes to speak with the police",
                    ),
                ),
                ("note", encryption.fields.SealedTextField(blank=True, null=True)),
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
                    "screened_by",
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
                "verbose_name": "historical screening",
                "verbose_name_plural": "historical screenings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "pseudonym",
                    encryption.fields.SealedTextField(null=True, verbose_name="what to call the person"),
                ),
                ("full_name", encryption.fields.SealedTextField(null=True, verbose_name="full name")),
                ("birth_date", encryption.fields.SealedDateField(null=True, verbose_name="date of birth")),
                (
                    "contact",
                    encryption.fields.SealedTextField(null=True, verbose_name="telephone or other contact"),
                ),
                (
                    "contact_is_safe",
                    models.BooleanField(
                        default=False, verbose_name="the person said that this contact is safe"
                    ),
                ),
                ("address", encryption.fields.SealedTextField(null=True, verbose_name="address")),
                ("document", encryption.fields.SealedTextField(null=True, verbose_name="document")),
                (
                    "narrative",
                    encryption.fields.SealedTextField(
                        null=True, verbose_name="what happened, in the person's words"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity",
                        to="identification.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "identity",
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[("new", "Not yet begun"), ("open", "Under way"), ("completed", "Completed")],
                        default="new",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "profile",
                    models.CharField(
                        choices=[
                            ("adult_labour", "Adult, labour exploitation"),
                            ("child_labour", "Child, labour exploitation"),
                            ("adult_sexual", "Adult, sexual exploitation"),
                            ("child_sexual", "Child, sexual exploitation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("indicator_set", models.CharField(default="ilo_ec_2009_v1", max_length=40)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("presumed", "Presumed victim of trafficking"),
                            ("inconclusive_child", "Not conclusive: tell child protection anyway"),
                            ("exploited_no_means", "Exploited: refer for labour rights, and screen again"),
                            ("at_risk", "At risk: plan for safety, and screen again"),
                            ("no_indication", "No indication so far"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "cooperation",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="wishes to speak with the police",
                    ),
                ),
                ("note", encryption.fields.SealedTextField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings",
                        to="identification.case",
                    ),
                ),
                (
                    "screened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "screening",
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=4)),
                (
                    "value",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_asked", "Not asked"),
                            ("refused", "Did not want to say"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="identification.screening",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["status", "decision_due"], name="case_status_due"),
        ),
        migrations.AddIndex(
            model_name="caseaccess",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["organisation", "-opened_at", "-case"],
                name="cases_of_an_organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="caseaccess",
            index=models.Index(fields=["case", "organisation"], name="organisations_of_a_case"),
        ),
        migrations.AddConstraint(
            model_name="caseaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at", None), ("ended_at__gte", models.F("granted_at")), _connector="OR"
                ),
                name="access_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis__in", ["consent", "legal_ground"]), _negated=True),
                    ("basis_id__isnull", False),
                    _connector="OR",
                ),
                name="access_by_consent_names_the_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("screening", "code"), name="one_answer_per_indicator"),
        ),
    ]
