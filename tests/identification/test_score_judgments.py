"""`score_screening` on the judgments and their variants: on every list, with answers missing, against the oracle."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from proofs import screening_oracle as oracle
from tests.identification.test_court_cases import CHOWDURY, ELDER, YOUNGER, ZOLETIC
from tests.identification.test_score_command import run, written

JUDGMENTS = {
    "Zoletic": ("adult_labour", 30, ZOLETIC),
    "Chowdury": ("adult_labour", 30, CHOWDURY),
    "C.N.": ("child_labour", 16, ELDER),
    "V.": ("child_labour", 10, YOUNGER),
    "V. with long hours": ("child_labour", 10, f"{YOUNGER} EX01"),
    "V. in very bad conditions": ("child_labour", 10, f"{YOUNGER} EX05"),
}
AGES = (10, 16, 17, 18, 30, None)


def told(folder: Path, profile: str, age: int | None, answers: dict[str, str]) -> dict[str, Any]:
    code, out, err = run(written(folder, {"profile": profile, "age": age, "answers": answers}))
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def is_as_the_oracle_says(folder: Path, profile: str, age: int | None, answers: dict[str, str]) -> bool:
    found = told(folder, profile, age, answers)
    expected = oracle.positive(oracle.strengths(profile), answers)
    positive = {element for element, said in found["elements"].items() if said["positive"]}
    return positive == expected and found["result"] == oracle.result(age, expected)


@pytest.mark.parametrize("name", JUDGMENTS)
@pytest.mark.parametrize("profile", oracle.LISTS)
def test_on_every_list_at_every_age(tmp_path: Path, name: str, profile: str) -> None:
    known = oracle.strengths(profile)
    answers = {code: "yes" for code in JUDGMENTS[name][2].split() if code in known}
    for age in AGES:
        assert is_as_the_oracle_says(tmp_path, profile, age, answers), age


@pytest.mark.parametrize("name", JUDGMENTS)
@pytest.mark.parametrize("instead", ["no", "refused", "not_asked", None])
def test_with_every_one_and_two_answers_missing(tmp_path: Path, name: str, instead: str | None) -> None:
    profile, age, codes = JUDGMENTS[name]
    heard = codes.split()
    for missing in [*combinations(heard, 1), *combinations(heard, 2)]:
        left = {code: "yes" for code in heard if code not in missing}
        answers = left | (dict.fromkeys(missing, instead) if instead else {})
        assert is_as_the_oracle_says(tmp_path, profile, age, answers), missing


@pytest.mark.parametrize("name", JUDGMENTS)
def test_asked_one_after_the_other_the_result_never_falls(tmp_path: Path, name: str) -> None:
    profile, age, codes = JUDGMENTS[name]
    heard, before = codes.split(), told(tmp_path, profile, age, {})["result"]
    for many in range(1, len(heard) + 1):
        answers = dict.fromkeys(heard[:many], "yes")
        after = told(tmp_path, profile, age, answers)["result"]
        assert oracle.is_higher_or_same(before, after)
        assert is_as_the_oracle_says(tmp_path, profile, age, answers)
        before = after


@pytest.mark.parametrize("profile", oracle.LISTS)
def test_what_a_list_lacks_is_said_and_not_left_out_in_silence(tmp_path: Path, profile: str) -> None:
    lacking = [code for code in oracle.strengths("adult_labour") if code not in oracle.strengths(profile)]
    for code in lacking:
        file = written(tmp_path, {"profile": profile, "age": 30, "answers": {code: "yes"}})
        assert run(file)[0] == 2
    assert len(lacking) == {"adult_labour": 0, "adult_sexual": 1}.get(profile, 2)
