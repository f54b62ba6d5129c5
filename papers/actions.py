"""What changes who answers for a translation: it is signed off, or a sign-off is taken back."""

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from audit.log import record
from papers.catalogues import digest
from papers.models import TranslationSignOff
from workflow.guard import writing


@transaction.atomic
def sign_off(*, language: str, by: Actor) -> TranslationSignOff:
    """Return the sign-off of a translation as it is today: the one that stands, if the organisation signed already."""
    if known := TranslationSignOff.objects.of(language).filter(organisation=by.organisation_id).first():
        return known
    row = TranslationSignOff(
        language=language, digest=digest(language), organisation=by.organisation, signed_by=by.user
    )
    with writing():
        row.save(force_insert=True)
    record("paper.sign", by=by, target=str(row.pk), language=language, version=_version(row))
    return row


@transaction.atomic
def revoke(*, sign_off: TranslationSignOff, by: Actor) -> TranslationSignOff:
    """Return the sign-off, taken back; it stays to be read, and no longer counts."""
    standing = TranslationSignOff.objects.standing().select_for_update(of=("self",))
    row: TranslationSignOff = standing.get(pk=sign_off.pk)
    row.revoked_at, row.revoked_by = timezone.now(), by.user
    with writing():
        row.save(update_fields=["revoked_at", "revoked_by"])
    record("paper.revoke", by=by, target=str(row.pk), language=row.language, version=_version(row))
    return row


def _version(row: TranslationSignOff) -> str:
    return f"sha256:{row.digest[:16]}"
