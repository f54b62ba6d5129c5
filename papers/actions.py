"""What changes who answers for a translation: it is signed off, or a sign-off is taken back."""

from django.db import transaction

from accounts.actors import Actor
from audit.log import record
from papers.catalogues import digest
from papers.models import TranslationSignOff
from workflow.sign_offs import sign, take_back


@transaction.atomic
def sign_off(*, language: str, by: Actor) -> TranslationSignOff:
    """Return the sign-off of a translation as it is today: the one that stands, if the organisation signed already."""
    new = TranslationSignOff(
        language=language, digest=digest(language), organisation=by.organisation, signed_by=by.user
    )
    row, is_new = sign(new, TranslationSignOff.objects.of(language))
    if is_new:
        record("paper.sign", by=by, target=str(row.pk), language=language, version=_version(row))
    return row


@transaction.atomic
def revoke(*, sign_off: TranslationSignOff, by: Actor) -> TranslationSignOff:
    """Return the sign-off, taken back; it stays to be read, and no longer counts."""
    row = take_back(sign_off, by)
    record("paper.revoke", by=by, target=str(row.pk), language=row.language, version=_version(row))
    return row


def _version(row: TranslationSignOff) -> str:
    return f"sha256:{row.digest[:16]}"
