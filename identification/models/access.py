"""Who may see a case, how much, and why: visibility is data."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from identification.enums import SEES_THE_CASE, Basis, Scope
from workflow.models import Guarded, GuardedQuerySet


class CaseAccessQuerySet(GuardedQuerySet):
    """Questions about who may see."""

    def current(self) -> "CaseAccessQuerySet":
        """Keep what has neither ended nor expired."""
        not_expired = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(not_expired, ended_at=None)

    def told_to(self, actor: Actor) -> "CaseAccessQuerySet":
        """Keep what this actor may know of who sees a case: the carrier all of it, the others their own."""
        return self.filter(Q(case__carrier=actor.organisation_id) | Q(organisation=actor.organisation_id))

    def opening_cases_to(self, actor: Actor, *, at_least: Scope = Scope.SUMMARY) -> "CaseAccessQuerySet":
        """Keep what shows this much of a case to this actor; nothing for an actor whose roles see no case."""
        if not actor.reads_cases:
            return self.none()
        wide_enough = SEES_THE_CASE[SEES_THE_CASE.index(at_least) :]
        return self.current().filter(organisation_id=actor.organisation_id, scope__in=wide_enough)

    def opens(self, actor: Actor, *, at_least: Scope = Scope.SUMMARY, case: str = "case") -> Exists:
        """Return the condition that a row's case is open to the actor: asked row by row, of an index."""
        return Exists(self.opening_cases_to(actor, at_least=at_least).filter(case=OuterRef(case)))


class CaseAccess(Guarded):
    """One organisation may see one case, this much, for this reason, until it ends or expires."""

    case = models.ForeignKey("identification.Case", models.PROTECT, related_name="accesses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=20, choices=Scope)
    basis = models.CharField(max_length=20, choices=Basis)
    # The consent or legal ground, which lives in a room above this one.
    basis_id = models.UUIDField(null=True, blank=True)
    granted_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
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
        ]

    def __str__(self) -> str:
        return f"{self.scope} by {self.basis}"
