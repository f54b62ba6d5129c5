"""Who answers for a translation of the papers."""

from django.db import models
from django.db.models import Q

from papers.catalogues import digest
from papers.languages import SOURCE
from workflow.sign_offs import SigningOff, SigningOffQuerySet, says_by_whom


class TranslationSignOffQuerySet(SigningOffQuerySet):
    """Questions about sign-offs of translations."""

    def of(self, language: str) -> SigningOffQuerySet:
        """Keep those that count for a language as its text is today."""
        return self.standing().filter(language=language, digest=digest(language))


class TranslationSignOff(SigningOff):
    """An organisation says that a native speaker read one version of a translation, and answers for it."""

    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)

    objects = TranslationSignOffQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "digest", "organisation"],
                condition=Q(revoked_at=None),
                name="one_standing_sign_off_a_translation_and_organisation",
            ),
            says_by_whom("a_revoked_sign_off_of_a_translation_says_by_whom"),
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
