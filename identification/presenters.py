"""How cases and screenings are told."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Choices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.actors import Actor
from identification import jurisdictions
from identification.enums import Basis, CaseStatus, Scope
from identification.models import Case, CaseAccess, Identity

SENTENCES = {
    "access.grant": _("gave an organisation sight of the case"),
    "access.suspend": _("paused an organisation's sight: the person asked for it"),
    "access.resume": _("let an organisation see again"),
    "access.end": _("ended an organisation's sight of the case"),
    "facts.change": _("changed what is recorded of the person, without their name"),
    "identity.change": _("changed the recorded identity"),
    "identity.view": _("opened the identity"),
    "person.search": _("searched for a person"),
    "person.reindex": _("rebuilt what people are found by"),
    "case.take_in": _("merged another case of the same person into this one"),
    "case.let_go": _("undid a merge: the other case is a case of its own again"),
    "case.view": _("looked at the case"),
    "case.list": _("looked at a list of cases"),
    "case.keep": _("kept the keys of a declined case, because a legal hold stands"),
    "case.erase": _("destroyed the keys: what was sealed can never be read again"),
    "case.renew_key": _("gave the case a newer key and sealed everything anew with it"),
    "case.remove_key": _("removed an older key of the case"),
    "keys.rewrap": _("wrapped the keys of all cases with the newest master key"),
    "keys.check": _("checked the keys of all cases"),
    "keys.reindex": _("built an index anew"),
    "screening.list": _("looked at the list of screenings"),
    "screening.view": _("looked at a screening"),
    "decision.view": _("looked at the decisions"),
    "decision.print": _("printed the letter with the decision"),
    "deciding.view": _("looked at the votes and questions of the authority"),
    "inquiry.view": _("looked at a question of the authority"),
    "inquiry.list": _("looked at the list of the authority's questions"),
    "trail.view": _("looked at the trail"),
    "access.view": _("looked at who may see the case"),
    "openings.stop": _("reached the number of cases that one person may open on one day"),
    "openings.lift": _("let somebody open more cases for the rest of the day"),
    "alerts.view": _("looked at the alerts"),
    "honeytoken.plant": _("planted a case that nobody has a reason to open"),
    "honeytoken.view": _("opened a case that nobody has a reason to open"),
    "honeytoken.list": _("listed the cases that nobody has a reason to open"),
    "checklist.install": _("installed a set of checklists"),
    "checklist.sign": _("signed a checklist off"),
    "checklist.revoke": _("took back the sign-off of a checklist"),
}


ENDED = ("ended", "dash")


@dataclass(frozen=True)
class Chip:
    """One status everywhere: one word, one colour token, one icon."""

    word: str
    tone: str
    icon: str

    @classmethod
    def of(cls, status: Choices, tones: Mapping[Any, tuple[str, str]]) -> "Chip":
        """Return the chip of a status; one without a tone of its own has ended."""
        return cls(str(status.label), *tones.get(status, ENDED))


TONES = {
    CaseStatus.SCREENING: ("waiting", "clock"),
    CaseStatus.PRESUMED: ("going", "person"),
    CaseStatus.RECOVERY: ("going", "shield"),
    CaseStatus.IDENTIFICATION_PENDING: ("waiting", "clock"),
    CaseStatus.IDENTIFIED: ("good", "check"),
    CaseStatus.NOT_IDENTIFIED: ("halted", "cross"),
    CaseStatus.APPEAL: ("waiting", "clock"),
    CaseStatus.FOLLOW_UP: ("going", "arrow"),
}


def chip(case: Case) -> Chip:
    """Return the status of a case as its chip."""
    return Chip.of(CaseStatus(case.status), TONES)


def number_for(case: Case, actor: Actor) -> str:
    """Return the number of a case to those who see it; the others learn that it is no longer shown to them."""
    return case.number if case.is_visible_to(actor) else str(_("no longer shown"))


def merged_into(case: Case, actor: Actor) -> tuple[str, str] | None:
    """Return the number and the address of the case that this one was merged into; no address where it is not shown."""
    if case.status != CaseStatus.MERGED or case.merged_into is None:
        return None
    number = number_for(case.merged_into, actor)
    return number, case.merged_into.get_absolute_url() if number == case.merged_into.number else ""


def shown_in(number: str, case: Case) -> UUID | None:
    """Return the id of a case whose number is shown, None where it is not."""
    return case.pk if number == case.number else None


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person today: what, where, until when; a lower urgency number comes first."""

    label: str
    url: str
    due: date | datetime | None
    urgency: int
    # The case whose number the label shows, if it does: the look at it is remembered.
    case_id: UUID | None = None


