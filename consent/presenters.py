"""How consents are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Organisation
from consent.actions import ASKED
from consent.enums import ConsentStatus, Purpose
from consent.models import Consent, Talk
from consent.permissions import by_overseer
from consent.signals import offering
from consent.talks import presenters as talking
from consent.talks.presenters import goes_on_at, is_not_now, way_of
from encryption import keys
from identification.models import Case
from identification.presenters import Chip
from identification.rules import CASE_GOES_ON

SENTENCES = {
    "consent.view": _("looked at the consents"),
    "consent.print": _("printed a consent form"),
    **talking.SENTENCES,
    "consent.confirm": _("printed what the person took back"),
}
TONES = {
    ConsentStatus.DRAFT: ("waiting", "clock"),
    ConsentStatus.INFORMED: ("waiting", "clock"),
    ConsentStatus.GIVEN: ("good", "check"),
    ConsentStatus.REFUSED: ("halted", "cross"),
    ConsentStatus.WITHDRAWN: ("halted", "cross"),
    ConsentStatus.GROUND_PROPOSED: ("waiting", "clock"),
    ConsentStatus.LEGAL_GROUND: ("going", "shield"),
}


def chip(consent: Consent) -> Chip:
    """Return the status of a consent as its chip."""
    return Chip.of(ConsentStatus(consent.status), TONES)


def answered(agreed: Iterable[str]) -> str:
    """Return what happened when the answers were written down, and what comes next."""
    if agreed:
        return gettext(
            "The answers are written down. Next: refer to a service; only what was agreed to is shared."
        )
    return gettext("The answers are written down: the person said no. Nothing is shared, and help goes on.")


def grounds_for(consents: Iterable[Consent], actor: Actor) -> list[tuple[object, object]]:
    """Return the legal grounds of a talk with their reasons, for those who oversee them and for nobody else."""
    overseen = [one for one in consents if one.ground and by_overseer(one, actor)]
    if not overseen or not keys.exist(overseen[0].case_id):
        return []
    return [row for one in overseen for row in _ground(one)]


def _ground(consent: Consent) -> list[tuple[object, object]]:
    rows = [
        (_("Ground"), consent.get_ground_display()),
        (_("Why"), consent.reason),
        (_("Does the person know?"), consent.get_person_told_display()),
        (_("To be told by"), consent.tell_by if consent.told_at is None else None),
        (_("Proposed by"), consent.written_by),
    ]
    return [(label, told) for label, told in rows if told]


@dataclass(frozen=True)
class Together:
    """The consents that were explained together."""

    id: UUID
    purpose: str
    recipient: str
    consents: list[tuple[Consent, Chip]]
    is_given: bool
    has_several: bool


def of_talk(rows: list[Consent], talk: Talk | None, actor: Actor) -> dict[str, Any]:
    """Return what the page of a talk tells besides its consents: grounds, how it was agreed, what the carrier noted."""
    waits = talk is not None and any(one.status in ASKED for one in rows)
    return {
        "grounds": grounds_for(rows, actor),
        "goes_on": goes_on_at(talk) if waits and talk else "",
        "is_not_now": waits and is_not_now(talk),
        "way": way_of(rows),
        "nothing_to_police": says_nothing_to_police(rows[0].case, actor),
    }


def says_nothing_to_police(case: Case, actor: Actor) -> bool:
    """Tell those who see it whether the person said: nothing to the police."""
    return bool(Consent.objects.visible_to(actor).filter(case=case).says_nothing_to_police())


def standing(case: Case, actor: Actor, *, may_ask: bool) -> dict[str, Any]:
    """Return what stands on the consents page for all talks, and the two quick ways."""
    quick = may_ask and all(rule(Consent(case=case)) for rule in CASE_GOES_ON)
    return {
        "nothing_to_police": says_nothing_to_police(case, actor),
        "may_say_never": quick,
        "shelters": shelters(case) if quick else [],
        "key": uuid4(),
    }


def shelters(case: Case) -> list[Organisation]:
    """Return the shelters that take this person today."""
    return offering(case, ServiceKind.ACCOMMODATION)


def talks(consents: Iterable[Consent]) -> list[Together]:
    """Return consents, newest talk first, grouped by talk."""
    grouped: dict[UUID, list[Consent]] = {}
    for consent in consents:
        grouped.setdefault(consent.talk, []).append(consent)
    return [_talk(talk, rows) for talk, rows in grouped.items()]


def _talk(talk: UUID, rows: list[Consent]) -> Together:
    first = rows[0]
    names = dict.fromkeys(one.recipient.name for one in rows if one.recipient)
    nobody = _("nobody") if first.purpose == Purpose.POLICE else _("the organisation that asks")
    recipient = ", ".join(names) or str(nobody)
    is_given = any(one.status == ConsentStatus.GIVEN for one in rows)
    listed = [(one, chip(one)) for one in rows]
    return Together(talk, first.get_purpose_display(), recipient, listed, is_given, len(names) > 1)
