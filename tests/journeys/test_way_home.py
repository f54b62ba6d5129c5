"""From a roadside screening to a safe bed, legal aid and the way home, through HTTP alone."""

import re

from accounts.enums import ServiceKind
from tests.cast import Cast
from tests.journeys.people import Person, asks_consent, day, opens_and_screens, refers
from tests.makers import POINTING, service_of
from tests.makers_shelters import shelter_of

SHARED = ["summary", "needs", "identity"]


def test_the_way_from_screening_to_a_bed_legal_aid_and_home(cast: Cast) -> None:
    odile, nora = Person(cast.odile), Person(cast.nora)
    case = opens_and_screens(odile, answers=POINTING)
    _odile_passes_the_case_on(cast, odile, nora, case)
    nora.takes(case, "start_recovery")
    placement = _sami_gives_a_bed(cast, nora, case)
    matter = _lena_takes_the_matter(cast, nora, case)
    record = _rafi_prepares_the_return(cast, nora, case)
    _the_person_goes_home(cast, nora, record, placement)
    _everything_ends(cast, nora, case, matter)


def _odile_passes_the_case_on(cast: Cast, odile: Person, nora: Person, case: str) -> None:
    lead = cast.nora.organisation
    asks_consent(odile, case, purpose="sharing", recipient=lead, data=SHARED)
    nora.misses(case)
    referral = refers(odile, case, service_of(lead, ServiceKind.CASE_MANAGEMENT), SHARED)
    nora.sees("/", "Answer a referral")
    nora.sees(referral, "Case management")
    nora.misses(case)
    nora.takes(referral, "accept")
    nora.sees(case, "Presumed victim", "Lantern House")
    odile.is_refused(case, "start_recovery", 403)


def _sami_gives_a_bed(cast: Cast, nora: Person, case: str) -> str:
    shelter = shelter_of(cast.sami)
    sami = Person(cast.sami)
    asks_consent(nora, case, purpose="sharing", recipient=cast.sami.organisation, data=SHARED)
    referral = refers(nora, case, service_of(cast.sami.organisation), SHARED)
    sami.misses(case)
    sami.takes(referral, "accept")
    sami.sees(case)
    placement = sami.sends(f"{referral}placement/", kind="women", **day("starts"), **day("ends", 20))
    bed = shelter.beds.get(label="1a")
    stay = {**day("starts"), **day("ends", 20)}
    sami.takes(placement, "reserve", bed=bed.pk, **stay, **day("risk_assessed_on"))
    sami.takes(placement, "admit", no_exploiter_here="on", care_note="Asthma.", **day("risk_assessed_on"))
    sami.sees("/shelter/", "1a")
    return placement


def _lena_takes_the_matter(cast: Cast, nora: Person, case: str) -> str:
    lena = Person(cast.lena)
    asks_consent(nora, case, purpose="sharing", recipient=cast.lena.organisation, data=SHARED)
    referral = refers(nora, case, service_of(cast.lena.organisation, ServiceKind.LEGAL_AID), SHARED)
    lena.takes(referral, "accept")
    matter = lena.sends(f"{referral}matter/", kind="compensation", notes="")
    assert cast.lena.user
    lena.takes(matter, "assign", lawyer=cast.lena.user.pk)
    lena.takes(matter, "start")
    return matter


def _rafi_prepares_the_return(cast: Cast, nora: Person, case: str) -> str:
    rafi = Person(cast.rafi)
    asks_consent(nora, case, purpose="return", recipient=cast.rafi.organisation, data=SHARED)
    referral = refers(nora, case, service_of(cast.rafi.organisation, ServiceKind.RETURN), SHARED)
    rafi.takes(referral, "accept")
    record = rafi.sends(f"{referral}return/", destination_country="BK")
    rafi.takes(record, "consent", wish="I wish to go home.")
    nora.takes(record, "assess_risk", risk="low")
    answers = {"asylum_claim": "no", "proceeding_pending": "no", "leave_of_court": "no"}
    Person(cast.lena).takes(record, "join_assessment", **answers)
    nora.is_refused(record, "clear", 403)
    Person(cast.dana).takes(record, "clear")
    rafi.takes(record, "start_documents")
    rafi.takes(record, "name_receiver", receiving_organisation=cast.away.pk)
    rafi.is_refused(record, "confirm_receiving", 409)
    asks_consent(nora, case, purpose="return", recipient=cast.away, data=["summary"])
    rafi.takes(record, "confirm_receiving")
    return record


def _the_person_goes_home(cast: Cast, nora: Person, record: str, placement: str) -> None:
    rafi, sami = Person(cast.rafi), Person(cast.sami)
    rafi.takes(record, "schedule", **day("travel_on", 3))
    sami.takes(placement, "exit", exit_reason="home", exit_plan="on")
    rafi.takes(record, "depart")
    rafi.takes(record, "hand_over", sending_signed="on", receiving_signed="on")
    rafi.takes(record, "monitor")
    rafi.is_refused(record, "complete", 409)
    rafi.takes(record, "complete", no_contact_wished="on")


def _everything_ends(cast: Cast, nora: Person, case: str, matter: str) -> None:
    lena, dana = Person(cast.lena), Person(cast.dana)
    lena.takes(matter, "decide", outcome="granted")
    lena.takes(matter, "close")
    nora.is_refused(case, "follow_up", 409)
    for who in (Person(cast.sami), lena, Person(cast.rafi)):
        for referral in _open_referrals(who):
            who.takes(referral, "complete", outcome="helped")
    own = _open_referrals(nora)
    for referral in own:
        nora.takes(referral, "complete", outcome="helped")
    nora.takes(case, "follow_up", safety_plan="on")
    nora.is_refused(case, "close", 403)
    dana.takes(case, "close", closing_reason="returned")
    trail = page = dana.sees(f"{case}trail/", "closed the case").content.decode()
    while older := re.search(r'href="(\?before=\d+)" rel="next"', page):
        page = dana.sees(f"{case}trail/{older[1]}").content.decode()
        trail += page
    assert "accepted a referral" in trail
    assert "admitted" in trail


def _open_referrals(who: Person) -> list[str]:
    from referral.enums import ACTIVE
    from referral.models import Referral

    mine = Referral.objects.readable_by_recipient(who.actor).filter(status__in=ACTIVE)
    return [row.get_absolute_url() for row in mine]
