"""Who may see a case, how much, and why: visibility is data."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation, User
from identification.enums import SEES_THE_CASE, Basis, Scope
from workflow.models import Guarded, GuardedQuerySet


class CaseAccessQuerySet(GuardedQuerySet):
    """Questions about who may see."""

    def current(self) -> "CaseAccessQuerySet":
        """Keep what has neither ended nor expired, and does not rest on what is kept from use."""
        not_expired = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(not_expired, ended_at=None, suspended_at=None)

    def told_to(self, actor: Actor) -> "CaseAccessQuerySet":
        """Keep what this actor may know of who sees a case: the carrier all of it, the others their own."""
        return self.filter(Q(case__carrier=actor.organisation_id) | Q(organisation=actor.organisation_id))

    def opening_cases_to(
        self, actor: Actor, *, at_least: Scope = Scope.SUMMARY, emergencies: bool = False
    ) -> "CaseAccessQuerySet":
        """Keep what shows this much of a case to this actor; nothing for an actor whose roles see no case.

        What rests on an emergency counts only where it is asked for, and for one person alone.
        """
        if not actor.reads_cases:
            return self.none()
        wide_enough = SEES_THE_CASE[SEES_THE_CASE.index(at_least) :]
        mine = Q(person=None) | Q(person=actor.user_id) if emergencies else Q(person=None)
        return self.current().filter(mine, organisation_id=actor.organisation_id, scope__in=wide_enough)

    def emergency_until(self, actor: Actor, *, case: str = "pk") -> Subquery:
        """Return until when the actor sees a row's case by an emergency; None where they do not."""
        rows = self.current().filter(case=OuterRef(case), organisation=actor.organisation_id)
        return Subquery(rows.filter(person=actor.user_id, person__isnull=False).values("expires_at")[:1])

    def only_shown_to(self, actor: Actor) -> Q:
        """Return the condition, for a query on cases, that an emergency is all by which the actor sees one."""
        mine = self.current().filter(case=OuterRef("pk"), organisation=actor.organisation_id)
        looks = mine.filter(person=actor.user_id, person__isnull=False)
        return Q(Exists(looks)) & ~Q(Exists(mine.filter(person=None)))

    def opens(
        self,
        actor: Actor,
        *,
        at_least: Scope = Scope.SUMMARY,
        case: str = "case",
        emergencies: bool = False,
    ) -> Exists:
        """Return the condition that a row's case is open to the actor: asked row by row, of an index."""
        opening = self.opening_cases_to(actor, at_least=at_least, emergencies=emergencies)
        return Exists(opening.filter(case=OuterRef(case)))


class CaseAccess(Guarded):
    """One organisation may see one case, this much, for this reason, until it ends or expires.

    In an emergency it is one person of it, `person`, and nobody else.
    """

    case = models.ForeignKey("identification.Case", models.PROTECT, related_name="accesses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.CharField(max_length=20, choices=Scope)
    basis = models.CharField(max_length=20, choices=Basis)
    # The consent or legal ground, which lives in a room above this one.
    basis_id = models.UUIDField(null=True, blank=True)
    granted_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # The person asked that what it rests on is kept and not used; it counts again when that is lifted.
    suspended_at = models.DateTimeField(null=True, blank=True)
    # Repeats the case's own, so that a list walks this index alone, newest case first.
    opened_at = models.DateTimeField()

    objects = CaseAccessQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "case access"
        indexes = [
            models.Index(
                fields=["organisation", "-opened_at", "-case"],
                condition=Q(ended_at=None),
                name="cases_of_an_organisation",
            ),
            models.Index(fields=["case", "organisation"], name="organisations_of_a_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("granted_at")),
                name="access_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=[Basis.CONSENT, Basis.LEGAL_GROUND]) | Q(basis_id__isnull=False),
                name="access_by_consent_names_the_consent",
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.BREAK_GLASS) & Q(person=None)
                | Q(basis=Basis.BREAK_GLASS, person__isnull=False, expires_at__isnull=False),
                name="access_in_an_emergency_is_one_persons_and_expires",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} by {self.basis}"
