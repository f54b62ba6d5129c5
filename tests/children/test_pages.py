"""The pages of the child track, through HTTP."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone

from accounts.actors import Actor
from audit.models import Event
from breakglass.enums import BreakGlassStatus
from children.enums import About, Conclusion
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from identification.enums import AgeBand
from identification.models import Case
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.helpers import client_of, log_is_broken, statements_of
from tests.identification.forms import NUL, OVERRIDE
from tests.makers import opened_case, presumed_case, referral_at
from tests.makers_breakglass import glass_at, hal
from tests.makers_children import (
    BECAUSE,
    DOUBT,
    GUARDIAN,
    NUMBER,
    SUSPICION,
    VIEW,
    appointed,
    asked_for,
    guarded,
    in_days,
    noted,
    told,
)

SEALED = (GUARDIAN, NUMBER, "Family court, 12/2026", "CP-77", VIEW, BECAUSE, DOUBT, SUSPICION)


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora, age_band=AgeBand.UNKNOWN)


def get(actor: Actor, url: str) -> HttpResponse:
    return client_of(actor).get(url)  # type: ignore[return-value]


def post(actor: Actor, url: str, **entered: Any) -> HttpResponse:
    return client_of(actor).post(url, {"key": str(uuid4()), **entered})  # type: ignore[return-value]


def text(response: HttpResponse) -> str:
    return response.content.decode()


def day(name: str, days: int) -> dict[str, int]:
    value = in_days(days)
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


def entries() -> dict[str, tuple[type[Any], dict[str, Any]]]:
    """Return what is entered on each page that writes, and what it writes."""
    guardian = {"kind": "appointed", "appointed_by": "court", "name": GUARDIAN, **day("starts", -2)}
    interests = {"about": "placement", "childs_view": VIEW, "conclusion": "yes", "reason": BECAUSE}
    agreed = {"reason": DOUBT, "child_agrees": "on", "guardian_agrees": "on"}
    way = {"body": "Child protection service", "way": "phone", **day("told_on", 0)}
    return {
        "guardian": (Guardianship, guardian),
        "best-interests": (BestInterestsNote, {**interests, **day("review_on", 30)}),
        "told": (ProtectionNotice, way),
        "age": (AgeAssessment, agreed),
    }


@pytest.mark.parametrize("part", ["guardian", "best-interests", "told", "age"])
def test_each_part_is_written_once_however_often_it_is_sent(case: Case, cast: Cast, part: str) -> None:
    model, entered = entries()[part]
    if part == "age":
        guarded(case, cast.nora)
    url, key = f"{case.get_absolute_url()}child/{part}/", str(uuid4())
    assert get(cast.nora, url).status_code == 200
    for _time in range(2):
        assert post(cast.nora, url, **{**entered, "key": key}).status_code == 302
    assert str(model.objects.get(case=case).pk) == key
    assert post(cast.nora, url).status_code == 200
    assert (
        Event.objects.filter(case_id=case.pk, kind__startswith=model._meta.model_name, outcome="done").count()
        == 1
    )


def test_a_key_of_another_case_writes_nothing_and_does_not_say_so(case: Case, cast: Cast) -> None:
    elsewhere = appointed(presumed_case(cast.nora, age_band=AgeBand.CHILD), cast.nora)
    entered = {**entries()["guardian"][1], "key": str(elsewhere.pk)}
    assert post(cast.nora, f"{case.get_absolute_url()}child/guardian/", **entered).status_code == 409
    assert not case.guardianships.exists()
    assert Guardianship.objects.get(pk=elsewhere.pk).case_id == elsewhere.case_id


def test_what_the_gate_refuses_stands_above_the_form_with_all_that_was_typed(case: Case, cast: Cast) -> None:
    appointed(case, cast.nora)
    answer = post(cast.nora, f"{case.get_absolute_url()}child/guardian/", **entries()["guardian"][1])
    assert answer.status_code == 409
    assert "Somebody else acts for the child" in text(answer)
    assert GUARDIAN in text(answer)
    answer = post(cast.nora, f"{case.get_absolute_url()}child/age/", reason=DOUBT, child_agrees="on")
    assert answer.status_code == 409
    assert "assessed against their will" in text(answer)


@pytest.mark.parametrize("typed", [NUL, OVERRIDE])
def test_hidden_characters_and_days_on_the_wrong_side_are_told_beside_the_field(
    case: Case, cast: Cast, typed: str
) -> None:
    url = f"{case.get_absolute_url()}child/guardian/"
    entered = entries()["guardian"][1]
    assert post(cast.nora, url, **{**entered, "name": typed}).status_code == 200
    assert post(cast.nora, url, **{**entered, **day("starts", 3)}).status_code == 200
    assert post(cast.nora, url, **{**entered, **day("until", -1)}).status_code == 200
    told = {**entries()["told"][1], "body": "A body that nobody named"}
    assert post(cast.nora, f"{case.get_absolute_url()}child/told/", **told).status_code == 200
    assert not Guardianship.objects.exists()
    assert not ProtectionNotice.objects.exists()


def test_the_carrier_opens_what_is_sealed_one_by_one_and_each_look_is_remembered(
    case: Case, cast: Cast
) -> None:
    guardian, note, asked = appointed(case, cast.nora), noted(case, cast.nora), asked_for(case, cast.nora)
    told(case, cast.nora)
    page = text(get(cast.nora, f"{case.get_absolute_url()}child/"))
    assert [one for one in SEALED if one in page] == ["CP-77"]
    for row, secrets in ((guardian, SEALED[:3]), (note, (VIEW, BECAUSE)), (asked, (DOUBT,))):
        assert row.get_absolute_url() in page
        shown = text(get(cast.nora, row.get_absolute_url()))
        assert all(one in shown for one in secrets)
        looks = Event.objects.filter(kind=f"{row._meta.model_name}.view", case_id=case.pk)
        assert looks.count() == 1


def test_a_shelter_knows_that_somebody_acts_and_until_when_and_nothing_else(case: Case, cast: Cast) -> None:
    guardian, note = appointed(case, cast.nora), noted(case, cast.nora)
    told(case, cast.nora)
    referral_at(ReferralStatus.ACCEPTED, cast, case=case)
    page = text(get(cast.sami, f"{case.get_absolute_url()}child/"))
    assert "An appointed guardian" in page
    assert f"until {in_days(365).day} " in page
    assert not [one for one in SEALED if one in page]
    assert guardian.get_absolute_url() not in page
    assert "/child/guardian/" not in page
    for row in (guardian, note):
        assert get(cast.sami, row.get_absolute_url()).status_code == 404
    assert get(cast.otto, f"{case.get_absolute_url()}child/").status_code == 404


def test_who_looks_in_an_emergency_knows_who_acts_and_writes_nothing(case: Case, cast: Cast) -> None:
    looker = hal()
    appointed(case, cast.nora)
    glass_at(BreakGlassStatus.OPEN, cast, case=case, by=looker)
    page = text(get(looker, f"{case.get_absolute_url()}child/"))
    assert "An appointed guardian" in page
    assert "button" not in page.split("<main")[1].split("Who acts for the child")[1].split("</section>")[0]
    answer = post(looker, f"{case.get_absolute_url()}child/told/", **entries()["told"][1])
    assert answer.status_code == 403


def test_the_page_is_reached_from_the_case_of_a_child_alone(case: Case, cast: Cast) -> None:
    adult = presumed_case(cast.nora)
    assert f"{case.get_absolute_url()}child/" in text(get(cast.nora, case.get_absolute_url()))
    assert f"{adult.get_absolute_url()}child/" not in text(get(cast.nora, adult.get_absolute_url()))
    assert "counts no longer" in text(get(cast.nora, f"{adult.get_absolute_url()}child/"))
    assert get(cast.nora, f"{adult.get_absolute_url()}child/guardian/").status_code == 409


def test_the_case_and_the_first_steps_say_what_is_not_yet_told(cast: Cast) -> None:
    case = opened_case(cast.odile, age_band=AgeBand.CHILD)
    sentence = "Child protection has not been told yet"
    for url in ("", "safety/", "child/"):
        assert sentence in text(get(cast.odile, f"{case.get_absolute_url()}{url}")), url
    assert "23\xa0hours" in text(get(cast.odile, f"{case.get_absolute_url()}child/"))
    url = f"{case.get_absolute_url()}child/told/"
    assert post(cast.odile, url, **entries()["told"][1]).status_code == 302
    for url in ("", "safety/", "child/"):
        assert sentence not in text(get(cast.odile, f"{case.get_absolute_url()}{url}")), url


def test_an_age_in_doubt_is_told_with_every_body_that_could_answer(cast: Cast) -> None:
    case = opened_case(cast.nora, age_band=AgeBand.UNKNOWN, jurisdiction="BK")
    page = text(get(cast.nora, f"{case.get_absolute_url()}child/"))
    assert "each of these may be the one" in page
    assert "Health services" in page
    assert "Education services" in page
    assert "Labour and social protection" not in page
    assert "Belmark Act on Protection 12 (invented), art. 13" in page


def test_a_suspected_guardian_is_said_on_the_page(case: Case, cast: Cast) -> None:
    guardian = appointed(case, cast.nora)
    url = f"{guardian.get_absolute_url()}do/suspect/"
    assert "Tell the authority at once" in text(get(cast.nora, url))
    assert post(cast.nora, url, reason="short").status_code == 409
    assert post(cast.nora, url, reason=SUSPICION).status_code == 302
    page = text(get(cast.nora, f"{case.get_absolute_url()}child/"))
    assert "acts until another is appointed" in page
    assert "The child protection authority · since" in page
    assert SUSPICION in text(get(cast.nora, guardian.get_absolute_url()))


def test_the_form_says_what_writes_itself_and_who_appoints_after_a_suspicion(case: Case, cast: Cast) -> None:
    url = f"{case.get_absolute_url()}child/guardian/"
    ends, only = "Its time ends when you write down somebody else", "only a court or the child protection"
    guardian = appointed(case, cast.nora)
    post(cast.nora, f"{guardian.get_absolute_url()}do/suspect/", reason=SUSPICION)
    assert "/do/end/" not in text(get(cast.nora, guardian.get_absolute_url()))
    page = text(get(cast.nora, url))
    assert ends in page
    assert only in page
    answer = post(cast.nora, url, **{**entries()["guardian"][1], "kind": "parent", "appointed_by": "law"})
    assert answer.status_code == 409
    assert post(cast.nora, url, **entries()["guardian"][1]).status_code == 302
    page = text(
        get(
            cast.nora, f"{presumed_case(cast.nora, age_band=AgeBand.CHILD).get_absolute_url()}child/guardian/"
        )
    )
    assert ends not in page
    assert only not in page


def test_a_note_that_was_replaced_says_so_and_is_never_overdue(case: Case, cast: Cast) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=60)):
        old, other = noted(case, cast.nora), noted(case, cast.nora, About.SHARING)
    noted(case, cast.nora, conclusion=Conclusion.NO)
    page = text(get(cast.nora, f"{case.get_absolute_url()}child/"))
    assert page.count("Replaced by a newer note") == 1
    assert page.count("overdue") == 1
    assert page.count("Yes, it is in the child") == 1
    shown = {one.pk: text(get(cast.nora, one.get_absolute_url())) for one in (old, other)}
    assert "Replaced by a newer note" in shown[old.pk]
    assert "Yes, it is in the child" in shown[old.pk]
    assert "overdue" not in shown[old.pk]
    assert "overdue" in shown[other.pk]


def test_what_is_missing_leads_to_the_page_of_the_child_and_from_there_nowhere(cast: Cast) -> None:
    case = opened_case(cast.nora, jurisdiction="BK", age_band=AgeBand.CHILD)
    url = f"{case.get_absolute_url()}child/"
    label = "Child protection has not been told yet"
    assert f'<a href="{url}">{label}</a>' in text(get(cast.nora, case.get_absolute_url()))
    page = text(get(cast.nora, url))
    assert f"<strong>{label}</strong>" in page
    assert f">{label}</a>" not in page


def test_the_page_costs_the_same_with_more_in_it(case: Case, cast: Cast) -> None:
    appointed(case, cast.nora)
    noted(case, cast.nora)
    told(case, cast.nora)
    client, url = client_of(cast.nora), f"{case.get_absolute_url()}child/"
    one = statements_of(client, "get", url)
    for _more in range(3):
        noted(case, cast.nora)
    assert len(statements_of(client, "get", url)) <= len(one)


def test_nothing_is_shown_when_the_look_cannot_be_written(case: Case, cast: Cast) -> None:
    client = client_of(cast.nora)
    client.raise_request_exception = False
    guardian = appointed(case, cast.nora)
    with log_is_broken():
        answer = client.get(guardian.get_absolute_url())
    assert answer.status_code == 500
    assert GUARDIAN not in text(answer)  # type: ignore[arg-type]
