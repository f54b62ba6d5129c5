"""The pages of shelters, through HTTP."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from accounts.actors import Actor
from accounts.enums import ServiceKind
from audit.models import Event
from consent.actions import withdraw
from identification.enums import AgeBand
from referral.enums import ReferralStatus
from shelters.enums import BedKind, PlacementStatus
from shelters.models import Placement
from tests.cast import Cast
from tests.helpers import client_of, statements_of
from tests.makers import presumed_case, referral_at
from tests.makers_children import NUMBER
from tests.makers_shelters import (
    CARE,
    admitted,
    bed,
    in_days,
    new_placement,
    placement_at,
    requested,
    reserved,
    shelter_of,
    today,
)

STATUS = PlacementStatus


def day(name: str, value: date) -> dict[str, int]:
    """Return a date as the three boxes send it."""
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


def get(actor: Actor, url: str) -> HttpResponse:
    return client_of(actor).get(url)  # type: ignore[return-value]


def post(actor: Actor, url: str, data: dict[str, Any] | None = None) -> HttpResponse:
    return client_of(actor).post(url, data or {})  # type: ignore[return-value]


def asking(**given: Any) -> dict[str, Any]:
    nights = {**day("starts", today()), **day("ends", in_days(14))}
    return {"key": str(uuid4()), "kind": BedKind.WOMEN, **nights, **given}


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_board_shows_beds_and_numbers_without_names(cast: Cast) -> None:
    asks, lives = requested(cast), admitted(cast)
    page = text(get(cast.sami, "/shelter/"))
    assert asks.case.number in page
    assert lives.get_absolute_url() in page
    assert "Robin" not in page
    assert Event.objects.filter(kind="placement.list").count() == 1


def test_board_of_an_observer(cast: Cast) -> None:
    shelter_of(cast.sami)
    assert get(cast.vera, "/shelter/").status_code == 200


def test_board_is_for_shelters_alone(cast: Cast) -> None:
    shelter_of(cast.sami)
    for actor in (cast.nora, cast.ada, cast.stat, cast.otto):
        assert get(actor, "/shelter/").status_code == 404


def test_board_of_another_shelter_shows_nothing_of_ours(cast: Cast) -> None:
    placement = requested(cast)
    shelter_of(cast.otto)
    page = text(get(cast.otto, "/shelter/"))
    assert placement.case.number not in page
    assert str(placement.pk) not in page


def test_board_hides_the_number_of_a_case_that_is_not_seen(cast: Cast) -> None:
    placement = _narrowed(reserved(cast), cast)
    page = text(get(cast.sami, "/shelter/"))
    assert placement.case.number not in page
    assert str(placement.pk)[:8] in page


def test_stay_is_shown_and_the_look_remembered(cast: Cast) -> None:
    placement = admitted(cast)
    page = text(get(cast.nora, placement.get_absolute_url()))
    assert CARE in page
    assert f"/cases/{placement.case.number}/" in page
    assert Event.objects.filter(kind="placement.view", case_id=placement.case_id).count() == 1


@pytest.mark.parametrize("state", [one for one in STATUS if one != STATUS.NEW])
def test_stay_in_every_state(cast: Cast, state: str) -> None:
    placement = placement_at(state, cast)
    for actor in (cast.sami, cast.nora, cast.vera, cast.dana):
        assert get(actor, placement.get_absolute_url()).status_code == 200
    for actor in (cast.otto, cast.lena, cast.stat):
        assert get(actor, placement.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("state", [STATUS.RESERVED, STATUS.ADMITTED, STATUS.EXITED])
def test_after_withdrawal_the_page_keeps_the_case_to_itself(cast: Cast, state: str) -> None:
    placement = _narrowed(placement_at(state, cast), cast)
    page = text(get(cast.sami, placement.get_absolute_url()))
    assert placement.case.number not in page
    assert "/cases/" not in page.split("<main")[1]
    assert "A quiet room" not in page
    assert get(cast.sami, placement.case.get_absolute_url()).status_code == 404


def test_bed_is_asked_for_once(cast: Cast) -> None:
    referral = new_placement(cast).referral
    url, data = f"/referrals/{referral.pk}/placement/", asking()
    assert get(cast.nora, url).status_code == 200
    first, second = (post(cast.nora, url, data) for _again in range(2))
    placement = Placement.objects.get()
    assert placement.status == STATUS.REQUESTED
    assert first["Location"] == second["Location"] == placement.get_absolute_url()


def test_second_request_is_refused_with_what_was_typed(cast: Cast) -> None:
    referral = requested(cast).referral
    response = post(cast.sami, f"/referrals/{referral.pk}/placement/", asking())
    assert response.status_code == 409
    assert "A bed has been asked for with this referral already." in text(response)
    assert f'value="{today().year}"' in text(response)


def test_bed_is_not_asked_for_by_others(cast: Cast) -> None:
    url = f"/referrals/{new_placement(cast).referral.pk}/placement/"
    assert get(cast.vera, url).status_code == 403
    assert get(cast.dana, url).status_code == 403
    assert post(cast.dana, url, asking()).status_code == 403
    assert get(cast.otto, url).status_code == 404
    assert not Placement.objects.exists()


def test_request_form_says_what_is_missing(cast: Cast) -> None:
    url = f"/referrals/{new_placement(cast).referral.pk}/placement/"
    response = post(cast.nora, url, {"key": str(uuid4()), "kind": "palace"})
    assert response.status_code == 200
    assert "data-error-summary" in text(response)


def test_reserve_and_admit_by_hand(cast: Cast) -> None:
    placement = requested(cast)
    url = f"{placement.get_absolute_url()}do/reserve/"
    assert "1a, Women" in text(get(cast.sami, url))
    nights = {**day("starts", today()), **day("ends", in_days(14)), **day("risk_assessed_on", today())}
    assert post(cast.sami, url, {"bed": bed(placement).pk, **nights}).status_code == 302
    url = f"{placement.get_absolute_url()}do/admit/"
    assert "acts for the child" not in text(get(cast.sami, url))
    assert post(cast.sami, url, day("risk_assessed_on", today())).status_code == 409
    sure = {**day("risk_assessed_on", today()), "no_exploiter_here": "on", "care_note": CARE}
    assert post(cast.sami, url, sure).status_code == 302
    assert Placement.objects.get().status == STATUS.ADMITTED


def test_child_is_admitted_with_one_question_more(cast: Cast) -> None:
    child = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    placement = reserved(cast, "4a", case=child, kind=BedKind.UNACCOMPANIED_CHILDREN)
    url = f"{placement.get_absolute_url()}do/admit/"
    page = text(get(cast.sami, url))
    assert "An appointed guardian · since" in page
    assert NUMBER not in page
    sure = {**day("risk_assessed_on", today()), "no_exploiter_here": "on"}
    refused = post(cast.sami, url, sure)
    assert refused.status_code == 409
    assert "For a child" in text(refused)
    answered = {"guardian_or_authority_decided": "on"}
    assert post(cast.sami, url, {**sure, **answered}).status_code == 302


STEPS: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("refuse", STATUS.REQUESTED, "sami", {"refusal_reason": "full"}, STATUS.REFUSED),
    ("ask_transfer", STATUS.ADMITTED, "nora", {}, STATUS.TRANSFER_PENDING),
    ("agree_extension", STATUS.EXTENSION_REQUESTED, "dana", {}, STATUS.ADMITTED),
    ("refuse_extension", STATUS.EXTENSION_REQUESTED, "dana", {}, STATUS.ADMITTED),
    ("exit", STATUS.ADMITTED, "sami", {"exit_reason": "home", "exit_plan": "on"}, STATUS.EXITED),
    ("leave", STATUS.ADMITTED, "nora", {}, STATUS.LEFT_VOLUNTARILY),
]


@pytest.mark.parametrize(("name", "state", "who", "data", "after"), STEPS)
def test_step_by_hand(cast: Cast, name: str, state: str, who: str, data: dict[str, Any], after: str) -> None:
    placement, actor = placement_at(state, cast), cast.everybody()[who]
    url = f"{placement.get_absolute_url()}do/{name}/"
    assert get(actor, url).status_code == 200
    assert post(actor, url, data)["Location"] == placement.get_absolute_url()
    assert Placement.objects.get().status == after
    assert get(cast.vera, url).status_code == 403
    assert get(cast.otto, url).status_code == 404


def test_longer_stay_is_asked_for_by_hand(cast: Cast) -> None:
    url = f"{admitted(cast).get_absolute_url()}do/ask_extension/"
    asked = post(cast.nora, url, {**day("until", in_days(30)), "reason": "The flat is not ready."})
    assert asked.status_code == 302
    assert Placement.objects.get().extension_until == in_days(30)


def test_exit_without_a_plan_says_so(cast: Cast) -> None:
    url = f"{admitted(cast).get_absolute_url()}do/exit/"
    response = post(cast.sami, url, {"exit_reason": "home"})
    assert response.status_code == 409
    assert "Make a plan with the person first" in text(response)


def test_step_that_there_is_none_of(cast: Cast) -> None:
    placement = admitted(cast)
    for name in ("expire", "request", "vanish"):
        assert get(cast.sami, f"{placement.get_absolute_url()}do/{name}/").status_code == 404
    assert get(cast.sami, f"/placements/{uuid4()}/").status_code == 404


def test_stays_of_a_case(cast: Cast) -> None:
    placement = admitted(cast)
    url = f"/cases/{placement.case.number}/placements/"
    assert placement.get_absolute_url() in text(get(cast.nora, url))
    assert placement.get_absolute_url() in text(get(cast.sami, url))
    assert get(cast.otto, url).status_code == 404


def test_stays_of_a_case_are_not_for_all_who_see_the_case(cast: Cast) -> None:
    """Where a person stays is the business of the shelter and the carrier, not of the lawyer."""
    placement = admitted(cast)
    referral_at(ReferralStatus.ACCEPTED, cast, case=placement.case, to=cast.lena, kind=ServiceKind.LEGAL_AID)
    page = get(cast.lena, f"/cases/{placement.case.number}/placements/")
    assert page.status_code == 200
    assert placement.get_absolute_url() not in text(page)
    assert "Quiet Garden" not in text(page)


def test_board_takes_as_many_statements_for_two_as_for_one(cast: Cast) -> None:
    client, taken = client_of(cast.sami), []
    for label in ("1a", "1b"):
        admitted(cast, label)
        taken.append(len(statements_of(client, "get", "/shelter/")))
    assert taken[0] == taken[1]


def _narrowed(placement: Placement, cast: Cast) -> Placement:
    for consent in placement.case.consents.all():
        withdraw(consent=consent, by=cast.nora)
    return Placement.objects.get(pk=placement.pk)
