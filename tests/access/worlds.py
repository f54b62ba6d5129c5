"""Worlds in which every route is tried: each a case at a moment of its life, with all that hangs on it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from accounts import roles
from accounts.actions import add_member, invite
from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Membership, Organisation
from consent.actions import withdraw
from consent.enums import ConsentStatus
from consent.models import Consent
from identification.actions import record_identity, request_identification, stop_openings
from identification.enums import AgeBand
from identification.indicators import load
from identification.indicators.actions import sign_off
from identification.models import Case, DailyOpenings, Screening
from legal_aid.models import Deadline, Matter
from papers.actions import sign_off as sign_translation
from papers.presenters import translations
from practice.actions import begin
from practice.vignettes import every
from referral.models import Service
from shelters.enums import BedKind
from tests.cast import FOUNDER, Cast
from tests.kept import kept
from tests.makers import decided_case, opened_case, pending_case, presumed_case, screened
from tests.makers_breakglass import broken
from tests.makers_children import asked_for, told
from tests.makers_contact import reached
from tests.makers_deciding import asked
from tests.makers_documents import document_at
from tests.makers_facts import alleged, told_event
from tests.makers_groups import begun_group
from tests.makers_hotline import call_at, hanna
from tests.makers_legal_aid import matter_at, with_deadline
from tests.makers_repatriation import return_at
from tests.makers_retention import held, proposed, wished
from tests.makers_rights import asked_copy, complaint, correction
from tests.makers_shelters import admitted, in_days
from tests.makers_talks import drawn

CANARIES = {
    "full_name": "Canary Fullname",
    "contact": "+000 111 2223334",
    "address": "Canary Street 7",
    "document": "CANARY-555666",
    "narrative": "Canary narrative of what happened.",
}
# A document's page shows its name, and a copy its contents, on purpose; nothing else does.
CANARY_FILE, SECRET = "canary-of-a-file-name.pdf", b"Canary of a paper."
DOCUMENT_CANARIES = {"file name": CANARY_FILE, "contents": SECRET.decode()}
# A number by which the person is reached, beside what the identity says.
CANARY_NUMBER = "+000 333 4445556"


@dataclass
class World:
    """A case, and one record of each kind that belongs to it, where there is one."""

    case: Case
    known: dict[str, Any] = field(default_factory=dict)


def screening(cast: Cast) -> World:
    """A case that the police opened and screens; nobody else is in it."""
    case = opened_case(cast.odile)
    record_identity(case=case, by=cast.odile, **CANARIES)
    known = {"screening": screened(case, cast.odile), "service": _service(cast), **_members(cast)}
    known |= _lists(cast)
    known |= {
        "call": call_at("open", hanna(f"Hanna{Organisation.objects.count()}")),
        "group": begun_group(cast.odile, people=1),
    }
    known |= {"event": told_event(case, cast.odile), "exploiter": alleged(case, cast.odile)}
    known["contact"] = reached(case, cast.odile, value=CANARY_NUMBER)
    return World(case, {**known, "younger": opened_case(cast.odile)})


@kept
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
            "openings": stopped(cast.nora.organisation),
            "decision": decided_case(cast).decisions.get(),
            "inquiry": asked(case, cast),
            "service": _service(cast),
            "talk": talk,
            "drawn": drawn(case, cast.nora),
            "referral": placement.referral,
            "legal_referral": matter.referral,
            "return_referral": record.referral,
            "placement": placement,
            "return": record,
            "matter": matter,
            "deadline": Deadline.objects.get(matter=matter),
            "passport": document_at(
                "clean", cast, case=case, kind="identity_document", content=SECRET, name=CANARY_FILE
            ),
            "court_paper": document_at("clean", cast, case=case, kind="court_paper", content=SECRET),
            "blocked": document_at("error", cast, case=case, content=SECRET),
            "younger": opened_case(cast.nora),
            "event": told_event(case, cast.nora),
            "exploiter": alleged(case, cast.nora),
            "contact": reached(case, cast.nora, value=CANARY_NUMBER),
            **_by_right(case, cast),
        },
    )


def _by_right(case: Case, cast: Cast) -> dict[str, Any]:
    """Return what the person asked for, and what holds the file or would end it."""
    return {
        "hold": held(case, cast),
        "erasure": wished(case, cast),
        "proposal": proposed(cast),
        "correction": correction(cast, case),
        "complaint": complaint(cast, case, person=cast.nora.user, by=cast.sami),
        "copy": asked_copy(cast, case),
    }


def emergency(cast: Cast) -> World:
    """A case of the police, into which Nora looks in an emergency."""
    world = screening(cast)
    world.known["glass"] = broken(world.case, cast.nora)
    return world


def stopped(organisation: Organisation | None) -> DailyOpenings:
    """Return the day of somebody of an organisation who was stopped for opening very many cases."""
    assert organisation
    actor = Actor.of(
        add_member(
            email="curious@example.org",
            display_name="Curious",
            organisation=organisation,
            roles=[roles.OBSERVER],
            by=FOUNDER,
        )
    )
    told: Any = {"user": actor.user, "organisation": actor.organisation, "day": timezone.localdate()}
    day = DailyOpenings.objects.create(cases=[uuid4() for _case in range(settings.CASES_A_DAY)], **told)
    stop_openings(case=Case(), by=actor)
    return day


def withdrawn(cast: Cast) -> World:
    """The same case after the person took back every consent that named the shelter."""
    world = helped(cast)
    given = Consent.objects.filter(
        case=world.case, recipient=cast.sami.organisation, status=ConsentStatus.GIVEN
    )
    for consent in list(given):
        withdraw(consent=consent, by=cast.nora)
    return world


def child(cast: Cast) -> World:
    """A case of somebody whose age is in doubt: with a guardian, a bed, a request for a decision, and all else."""
    case = presumed_case(cast.nora, age_band=AgeBand.UNKNOWN)
    record_identity(case=case, by=cast.nora, **CANARIES)
    placement = admitted(cast, "4a", case=case, kind=BedKind.UNACCOMPANIED_CHILDREN)
    assert cast.ada.organisation
    request_identification(case=case, authority=cast.ada.organisation, by=cast.nora)
    known: dict[str, Any] = {"notice": told(case, cast.nora), "note": case.best_interests_notes.get()}
    known["guardianship"] = case.guardianships.get()
    return World(case, {**known, "assessment": asked_for(case, cast.nora), "placement": placement})


def _matter(cast: Cast, case: Case) -> Matter:
    matter = matter_at("active", cast, case=case)
    with_deadline(matter, cast, in_days(5))
    return matter


def _members(cast: Cast) -> dict[str, Any]:
    """Return a place in the lead organisation, an invitation to it, and a passkey that nobody has."""
    organisation = cast.dana.organisation
    assert organisation
    invitation = invite(organisation=organisation, email="new@example.org", roles=["observer"], by=cast.dana)
    member = Membership.objects.get(user=cast.nora.user)
    return {"member": member, "invitation": invitation, "link": invitation, "factor": Authenticator(pk=1)}


def _lists(cast: Cast) -> dict[str, Any]:
    """Return the lists that screenings ask, one that the board signed off, an invented person, and a go at them."""
    known, person = load(), every()["cold-store"]
    signed = sign_off(version=known.version, profile="child_sexual", source="The publication", by=cast.ada)
    attempt = begin(vignette=person, by=cast.nora)
    translation, signed_translation = translations([])[0], sign_translation(language="ky", by=cast.ada)
    made = {"list": known, "signed": signed, "vignette": person, "attempt": attempt}
    return {**made, "translation": translation, "signed_translation": signed_translation}


def _service(cast: Cast) -> Service:
    return Service.objects.get(organisation=cast.sami.organisation, kind=ServiceKind.ACCOMMODATION)
