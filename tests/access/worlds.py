"""Worlds in which every route is tried: each a case at a moment of its life, with all that hangs on it."""

from dataclasses import dataclass, field
from typing import Any

from accounts.enums import ServiceKind
from consent.actions import withdraw
from consent.enums import ConsentStatus
from consent.models import Consent
from identification.actions import record_identity
from identification.models import Case, Screening
from legal_aid.models import Deadline, Matter
from referral.models import Service
from tests.cast import Cast
from tests.makers import opened_case, pending_case, screened
from tests.makers_legal_aid import matter_at, with_deadline
from tests.makers_repatriation import return_at
from tests.makers_shelters import admitted, in_days

CANARIES = {
    "full_name": "Canary Fullname",
    "contact": "+000 111 2223334",
    "address": "Canary Street 7",
    "document": "CANARY-555666",
    "narrative": "Canary narrative of what happened.",
}


@dataclass
class World:
    """A case, and one record of each kind that belongs to it, where there is one."""

    case: Case
    known: dict[str, Any] = field(default_factory=dict)


def screening(cast: Cast) -> World:
    """A case that the police opened and screens; nobody else is in it."""
    case = opened_case(cast.odile)
    record_identity(case=case, by=cast.odile, **CANARIES)
    known = {"screening": screened(case, cast.odile), "service": _service(cast)}
    return World(case, {**known, "younger": opened_case(cast.odile)})


def helped(cast: Cast) -> World:
    """A case that Nora carries, with a bed, a lawyer, a return and a decision under way."""
    case = pending_case(cast)
    record_identity(case=case, by=cast.nora, **CANARIES)
    placement = admitted(cast, case=case)
    record = return_at("cleared", cast, case=case)
    matter = _matter(cast, case)
    talk = Consent.objects.filter(case=case, recipient=cast.sami.organisation).first()
    return World(
        case,
        {
            "screening": Screening.objects.get(case=case),
            "service": _service(cast),
            "talk": talk,
            "referral": placement.referral,
            "legal_referral": matter.referral,
            "return_referral": record.referral,
            "placement": placement,
            "return": record,
            "matter": matter,
            "deadline": Deadline.objects.get(matter=matter),
            "younger": opened_case(cast.nora),
        },
    )


def withdrawn(cast: Cast) -> World:
    """The same case after the person took back every consent that named the shelter."""
    world = helped(cast)
    given = Consent.objects.filter(
        case=world.case, recipient=cast.sami.organisation, status=ConsentStatus.GIVEN
    )
    for consent in list(given):
        withdraw(consent=consent, by=cast.nora)
    return world


def _matter(cast: Cast, case: Case) -> Matter:
    matter = matter_at("active", cast, case=case)
    with_deadline(matter, cast, in_days(5))
    return matter


def _service(cast: Cast) -> Service:
    return Service.objects.get(organisation=cast.sami.organisation, kind=ServiceKind.ACCOMMODATION)
