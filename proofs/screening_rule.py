"""The rule of the screening, on all counts of answers and on very many others, against an oracle written by hand."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, cycle, product
from random import Random
from typing import Any

from identification import actions, scoring
from identification.enums import AnswerValue, Profile, YesNo
from identification.indicators import Indicator, IndicatorSet, load
from identification.models import Screening
from proofs import screening_oracle as oracle
from proofs.planted import Planting, replaced
from proofs.result import Found, Result
from tests.cast import Cast
from tests.makers import opened_case
from workflow.gate import perform

SEED = 20261122
TALKS, TO_FIND = 20_000, 300
MOST, FEW = 4, 2
AGES = (None, 17, 18)
NOT_YES = ("not_asked", "no", "refused", "")  # the last one: not in the answers at all
Answers = dict[str, str]
Tried = Iterator[str | None]  # for each try, what was wrong with it


def prove(
    cast: Cast, *, most: int = MOST, talks: int = TALKS, to_find: int = TO_FIND, seed: int = SEED
) -> Result:
    """Return how many results differ from the oracle's, fell with one more yes, or hung on the police."""
    found, tried = Found(), 0
    for wrong in _everything(cast, most, talks, seed):
        tried += 1
        if wrong:
            found.add(wrong)
    controls = {name: _is_found(planted, cast, to_find, seed) for name, planted in PLANTED.items()}
    seen = (
        f"all counts of 0 to {most} strong, medium and weak in each element of {len(Profile)} profiles, each with "
        f"one more yes from each other answer; {talks:,} talks with the whole lists; all ages; "
        "the minimal sets; screenings with each answer about the police"
    )
    return Result("screening-rule", tried, seed, found, controls, seen)


def _everything(cast: Cast, most: int, talks: int, seed: int) -> Tried:
    quick = (_lists(), _minimal_sets(), _table(), _ages(), _police(cast))
    return chain(*quick, _counts(most), _talks(talks, Random(seed)))


def _is_found(planted: Planting, cast: Cast, talks: int, seed: int) -> bool:
    with planted():
        return any(_everything(cast, FEW, talks, seed))


def _lists() -> Tried:
    """The data holds the lists as published."""
    for profile in oracle.LISTS:
        listed = {one.code: one.strengths[profile] for one in load().of(profile)}
        yield None if listed == oracle.strengths(profile) else f"the list {profile} is another one"


def _minimal_sets() -> Tried:
    """What is positive with nothing to spare is what the publication names, and the data names the same."""
    wide = _wide(load())
    is_positive = {counts: bool(_positive(wide, counts)) for counts in product(range(MOST + 1), repeat=3)}
    for counts, yes in is_positive.items():
        less = [tuple(n - (at == i) for i, n in enumerate(counts)) for at in range(3) if counts[at]]
        is_minimal = yes and not any(is_positive[one] for one in less)
        yield None if is_minimal == (counts in oracle.MINIMAL) else f"{counts} is minimal: {is_minimal}"
    yield None if set(load().minimal_sets) == oracle.MINIMAL else "the data names other minimal sets"


def _positive(known: IndicatorSet, counts: tuple[int, ...]) -> list[str]:
    answers = _yes("EX", counts)
    return scoring.score("adult_labour", adult=True, answers=answers, indicators=known).positive


def _table() -> Tried:
    """Each set of positive elements gives the result of the table, at each age."""
    for chosen in product((False, True), repeat=len(oracle.ELEMENTS)):
        positive = {element for element, is_in in zip(oracle.ELEMENTS, chosen, strict=True) if is_in}
        for age in AGES:
            got = scoring.result_of(scoring.is_adult(age), positive)
            yield None if got == oracle.result(age, positive) else f"{sorted(positive)} at {age}: {got}"


def _ages() -> Tried:
    for age in (None, *range(131)):
        is_right = scoring.is_adult(age) == (age is not None and age >= 18)
        yield None if is_right else f"{age} is taken for another age"


def _counts(most: int) -> Tried:
    """All counts in each element, in a list long enough for them, the rest answered otherwise; and one more yes."""
    wide = _wide(load())
    codes = [one.code for one in wide.indicators]
    known = {one.code: str(one.strengths["adult_labour"]) for one in wide.indicators}
    cases = product(oracle.LISTS, oracle.ELEMENTS, product(range(most + 1), repeat=3))
    for (profile, element, counts), otherwise in zip(cases, cycle(NOT_YES), strict=False):
        answers = dict.fromkeys(codes, otherwise) if otherwise else {}
        answers |= _yes(element, counts)
        more = [f"{element}{letter}{n}" for letter, n in zip("SMW", counts, strict=True) if n < MOST]
        yield from _judged(wide, profile, known, answers, more)


def _talks(talks: int, dice: Random) -> Tried:
    """Any answers to the real lists, and one more yes to any of them."""
    for number in range(talks):
        profile = list(oracle.LISTS)[number % len(oracle.LISTS)]
        known = oracle.strengths(profile)
        chance = dice.random() / 2
        answers = {
            code: "yes" if dice.random() < chance else said
            for code in known
            if (said := dice.choice(NOT_YES))
        }
        open_ones = [code for code in known if answers.get(code) != "yes"]
        yield from _judged(load(), profile, known, answers, dice.sample(open_ones, min(2, len(open_ones))))


