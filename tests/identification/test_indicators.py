"""The lists of indicators and the dated values of the jurisdictions are as their sources say."""

from collections import Counter
from datetime import date

import pytest

from identification import jurisdictions
from identification.enums import Profile
from identification.indicators import UnknownSet, load
from identification.jurisdictions import Jurisdiction, Value

ELEMENTS = ["DR", "CR", "RV", "EX", "CD", "VD"]


@pytest.mark.parametrize(
    ("profile", "counts"),
    [
        ("adult_labour", [10, 10, 16, 9, 15, 7]),
        ("child_labour", [10, 10, 15, 8, 15, 7]),
        ("adult_sexual", [10, 10, 16, 8, 15, 7]),
        ("child_sexual", [10, 10, 15, 8, 15, 7]),
    ],
)
def test_counts_per_element(profile: str, counts: list[int]) -> None:
    found = Counter(one.element for one in load().of(profile))
    assert [found[element] for element in ELEMENTS] == counts


def test_the_publication_has_67_indicators_with_unique_codes() -> None:
    codes = [one.code for one in load().indicators]
    assert len(codes) == len(set(codes)) == 67
    assert all(one.code.startswith(one.element) for one in load().indicators)
    assert list(load().elements) == ELEMENTS


def test_each_strength_is_strong_medium_weak_or_absent() -> None:
    assert {value for one in load().indicators for value in one.strengths.values()} == {"S", "M", "W", None}
    assert all(set(one.strengths) == set(Profile.values) for one in load().indicators)


def test_each_list_says_where_it_comes_from() -> None:
    assert set(load().provenance) == set(Profile.values)
    assert "2009" in load().publisher
    assert load().rule_text


@pytest.mark.parametrize(
    ("profile", "provisional"),
    [("adult_labour", False), ("child_labour", False), ("adult_sexual", True), ("child_sexual", True)],
)
def test_provisional_lists_are_marked(profile: str, provisional: bool) -> None:
    assert load().is_provisional(profile) is provisional


def test_a_set_that_was_never_installed(db: None) -> None:
    with pytest.raises(UnknownSet):
        load("ilo_ec_2099_v9")


@pytest.fixture
def changing(monkeypatch: pytest.MonkeyPatch) -> str:
    """A country whose value changed on a day."""
    values = [Value(30, date(2019, 1, 1), "art. 1"), Value(45, date(2026, 7, 1), "art. 1, as amended")]
    country = Jurisdiction("ZZ", "Changing", {"recovery_days": values})
    monkeypatch.setattr(jurisdictions, "load", lambda: {"ZZ": country})
    return "ZZ"


@pytest.mark.parametrize(
    ("day", "expected"), [("2019-01-01", 30), ("2026-06-30", 30), ("2026-07-01", 45), ("2030-01-01", 45)]
)
def test_a_later_value_starts_on_its_day(changing: str, day: str, expected: int) -> None:
    assert jurisdictions.days(changing, "recovery_days", date.fromisoformat(day)) == expected


def test_no_value_before_the_first_day(changing: str) -> None:
    with pytest.raises(KeyError, match="no recovery_days on 2018-12-31"):
        jurisdictions.value(changing, "recovery_days", date(2018, 12, 31))


def test_every_value_has_a_source_and_values_are_in_order() -> None:
    for country in jurisdictions.load().values():
        for listed in country.values.values():
            assert all(one.source for one in listed)
            assert [one.since for one in listed] == sorted({one.since for one in listed})


def test_countries_have_the_same_names_of_values() -> None:
    countries = jurisdictions.load().values()
    assert len({frozenset(country.values) for country in countries}) == 1
    assert all(jurisdictions.days(one.code, "recovery_days") >= 30 for one in countries)


def test_choices_name_every_country() -> None:
    assert jurisdictions.choices() == [("AV", "Arvenia"), ("BK", "Belmark"), ("CT", "Costania")]
