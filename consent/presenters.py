"""How consents are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from consent.enums import ConsentStatus
from consent.models import Consent
from consent.permissions import by_overseer
from encryption import keys
from identification.presenters import Chip

SENTENCES = {
    "consent.view": _("looked at the consents"),
    "consent.print": _("printed a consent form"),
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
class Talk:
    """The consents that were explained together."""

    id: UUID
    purpose: str
    recipient: str
    consents: list[tuple[Consent, Chip]]
    is_given: bool


def talks(consents: Iterable[Consent]) -> list[Talk]:
    """Return consents, newest talk first, grouped by talk."""
    grouped: dict[UUID, list[Consent]] = {}
    for consent in consents:
        grouped.setdefault(consent.talk, []).append(consent)
    return [_talk(talk, rows) for talk, rows in grouped.items()]


def _talk(talk: UUID, rows: list[Consent]) -> Talk:
    first = rows[0]
    recipient = first.recipient.name if first.recipient else str(_("the organisation that asks"))
    is_given = any(one.status == ConsentStatus.GIVEN for one in rows)
    return Talk(talk, first.get_purpose_display(), recipient, [(one, chip(one)) for one in rows], is_given)
