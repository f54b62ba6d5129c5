"""The rule per element and the table of results."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identification.enums import AnswerValue, Profile, Result
from identification.indicators import load
from identification.scoring import Score, WrongAnswers, is_adult, is_positive, result_of, score

MEANS = ["DR", "CR", "RV", "CD", "VD"]
# As published: 2 strong; 1 strong and 1 medium or weak; 3 medium; 2 medium and 1 weak.
MINIMAL = {(2, 0, 0), (1, 1, 0), (1, 0, 1), (0, 3, 0), (0, 2, 1)}


@st.composite
def screenings(draw: st.DrawFn) -> tuple[str, bool, dict[str, str]]:
    """Any profile, any age, any answers to any of its indicators."""
    profile = draw(st.sampled_from(Profile.values))
    codes = st.sampled_from([one.code for one in load().of(profile)])
    answers = draw(st.dictionaries(codes, st.sampled_from(AnswerValue.values), max_size=30))
    return profile, draw(st.booleans()), answers


def scored(profile: str, adult: bool, answers: dict[str, str]) -> Score:
    return score(profile, adult=adult, answers=answers)


@given(screenings(), st.randoms(use_true_random=False))
def test_another_yes_never_lowers_an_element(case, random) -> None:
    profile, adult, answers = case
    more = {**answers, random.choice(load().of(profile)).code: "yes"}
    assert set(scored(profile, adult, answers).positive) <= set(scored(profile, adult, more).positive)


@given(screenings())
def test_only_a_yes_makes_an_element_positive(case) -> None:
    profile, adult, answers = case
    only_yes = {code: value for code, value in answers.items() if value == "yes"}
    assert scored(profile, adult, answers).positive == scored(profile, adult, only_yes).positive
    assert scored(profile, adult, answers).result == scored(profile, adult, only_yes).result


@given(screenings())
def test_a_refused_answer_counts_as_asked(case) -> None:
    profile, adult, answers = case
    asked = {code for code, value in answers.items() if value != "not_asked"}
    missing = {code for element in scored(profile, adult, answers).elements for code in element.not_asked}
    assert missing == {one.code for one in load().of(profile)} - asked


@given(screenings())
def test_the_explanation_names_every_yes_and_nothing_else(case) -> None:
    profile, adult, answers = case
    explained = {code for element in scored(profile, adult, answers).elements for code in element.yes}
    assert explained == {code for code, value in answers.items() if value == "yes"}


@given(screenings())
def test_presumed_for_an_adult_means_presumed_for_a_child(case) -> None:
    profile, _adult, answers = case
    if scored(profile, True, answers).result is Result.PRESUMED:
        assert scored(profile, False, answers).result is Result.PRESUMED


def test_minimal_positive_sets_are_the_published_ones() -> None:
    counts = list(product(range(5), repeat=3))
    positive = {one for one in counts if is_positive(Counter(S=one[0], M=one[1], W=one[2]), load())}
    fewer = {one: [tuple(n - (i == at) for i, n in enumerate(one)) for at in range(3)] for one in positive}
    minimal = {one for one, less in fewer.items() if not positive & set(less)}
    assert minimal == set(load().minimal_sets) == MINIMAL


def test_every_count_is_positive_exactly_when_it_holds_a_minimal_set() -> None:
    for strong, medium, weak in product(range(5), repeat=3):
        by_the_book = (
            strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)
        )
        assert is_positive(Counter(S=strong, M=medium, W=weak), load()) is by_the_book, (strong, medium, weak)


@pytest.mark.parametrize(
    ("adult", "exploited", "means", "result"),
    [
        (False, True, True, Result.PRESUMED),
        (False, True, False, Result.PRESUMED),
        (False, False, True, Result.INCONCLUSIVE_CHILD),
        (False, False, False, Result.INCONCLUSIVE_CHILD),
        (True, True, True, Result.PRESUMED),
        (True, True, False, Result.EXPLOITED_NO_MEANS),
        (True, False, True, Result.AT_RISK),
        (True, False, False, Result.NO_INDICATION),
    ],
)
def test_every_row_of_the_table(adult: bool, exploited: bool, means: bool, result: Result) -> None:
    for element in MEANS:
        positive = ({"EX"} if exploited else set()) | ({element} if means else set())
        assert result_of(adult, positive) is result


@pytest.mark.parametrize(
    ("age", "adult"), [(None, False), (0, False), (17, False), (18, True), (19, True), (90, True)]
)
def test_a_person_of_unknown_age_is_a_child(age: int | None, adult: bool) -> None:
    assert is_adult(age) is adult


@pytest.mark.parametrize(
    ("profile", "answers", "said"),
    [
        ("adult", {}, "no profile 'adult'"),
        ("child_labour", {"EX08": "yes"}, "has no indicator 'EX08'"),
        ("adult_labour", {"XX01": "yes"}, "has no indicator 'XX01'"),
        ("adult_labour", {"EX01": "maybe"}, "EX01 is 'maybe'"),
        ("adult_labour", {"EX01": ""}, "EX01 is ''"),
    ],
)
def test_wrong_answers_are_said_in_a_sentence(profile: str, answers: dict[str, str], said: str) -> None:
    with pytest.raises(WrongAnswers, match=said):
        scored(profile, True, answers)


@settings(max_examples=30)
@given(st.sampled_from(Profile.values))
def test_nothing_answered_gives_the_lowest_result(profile: str) -> None:
    assert scored(profile, True, {}).result is Result.NO_INDICATION
    assert scored(profile, False, {}).result is Result.INCONCLUSIVE_CHILD


def test_a_stronger_indicator_stands_for_a_weaker_one() -> None:
    """Whatever minimal sets a later version brings."""
    weak, medium = (replace(load(), minimal_sets=(one,)) for one in ((0, 0, 2), (0, 2, 0)))
    assert is_positive(Counter(S=1, W=1), weak)
    assert is_positive(Counter(M=2), weak)
    assert is_positive(Counter(S=1, M=1), medium)
    assert not is_positive(Counter(M=1, W=5), medium)
    assert not is_positive(Counter(W=1), weak)
