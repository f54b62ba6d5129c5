"""Answers to the checklist that lead to each kind of result."""

from collections.abc import Iterable, Mapping
from random import Random

from identification.enums import AnswerValue
from identification.indicators import load

ANSWERS: dict[str, tuple[str, ...]] = {
    "presumed": ("DR02", "DR03", "EX01", "EX02", "EX04", "CD01", "CD03", "VD02"),
    "exploited": ("EX01", "EX02", "EX03", "EX07"),
    "at_risk": ("DR01", "DR02", "DR05"),
    "nothing": (),
    "begun": ("DR02",),
}


def full(profile: str, yes: Iterable[str], person: str) -> Mapping[str, str]:
    """Return these indicators with yes, and one more of every element with no, or refused; the rest is not asked."""
    chance, answers = Random(f"{person} answers"), dict.fromkeys(yes, AnswerValue.YES.value)
    listed = load()
    for element in listed.elements:
        rest = [one.code for one in listed.in_element(profile, element) if one.code not in answers]
        for code in chance.sample(rest, min(1, len(rest))):
            answers[code] = AnswerValue.REFUSED if chance.random() < 0.1 else AnswerValue.NO
    return answers
