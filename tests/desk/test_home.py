"""Today: what is due first, days in words beside their date, and the look at case numbers remembered."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from audit.log import read
from audit.models import Event
from desk.waiting import by_day, waiting_for
from identification import access
from identification.models import Case
from identification.presenters import Waiting
from identification.templatetags.clocks import in_words
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import opened_case, pending_case, presumed_case, referral_at
from tests.makers_shelters import admitted, requested


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (-40, "Overdue by 40 days"),
        (-1, "Overdue by 1 day"),
        (0, "Today"),
        (1, "Tomorrow"),
        (2, "In 2 days"),
        (30, "In 30 days"),
    ],
)
def test_a_day_in_words(number: int, words: str) -> None:
    with translation.override("en"):
        assert in_words(days(number)) == words


def test_what_is_due_comes_first_and_has_its_own_part() -> None:
    later, none = Waiting("a", "/", days(1), 0), Waiting("b", "/", None, 0)
    today, gone = Waiting("c", "/", days(0), 1), Waiting("d", "/", timezone.now() - timedelta(hours=1), 1)
    (due, rest) = by_day([later, none, today, gone])
    assert [one.label for one in due[1]] == ["c", "d"]
    assert [one.label for one in rest[1]] == ["a", "b"]
    assert by_day([]) == []


def test_the_order_of_the_page(cast: Cast) -> None:
    pending_case(cast)
    referral_at(ReferralStatus.SENT, cast)
    requested(cast)
    opened_case(cast.nora)
    for actor in (cast.nora, cast.sami, cast.ada):
        is_due = [one.due is not None and _day(one.due) <= days(0) for one in waiting_for(actor)]
        assert is_due == sorted(is_due, reverse=True)


def _day(due: date | datetime) -> date:
    return timezone.localtime(due).date() if isinstance(due, datetime) else due


def looks() -> list[list[str]]:
    return [read(one)["facts"]["ids"] for one in Event.objects.filter(kind="home.view").order_by("id")]


def test_a_look_at_case_numbers_is_remembered(cast: Cast) -> None:
    case = opened_case(cast.nora)
    page = client_of(cast.nora).get("/").content.decode()
    assert case.number in page
    assert looks() == [[str(case.pk)]]


def test_who_is_shown_no_number_leaves_no_look(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast)
    page = client_of(cast.sami).get("/").content.decode()
    assert referral.case.number not in page
    client_of(cast.stat).get("/")
    assert looks() == []


def test_every_number_on_the_page_is_in_the_look(cast: Cast) -> None:
    for make in (presumed_case, opened_case):
        make(cast.nora)
    admitted(cast)
    page = client_of(cast.nora).get("/").content.decode()
    shown = {str(one.pk) for one in Case.objects.visible_to(cast.nora) if one.number in page}
    assert set(looks()[-1]) == shown
    assert len(shown) == 2


def test_what_is_carried_but_out_of_sight_does_not_wait(cast: Cast) -> None:
    """Rows come through what the actor may see."""
    case = opened_case(cast.nora)
    access.end(case=case, by=cast.nora)
    assert waiting_for(cast.nora) == []
