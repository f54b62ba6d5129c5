"""The people of a walk: made once in each process, each a little way ahead. An example begins with two of them."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Organisation
from consent.models import Consent
from documents.actions import SCANNER
from documents.enums import DocumentKind
from identification.actions import request_identification
from identification.models import Case
from proofs.consent_walk.memory import Agreed, Going, Person, Sent, Stay
from proofs.walks.world import World
from referral.actions import accept, send
from referral.models import Referral
from repatriation.models import Return
from shelters.actions import request, reserve
from shelters.enums import BedKind
from shelters.models import Bed, Placement
from tests.cast import Cast
from tests.makers import consented, drafted, presumed_case, referral_at
from tests.makers_children import guarded, well_placed, well_returned
from tests.makers_documents import received
from tests.makers_facts import alleged, told_facts
from tests.makers_repatriation import return_at
from tests.makers_shelters import nights
from workflow.gate import perform
from workflow.models import Stateful

PAPERS = (DocumentKind.IDENTITY_DOCUMENT, DocumentKind.MEDICAL_PAPER, DocumentKind.COURT_PAPER)
LEGAL = ["summary", "needs", "legal"]


class Stage:
    """The cast, the organisations, and people at several points of their way."""

    def __init__(self, cast: Cast, seed: int, share: int, of: int, people: int) -> None:
        self.cast = cast
        self.world = World(cast, seed)
        # Two processes never wait for the same bed.
        self.world.beds = [one for number, one in enumerate(self.world.beds) if number % of == share]
        self.actors = cast.everybody()
        self.organisations = {one.pk: one for one in Organisation.objects.all()}
        self.people = [_sheltered(cast, self.world.beds), *(way(cast) for way in WAYS[: people - 1])]
        self.begun = timezone.now()

    def two(self, first: int, second: int) -> list[Person]:
        """Return what is remembered of two of them, to be changed."""
        places = (first % len(self.people), (first + 1 + second % (len(self.people) - 1)) % len(self.people))
        return [deepcopy(self.people[one]) for one in places]


def person_of(case: Case, by: Actor) -> Person:
    """Return a person of whom nothing is agreed; their file holds papers and a story."""
    for kind in PAPERS:
        paper = perform(received(case, by, kind=kind), "start_scan", by=by)
        perform(paper, "pass_scan", by=SCANNER)
    told_facts(case, by)
    alleged(case, by)
    guarded(case, by)
    well_placed(case, by)
    well_returned(case, by)
    assert by.organisation_id
    acting = list(case.guardianships.values_list("pk", flat=True))
    return Person(case.pk, case.number, by.organisation_id, case.is_child, acting=acting)


def remember(person: Person, record: Stateful | list[Any], now: datetime | None = None) -> None:
    """What a maker wrote is remembered as it was entered, all of it just now."""
    for one in record if isinstance(record, list) else [record]:
        if isinstance(one, Consent):
            agreed = Agreed(one.purpose, one.recipient_id, one.data, one.talk, "informed")
            person.consents[one.pk] = agreed
            person.gave(one.pk, now or timezone.now())
        elif isinstance(one, Referral):
            entered = (
                one.sender_id,
                one.recipient_id,
                one.kind,
                one.purpose,
                tuple(one.data_sets),
                one.service_id,
            )
            person.referrals[one.pk] = Sent(*entered, one.status)
        elif isinstance(one, Placement):
            person.stays[one.pk] = Stay(one.shelter.organisation_id, one.referral_id, one.status)
        elif isinstance(one, Return):
            person.returns[one.pk] = Going(one.organisation_id, one.referral_id, one.status)


def _everything(person: Person) -> Person:
    """Remember what makers wrote of a case."""
    case = Case.objects.get(pk=person.case_id)
    remember(person, list(case.consents.order_by("given_at")))
    for name in ("referrals", "placements", "returns"):
        remember(person, list(getattr(case, name).all()))
    return person


def _fresh(cast: Cast) -> Person:
    return person_of(presumed_case(cast.nora), cast.nora)


def _child(cast: Cast) -> Person:
    return person_of(presumed_case(cast.nora, age_band="child"), cast.nora)


def _found_by_police(cast: Cast) -> Person:
    return person_of(presumed_case(cast.odile), cast.odile)


def _sheltered(cast: Cast, beds: list[Bed]) -> Person:
    """A bed is held: who takes consent back keeps it."""
    person = _fresh(cast)
    referral = referral_at("accepted", cast, case=_of(person))
    new = Placement.of(referral, kind=BedKind.FAMILIES)
    asked = request(placement=new, by=cast.nora, **nights())
    bed = next(one for one in beds if one.shelter_id == asked.shelter_id and one.kind == BedKind.FAMILIES)
    reserve(placement=asked, bed=bed, risk_assessed_on=timezone.localdate(), by=cast.sami, **nights())
    return _everything(person)


def _sheltered_child(cast: Cast) -> Person:
    person = _child(cast)
    referral_at("accepted", cast, case=_of(person))
    return _everything(person)


def _with_counsel(cast: Cast) -> Person:
    person = _fresh(cast)
    consented(_of(person), cast.nora, cast.lena.organisation, data=LEGAL)
    draft = drafted(_of(person), cast.nora, cast.lena, ServiceKind.LEGAL_AID, data_sets=LEGAL)
    accept(referral=send(referral=draft, by=cast.nora), by=cast.lena)
    return _everything(person)


def _returning(cast: Cast) -> Person:
    person = _fresh(cast)
    return_at("risk_assessed", cast, case=_of(person))
    return _everything(person)


def _asking(cast: Cast) -> Person:
    person, board = _fresh(cast), cast.ada.organisation
    assert board
    consented(_of(person), cast.nora, board, "identification", ["identity"])
    request_identification(case=_of(person), authority=board, by=cast.nora)
    person.state, person.authority, person.is_asked = "identification_pending", board.pk, True
    return _everything(person)


def _of(person: Person) -> Any:
    return Case.objects.select_related("carrier").get(pk=person.case_id)


WAYS: tuple[Callable[[Cast], Person], ...] = (
    _asking,
    _child,
    _with_counsel,
    _sheltered_child,
    _returning,
    _found_by_police,
    _fresh,
)
