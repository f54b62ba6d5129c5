"""Judgments as regression fixtures: coded from published facts by people who knew the outcome, no proof of the rule.

Each has its public citation. Ages as the courts found them.
"""

import pytest

from identification.enums import Result
from identification.scoring import Score, is_adult, score

# Zoletic and Others v Azerbaijan, ECtHR 20116/12, 7 October 2021; [2021] ECHR 789; SHERLOC fact summary.
ZOLETIC = "DR02 DR03 DR05 EX01 EX02 EX04 EX05 CD01 CD03 CD04 CD14 VD02"
# Chowdury and Others v Greece, ECtHR 21884/15, 30 March 2017; ECHR press release 112 (2017).
CHOWDURY = "DR02 DR03 RV02 EX01 EX02 EX04 EX05 CD03 CD04 CD14 VD05"
# C.N. and V. v France, ECtHR 67724/09, 11 October 2012: the elder sister (servitude, forced labour) …
ELDER = "EX01 EX02 EX04 EX09 VD01 VD02 VD04"
# … and the younger, who went to school: no violation of Article 4.
YOUNGER = "EX02 EX04 VD01 VD04"


def of_judgment(profile: str, age: int, codes: str) -> Score:
    answers = dict.fromkeys(codes.split(), "yes")
    return score(profile, adult=is_adult(age), answers=answers)


@pytest.mark.parametrize(
    ("profile", "age", "codes", "positive", "presumed"),
    [
        pytest.param("adult_labour", 30, ZOLETIC, {"DR", "EX", "CD"}, True, id="Zoletic"),
        pytest.param("adult_labour", 30, CHOWDURY, {"EX", "CD"}, True, id="Chowdury"),
        pytest.param("child_labour", 16, ELDER, {"EX", "VD"}, True, id="C.N."),
        pytest.param("child_labour", 10, YOUNGER, set(), False, id="V."),
    ],
)
def test_judgment(profile: str, age: int, codes: str, positive: set[str], presumed: bool) -> None:
    found = of_judgment(profile, age, codes)
    assert set(found.positive) == positive
    assert (found.result is Result.PRESUMED) is presumed


@pytest.mark.parametrize("more", ["EX01", "EX05"])
def test_one_more_fact_about_the_younger_sister(more: str) -> None:
    assert of_judgment("child_labour", 10, f"{YOUNGER} {more}").result is Result.PRESUMED


def test_a_child_who_is_not_presumed_goes_to_child_protection() -> None:
    assert of_judgment("child_labour", 10, YOUNGER).result is Result.INCONCLUSIVE_CHILD


def test_the_elder_sister_needs_no_means() -> None:
    """Means are not needed for a child (Palermo Protocol, art. 3(c))."""
    exploitation = "EX01 EX02 EX04 EX09"
    found = of_judgment("child_labour", 16, exploitation)
    assert found.positive == ["EX"]
    assert found.result is Result.PRESUMED