def _judged(
    listed: IndicatorSet, profile: str, known: Answers, answers: Answers, more: Iterable[str]
) -> Tried:
    """Compare with the oracle at each age, and again with each one more yes, which must not lower the result."""
    for age in AGES:
        before = _result(listed, profile, age, answers)
        yield _compared(before, oracle.result(age, oracle.positive(known, answers)), profile, age, answers)
        for code in more:
            wider = {**answers, code: "yes"}
            after = _result(listed, profile, age, wider)
            yield _compared(after, oracle.result(age, oracle.positive(known, wider)), profile, age, wider)
            is_kept = oracle.is_higher_or_same(before, after)
            yield None if is_kept else f"{profile} at {age}: yes to {code} lowers {before} to {after}"


def _result(listed: IndicatorSet, profile: str, age: int | None, answers: Answers) -> str:
    adult = scoring.is_adult(age)
    return str(scoring.score(profile, adult=adult, answers=answers, indicators=listed).result)


def _compared(got: str, expected: str, profile: str, age: int | None, answers: Answers) -> str | None:
    if got == expected:
        return None
    yes = [code for code, said in answers.items() if said == "yes"]
    return f"{profile} at {age} with {' '.join(yes)}: {got}, not {expected}"


def _police(cast: Cast) -> Tried:
    """The same answers give the same result, whatever the person says of the police, at first and weighed anew."""
    for profile, said in product(oracle.LISTS, YesNo.values):
        known = oracle.strengths(profile)
        case = opened_case(cast.nora, age_band=profile.split("_")[0])
        new = Screening(case=case, profile=profile, screened_by=cast.nora.user, cooperation=said)
        talk = actions.answer(
            screening=perform(new, "begin", by=cast.nora), answers=_exploited(known), by=cast.nora
        )
        talk = perform(talk, "complete", cooperation=said, by=cast.nora)
        anew = perform(talk, "weigh_anew", by=cast.nora)
        for result in (talk.result, anew.result):
            is_right = result == "presumed"
            yield None if is_right else f"{profile}, police {said}: {result}"


def _exploited(known: Answers) -> Answers:
    return {code: AnswerValue.YES.value for code in known if code.startswith(("EX", "CD"))}


def _yes(element: str, counts: tuple[int, ...]) -> Answers:
    """Return so many times yes of each strength, by the codes of the wide list."""
    return {
        f"{element}{letter}{n}": "yes"
        for letter, many in zip("SMW", counts, strict=True)
        for n in range(many)
    }


def _wide(known: IndicatorSet) -> IndicatorSet:
    """Return the set with four indicators of each strength in each element, alike in all profiles."""
    listed = product(oracle.ELEMENTS, "SMW", range(MOST))
    wide = tuple(
        Indicator(f"{element}{letter}{n}", element, "", dict.fromkeys(oracle.LISTS, letter))
        for element, letter, n in listed
    )
    return replace(known, indicators=wide)


def _planted(name: str, other: Callable[..., Any]) -> Planting:
    """Return what puts something else in the place of one function of the rule, which it may call."""
    return lambda: replaced(scoring, name, lambda *args, **kwargs: other(_KEPT[name], *args, **kwargs))


_KEPT = {name: getattr(scoring, name) for name in ("is_positive", "result_of", "is_adult")}


def _two_medium(kept: Callable[..., bool], strengths: Any, known: IndicatorSet) -> bool:
    return kept(strengths, known) or strengths["M"] >= 2


def _exactly(_kept: Callable[..., bool], strengths: Any, known: IndicatorSet) -> bool:
    return (strengths["S"], strengths["M"], strengths["W"]) in known.minimal_sets


def _short_list(kept: Callable[..., list[Indicator]]) -> Callable[..., list[Indicator]]:
    return lambda known, profile, element: kept(known, profile, element)[:-1]


def _refused_is_yes(kept: Callable[..., Any]) -> Callable[..., Any]:
    def element(known: IndicatorSet, profile: str, name: str, answers: Answers) -> Any:
        heard = {code: "yes" if said == "refused" else said for code, said in answers.items()}
        return kept(known, profile, name, heard)

    return element


def _asks_the_police(kept: Callable[[Screening], scoring.Result]) -> Callable[[Screening], scoring.Result]:
    def overall(talk: Screening) -> scoring.Result:
        return scoring.Result.NO_INDICATION if talk.cooperation == YesNo.NO else kept(talk)

    return overall


def _with_another_strength(known: IndicatorSet) -> IndicatorSet:
    first = replace(known.indicators[0], strengths={**known.indicators[0].strengths, "adult_labour": "W"})
    return replace(known, indicators=(first, *known.indicators[1:]))


PLANTED: dict[str, Planting] = {
    "two medium ones are enough": _planted("is_positive", _two_medium),
    "only the minimal sets themselves are positive": _planted("is_positive", _exactly),
    "a child needs means as well": _planted("result_of", lambda kept, _adult, found: kept(True, found)),
    "nobody needs means": _planted("result_of", lambda kept, _adult, found: kept(False, found)),
    "an unknown age is taken for 18": _planted("is_adult", lambda kept, age: age is None or kept(age)),
    "a refused answer counts as yes": lambda: replaced(
        scoring, "_element", _refused_is_yes(scoring._element)
    ),
    "the last indicator of an element is not read": lambda: replaced(
        IndicatorSet, "in_element", _short_list(IndicatorSet.in_element)
    ),
    "the data has another strength": lambda: replaced(
        sys.modules[__name__], "load", partial(_with_another_strength, load())
    ),
    "whoever does not speak with the police is not believed": lambda: replaced(
        Screening, "overall", _asks_the_police(Screening.overall)
    ),
}
