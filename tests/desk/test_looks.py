"""Who looked at a case: by person and day, newest first, for those who manage or oversee it."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from audit.models import Event
from desk import looks
from identification.models import Case, OpeningNote
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.twin import changes_nothing_without_the_log
from tests.journeys.people import Person
from tests.makers import opened_case, presumed_case

NOTE = "The lawyer asked which name stands in the passport."


def look(cast: Cast, case: Case) -> None:
    nora, dana = client_of(cast.nora), client_of(cast.dana)
    nora.get(case.get_absolute_url())
    nora.post(f"{case.get_absolute_url()}identity/", {"reason": "other", "note": NOTE})
    dana.get(f"{case.get_absolute_url()}trail/")


def test_they_are_grouped_by_person_and_day_newest_first(cast: Cast) -> None:
    case = opened_case(cast.nora)
    look(cast, case)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        look(cast, case)
        groups, before = looks.of(case, cast.nora, None)
    assert before is None
    assert len(groups) == 4
    days = [group.day for group in groups]
    assert days == sorted(days, reverse=True)
    assert {(group.who, group.organisation) for group in groups} == {
        ("Nora", "Lantern House"),
        ("Dana", "Lantern House"),
    }
    nora = next(group for group in groups if group.who == "Nora")
    assert [str(one.what) for one in nora.looks] == ["opened the identity", "looked at the case"]
    assert nora.looks[0].note == NOTE


def test_the_page_shows_why_an_identity_was_opened(cast: Cast) -> None:
    case = opened_case(cast.nora)
    look(cast, case)
    Person(cast.dana).sees(f"{case.get_absolute_url()}looks/", "Another reason", NOTE, "looked at the trail")


def test_looking_here_is_a_look(cast: Cast) -> None:
    case = opened_case(cast.nora)
    Person(cast.dana).sees(f"{case.get_absolute_url()}looks/")
    assert Event.objects.filter(case_id=case.pk, kind="looks.view", outcome="done").count() == 1


def test_changes_are_no_looks(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    assert looks.of(case, cast.nora, None) == ([], None)


def test_it_is_paged(cast: Cast) -> None:
    case, client = opened_case(cast.nora), client_of(cast.nora)
    for _look in range(looks.PAGE + 3):
        client.get(f"{case.get_absolute_url()}trail/")
    groups, before = looks.of(case, cast.nora, None)
    assert sum(len(group.looks) for group in groups) == looks.PAGE
    rest, end = looks.of(case, cast.nora, before)
    assert (sum(len(group.looks) for group in rest), end) == (3, None)
    Person(cast.nora).sees(f"{case.get_absolute_url()}looks/?before={before}")
    Person(cast.nora).sees(f"{case.get_absolute_url()}looks/?before=x' OR 1=1")


def test_others_who_see_the_case_are_refused_and_it_is_remembered(committed_cast: Cast) -> None:
    cast = committed_cast
    case = opened_case(cast.odile)
    assert client_of(cast.odile).get(f"{case.get_absolute_url()}looks/").status_code == 403
    assert client_of(cast.nora).get(f"{case.get_absolute_url()}looks/").status_code == 404
    assert Event.objects.filter(case_id=case.pk, kind="looks.view", outcome="refused").count() == 1
    assert "looks/" not in Person(cast.odile).sees(case.get_absolute_url()).content.decode()


def test_another_reason_needs_words_and_they_are_sealed(cast: Cast) -> None:
    case, client = opened_case(cast.nora), client_of(cast.nora)
    url = f"{case.get_absolute_url()}identity/"
    page = client.post(url, {"reason": "other", "note": ""})
    assert "Write why you open it." in page.content.decode()
    assert not Event.objects.filter(kind="identity.view").exists()
    client.post(url, {"reason": "other", "note": NOTE})
    event = Event.objects.get(kind="identity.view")
    assert b"passport" not in bytes(event.body)
    assert OpeningNote.objects.get(event_id=event.pk).note == NOTE


def test_no_note_is_kept_without_its_event(cast: Cast) -> None:
    from identification.actions import open_identity

    case = opened_case(cast.nora)
    changes_nothing_without_the_log(lambda: open_identity(case=case, by=cast.nora, reason="other", note=NOTE))
