"""The countries: dated values with source and standing, malformed files refused in words, clocks that keep a rule."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.checks import run_checks
from django.test import override_settings

from identification import actions, jurisdictions
from identification.checks import countries_are_well_formed, faults_in
from identification.jurisdiction_files import CONFIRMED, KINDS, TO_BE_CONFIRMED, faults
from tests.cast import Cast
from tests.identification.countries import INVENTED, country, entry, site_with
from tests.makers import WRITTEN, pending_case, recovering_case
from workflow.gate import perform

DEMO = ["AV", "BK", "CT"]
TEMPLATES = ["AM", "AZ", "BY", "GE", "KZ", "MD", "UA", "UZ"]
AMENDED = "2027-07-01"
# From 1 July 2027 on recovery is longer, cannot be extended, decisions are faster and appeals shorter.
CHANGING = country(
    recovery_days=[entry(30), entry(45, AMENDED, "art. 1, as amended")],
    recovery_extensions=[entry(1), entry(0, AMENDED, "art. 2, as amended")],
    identification_days=[entry(30), entry(10, AMENDED, "art. 3, as amended")],
    appeal_days=[entry(30), entry(15, AMENDED, "art. 4, as amended")],
)


@pytest.mark.parametrize(
    ("day", "expected"), [("2019-01-01", 30), ("2027-06-30", 30), ("2027-07-01", 45), ("2030-01-01", 45)]
)
def test_a_later_value_starts_on_its_day(tmp_path: Path, day: str, expected: int) -> None:
    with site_with(tmp_path, CHANGING):
        assert jurisdictions.days("AV", "recovery_days", date.fromisoformat(day)) == expected


def test_no_value_before_the_first_day() -> None:
    with pytest.raises(KeyError, match="no recovery_days on 2018-12-31"):
        jurisdictions.value("AV", "recovery_days", date(2018, 12, 31))


def test_a_repealed_rule_is_no_rule() -> None:
    """Moldova's decision of 2006 was repealed on 15 January 2016; what followed was not seen."""
    assert jurisdictions.days("MD", "stay_days", date(2016, 1, 14)) == 30
    with pytest.raises(KeyError, match="MD has no stay_days on 2016-01-15"):
        jurisdictions.value("MD", "stay_days", date(2016, 1, 15))


def test_every_value_has_a_source_and_a_standing() -> None:
    known = jurisdictions.load()
    assert sorted(known) == sorted(DEMO + TEMPLATES)
    for one in known.values():
        every = [value for listed in one.values.values() for value in listed]
        assert all(value.source and value.standing in (CONFIRMED, TO_BE_CONFIRMED) for value in every)


def test_only_invented_countries_are_offered_and_have_what_a_case_needs() -> None:
    assert jurisdictions.choices() == [("AV", "Arvenia"), ("BK", "Belmark"), ("CT", "Costania")]
    needed = {name for name, kind in KINDS.items() if kind.is_needed}
    assert all(needed <= set(jurisdictions.load()[code].values) for code in DEMO)
    assert all(jurisdictions.days(code, "recovery_days") >= 30 for code in DEMO)


def test_what_nobody_read_in_its_source_is_to_be_confirmed() -> None:
    """Written by hand: what was read in the source itself, of all that the templates say."""
    known = jurisdictions.load()
    confirmed = {
        (code, name)
        for code in TEMPLATES
        for name, listed in known[code].values.items()
        if any(one.is_confirmed for one in listed)
    }
    assert confirmed == {
        ("AM", "presumed_days"),
        ("AM", "deciding_bodies"),
        ("AM", "help"),
        ("AZ", "deciding_bodies"),
        ("AZ", "notices"),
        ("AZ", "practice"),
        ("BY", "age_bands"),
        ("GE", "deciding_bodies"),
        ("GE", "identification_days"),
        ("GE", "practice"),
    }


@pytest.mark.parametrize("code", ["KZ", "UZ"])
def test_who_is_not_bound_by_the_convention_gets_no_minimum_from_it(code: str) -> None:
    assert "recovery_days" not in jurisdictions.load()[code].values


def test_a_site_offers_its_own_countries_and_none_of_ours(tmp_path: Path) -> None:
    mine = {**country(), "code": "GE", "name": "Georgia"}
    with site_with(tmp_path, mine):
        assert jurisdictions.choices() == [("GE", "Georgia")]
        assert jurisdictions.name_of("AV") == "Arvenia"
        assert countries_are_well_formed() == []


def test_the_check_runs_with_the_others() -> None:
    with override_settings(JURISDICTIONS="/no/such/folder"):
        assert [one.msg for one in run_checks()] == ["JURISDICTIONS: /no/such/folder is no folder."]


def written(folder: Path, data: Any) -> list[str]:
    file = folder / "xx.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return list(faults(file))


def changed(name: str, **fields: Any) -> dict[str, Any]:
    return country(**{name: [{**INVENTED["values"][name][0], **fields}]})


