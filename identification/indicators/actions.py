"""What changes the lists: a set is installed, a list is signed off, a sign-off is taken back."""

import json
from datetime import date
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from audit.log import record
from identification import indicators
from identification.indicators import schema
from identification.models import InstalledSet, SignOff
from workflow.guard import writing
from workflow.sign_offs import sign, take_back


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
    """Return the sign-off of a list by the actor's organisation: the one that stands, if it signed already."""
    new = SignOff(
        version=version, profile=profile, source=source, organisation=by.organisation, signed_by=by.user
    )
    row, is_new = sign(new, SignOff.objects.of(version, profile))
    if is_new:
        record("checklist.sign", by=by, target=str(row.pk), version=version, profile=profile)
    return row


@transaction.atomic
def revoke(*, sign_off: SignOff, by: Actor) -> SignOff:
    """Return the sign-off, taken back; it stays to be read, and no longer counts."""
    row = take_back(sign_off, by)
    record("checklist.revoke", by=by, target=str(row.pk), version=row.version, profile=row.profile)
    return row
