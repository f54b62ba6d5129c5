import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import django_fsm
import encryption.fields
import simple_history.models
import uuid
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
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
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Bed",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("label", models.CharField(max_length=10)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("women", "Women"),
                            ("men", "Men"),
                            ("families", "Families"),
                            ("unaccompanied_children", "Children without family"),
                        ],
                        max_length=30,
                    ),
                ),
                ("accessible", models.BooleanField(default=False)),
                ("in_use", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "bed",
                "ordering": ["label"],
            },
        ),
        migrations.CreateModel(
            name="Shelter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("women", "Women"),
                                ("men", "Men"),
                                ("families", "Families"),
                                ("unaccompanied_children", "Children without family"),
                            ],
                            max_length=30,
                        ),
                        size=None,
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelter",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "shelter",
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlacement",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("status_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("new", "Not yet asked for"),
                            ("requested", "Asked for"),
                            ("reserved", "Reserved"),
                            ("admitted", "Staying"),
                            ("extension_requested", "Staying, longer stay asked for"),
                            ("transfer_pending", "Staying, waits for another shelter"),
                            ("exited", "Moved on"),
                            ("left_voluntarily", "Left by own wish"),
                            ("refused", "Refused"),
                            ("expired", "Expired: the person did not come"),
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
                            ("women", "Women"),
                            ("men", "Men"),
                            ("families", "Families"),
                            ("unaccompanied_children", "Children without family"),
                        ],
                        max_length=30,
                        verbose_name="place for",
                    ),
                ),
                (
                    "needs_accessible",
                    models.BooleanField(default=False, verbose_name="an accessible bed is needed"),
                ),
                ("starts", models.DateField(verbose_name="first day")),
                ("ends", models.DateField(verbose_name="last day")),
                ("care_note", encryption.fields.SealedTextField(blank=True, null=True)),
                ("risk_assessed_on", models.DateField(blank=True, null=True)),
                ("extension_until", models.DateField(blank=True, null=True)),
                ("extension_reason", encryption.fields.SealedTextField(blank=True, null=True)),
                (
                    "refusal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "No bed free"),
                            ("not_fitting", "The shelter does not fit the need"),
                            ("not_safe", "It would not be safe here"),
                            ("not_agreed", "The person does not agree to it any more"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home", "To a home of their own"),
                            ("relatives", "To relatives or friends"),
                            ("other_shelter", "To another shelter"),
                            ("medical", "To a hospital or clinic"),
                            ("return", "Back to their country, as they wish"),
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
                    "bed",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="shelters.bed",
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
                    "shelter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="shelters.shelter",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical stay",
                "verbose_name_plural": "historical stays",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="bed",
            name="shelter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="beds", to="shelters.shelter"
            ),
        ),
        migrations.CreateModel(
            name="Placement",
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
                            ("new", "Not yet asked for"),
                            ("requested", "Asked for"),
                            ("reserved", "Reserved"),
                            ("admitted", "Staying"),
                            ("extension_requested", "Staying, longer stay asked for"),
                            ("transfer_pending", "Staying, waits for another shelter"),
                            ("exited", "Moved on"),
                            ("left_voluntarily", "Left by own wish"),
                            ("refused", "Refused"),
                            ("expired", "Expired: the person did not come"),
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
                            ("women", "Women"),
                            ("men", "Men"),
                            ("families", "Families"),
                            ("unaccompanied_children", "Children without family"),
                        ],
                        max_length=30,
                        verbose_name="place for",
                    ),
                ),
                (
                    "needs_accessible",
                    models.BooleanField(default=False, verbose_name="an accessible bed is needed"),
                ),
                ("starts", models.DateField(verbose_name="first day")),
                ("ends", models.DateField(verbose_name="last day")),
                ("care_note", encryption.fields.SealedTextField(blank=True, null=True)),
                ("risk_assessed_on", models.DateField(blank=True, null=True)),
                ("extension_until", models.DateField(blank=True, null=True)),
                ("extension_reason", encryption.fields.SealedTextField(blank=True, null=True)),
                (
                    "refusal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "No bed free"),
                            ("not_fitting", "The shelter does not fit the need"),
                            ("not_safe", "It would not be safe here"),
                            ("not_agreed", "The person does not agree to it any more"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home", "To a home of their own"),
                            ("relatives", "To relatives or friends"),
                            ("other_shelter", "To another shelter"),
                            ("medical", "To a hospital or clinic"),
                            ("return", "Back to their country, as they wish"),
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
                    "bed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="shelters.bed",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="identification.case",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="referral.referral",
                    ),
                ),
                (
                    "shelter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="shelters.shelter",
                    ),
                ),
            ],
            options={
                "verbose_name": "stay",
                "indexes": [
                    models.Index(fields=["shelter", "status", "starts"], name="board_of_a_shelter"),
                    models.Index(
                        condition=models.Q(
                            ("status__in", ["admitted", "extension_requested", "transfer_pending"])
                        ),
                        fields=["ends"],
                        name="stays_that_end",
                    ),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["reserved", "admitted", "extension_requested", "transfer_pending"],
                            )
                        ),
                        expressions=[
                            ("bed", "="),
                            (
                                models.Func(
                                    "starts",
                                    "ends",
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_stay_a_night_for_a_bed",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["reserved", "admitted", "extension_requested", "transfer_pending"],
                            )
                        ),
                        expressions=[
                            ("case", "="),
                            (
                                models.Func(
                                    "starts",
                                    "ends",
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_stay_a_night_for_a_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ["admitted", "extension_requested", "transfer_pending"])
                        ),
                        fields=("bed",),
                        name="one_person_lives_in_a_bed",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ["admitted", "extension_requested", "transfer_pending"])
                        ),
                        fields=("case",),
                        name="a_person_lives_in_one_bed",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "requested",
                                    "reserved",
                                    "admitted",
                                    "extension_requested",
                                    "transfer_pending",
                                ],
                            )
                        ),
                        fields=("referral",),
                        name="one_open_stay_of_a_referral",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))), name="stay_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    ["reserved", "admitted", "extension_requested", "transfer_pending"],
                                ),
                                _negated=True,
                            ),
                            ("bed__isnull", False),
                            _connector="OR",
                        ),
                        name="a_stay_has_a_bed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "extension_requested"), _negated=True),
                            ("extension_until__gt", models.F("ends")),
                            _connector="OR",
                        ),
                        name="longer_stay_is_longer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "refused"), _negated=True),
                            models.Q(("refusal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refused_stay_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "exited"), _negated=True),
                            models.Q(("exit_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="exit_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="bed",
            constraint=models.UniqueConstraint(
                fields=("shelter", "label"), name="one_bed_of_a_label_in_a_shelter"
            ),
        ),
    ]
