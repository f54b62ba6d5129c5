"""Who answers for a child and who must be told: from the country's dated data, and from nowhere else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from children import law
from children.actions import suspect
from children.presenters import MOST, missing, not_yet_told, waiting_for
from identification.actions import correct_facts
from identification.enums import AgeBand
from identification.models import Case
from tests.cast import Cast
from tests.identification.countries import country, entry, site_with
from tests.makers import new_case, opened_case, presumed_case
from tests.makers_children import SUSPICION, appointed, in_days, noted, told


def labels(found: object) -> list[str]:
    return [one.label for one in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("AV", ["Child protection service"]),
        ("BK", ["Health services", "Education services"]),
        ("BY", ["Health facility", "Socio-pedagogical centre, up to 6 months"]),
        ("AM", []),
        ("ZZ", []),
    ],
)
def test_the_bodies_are_those_that_answer_for_somebody_under_18(
    cast: Cast, code: str, expected: list[str]
) -> None:
    assert law.bodies(new_case(cast.nora, jurisdiction=code, age_band="unknown")) == expected


def test_each_band_is_told_with_its_source(cast: Cast) -> None:
    told = law.who_answers(new_case(cast.nora, jurisdiction="BY", age_band="unknown"))
    assert told
    assert [line.words for line in told.lines] == ["Under 3:", "From 3 to under 18:"]
    assert told.source.startswith("Law 350-Z, art. 20")
    assert told.is_confirmed


@pytest.mark.parametrize(("code", "hours"), [("AV", 24), ("BK", None), ("CT", None)])
def test_the_clock_runs_where_the_country_sets_a_time(cast: Cast, code: str, hours: int | None) -> None:
    case = opened_case(cast.nora, jurisdiction=code, age_band=AgeBand.CHILD)
    expected = case.opened_at + timedelta(hours=hours) if hours else None
    assert law.due(case) == expected


def test_a_clock_that_runs_keeps_the_rule_of_the_day_it_began(cast: Cast, tmp_path: Path) -> None:
    """A day until 20 November 2026, three days from then on."""
    notice = {"who": "Whoever meets a child first", "told": "Child protection service", "hours": 24}
    changed = [entry([notice]), entry([{**notice, "hours": 72}], "2026-11-20", "art. 1, as amended")]
    with site_with(tmp_path, country(notices=changed)):
        dues = {}
        for day in (19, 20):
            with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False):
                dues[day] = opened_case(cast.nora, age_band=AgeBand.CHILD)
        with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC)):
            assert law.due(dues[19]) == datetime(2026, 11, 20, 12, tzinfo=UTC)
            assert law.due(dues[20]) == datetime(2026, 11, 23, 12, tzinfo=UTC)
            told = law.who_is_told(dues[20])
            assert told
            assert told.source == "art. 1, as amended"


def test_for_one_who_was_taken_for_an_adult_the_clock_begins_with_the_correction(cast: Cast) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=9)):
        case = presumed_case(cast.nora)
    correct_facts(case=case, age_band=AgeBand.UNKNOWN, sex=case.sex, language=case.language, by=cast.nora)
    due = law.due(Case.objects.get(pk=case.pk))
    assert isinstance(due, datetime)
    assert timedelta(hours=23) < due - timezone.now() <= timedelta(hours=24)


def test_what_a_child_lacks_until_it_is_there(cast: Cast) -> None:
    case = opened_case(cast.nora, age_band=AgeBand.CHILD)
    both = ["Child protection has not been told yet", "Nobody acts for the child today"]
    assert labels(missing(case)) == both
    assert f"Tell child protection of case {case.number}" in labels(waiting_for(cast.nora))
    told(case, cast.nora)
    assert labels(missing(case)) == both[1:]
    guardian = appointed(case, cast.nora)
    assert missing(case) == []
    assert list(waiting_for(cast.nora)) == []
    assert missing(opened_case(cast.nora)) == []
    suspect(guardianship=guardian, reason=SUSPICION, by=cast.nora)
    assert labels(not_yet_told(case)) == ["Tell child protection that the guardian is suspected"]
    again = f"Tell child protection that a guardian is suspected: case {case.number}"
    assert labels(waiting_for(cast.nora)) == [again]
    told(case, cast.nora)
    assert missing(case) == []
    assert list(waiting_for(cast.nora)) == []
    assert list(waiting_for(cast.dana)) == []


def test_whoever_met_a_child_first_is_reminded_that_nobody_acts_and_of_a_suspicion(cast: Cast) -> None:
    met = opened_case(cast.odile, age_band=AgeBand.CHILD)
    told(met, cast.odile)
    assert labels(waiting_for(cast.odile)) == [f"Nobody acts for the child: case {met.number}"]
    suspect(guardianship=appointed(met, cast.odile), reason=SUSPICION, by=cast.odile)
    expected = f"Tell child protection that a guardian is suspected: case {met.number}"
    assert labels(waiting_for(cast.odile)) == [expected]


def test_what_was_written_down_before_a_suspicion_tells_nobody_of_it(cast: Cast) -> None:
    """Of each child on its own: another child of whom child protection heard today changes nothing."""
    case, other = (opened_case(cast.nora, age_band=AgeBand.CHILD) for _each in range(2))
    for one in (case, other):
        told(one, cast.nora)
        suspect(guardianship=appointed(one, cast.nora), reason=SUSPICION, by=cast.nora)
    told(other, cast.nora)
    expected = f"Tell child protection that a guardian is suspected: case {case.number}"
    assert labels(waiting_for(cast.nora)) == [expected]


def test_a_body_with_a_new_name_moves_no_clock_that_runs(cast: Cast, tmp_path: Path) -> None:
    """A day, told to the service; from 20 November 2026 on it is called a centre, and two days are left."""
    bands = [{"from": 0, "below": 18, "who": "Child protection service"}]
    notice = {"who": "Whoever meets a child first", "told": "Child protection service", "hours": 24}
    later = "2026-11-20", "art. 1, as amended"
    renamed = {
        "age_bands": [entry(bands), entry([{**bands[0], "who": "Centre for children"}], *later)],
        "notices": [entry([notice]), entry([{**notice, "told": "Centre for children", "hours": 48}], *later)],
    }
    with site_with(tmp_path, country(**renamed)):
        with time_machine.travel(datetime(2026, 11, 19, 12, tzinfo=UTC), tick=False):
            case = opened_case(cast.nora, age_band=AgeBand.CHILD)
        with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC)):
            assert law.due(case) == datetime(2026, 11, 20, 12, tzinfo=UTC)
            told_by_then = law.who_is_told(case)
            assert told_by_then
            assert told_by_then.source == "art. 1"
            assert law.bodies(case) == ["Centre for children"]


def test_what_child_protection_was_told_on_a_day_before_is_no_word_of_a_suspicion(cast: Cast) -> None:
    case = opened_case(cast.nora, age_band=AgeBand.CHILD)
    suspect(guardianship=appointed(case, cast.nora), reason=SUSPICION, by=cast.nora)
    told(case, cast.nora, told_on=in_days(-1))
    assert labels(not_yet_told(case)) == ["Tell child protection that the guardian is suspected"]
    again = f"Tell child protection that a guardian is suspected: case {case.number}"
    assert labels(waiting_for(cast.nora)) == [again]
    told(case, cast.nora, told_on=in_days(0))
    assert not_yet_told(case) == list(waiting_for(cast.nora)) == []


def test_many_children_cost_what_one_costs_and_the_earliest_deadline_comes_first(cast: Cast) -> None:
    opened_case(cast.nora, age_band=AgeBand.CHILD)
    with CaptureQueriesContext(connection) as one:
        list(waiting_for(cast.nora))
    for _each in range(MOST):
        opened_case(cast.nora, jurisdiction="BK", age_band=AgeBand.CHILD)
    urgent = opened_case(cast.nora, age_band=AgeBand.CHILD)
    with CaptureQueriesContext(connection) as many:
        shown = list(waiting_for(cast.nora))
    assert len(many) == len(one)
    assert shown[1].label == f"Tell child protection of case {urgent.number}"


def test_what_has_to_be_done_within_days_waits_for_the_case_manager_alone(cast: Cast) -> None:
    case = opened_case(cast.nora, age_band=AgeBand.CHILD)
    told(case, cast.nora)
    appointed(case, cast.nora, until=in_days(5))
    noted(case, cast.nora)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        ending = f"The time of a guardian ends: case {case.number}"
        assert labels(waiting_for(cast.nora)) == [ending]
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        again = f"Look again at the best interests of the child: case {case.number}"
        nobody = f"Nobody acts for the child: case {case.number}"
        assert labels(waiting_for(cast.nora)) == [nobody, again]
        noted(case, cast.nora)
        assert labels(waiting_for(cast.nora)) == [nobody]
        appointed(case, cast.nora)
        assert list(waiting_for(cast.nora)) == []
    assert list(waiting_for(cast.dana)) == []
    assert list(waiting_for(cast.sami)) == []
