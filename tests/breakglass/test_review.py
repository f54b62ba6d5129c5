"""What becomes of a look in an emergency: it ends, and somebody else reviews it."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts import roles
from accounts.actions import add_member
from accounts.actors import Actor
from accounts.enums import OrganisationKind
from breakglass import actions
from breakglass.enums import BreakGlassStatus
from breakglass.models import BreakGlass
from desk.waiting import waiting_for
from identification.actions import decline, open_identity
from identification.models import Case, CaseAccess
from tests.breakglass.told import told
from tests.cast import FOUNDER, Cast
from tests.helpers import client_of, codes
from tests.identification.twin import changes_nothing_without_the_log
from tests.journeys.people import Person
from tests.makers import opened_case, presumed_case
from tests.makers_breakglass import FINDING, HAPPENING, broken, glass_at, hal, member_of
from workflow.gate import perform
from workflow.steps import transitions

QUEUE = "/emergency/reviews/"


@pytest.mark.parametrize("who", ["hal", "dana", "dov"])
def test_the_looker_and_the_reviewers_may_end_it(cast: Cast, who: str) -> None:
    by = hal()
    glass = broken(presumed_case(cast.nora), by)
    ender = by if who == "hal" else getattr(cast, who)
    actions.end(breakglass=glass, by=ender)
    assert not CaseAccess.objects.current().filter(basis="break_glass").exists()
    assert not Case.objects.visible_to(by).exists()


@pytest.mark.parametrize("who", ["nora", "sami", "ada", "odile"])
def test_others_may_not(cast: Cast, who: str) -> None:
    glass = glass_at("open", cast)
    assert codes(glass, "end", getattr(cast, who)) == ["by_looker_or_reviewer"]


@pytest.mark.parametrize("step", ["justify", "find_abuse"])
def test_a_review_is_of_the_carriers_overseers(cast: Cast, step: str) -> None:
    glass = glass_at("ended", cast)
    for who in ("nora", "sami", "ada", "odile", "otto"):
        assert codes(glass, step, getattr(cast, who)) == ["by_reviewer"], who
    for who in ("dana", "dov"):
        assert codes(glass, step, getattr(cast, who)) == []
    assert codes(glass, step, cast.dana, finding="short") == ["finding_is_explained"]


def test_nobody_reviews_their_own(cast: Cast) -> None:
    """Not even one who works at the carrier as well."""
    by = hal()
    glass = glass_at("ended", cast, by=by)
    assert by.user
    there = add_member(
        email=by.user.email,
        display_name="Hal",
        organisation=cast.nora.organisation,  # type: ignore[arg-type]
        roles=[roles.SUPERVISOR],
        by=FOUNDER,
    )
    assert codes(glass, "justify", Actor.of(there)) == ["by_reviewer"]
    assert not BreakGlass.objects.for_review_by(Actor.of(there)).exists()


def test_where_nobody_oversees_cases_at_the_carrier_the_lookers_own_overseer_reviews(cast: Cast) -> None:
    glass = actions.end(breakglass=broken(opened_case(cast.odile), cast.nora), by=cast.nora)
    assert codes(glass, "justify", cast.dana) == []
    assert BreakGlass.objects.for_review_by(cast.dana).get() == glass
    chief = add_member(
        email="chief@example.org",
        display_name="Chief",
        organisation=cast.odile.organisation,  # type: ignore[arg-type]
        roles=[roles.SUPERVISOR],
        by=FOUNDER,
    )
    assert codes(glass, "justify", cast.dana) == ["by_reviewer"]
    assert not BreakGlass.objects.for_review_by(cast.dana).exists()
    assert codes(glass, "justify", Actor.of(chief)) == []
    assert BreakGlass.objects.for_review_by(Actor.of(chief)).get() == glass


def test_the_lookers_own_overseer_does_not_where_the_carrier_has_one(cast: Cast) -> None:
    boss = member_of(OrganisationKind.HOTLINE, roles.SUPERVISOR, roles.CASE_MANAGER)
    glass = glass_at("ended", cast, by=boss)
    assert codes(glass, "justify", boss) == ["by_reviewer"]


def test_it_is_reviewed_once_it_is_over(cast: Cast) -> None:
    assert codes(glass_at("open", cast), "justify", cast.dana) == ["wrong_state"]
    assert perform(glass_at("expired", cast, by=hal(name="Hedi")), "justify", finding=FINDING, by=cast.dana)


def test_the_clock_expires_it_and_only_when_the_hour_is_over(cast: Cast) -> None:
    glass = glass_at("open", cast)
    assert told(lambda: actions.expire(breakglass=glass, by=Actor.system("x"))) == ["its_hour_is_over"]
    assert told(lambda: actions.expire(breakglass=glass, by=cast.dana)) == ["by_the_clock"]
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        call_command("expire_break_glass", stdout=StringIO())
    assert BreakGlass.objects.get(pk=glass.pk).status == BreakGlassStatus.EXPIRED
    assert not CaseAccess.objects.filter(basis="break_glass", ended_at=None).exists()


def test_the_queue_shows_what_is_overdue_first_and_whose_right_is_suspended(cast: Cast) -> None:
    old = glass_at("ended", cast, by=hal(name="Hedi"))
    with time_machine.travel(timezone.now() + timedelta(hours=71)):
        new = glass_at("ended", cast, by=hal())
        assert "may not look in an emergency again" not in Person(cast.dana).sees(QUEUE).content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=73)):
        page = Person(cast.dana).sees(QUEUE, "before you decide:").content.decode()
    assert "Hedi" in page.split("before you decide:")[1].split("</p>")[0]
    assert page.index(str(old.pk)) < page.index(str(new.pk))


def test_the_reviewer_reads_why_and_what_was_opened(cast: Cast) -> None:
    by, case = hal(), presumed_case(cast.nora)
    glass = broken(case, by)
    client_of(by).get(case.get_absolute_url())
    open_identity(case=case, by=by, reason="danger")
    actions.end(breakglass=glass, by=by)
    client_of(cast.nora).get(case.get_absolute_url())
    page = Person(cast.dana).sees(glass.get_absolute_url(), HAPPENING, "Hal", "opened the identity")
    lines = page.content.decode().split("What was opened in this hour")[1]
    assert "Nora" not in lines
    assert "looked at the case" in lines


def test_it_waits_for_those_who_should_know(cast: Cast) -> None:
    by = hal()
    glass = glass_at("open", cast, by=by)
    assert [one.url for one in waiting_for(by)] == [glass.case.get_absolute_url()]
    for who in (cast.nora, cast.dana, cast.dov):
        assert glass.get_absolute_url() in [one.url for one in waiting_for(who)]
    for who in (cast.sami, cast.ada, cast.odile, cast.otto):
        assert glass.get_absolute_url() not in [one.url for one in waiting_for(who)]


def test_a_review_is_possible_after_the_keys_are_gone(cast: Cast) -> None:
    glass = glass_at("ended", cast)
    decline(case=glass.case, can_decide="yes", by=cast.nora)
    done = perform(glass, "justify", finding=FINDING, by=cast.dana)
    assert (done.status, done.finding) == (BreakGlassStatus.JUSTIFIED, None)
    Person(cast.dana).sees(glass.get_absolute_url(), "can never be read again")


def test_everything_over_http(cast: Cast) -> None:
    glass = glass_at("ended", cast)
    Person(cast.nora).is_refused(glass.get_absolute_url(), "justify", 403)
    Person(cast.dana).takes(glass.get_absolute_url(), "find_abuse", finding=FINDING)
    assert BreakGlass.objects.get(pk=glass.pk).finding == FINDING
    Person(cast.sami).misses(glass.get_absolute_url())


def test_nothing_begins_without_its_event(cast: Cast) -> None:
    case, by = presumed_case(cast.nora), hal()

    def act() -> None:
        glass = BreakGlass(case=case, user=by.user, organisation=by.organisation, danger="life")
        actions._begin(glass, HAPPENING, by)

    changes_nothing_without_the_log(act)


def test_nothing_ends_without_its_event(cast: Cast) -> None:
    by = hal()
    glass = glass_at("open", cast, by=by)
    changes_nothing_without_the_log(lambda: actions.end(breakglass=glass, by=by))


def test_nothing_expires_without_its_event(cast: Cast) -> None:
    glass = glass_at("open", cast)

    def act() -> None:
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            actions.expire(breakglass=glass, by=Actor.system("expire_break_glass"))

    changes_nothing_without_the_log(act)


@pytest.mark.parametrize("step", ["justify", "find_abuse"])
def test_nothing_is_found_without_its_event(cast: Cast, step: str) -> None:
    glass = glass_at("ended", cast)
    changes_nothing_without_the_log(lambda: perform(glass, step, finding=FINDING, by=cast.dana))


def test_every_step_has_its_twin() -> None:
    assert {one.name for one in transitions(BreakGlass)} == {
        "begin",
        "end",
        "expire",
        "justify",
        "find_abuse",
    }
