"""The invented people: as many and as different as promised; the expert is right by an oracle of its own."""

import json
import re
from collections import Counter
from itertools import chain

import pytest

from identification.enums import AnswerValue, Profile
from practice.marking import ENOUGH_PERCENT, ENOUGH_VIGNETTES, marked
from practice.vignettes import CURRENT, FOLDER, every
from proofs import screening_oracle as oracle

VIGNETTES = every()
# Written by hand: what each person must come to.
RESULTS = {
    "cold-store": "presumed",
    "late-wages": "exploited_no_means",
    "harvest-team": "no_indication",
    "hotel-job": "presumed",
    "friend-who-waits": "at_risk",
    "flat-she-chose": "no_indication",
    "carpet-room": "presumed",
    "car-wash": "presumed",
    "market-stall": "inconclusive_child",
    "older-boyfriend": "presumed",
    "perhaps-eighteen": "presumed",
    "the-pictures": "inconclusive_child",
}
NOT_EXPLOITED = {"harvest-team", "flat-she-chose", "market-stall", "the-pictures"}
each = pytest.mark.parametrize("code", VIGNETTES)


def perfect(code: str) -> dict[str, str]:
    return {indicator: one.answer for indicator, one in VIGNETTES[code].expected.items()}


def test_twelve_three_of_each_profile_one_of_them_not_exploited() -> None:
    assert Counter(one.profile for one in VIGNETTES.values()) == dict.fromkeys(Profile.values, 3)
    negative = Counter(one.profile for code, one in VIGNETTES.items() if code in NOT_EXPLOITED)
    assert negative == dict.fromkeys(Profile.values, 1)
    assert {VIGNETTES[code].expert().result for code in RESULTS} == set(RESULTS.values())


def test_who_has_the_certificate_saw_every_profile_and_two_who_were_not_exploited() -> None:
    left_out = len(VIGNETTES) - ENOUGH_VIGNETTES
    assert left_out < 3
    assert len(NOT_EXPLOITED) - left_out >= 2


@each
def test_the_expert_comes_to_the_result(code: str) -> None:
    person = VIGNETTES[code]
    found = oracle.positive(oracle.strengths(person.profile), perfect(code))
    assert person.expert().result == oracle.result(person.age, found) == RESULTS[code]


@each
def test_every_answer_has_a_reason_in_one_sentence(code: str) -> None:
    person = VIGNETTES[code]
    listed = {one.code for one in person.indicators.of(person.profile)}
    assert set(person.expected) <= listed
    for one in person.expected.values():
        assert one.answer in {"yes", "no", "refused"}
        assert re.fullmatch(r"[A-Z].{10,}\.", one.why)


def test_each_answer_occurs_and_an_age_is_in_doubt() -> None:
    said = Counter(one.answer for person in VIGNETTES.values() for one in person.expected.values())
    assert {"yes", "no", "refused"} == set(said)
    assert [code for code, one in VIGNETTES.items() if one.age is None] == ["perhaps-eighteen"]


def test_in_doubt_means_a_child_and_the_same_answers_of_an_adult_come_to_less() -> None:
    person = VIGNETTES["perhaps-eighteen"]
    found = oracle.positive(oracle.strengths(person.profile), perfect(person.code))
    assert (oracle.result(None, found), oracle.result(18, found)) == ("presumed", "exploited_no_means")


def test_no_label_of_the_publication_is_copied_into_a_story() -> None:
    raw = json.loads((FOLDER / f"{CURRENT}.json").read_text(encoding="utf-8"))["vignettes"]
    told = " ".join(chain.from_iterable(one["story"] for one in raw)).lower()
    labels = [one.label.lower() for one in VIGNETTES["cold-store"].indicators.indicators]
    assert not [label for label in labels if len(label) > 20 and label in told]


@each
def test_the_experts_answers_pass_and_nothing_answered_does_not(code: str) -> None:
    good = marked(VIGNETTES[code], perfect(code))
    assert good.is_passed
    assert (good.missed, good.imagined, good.otherwise) == ([], [], [])
    assert len(good.agreed) == good.counted == len(VIGNETTES[code].expected)
    assert not marked(VIGNETTES[code], {}).is_passed


def test_what_was_missed_imagined_and_answered_otherwise_is_told_apart() -> None:
    answers = perfect("cold-store") | {
        "CD01": "no",
        "DR01": "not_asked",
        "CD13": "no",
        "CR01": "yes",
        "CR02": "no",
    }
    found = marked(VIGNETTES["cold-store"], answers)
    assert [one.code for one in found.missed] == ["CD01"]
    assert [one.code for one in found.imagined] == ["CR01"]
    assert [one.code for one in found.otherwise] == ["DR01", "CR02", "CD13"]
    assert "never came back" in found.missed[0].why
    assert (found.imagined[0].why, found.imagined[0].expected) == ("", "not_asked")
    assert found.counted == len(perfect("cold-store")) + 2


def test_the_right_result_with_wrong_answers_does_not_pass() -> None:
    person = VIGNETTES["flat-she-chose"]
    few = dict(list(perfect(person.code).items())[:9])
    found = marked(person, few)
    assert found.result == found.expected
    assert len(found.agreed) * 100 // found.counted < ENOUGH_PERCENT
    assert not found.is_passed


def test_right_answers_with_another_result_do_not_pass() -> None:
    person = VIGNETTES["late-wages"]
    answers = perfect(person.code) | {"CD01": AnswerValue.YES.value, "CD03": AnswerValue.YES.value}
    found = marked(person, answers)
    assert len(found.agreed) * 100 // found.counted >= ENOUGH_PERCENT
    assert (found.result, found.is_passed) == ("presumed", False)