MALFORMED = [
    (
        "{",
        "xx.json: this is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1).",
    ),
    ([], "xx.json: it is not an object with code, name, offered and values."),
    ({**INVENTED, "code": "Avr"}, "xx.json: code: 'Avr' is not two capital letters."),
    ({**INVENTED, "name": " "}, "xx.json: name: the country has none."),
    ({**INVENTED, "offered": "yes"}, "xx.json: offered: 'yes' is not true or false."),
    ({**INVENTED, "capital": "Arven"}, "xx.json: capital: nobody asks for this."),
    (country(recovery_weeks=[entry(4)]), "xx.json: recovery_weeks: no value has this name."),
    (country(recovery_days=30), "xx.json: recovery_days: it is not a list of values."),
    (
        changed("recovery_days", value="30"),
        "xx.json: recovery_days: '30' is not a whole number of days, 1 or more.",
    ),
    (
        changed("recovery_days", value=True),
        "xx.json: recovery_days: True is not a whole number of days, 1 or more.",
    ),
    (
        changed("recovery_days", value=0),
        "xx.json: recovery_days: 0 is not a whole number of days, 1 or more.",
    ),
    (changed("decisions", value=3), "xx.json: decisions: 3 is not 1 or 2."),
    (
        country(decisions=[entry(1), entry(2, "2020-01-01")]),
        "xx.json: conclusive_days: from 2020-01-01 on the country decides twice, and the second decision has no time.",
    ),
    (
        country(
            recovery_extensions=[entry(0), entry(1, "2021-01-01")], recovery_extension_days=[entry(None)]
        ),
        "xx.json: recovery_extension_days: from 2021-01-01 on the time may be extended, nobody knows how long.",
    ),
    (
        country(information_pauses_clock=[entry(True)], information_days=[entry(None)]),
        "xx.json: information_days: from 2019-01-01 on a pause needs a last day.",
    ),
    (
        changed("panel_members", value=0),
        "xx.json: panel_members: 0 is not a whole number of people, 1 or more.",
    ),
    (
        changed("information_pauses_clock", value=1),
        "xx.json: information_pauses_clock: 1 is not true or false.",
    ),
    (changed("deciding_bodies", value=[""]), "xx.json: deciding_bodies: [''] is not a list of texts."),
    (changed("recovery_days", source=""), "xx.json: recovery_days: 30 has no source."),
    (
        changed("recovery_days", standing="sure"),
        "xx.json: recovery_days: 30: the standing 'sure' is not one of: confirmed, to be confirmed.",
    ),
    (
        changed("recovery_days", since="1.1.2019"),
        "xx.json: recovery_days: 30: since, '1.1.2019', is no day such as 2019-01-31.",
    ),
    (changed("recovery_days", law="art. 1"), "xx.json: recovery_days: 30: nobody asks for law."),
    (
        country(recovery_days=[entry(45, "2020-01-01"), entry(30, "2019-01-01")]),
        "xx.json: recovery_days: the days it begins are not in order: 2020-01-01, 2019-01-01.",
    ),
    (
        country(recovery_days=[entry(45), entry(None, "2020-01-01")]),
        "xx.json: recovery_days: the country is offered, and a case cannot do without this value.",
    ),
    (
        country(recovery_days=[entry(45, None)]),
        "xx.json: recovery_days: the country is offered, so the day it begins must be given.",
    ),
]


@pytest.mark.parametrize(("data", "sentence"), MALFORMED)
def test_a_malformed_file_is_refused_with_a_sentence(tmp_path: Path, data: Any, sentence: str) -> None:
    assert written(tmp_path, data) == [sentence]


def test_a_file_as_it_should_be(tmp_path: Path) -> None:
    assert written(tmp_path, INVENTED) == []


@pytest.mark.parametrize(
    "bands",
    [
        [],
        [{"from": 3, "below": None, "who": "X"}],
        [{"from": 0, "below": 3, "who": "X"}, {"from": 4, "below": None, "who": "Y"}],
        [{"from": 0, "below": 18, "who": "X"}],
        [{"from": 0, "below": None, "who": ""}],
        [{"from": 0, "below": 0, "who": "X"}, {"from": 0, "below": None, "who": "Y"}],
    ],
)
def test_age_bands_leave_no_gap(tmp_path: Path, bands: list[Any]) -> None:
    (sentence,) = written(tmp_path, changed("age_bands", value=bands))
    assert sentence.startswith("xx.json: age_bands: ")
    assert "without a gap" in sentence


def test_two_files_of_one_country(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.json").write_text(json.dumps(INVENTED), encoding="utf-8")
    assert faults_in(tmp_path) == ["AV: more than one file has this code."]


def test_a_clock_keeps_the_rule_it_began_under(cast: Cast, tmp_path: Path) -> None:
    """The law changes on 1 July 2027, while the clocks of one case run."""
    with site_with(tmp_path, CHANGING):
        with time_machine.travel("2027-06-20T10:00:00Z"):
            before = pending_case(cast)
        with time_machine.travel("2027-07-02T10:00:00Z"):
            after = pending_case(cast)
            before = perform(before, "extend_recovery", by=cast.nora)
            before = actions.refuse_identification(
                case=before, grounds=WRITTEN, appeal_told=True, by=cast.ada
            )
    assert (before.recovery_until, before.recovery_extensions) == (
        date(2027, 8, 19),
        1,
    )  # 30 days and 30 more
    assert (after.recovery_until, after.decision_due) == (date(2027, 8, 16), date(2027, 7, 12))
    assert remembered(before, "recovery_days") == (30, date(2019, 1, 1), "art. 1")
    assert remembered(before, "identification_days") == (30, date(2019, 1, 1), "art. 1")
    assert remembered(after, "recovery_days") == (45, date(2027, 7, 1), "art. 1, as amended")
    assert remembered(after, "identification_days") == (10, date(2027, 7, 1), "art. 3, as amended")
    assert before.last_day_to_appeal == date(2027, 7, 17)  # this clock began under the new rule


def test_a_file_that_is_rewritten_changes_no_clock_that_runs(cast: Cast, tmp_path: Path) -> None:
    case = recovering_case(cast.nora)
    with site_with(tmp_path, country(recovery_days=[entry(31)], recovery_extension_days=[entry(5)])):
        extended = perform(case, "extend_recovery", by=cast.nora)
    assert (extended.recovery_until - case.recovery_until).days == 30
    assert remembered(extended, "recovery_days")[0] == 30


def remembered(case: Any, name: str) -> tuple[Any, date, str]:
    rule = case.rule(name)
    return rule.value, rule.since, rule.source
