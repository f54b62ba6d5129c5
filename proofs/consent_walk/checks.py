"""What must hold after every step, said with what the walk remembers and never with the product's own rules."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from proofs.consent_walk.memory import HOLDING, SCOPE, WIDTH, Person
from proofs.consent_walk.reading import Now, Reading, Sight

DATA_OF = {"identity_document": "identity", "medical_paper": "health", "court_paper": "legal"}
COUNSEL = {"lena"}
MEMBERS = {"ada", "aldo"}


def nobody_reads_more(person: Person, found: Now, at: dict[str, UUID | None], now: datetime) -> Iterator[str]:
    """What each organisation but the carrier reads of the case is what its live bases let it read, or less."""
    for reading in found.readings:
        who, what, case_id, detail = reading
        organisation = at[who]
        if case_id != person.case_id or organisation == person.carrier or organisation is None:
            continue
        if not _may_read(person, reading, organisation, now):
            yield f"{who} reads {what}{_named(what, detail)} without a basis for it"


def _may_read(person: Person, reading: Reading, organisation: UUID, now: datetime) -> bool:
    who, what, _case_id, detail = reading
    if what in WIDTH:
        return person.width(organisation, now) >= WIDTH[what]
    if what == "consent":
        is_named = person.consents[UUID(detail)].recipient == organisation
        return is_named and person.width(organisation, now) >= WIDTH["casework"]
    if what == "referral":
        return person.reads_referral(UUID(detail), organisation, now)
    if what == "stay":
        return person.stays[UUID(detail)].shelter == organisation
    if what == "return":
        return person.reads_return(UUID(detail), organisation, now, is_counsel=who in COUNSEL)
    if what == "document":
        return DATA_OF[detail] in person.sight(organisation, now)
    decides = who in MEMBERS and person.decides(organisation, now)
    # Counsel reads what happened once just that is shared with them, though no referral copied it.
    shared = person.agreed(organisation, "sharing", "legal", now)
    sees = person.width(organisation, now) >= WIDTH["casework"]
    return decides or (what == "facts" and who in COUNSEL and shared and sees)


def _named(what: str, detail: str) -> str:
    return f" ({detail})" if what == "document" else ""


def sight_is_founded(person: Person, sights: list[Sight], now: datetime) -> Iterator[str]:
    """Each access that lasts has its ground now: a basis and work on it, a bed, a task, or it is the carrier's."""
    for one in sights:
        if one.case_id == person.case_id and not _is_founded(person, one, now):
            yield f"an access ({one.scope} by {one.basis}) without its ground"


def _is_founded(person: Person, one: Sight, now: datetime) -> bool:
    if one.basis in ("consent", "legal_ground"):
        return _rests_on_a_basis(person, one, now)
    if one.basis == "duty_of_care":
        stay = person.stays.get(one.basis_id) if one.basis_id else None
        at_home = stay is not None and stay.shelter == one.organisation and stay.state in HOLDING
        return one.scope == "duty_of_care" and at_home
    if one.basis == "child_protection":
        return person.is_child and person.decides(one.organisation, now)
    if one.basis == "carried":
        return one.scope == "summary" and "summary" in person.sight(one.organisation, now)
    return one.basis in ("opened", "carries") and one.organisation == person.carrier


def _rests_on_a_basis(person: Person, one: Sight, now: datetime) -> bool:
    basis = person.consents.get(one.basis_id) if one.basis_id else None
    if basis is None or basis.state != ("given" if one.basis == "consent" else "legal_ground"):
        return False
    says = basis.says(one.organisation, basis.purpose, basis.data, now)
    wanted = basis.data in person.sight(one.organisation, now)
    # Who carries the case keeps what was agreed, though the case is its own by now.
    wanted = wanted or one.organisation == person.carrier
    return says and wanted and one.scope == SCOPE.get(basis.data, "casework")


def everything_stands_as_remembered(person: Person, found: Now) -> Iterator[str]:
    """Every consent, referral, stay and return stands where it must after what was done, and there is no other."""
    held = {
        key: state for key, state in found.rows[person.case_id].states.items() if key[0] != "guardianship"
    }
    known = person.states()
    for key in set(held) | set(known):
        if held.get(key) != known.get(key):
            yield f"a {key[0]} is {held.get(key)}, and must be {known.get(key)}"
