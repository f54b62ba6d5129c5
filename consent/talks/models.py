"""One talk about consent: how far it has come, whether the person could decide, and how they said yes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import User
from consent.enums import PICTURED, Capacity, InformedPoint, Way
from encryption.fields import SealedBytesField, SealedTextField
from encryption.history import SealedHistory
from identification.enums import CAN_DECIDE, LANGUAGE_CODE, Language, Scope
from identification.models import Case, CaseAccess
from workflow.models import Guarded, GuardedQuerySet


class TalkQuerySet(GuardedQuerySet):
    """Questions about talks."""

    def visible_to(self, actor: Actor) -> "TalkQuerySet":
        """Keep the talks that the carrier holds: whom it names, who interpreted and how, is nobody else's."""
        sight = CaseAccess.objects.opens(actor, at_least=Scope.CASEWORK)
        return self.filter(sight, case__carrier=actor.organisation_id)

    def to_ask_again(self) -> "TalkQuerySet":
        """Keep those in which the person could not decide, and whose day to ask again has come."""
        return self.filter(capacity=Capacity.NOT_NOW, ask_again_on__lte=timezone.localdate())


class Talk(Guarded):
    """What one talk explains, to whom, and how the answer was given; its consents bear its id as their `talk`."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="talks")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    # Empty where one organisation, or none, was named; its list stands frozen in the consents.
    kind = models.CharField(max_length=30, choices=ServiceKind, blank=True)
    language = models.CharField(max_length=40, blank=True, choices=Language)
    interpreter = SealedTextField(_("interpreter"), null=True, blank=True)
    capacity = models.CharField(max_length=20, choices=Capacity, blank=True)
    capacity_note = SealedTextField(_("which support, or why not now"), null=True, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    points = ArrayField(models.CharField(max_length=20, choices=InformedPoint), default=list, blank=True)
    way = models.CharField(max_length=20, choices=Way, blank=True)
    signed_name = SealedTextField(_("name, as the person typed it"), null=True, blank=True)
    witness = SealedTextField(_("witness"), null=True, blank=True)
    picture = SealedBytesField(_("sign, thumbprint or paper"), null=True, blank=True)
    # Beside a child's own: how whoever acts for the child said yes.
    guardian_way = models.CharField(max_length=20, choices=Way, blank=True)
    guardian_words = SealedTextField(_("the guardian's name, or who heard them"), null=True, blank=True)
    guardian_picture = SealedBytesField(_("the guardian's signed paper"), null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = TalkQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("talk about consent")
        constraints = [
            models.CheckConstraint(
                condition=Q(language__regex=LANGUAGE_CODE), name="language_of_a_consent_talk_is_a_code"
            ),
            models.CheckConstraint(
                condition=Q(capacity=Capacity.NOT_NOW) ^ Q(ask_again_on=None),
                name="ask_again_on_a_day_where_not_now",
            ),
            models.CheckConstraint(
                condition=Q(way="") | Q(capacity__in=[Capacity.YES, Capacity.SUPPORTED]),
                name="who_agrees_could_decide",
            ),
            models.CheckConstraint(
                condition=Q(way="")
                | Q(way=Way.TYPED, signed_name__isnull=False)
                | Q(way=Way.SPOKEN, witness__isnull=False)
                | Q(way__in=PICTURED, picture__isnull=False),
                name="how_they_agreed_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(guardian_way="")
                | Q(guardian_way__in=[Way.TYPED, Way.SPOKEN], guardian_words__isnull=False)
                | Q(guardian_way=Way.PAPER, guardian_picture__isnull=False),
                name="how_the_guardian_agreed_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def next_point(self) -> InformedPoint | None:
        """The first point that is not explained yet; None where all are."""
        return next((one for one in InformedPoint if one not in self.points), None)

    @property
    def can_decide(self) -> bool:
        """Whether the person can decide this now, alone or with support."""
        return self.capacity in CAN_DECIDE
