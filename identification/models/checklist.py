"""Indicator sets that did not come along, and who says that a list is as its source has it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from identification.enums import Profile
from identification.indicators import IndicatorSet
from workflow.models import Guarded
from workflow.sign_offs import SigningOff, SigningOffQuerySet, says_by_whom


class InstalledSet(Guarded):
    """A set of indicators as it was published. It never changes: a trigger in the database refuses it."""

    version = models.CharField(max_length=40, unique=True)
    effective_from = models.DateField(unique=True)
    text = models.TextField()  # JSON as it was published: jsonb would lose the order of the elements
    installed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.version


class SignOffQuerySet(SigningOffQuerySet):
    """Questions about sign-offs."""

    def of(self, version: str, profile: str) -> SigningOffQuerySet:
        """Keep those that count for one list."""
        return self.standing().filter(version=version, profile=profile).select_related("organisation")


class SignOff(SigningOff):
    """An organisation says that one list was compared with its source, and answers for it."""

    version = models.CharField(max_length=40)
    profile = models.CharField(max_length=20, choices=Profile)
    source = models.CharField(gettext_lazy("checked against"), max_length=200)

    objects = SignOffQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "profile", "organisation"],
                condition=Q(revoked_at=None),
                name="one_standing_sign_off_a_list_and_organisation",
            ),
            says_by_whom("a_revoked_sign_off_says_by_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.profile}"


def marked_name(known: IndicatorSet, profile: str) -> str:
    """Return the name of a list, which says so where the list is provisional."""
    name = str(Profile(profile).label)
    return _("%(name)s (provisional list)") % {"name": name} if is_provisional(known, profile) else name


def is_provisional(known: IndicatorSet, profile: str) -> bool:
    """Tell whether a list came unchecked, and nobody answers for it since."""
    return known.is_provisional(profile) and not SignOff.objects.of(known.version, profile).exists()