@dataclass(frozen=True)
class Clock:
    """A clock that runs: what it counts to, and until when."""

    label: object
    due: date


def summary(case: Case) -> list[tuple[object, object]]:
    """Return what may be told of a case at the scope `summary`: nothing that names the person."""
    return [
        (_("Age"), case.get_age_band_display()),
        (_("Sex"), case.get_sex_display()),
        (_("Language"), case.get_language_display() or _("not recorded")),
        (_("Carried by"), case.carrier),
        (_("Country"), jurisdictions.load()[case.jurisdiction].name),
        (_("In danger now"), case.get_in_danger_display()),
        (_("Injured or ill"), case.get_injured_display()),
    ]


def identity_rows(identity: Identity) -> list[tuple[object, object]]:
    """Return the opened identity as labelled rows; what was not recorded is left out."""
    safe = _("safe, the person said") if identity.contact_is_safe else _("NOT said to be safe: do not use it")
    contact = f"{identity.contact} ({safe})" if identity.contact else None
    rows = [
        (_("What to call the person"), identity.pseudonym),
        (_("Full name"), identity.full_name),
        (_("Date of birth"), identity.birth_date and date_format(identity.birth_date, "j E Y")),
        (_("Contact, as it was written before"), contact),
        (_("Address"), identity.address),
        (_("Document"), identity.document),
        (_("What happened, in the person's words"), identity.narrative),
    ]
    return [(label, value) for label, value in rows if value] or [(_("Identity"), _("nothing recorded yet"))]


def compared(one: Identity, other: Identity) -> list[tuple[object, object, object]]:
    """Return two opened identities side by side: what it is, what the first says, what the other says."""
    mine, theirs = dict(identity_rows(one)), dict(identity_rows(other))
    return [(label, mine.get(label), theirs.get(label)) for label in {**mine, **theirs}]


def waiting_time(seconds: int) -> str:
    """Return in words how long somebody has to wait, in whole minutes."""
    minutes = math.ceil(seconds / 60)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


@dataclass(frozen=True)
class SeenBy:
    """One organisation that may see the case: how much, on what ground, until when."""

    organisation: str
    scope: str
    basis: str
    since: Any
    until: str


def seen_by(accesses: Iterable[CaseAccess]) -> list[SeenBy]:
    """Return who may or might see the case, in words."""
    return [
        SeenBy(
            one.organisation.name,
            one.get_scope_display(),
            one.get_basis_display(),
            one.granted_at,
            _until(one),
        )
        for one in accesses
    ]


def widest(accesses: Iterable[CaseAccess]) -> list[CaseAccess]:
    """Return one access for each organisation: the one that shows most."""
    order = list(Scope)
    best: dict[Any, CaseAccess] = {}
    for one in accesses:
        known = best.setdefault(one.organisation_id, one)
        if order.index(Scope(one.scope)) > order.index(Scope(known.scope)):
            best[one.organisation_id] = one
    return list(best.values())


def _until(access: CaseAccess) -> str:
    """Return in words how long the sight lasts."""
    if access.ended_at:
        at = date_format(timezone.localtime(access.ended_at), "j E Y, H:i")
        return str(_("ended %(at)s") % {"at": at})
    if access.expires_at:
        return date_format(timezone.localtime(access.expires_at), "j E Y")
    return str(LASTS.get(Basis(access.basis), _("until it is ended")))


LASTS = {
    Basis.OPENED: _("while it carries the case"),
    Basis.CARRIES: _("while it carries the case"),
    Basis.DUTY_OF_CARE: _("while the person lives there"),
}
