"""Sign-offs: an organisation checked a text that came along, and answers for it until it takes that back."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation, User
from workflow.guard import writing
from workflow.models import Guarded, GuardedQuerySet


class SigningOffQuerySet(GuardedQuerySet):
    """Questions about sign-offs of any kind."""

    def visible_to(self, _actor: Actor) -> "SigningOffQuerySet":
        """Keep all: who answers for a text is told to whoever works with it."""
        return self.select_related("organisation", "signed_by", "revoked_by")

    def standing(self) -> "SigningOffQuerySet":
        """Keep those that were not taken back."""
        return self.filter(revoked_at=None)


class SigningOff(Guarded):
    """Who signed, for which organisation, when; and who took it back."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=SigningOff)


def says_by_whom(name: str) -> models.CheckConstraint:
    """Return the constraint, under this name, that a sign-off taken back says by whom."""
    stands = Q(revoked_at=None, revoked_by=None)
    is_revoked = Q(revoked_at__isnull=False, revoked_by__isnull=False)
    return models.CheckConstraint(condition=stands | is_revoked, name=name)


def sign(row: Row, same: Any) -> tuple[Row, bool]:
    """Return the sign-off, and whether it is new: the one that stands among `same` where the organisation signed.

    The organisation is held until the end of the transaction, so that two of its people who sign at one moment
    sign once.
    """
    Organisation.objects.select_for_update().filter(pk=row.organisation_id).get()
    if known := same.filter(organisation=row.organisation_id).first():
        return known, False
    with writing():
        row.save(force_insert=True)
    return row, True


def take_back(row: Row, by: Actor) -> Row:
    """Return the sign-off, taken back; it stays to be read, and no longer counts."""
    standing: Any = type(row)._default_manager.get_queryset()
    held: Row = standing.standing().select_for_update(of=("self",)).get(pk=row.pk)
    held.revoked_at, held.revoked_by = timezone.now(), by.user
    with writing():
        held.save(update_fields=["revoked_at", "revoked_by"])
    return held
