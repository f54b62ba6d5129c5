"""What to do first: by the answers about safety, by the country, and again where a screening begins."""

import json

import pytest
from django.test import Client

from audit.models import Event
from identification import jurisdictions
from identification.safety import CURRENT, FOLDER, first_steps
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import new_case, opened_case


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.mark.parametrize(
    ("said", "urgent", "open_questions", "first_call"),
    [
        ({}, [], [], "Helpline for victims of trafficking"),
        ({"in_danger": "yes"}, ["The person is in danger now"], [], "Emergency services"),
        (
            {"controlled": "yes", "injured": "unknown"},
            ["Somebody nearby controls what the person says"],
            ["Whether the person is injured is not known"],
            "Police unit against trafficking",
        ),
        ({"age_band": "unknown"}, ["The person is a child, or may be"], [], "Child protection"),
        (
            {"age_band": "child", "in_danger": "yes", "controlled": "unknown"},
            ["The person is in danger now", "The person is a child, or may be"],
            ["Whether somebody controls the talk is not known"],
            "Emergency services",
        ),
    ],
)
def test_the_answers_decide_what_comes_first(
    cast: Cast, said: dict[str, str], urgent: list[str], open_questions: list[str], first_call: str
) -> None:
    shown = first_steps(new_case(cast.nora, **said))
    assert [one.title for one in shown.urgent] == urgent
    assert [one.title for one in shown.open] == open_questions
    assert shown.calls[0].who == first_call
    assert len(shown.calls) == len({one.who for one in shown.calls}) == 5
    assert [one.title for one in shown.always] == ["What not to do", "In every talk"]


def test_each_invented_country_has_numbers_of_its_own(cast: Cast) -> None:
    data = json.loads((FOLDER / f"{CURRENT}.json").read_text(encoding="utf-8"))
    assert {"AV", "BK", "CT"} == set(data["calls"]) <= set(jurisdictions.load())
    numbers = [one["number"] for listed in data["calls"].values() for one in listed]
    assert len(numbers) == len(set(numbers))
    shown = first_steps(new_case(cast.nora, jurisdiction="BK"))
    assert (shown.country, shown.calls[-1].link) == (jurisdictions.name_of("BK"), "tel:5550230")


def test_a_country_without_numbers_says_so(cast: Cast) -> None:
    shown = first_steps(new_case(cast.nora, jurisdiction="ZZ"))
    assert shown.calls == []
    assert [one.title for one in shown.always] == ["What not to do", "In every talk"]


def test_the_page_comes_after_opening_and_where_a_screening_begins(nora: Client, cast: Cast) -> None:
    case = opened_case(cast.nora, in_danger="yes")
    for part in ("safety/", "screenings/new/"):
        page = nora.get(f"{case.get_absolute_url()}{part}").content.decode()
        assert (
            page.index("The person is in danger now") < page.index("555-0110") < page.index("What not to do")
        )
        assert 'href="tel:5550110"' in page
    assert Event.objects.filter(kind="case.view", case_id=case.pk).count() == 1


def test_who_only_looks_begins_nothing_there(cast: Cast) -> None:
    case = opened_case(cast.nora)
    page = client_of(cast.dana).get(f"{case.get_absolute_url()}safety/").content.decode()
    assert "What to do now" in page
    assert "screenings/new/" not in page


def test_the_questions_are_asked_again_and_the_answers_of_before_stay_in_the_history(
    cast: Cast, nora: Client
) -> None:
    case = opened_case(cast.nora)
    url = f"{case.get_absolute_url()}do/ask_safety_again/"
    assert url in nora.get(f"{case.get_absolute_url()}safety/").content.decode()
    form = nora.get(url).context["form"]
    assert [form[name].value() for name in form.fields] == [None, None, None]
    assert nora.post(url, {"in_danger": "yes", "injured": "no"}).context["form"].errors.keys() == {
        "controlled"
    }
    nora.post(url, {"in_danger": "yes", "injured": "no", "controlled": "no"})
    case.refresh_from_db()
    assert (case.in_danger, case.history.earliest().in_danger) == ("yes", "no")
    assert "when last asked" in nora.get(case.get_absolute_url()).content.decode()
    assert client_of(cast.odile).get(url).status_code == 404
