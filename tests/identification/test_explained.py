"""The result is explained: what made it, and which unasked questions could still change it."""

from dataclasses import replace

import pytest
from hypothesis import given

from identification.enums import Profile, Result
from identification.indicators import load
from identification.presenters import could_change, explained
from identification.scoring import result_of, score
from tests.cast import Cast
from tests.identification.test_scoring import screenings
from tests.makers import NOTHING, POINTING, opened_case, screened


@given(screenings())
def test_only_elements_that_would_change_the_result_are_named(case) -> None:
    profile, adult, answers = case
    found = score(profile, adult=adult, answers=answers)
    named = could_change(found)
    for element in found.elements:
        positive = [replace(one, positive=one.positive or one is element) for one in found.elements]
        changed = replace(found, elements=tuple(positive))
        differs = result_of(adult, set(changed.positive)) is not found.result
        assert (element.name in named) is (differs and bool(element.not_asked)), element


@pytest.mark.parametrize("value", ["no", "refused"])
def test_not_asked_is_not_no(value: str) -> None:
    """The same result, but where nothing was asked it may still change."""
    exploitation = [one.code for one in load().in_element(Profile.CHILD_LABOUR, "EX")]
    asked = score(Profile.CHILD_LABOUR, adult=False, answers=dict.fromkeys(exploitation, value))
    unasked = score(Profile.CHILD_LABOUR, adult=False, answers=dict.fromkeys(exploitation, "not_asked"))
    assert asked.result is unasked.result is Result.INCONCLUSIVE_CHILD
    assert (could_change(asked), could_change(unasked)) == ([], ["Exploitation"])


def test_explained_names_result_advice_and_source(cast: Cast) -> None:
    shown = explained(screened(opened_case(cast.nora), cast.nora, POINTING))
    assert shown.result == "Presumed victim of trafficking"
    assert "presumed victim now" in str(shown.advice)
    assert shown.could_change == []
    assert "secondary source" in shown.provenance
    assert not shown.is_provisional


def test_explained_says_what_could_change(cast: Cast) -> None:
    shown = explained(screened(opened_case(cast.nora), cast.nora, NOTHING))
    assert len(shown.could_change) == 6
