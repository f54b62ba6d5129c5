"""The person's wish to be erased, and the answer."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import Organisation, User
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.jurisdictions import Value
from identification.models import Case
from identification.permissions import by_worker_of_the_person
from retention import permissions, rules
from retention.enums import ErasureStatus, WishOf
from workflow.models import GuardedQuerySet, Stateful
from workflow.wording import words


class ErasureQuerySet(GuardedQuerySet):
    """Questions about wishes to be erased."""

    def visible_to(self, actor: Actor) -> "ErasureQuerySet":
        """Keep those of cases that the actor sees, where their organisation carries the case or wrote it down."""
        ours = Q(case__carrier=actor.organisation_id) | Q(organisation=actor.organisation_id)
        return self.filter(ours, case__in=Case.objects.visible_to(actor))


class Erasure(Stateful):
    """The person asks that what is kept about them is destroyed. The rule of the clock is kept as it began."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="erasures")
    status = FSMField(default=ErasureStatus.NEW, choices=ErasureStatus.choices, protected=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    wish_of = models.CharField(_("who said it"), max_length=10, choices=WishOf)
    said = SealedTextField(_("in their own words"), null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer_due = models.DateField(_("answer due"))
    answer_rule = models.JSONField(default=dict)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    grounds = SealedTextField(_("what the person is told"), null=True, blank=True)
    complaint_explained = models.BooleanField(_("the person knows that they may complain"), default=False)

    objects = ErasureQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("wish to be erased")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status="asked"), name="one_wish_to_be_erased_waits"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                name="nobody_decides_the_erasure_they_wrote_down",
            ),
            models.CheckConstraint(
                condition=~Q(status=ErasureStatus.REFUSED) | Q(complaint_explained=True),
                name="who_is_refused_knows_the_way_to_complain",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/erasures/{self.pk}/"

    @property
    def rule(self) -> Value:
        """The rule by which the answer is due, as it was when the person asked."""
        return Value.of(self.answer_rule)

    @transition(
        field=status,
        source=ErasureStatus.NEW,
        target=ErasureStatus.ASKED,
        permission=by_worker_of_the_person,
        conditions=[rules.something_is_left, rules.no_other_wish_waits, rules.a_childs_wish_is_their_own],
        custom=words(_("The person asks to be erased"), _("wrote down that the person asks to be erased")),
    )
    def ask(self, *, wish_of: str, said: str, by: Actor) -> None:
        """The wish waits for an answer."""
        self.wish_of, self.said, self.asked_by = wish_of, said or None, by.user

    @transition(
        field=status,
        source=ErasureStatus.ASKED,
        target=ErasureStatus.DONE,
        permission=permissions.by_another_data_protection_officer,
        conditions=[rules.nothing_holds_the_case, rules.something_is_left, rules.it_is_best_for_a_child],
        custom=words(_("Erase everything now"), _("approved the erasure, and it was done"), tone="danger"),
    )
    def approve(self, *, by: Actor) -> None:
        """It is done in the same transaction: `actions.approve_erasure` ends what is open and destroys the keys."""
        self.decided_by = by.user

    @transition(
        field=status,
        source=ErasureStatus.ASKED,
        target=ErasureStatus.REFUSED,
        permission=permissions.by_another_data_protection_officer,
        conditions=[
            rules.something_holds_the_case,
            rules.grounds_are_given,
            rules.person_knows_the_way_to_complain,
        ],
        custom=words(
            _("Refuse for now, because something holds it"), _("refused the erasure, as a hold stands")
        ),
    )
    def refuse(self, *, grounds: str, complaint_explained: bool, by: Actor) -> None:
        """The person knows why, and that they may complain; they may ask again at any time."""
        self.grounds, self.complaint_explained, self.decided_by = grounds, complaint_explained, by.user

    @transition(
        field=status,
        source=ErasureStatus.ASKED,
        target=ErasureStatus.TAKEN_BACK,
        permission=by_worker_of_the_person,
        custom=words(
            _("The person takes it back"), _("wrote down that the person no longer asks to be erased")
        ),
    )
    def take_back(self) -> None:
        """The person wishes to stay on file."""
