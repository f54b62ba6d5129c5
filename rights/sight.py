"""Who sees a case and who looked, as the person may know it.

A legal ground of which the person was not told leaves no trace: neither the sight that rests on it, nor a look by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts import roles
from accounts.enums import OrganisationKind
from accounts.models import Membership, Organisation
from audit import kinds
from audit.models import Event, Outcome
from consent.enums import ConsentStatus, PersonTold
from consent.models import Consent, Suspension
from identification.enums import Basis
from identification.models import Case, CaseAccess
from rights import plain
from rights.secrecy import Secrecy

LOOKS = (".view", ".list", ".print")
OVERSEES = {one.code for one in roles.OVERSEERS}
# Which part of the file a look is at; what is not named here is the case.
PARTS = {
    "identity": "identity",
    "contact": "identity",
    "talk": "agreed",
    "screening": "answers",
    "facts": "answers",
    "happening": "answers",
    "exploiter": "answers",
    "consent": "agreed",
    "document": "papers",
    "referral": "help",
    "placement": "stay",
    "return": "home",
    "matter": "law",
    "decision": "decision",
    "deciding": "decision",
    "inquiry": "decision",
}


@dataclass(frozen=True)
class Seen:
    """One organisation that sees the case, and in words how much, why and until when."""

    organisation: str
    name_on_paper: str
    lines: list[str]


@dataclass(frozen=True)
class Looked:
    """What one kind of worker of one organisation opened on one day."""

    day: date
    organisation: str
    name_on_paper: str
    who: str
    what: list[str]


@dataclass(frozen=True)
class Sight:
    """The whole answer; `left_out` is for the worker alone and is never shown to the person."""

    number: str
    seers: list[Seen]
    looks: list[Looked]
    is_kept_from_use: bool
    left_out: list[Consent] = field(default_factory=list)
    looks_left_out: int = 0


def of(case: Case) -> Sight:
    """Return who sees this case and who looked, in the language of the moment."""
    untold = list(untold_grounds(case))
    hidden = {one.pk for one in untold}
    every = list(case.accesses.select_related("organisation").order_by("granted_at"))
    told = [one for one in every if one.basis_id not in hidden or one.basis != Basis.LEGAL_GROUND]
    secret = [one for one in every if one not in told]
    looks = list(_looks(case))
    secrecy = Secrecy(case, told, secret)
    shown = [one for one in looks if not secrecy.hides(one, _part(one))]
    return Sight(
        number=case.number,
        seers=_seers([one for one in told if _is_current(one)]),
        looks=_looked(shown),
        is_kept_from_use=Suspension.objects.running().filter(case=case).exists(),
        left_out=untold,
        looks_left_out=len(looks) - len(shown),
    )


def untold_grounds(case: Case) -> Iterable[Consent]:
    """Return the legal grounds on which somebody saw or sees the case, and of which the person was not told."""
    took_effect = Consent.objects.filter(case=case).exclude(ground="").exclude(approved_by=None)
    untold = took_effect.exclude(person_told=PersonTold.TOLD).exclude(status=ConsentStatus.GROUND_PROPOSED)
    return untold.select_related("recipient").order_by("given_at")


def _is_current(one: CaseAccess) -> bool:
    now = timezone.now()
    is_over = one.ended_at is not None or one.suspended_at is not None
    return not is_over and (one.expires_at is None or one.expires_at > now)


def _part(look: Event) -> str:
    return PARTS.get(look.kind.split(".")[0], "case")


def _looks(case: Case) -> Iterable[Event]:
    opened = [kind for kind in kinds.known() if kind.endswith(LOOKS)]
    found = Event.objects.filter(case_id=case.pk, kind__in=opened, outcome=Outcome.DONE)
    return found.exclude(user_id=None).order_by("-id").defer("body", "mac")


def _seers(accesses: list[CaseAccess]) -> list[Seen]:
    """Return each organisation once, with all that it sees and why."""
    grouped: dict[UUID, list[CaseAccess]] = {}
    for one in accesses:
        grouped.setdefault(one.organisation_id, []).append(one)
    return [_seen(rows) for rows in grouped.values()]


def _seen(rows: list[CaseAccess]) -> Seen:
    lines = []
    for one in rows:
        ends = [plain.until(one.expires_at)] if one.expires_at else []
        lines.append(". ".join([plain.how_much(one.scope), plain.why(one.basis), *ends]))
    first = rows[0].organisation
    return Seen(first.name, name_on_paper(first), list(dict.fromkeys(lines)))


def name_on_paper(organisation: Organisation) -> str:
    """Return the name of an organisation, but for a shelter: its name tells where somebody sleeps."""
    return plain.shelter() if organisation.kind == OrganisationKind.SHELTER else organisation.name


def _looked(events: list[Event]) -> list[Looked]:
    """Return the looks by day, organisation and kind of worker, the newest day first."""
    organisations = Organisation.objects.in_bulk(
        {one.organisation_id for one in events if one.organisation_id}
    )
    held = _roles(events)
    grouped: dict[tuple[date, UUID, str], dict[str, None]] = {}
    for one in events:
        if one.organisation_id and one.organisation_id in organisations:
            role = held.get((one.user_id, one.organisation_id), "worker")
            key = (timezone.localtime(one.at).date(), one.organisation_id, role)
            grouped.setdefault(key, {})[_part(one)] = None
    return [_line(day, organisations[place], role, parts) for (day, place, role), parts in grouped.items()]


def _line(day: date, place: Organisation, role: str, parts: Iterable[str]) -> Looked:
    opened = [plain.what(one) for one in parts]
    return Looked(day, place.name, name_on_paper(place), plain.who(role), opened)


def _roles(events: list[Event]) -> dict[tuple[UUID | None, UUID | None], str]:
    """Return what kind of worker each was, by the roles that they hold or held last in that organisation."""
    people = {one.user_id for one in events}
    rows = Membership.objects.filter(user__in=people).order_by("started_at")
    return {(one.user_id, one.organisation_id): _kind(set(one.roles)) for one in rows}


def _kind(held: set[str]) -> str:
    if roles.AUTHORITY_MEMBER.code in held:
        return "decides"
    return "oversees" if held & OVERSEES and not held - OVERSEES else "worker"
