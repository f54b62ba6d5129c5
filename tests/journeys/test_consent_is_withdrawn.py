"""Nora records that the person takes consent back: the shelter's sight ends, the bed stays, the trail says why."""

from consent.enums import ConsentStatus
from consent.models import Consent
from referral.models import Referral
from shelters.enums import PlacementStatus
from shelters.models import Placement
from tests.cast import Cast
from tests.journeys.people import Person
from tests.makers_shelters import CARE, admitted


def test_samis_next_click_is_a_404_and_the_bed_stays(cast: Cast) -> None:
    placement = admitted(cast)
    case = placement.case
    sami, nora = Person(cast.sami), Person(cast.nora)
    sami.sees(case.get_absolute_url(), case.number)
    _nora_withdraws_everything_for_the_shelter(nora, placement)

    sami.misses(case.get_absolute_url())
    page = sami.sees(placement.get_absolute_url(), CARE)
    assert case.number not in page.content.decode()
    assert Placement.objects.get(pk=placement.pk).status == PlacementStatus.ADMITTED
    assert not Referral.objects.filter(case=case, status__in=["accepted", "in_progress"]).exists()
    nora.sees(
        f"{case.get_absolute_url()}trail/",
        "recorded that the person took the consent back",
        "revoked a referral",
        "when consent was taken back",
        "ended an organisation&#x27;s sight of the case",
    )
    nora.sees(f"{case.get_absolute_url()}access/", "Duty of care")


def test_sami_may_record_it_too_and_then_sees_no_more(cast: Cast) -> None:
    placement = admitted(cast)
    sami = Person(cast.sami)
    for consent in _given(placement):
        if Consent.objects.visible_to(cast.sami).filter(pk=consent.pk).exists():
            sami.client.post(f"/consents/{consent.pk}/do/withdraw/")
    sami.misses(placement.case.get_absolute_url())


def test_the_observer_may_not(cast: Cast) -> None:
    placement = admitted(cast)
    Person(cast.vera).is_refused(f"/consents/{_given(placement)[0].pk}/", "withdraw", 403)


def _nora_withdraws_everything_for_the_shelter(nora: Person, placement: Placement) -> None:
    """From the case: one page says what it means, and takes back all that the shelter was told."""
    page = f"{placement.case.get_absolute_url()}withdraw/"
    choice = f"organisation:{placement.shelter.organisation_id}"
    nora.sees(f"{page}?what={choice}", str(placement.shelter.organisation), "Nobody may refuse this")
    answer = nora.client.post(page, {"what": choice})
    assert answer.status_code == 200


def _given(placement: Placement) -> list[Consent]:
    given = Consent.objects.filter(
        case=placement.case, recipient=placement.shelter.organisation, status=ConsentStatus.GIVEN
    )
    return list(given)
