"""What changes the lists: a set is installed, a list is signed off, a sign-off is taken back."""

import json
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from audit.log import record
from identification import indicators
from identification.indicators import schema
from identification.models import InstalledSet, SignOff
from workflow.guard import writing


class WrongSet(ValueError):
    """This is no set that can be installed; the message says in a sentence where and why."""


@transaction.atomic
def install(*, data: Any, by: Actor) -> InstalledSet | None:
    """Return the set, installed for good; None where the very same is here already."""
    if mistake := schema.first_mistake(data):
        raise WrongSet(mistake)
    version, starts = indicators.version_of(data), date.fromisoformat(data["effective_from"])
    for known in indicators.every():
        if known.version == version and indicators.published(version) == data:
            return None
        if known.version == version:
            raise WrongSet(f"version: {version} is here with other contents; a set never changes.")
        if known.effective_from == starts:
            raise WrongSet(f"effective_from: {known.version} is asked from the same day, {starts}.")
    row = InstalledSet(version=version, effective_from=starts, text=json.dumps(data, ensure_ascii=False))
    with writing():
        row.save(force_insert=True)
    record("checklist.install", by=by, target=str(row.pk), version=version, starts=starts)
    return row


@transaction.atomic
def sign_off(*, version: str, profile: str, source: str, by: Actor) -> SignOff:
    """Return the sign-off of a list by the actor's organisation: the one that stands, if it signed already.

    The organisation is held meanwhile, so that two of its people who sign at one moment sign once.
    """
    Organisation.objects.select_for_update().filter(pk=by.organisation_id).get()
    standing = SignOff.objects.standing().filter(
        version=version, profile=profile, organisation=by.organisation_id
    )
    if known := standing.first():
        return known
    row = SignOff(
        version=version, profile=profile, source=source, organisation=by.organisation, signed_by=by.user
    )
    with writing():
        row.save(force_insert=True)
    record("checklist.sign", by=by, target=str(row.pk), version=version, profile=profile)
    return row


@transaction.atomic
def revoke(*, sign_off: SignOff, by: Actor) -> SignOff:
    """Return the sign-off, taken back; it stays to be read, and no longer counts."""
    row: SignOff = SignOff.objects.standing().select_for_update(of=("self",)).get(pk=sign_off.pk)
    row.revoked_at, row.revoked_by = timezone.now(), by.user
    with writing():
        row.save(update_fields=["revoked_at", "revoked_by"])
    record("checklist.revoke", by=by, target=str(row.pk), version=row.version, profile=row.profile)
    return row
