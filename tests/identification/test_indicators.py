"""The lists of indicators are as their sources say."""

from collections import Counter

import pytest

from identification.enums import Profile
from identification.indicators import UnknownSet, load

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
