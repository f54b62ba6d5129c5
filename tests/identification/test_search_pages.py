"""The pages of search: what they ask, what they show, what they remember, and how often."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db.utils import DatabaseError
from django.test import Client

from audit import log
from audit.models import Event
from identification import actions, pace
from identification.models import Case
from tests.cast import Cast
from tests.helpers import client_of, log_is_broken
from tests.identification.people import BORN, DOCUMENT, NAME, OTHER_SPELLING, PERSON, PHONE, person, shown_to
from tests.makers import opened_case

FIND = "/cases/find/"
BORN_FIELDS = {"birth_date_0": BORN.day, "birth_date_1": BORN.month, "birth_date_2": BORN.year}
TYPED = {"full_name": OTHER_SPELLING, **BORN_FIELDS}


@pytest.fixture(autouse=True)
def nobody_waits_yet(db: None) -> None:
    """What a test before this one committed to the shared cache is gone."""
    cache.clear()


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def case(cast: Cast) -> Case:
    return person(cast.nora)


def searches() -> list[Event]:
    return list(Event.objects.filter(kind="person.search").order_by("id"))


def test_a_person_is_found_and_no_name_is_shown_but_the_one_typed(nora: Client, case: Case) -> None:
    page = nora.post(FIND, TYPED)
    body = page.content.decode()
    assert page.status_code == 200
    assert case.number in body
    assert "Robin" in body
    for hidden in (NAME, DOCUMENT, PHONE):
        assert hidden not in body


def test_what_was_typed_is_in_no_event_and_no_address(nora: Client, cast: Cast, case: Case) -> None:
    nora.post(FIND, {**TYPED, "document": DOCUMENT})
    (event,) = searches()
    assert event.user_id == cast.nora.user_id
    assert event.case_id is None
    facts = {"kinds": ["document", "name_birth"], "found": 1, "ids": [str(case.pk)]}
    assert log.read(event)["facts"] == facts
    for typed in ("Scerbacova", "123456", "1998"):
        assert typed.encode() not in bytes(event.body)
    assert nora.get(FIND, {"full_name": NAME}).content.decode().count(NAME) == 0


def test_an_unassigned_search_gives_no_row_and_one_event(cast: Cast, case: Case) -> None:
    page = client_of(cast.otto).post(FIND, TYPED)
    assert case.number not in page.content.decode()
    (event,) = searches()
    assert log.read(event)["facts"] == {"kinds": ["name_birth"], "found": 0, "ids": []}


def test_without_its_event_nothing_is_shown(cast: Cast, case: Case) -> None:
    client = client_of(cast.nora)
    with pytest.raises(DatabaseError), log_is_broken():
        client.post(FIND, TYPED)


def test_an_analyst_may_not_search_and_that_is_remembered(committed_cast: Cast) -> None:
    assert client_of(committed_cast.stat).post(FIND, TYPED).status_code == 403
    assert [one.outcome for one in searches()] == ["refused"]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"full_name": NAME},
        BORN_FIELDS,
        {"document": "123"},
        {"contact": "ask Maria"},
        {"full_name": "x\x00", **BORN_FIELDS},
        {"full_name": "y" * 300, **BORN_FIELDS},
        {**TYPED, "birth_date_1": "31"},
        {**TYPED, "contact": "\u202e069123456"},
    ],
)
def test_too_little_is_asked_again_and_is_no_search(nora: Client, case: Case, typed: dict[str, Any]) -> None:
    page = nora.post(FIND, typed)
    assert page.status_code == 200
    assert case.number not in page.content.decode()
    assert searches() == []


@pytest.mark.parametrize("name", ["–", "李小龍 王", "' OR 1=1 --", "%", "\u200d", "Ия Ео"])
def test_nothing_typed_is_an_error(nora: Client, name: str) -> None:
    assert nora.post(FIND, {"full_name": name, **BORN_FIELDS}).status_code == 200


def test_who_searches_too_often_waits_and_each_time_longer(cast: Cast, case: Case) -> None:
    client = client_of(cast.nora)
    for _search in range(pace.FREE):
        assert client.post(FIND, TYPED).status_code == 200
    refused = client.post(FIND, TYPED)
    assert refused.status_code == 429
    assert "1 minute" in refused.content.decode()
    assert case.number not in refused.content.decode()
    assert searches()[-1].outcome == "refused"
    assert log.read(searches()[-1])["facts"] == {"wait": 60}
    assert client_of(cast.dana).post(FIND, TYPED).status_code == 200


def test_saving_an_identity_tells_that_the_person_may_be_known(nora: Client, cast: Cast, case: Case) -> None:
    second = opened_case(cast.nora)
    saved = nora.post(
        f"{second.get_absolute_url()}identity/edit/", {"full_name": OTHER_SPELLING, **BORN_FIELDS}
    )
    assert saved.url == f"{second.get_absolute_url()}known/"
    body = nora.get(saved.url).content.decode()
    assert case.number in body
    assert f"{second.get_absolute_url()}compare/{case.number}/" in body
    assert OTHER_SPELLING not in body
    assert NAME not in body
    event = searches()[-1]
    assert event.case_id == second.pk
    assert log.read(event)["facts"]["ids"] == [str(case.pk)]


def test_saving_somebody_new_goes_on_with_the_case(nora: Client, cast: Cast, case: Case) -> None:
    second = opened_case(cast.nora)
    new = {"full_name": "Anna Petrova", **BORN_FIELDS}
    assert nora.post(f"{second.get_absolute_url()}identity/edit/", new).url == second.get_absolute_url()


def test_who_searched_too_often_still_saves(nora: Client, cast: Cast, case: Case) -> None:
    for _search in range(pace.FREE + 1):
        nora.post(FIND, TYPED)
    second = opened_case(cast.nora)
    saved = nora.post(
        f"{second.get_absolute_url()}identity/edit/", {"full_name": OTHER_SPELLING, **BORN_FIELDS}
    )
    assert saved.url == second.get_absolute_url()
    assert nora.get(f"{second.get_absolute_url()}known/").status_code == 429


def test_side_by_side_is_a_look_at_both(nora: Client, cast: Cast, case: Case) -> None:
    second = person(cast.nora, full_name=OTHER_SPELLING, document="")
    page = nora.get(f"{second.get_absolute_url()}compare/{case.number}/")
    body = page.content.decode()
    for shown in (NAME, OTHER_SPELLING, DOCUMENT):
        assert shown in body
    views = Event.objects.filter(kind="identity.view").order_by("-id")[:2]
    assert {one.case_id for one in views} == {case.pk, second.pk}
    assert {log.read(one)["facts"]["reason"] for one in views} == {"comparison"}


def test_side_by_side_needs_sight_of_both_identities(cast: Cast, case: Case) -> None:
    second = person(cast.nora)
    shown_to(cast.lena, case, "identity")
    shown_to(cast.lena, second, "casework")
    for one, other in ((case, second), (second, case)):
        url = f"{one.get_absolute_url()}compare/{other.number}/"
        assert client_of(cast.lena).get(url).status_code == 404
    assert not Event.objects.filter(kind="identity.view").exists()


def test_a_case_is_not_compared_with_itself_nor_with_one_that_was_erased(
    nora: Client, cast: Cast, case: Case
) -> None:
    gone = actions.decline(case=person(cast.nora, **PERSON), can_decide="yes", by=cast.nora)
    for other in (case, gone):
        assert nora.get(f"{case.get_absolute_url()}compare/{other.number}/").status_code == 404
    assert nora.get(f"{gone.get_absolute_url()}known/").status_code == 200


def test_whether_a_person_is_known_is_told_to_who_sees_the_identity(cast: Cast, case: Case) -> None:
    shown_to(cast.lena, case, "casework")
    assert client_of(cast.lena).get(f"{case.get_absolute_url()}known/").status_code == 404
    assert searches() == []
