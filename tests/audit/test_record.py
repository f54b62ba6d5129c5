"""One way into the log, and only codes, ids, numbers and dates in it."""

import datetime
import uuid
from collections.abc import Iterator

import pytest

from accounts.actors import Actor
from audit import kinds
from audit.log import read, record
from audit.models import Event
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("one_connection")


def test_an_event_says_who_did_what_for_which_case(cast: Cast) -> None:
    case_id = uuid.uuid4()
    event = record("case.view", by=cast.nora, case_id=case_id, target="some-id", reason="handover")
    said = read(Event.objects.get(pk=event.pk))
    assert said["kind"] == "case.view"
    assert said["user"] == str(cast.nora.user_id)
    assert said["organisation"] == str(cast.nora.organisation_id)
    assert said["case"] == str(case_id)
    assert said["target"] == "some-id"
    assert said["facts"] == {"reason": "handover"}


def test_a_kind_that_nobody_declared_is_a_key_error(cast: Cast) -> None:
    before = Event.objects.count()
    with pytest.raises(KeyError):
        record("case.teleport", by=cast.nora)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "fact",
    [
        "Jane Doe",
        "she was held in a house",
        "Jane",
        "+0005550100",
        "0005550100",
        "Марина",
        "name@example.org",
        "x" * 81,
        "line\nbreak",
        "code\n",
        "one,two",
        ["fine", "not fine"],
    ],
)
def test_free_text_as_a_fact_is_refused(cast: Cast, fact: object) -> None:
    before = Event.objects.count()
    with pytest.raises(ValueError, match="never free text"):
        record("case.view", by=cast.nora, about=fact)
    assert Event.objects.count() == before


@pytest.mark.parametrize("target", ["Jane Doe", "Марина", "x" * 81])
def test_free_text_as_a_target_is_refused(cast: Cast, target: str) -> None:
    with pytest.raises(ValueError, match="never free text"):
        record("case.view", by=cast.nora, target=target)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("presumed", "presumed"),
        (7, 7),
        (True, True),
        (None, None),
        ("", ""),
        (datetime.date(2026, 11, 22), "2026-11-22"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (["a", 2], ["a", 2]),
    ],
)
def test_codes_ids_numbers_and_dates_are_facts(cast: Cast, fact: object, said: object) -> None:
    assert read(record("case.view", by=cast.nora, about=fact))["facts"] == {"about": said}


@pytest.fixture
def a_kind_for_this_test() -> Iterator[str]:
    kind = "rehearsal.play"
    kinds.declare({kind: "played"})
    yield kind
    del kinds._sentences[kind]


def test_a_kind_has_one_sentence(a_kind_for_this_test: str) -> None:
    kinds.declare({a_kind_for_this_test: "played"})
    with pytest.raises(ValueError, match="has a sentence already"):
        kinds.declare({a_kind_for_this_test: "sang"})


def test_free_text_as_a_command_is_refused(db: None) -> None:
    with pytest.raises(ValueError, match="never free text"):
        record("case.view", by=Actor.system("Jane Doe did it"))
