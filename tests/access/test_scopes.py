"""How much of a case a scope opens, and what each organisation may know of the others."""

from typing import Any

from audit.models import Event
from consent.enums import DataSet
from identification.enums import AgeBand
from identification.models import Case, CaseAccess
from legal_aid.enums import MatterStatus
from legal_aid.models import Matter
from referral.actions import accept, revoke, send
from shelters.models import Placement
from tests.access.worlds import helped
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.journeys.people import Person
from tests.makers import consented, drafted, presumed_case, referral_at
from tests.makers_legal_aid import matter_at
from tests.makers_shelters import CARE, admitted


def test_a_summary_opens_the_case_and_nothing_inside_it(cast: Cast) -> None:
    case = _shared(cast, [DataSet.SUMMARY])
    sami = Person(cast.sami)
    page = sami.sees(case.get_absolute_url()).content.decode()
    for part in ("screenings", "consents", "trail", "identity", "decisions"):
        sami.misses(f"{case.get_absolute_url()}{part}/")
        assert f"{case.get_absolute_url()}{part}/" not in page


def test_casework_opens_the_work_and_not_the_identity(cast: Cast) -> None:
    case = _shared(cast, [DataSet.SUMMARY, DataSet.NEEDS])
    sami = Person(cast.sami)
    for part in ("screenings", "consents", "trail"):
        sami.sees(f"{case.get_absolute_url()}{part}/")
    sami.misses(f"{case.get_absolute_url()}identity/")


def test_a_service_does_not_learn_of_the_other_services(cast: Cast) -> None:
    case = helped(cast).case.get_absolute_url()
    for who in (cast.rafi, cast.ada, cast.lena):
        for page in ("", "access/", "consents/", "trail/"):
            shown = Person(who).sees(case + page).content.decode()
            assert "Quiet Garden" not in shown, (who.user, page)
    Person(cast.nora).sees(case + "access/", "Quiet Garden", "Homeward")


def test_an_older_offer_does_not_take_the_case_away(cast: Cast) -> None:
    case = presumed_case(cast.odile)
    for to in (cast.nora, cast.nora):
        consented(case, cast.odile, to.organisation)
    first, second = [
        send(referral=drafted(case, cast.odile, cast.nora, "case_management"), by=cast.odile)
        for _offer in range(2)
    ]
    accept(referral=first, by=cast.nora)
    second.refresh_from_db()
    assert codes(second, "accept", cast.nora) == ["sender_still_carries"]
    assert CaseAccess.objects.get(case=case, basis="carried").expires_at is not None


def test_revoking_halts_what_rested_on_the_referral_and_keeps_the_bed(cast: Cast) -> None:
    placement = admitted(cast)
    matter = matter_at("active", cast, case=placement.case)
    for referral in (placement.referral, matter.referral):
        revoke(referral=referral, by=cast.nora)
    assert Matter.objects.get(pk=matter.pk).status == MatterStatus.HALTED
    assert not Matter.objects.visible_to(cast.lena).exists()
    assert Placement.objects.get(pk=placement.pk).status == "admitted"
    assert CaseAccess.objects.current().filter(case=placement.case, scope="duty_of_care").count() == 1
    Person(cast.sami).sees(placement.get_absolute_url(), CARE)


def test_a_childs_authority_sees_the_case_until_it_has_no_more_to_decide(cast: Cast) -> None:
    from identification.actions import request_identification

    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    assert cast.ada.organisation
    request_identification(case=case, authority=cast.ada.organisation, by=cast.nora)
    assert CaseAccess.objects.get(organisation=cast.ada.organisation).expires_at is not None


def test_who_sent_a_referral_does_not_accept_it_elsewhere(cast: Cast) -> None:
    referral = referral_at("sent", cast)
    both: Any = type(cast.sami)(cast.nora.user, cast.sami.organisation, cast.sami.roles)
    assert codes(referral, "accept", both) == ["by_recipient"]


def test_a_look_at_oversight_that_is_refused_is_remembered(committed_cast: Cast) -> None:
    assert client_of(committed_cast.nora).get("/oversight/").status_code == 403
    assert Event.objects.filter(kind="page.open", outcome="refused").count() == 1


def _shared(cast: Cast, data: list[DataSet]) -> Case:
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation, data=data)
    referral = drafted(case, cast.nora, cast.sami, data_sets=data)
    send(referral=referral, by=cast.nora)
    accept(referral=referral, by=cast.sami)
    return case
