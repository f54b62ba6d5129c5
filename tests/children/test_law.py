"""Who answers for a child and who must be told: from the country's dated data, and from nowhere else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from children import law
from children.actions import suspect
from children.presenters import missing, not_yet_told, waiting_for
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
    told(case, cast.nora)
    assert missing(case) == []


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
        assert labels(waiting_for(cast.nora)) == [again]
        noted(case, cast.nora)
        assert list(waiting_for(cast.nora)) == []
    assert list(waiting_for(cast.dana)) == []
    assert list(waiting_for(cast.sami)) == []
