"""Indicator sets that did not come along, and who says that a list is as its source has it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Organisation, User
from identification.enums import Profile
from workflow.models import Guarded, GuardedQuerySet


class InstalledSet(Guarded):
    """A set of indicators as it was published. It never changes: a trigger in the database refuses it."""

    version = models.CharField(max_length=40, unique=True)
    effective_from = models.DateField(unique=True)
    text = models.TextField()  # JSON as it was published: jsonb would lose the order of the elements
    installed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.version


class SignOffQuerySet(GuardedQuerySet):
    """Questions about sign-offs."""

    def visible_to(self, _actor: Actor) -> "SignOffQuerySet":
        """Keep all: who answers for a list is told to whoever works with it."""
        return self.select_related("organisation", "signed_by", "revoked_by")

    def standing(self) -> "SignOffQuerySet":
        """Keep those that were not taken back."""
        return self.filter(revoked_at=None)

    def of(self, version: str, profile: str) -> "SignOffQuerySet":
        """Keep those that count for one list."""
        return self.standing().filter(version=version, profile=profile).select_related("organisation")


class SignOff(Guarded):
    """An organisation says that one list was compared with its source, and answers for it."""

    version = models.CharField(max_length=40)
    profile = models.CharField(max_length=20, choices=Profile)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    source = models.CharField(_("checked against"), max_length=200)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SignOffQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "profile", "organisation"],
                condition=Q(revoked_at=None),
                name="one_standing_sign_off_a_list_and_organisation",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revoked_sign_off_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.profile}"
