"""Cases that nobody has a reason to open: they look like any other, and whoever opens one is seen."""

from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.actors import Actor
from audit.models import Event
from desk.waiting import waiting_for
from identification import actions
from identification.models import Case, Honeytoken, HoneytokenAlert
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.twin import changes_nothing_without_the_log
from tests.journeys.people import Person

PLANTER = Actor.system("plant_honeytoken")


@pytest.fixture
def token(cast: Cast) -> Honeytoken:
    assert cast.nora.organisation
    return actions.plant_honeytoken(organisation=cast.nora.organisation, by=PLANTER)


def test_it_stands_in_the_list_and_waits_for_nobody(cast: Cast, token: Honeytoken) -> None:
    Person(cast.nora).sees("/cases/", token.case.number)
    for who in (cast.nora, cast.dana, cast.dov):
        assert token.case.get_absolute_url() not in [one.url for one in waiting_for(who)]


def test_nothing_that_staff_see_says_what_it_is(cast: Cast, token: Honeytoken) -> None:
    for part in ("", "trail/", "access/", "looks/"):
        page = Person(cast.nora).sees(f"{token.case.get_absolute_url()}{part}").content.decode().lower()
        assert "honey" not in page, part
        assert "has a reason" not in page, part
    assert Person(cast.otto).client.get(token.case.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("part", ["", "identity/", "trail/", "screenings/", "access/"])
def test_opening_it_alerts_at_once(
    cast: Cast, token: Honeytoken, part: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client_of(cast.nora).get(f"{token.case.get_absolute_url()}{part}")
    assert [one.to for one in mail.outbox] == [["dana@example.org"], ["dov@example.org"]]
    assert not [one for one in mail.outbox if token.case.number in one.body or "Nora" in one.body]
    event = Event.objects.get(kind="honeytoken.view")
    assert (event.user_id, event.case_id) == (cast.nora.user_id, None)
    assert "/oversight/alerts/" in [one.url for one in waiting_for(cast.dana)]
    Person(cast.dana).sees("/oversight/alerts/", token.case.number, "Nora")


def test_a_day_has_one_mail_and_an_event_for_each_look(
    cast: Cast, token: Honeytoken, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _look in range(3):
            client_of(cast.nora).get(token.case.get_absolute_url())
    assert len(mail.outbox) == 2
    assert HoneytokenAlert.objects.count() == 1
    assert Event.objects.filter(kind="honeytoken.view").count() == 3


def test_any_other_case_alerts_nobody(cast: Cast, token: Honeytoken) -> None:
    from tests.makers import opened_case

    client_of(cast.nora).get(opened_case(cast.nora).get_absolute_url())
    assert not HoneytokenAlert.objects.exists()


def test_alerts_are_for_overseers(cast: Cast, token: Honeytoken) -> None:
    client_of(cast.nora).get(token.case.get_absolute_url())
    for who in (cast.nora, cast.sami, cast.otto):
        assert client_of(who).get("/oversight/alerts/").status_code == 403
        assert not HoneytokenAlert.objects.visible_to(who).exists()


def test_nothing_is_planted_or_alerted_without_its_event(cast: Cast, token: Honeytoken) -> None:
    assert cast.nora.organisation
    changes_nothing_without_the_log(
        lambda: actions.plant_honeytoken(organisation=cast.nora.organisation, by=PLANTER)  # type: ignore[arg-type]
    )
    changes_nothing_without_the_log(lambda: actions.alert(honeytoken=token, by=cast.nora, is_first=True))


def test_commands_plant_and_list_them(cast: Cast) -> None:
    planted, listed = StringIO(), StringIO()
    call_command("plant_honeytoken", "Lantern House", "--count", "2", stdout=planted)
    call_command("list_honeytokens", stdout=listed)
    numbers = planted.getvalue().split()
    assert len(numbers) == Case.objects.count() == 2
    assert all(number in listed.getvalue() for number in numbers)
    with pytest.raises(CommandError):
        call_command("plant_honeytoken", "Nobody", stdout=planted)
