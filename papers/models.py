"""Who answers for a translation of the papers."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation, User
from papers.catalogues import digest
from papers.languages import SOURCE
from workflow.models import Guarded, GuardedQuerySet


class TranslationSignOffQuerySet(GuardedQuerySet):
    """Questions about sign-offs of translations."""

    def visible_to(self, _actor: Actor) -> "TranslationSignOffQuerySet":
        """Keep all: who answers for a translation is told to whoever works with it."""
        return self.select_related("organisation", "signed_by", "revoked_by")

    def standing(self) -> "TranslationSignOffQuerySet":
        """Keep those that were not taken back."""
        return self.filter(revoked_at=None)

    def of(self, language: str) -> "TranslationSignOffQuerySet":
        """Keep those that count for a language as its text is today."""
        return self.standing().filter(language=language, digest=digest(language))


class TranslationSignOff(Guarded):
    """An organisation says that a native speaker read one version of a translation, and answers for it."""

    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = TranslationSignOffQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "digest", "organisation"],
                condition=Q(revoked_at=None),
                name="one_standing_sign_off_a_translation_and_organisation",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revoked_sign_off_of_a_translation_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.digest[:8]}"

    @property
    def counts(self) -> bool:
        """Whether it stands, and for the text of today."""
        return self.revoked_at is None and self.digest == digest(self.language)


def is_unchecked(language: str) -> bool:
    """Tell whether a translation was made by a machine, and nobody answers for its text of today."""
    return language != SOURCE and not TranslationSignOff.objects.of(language).exists()
