"""A screening told in sentences: what it points to, by which answers, and which questions could still change it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from encryption import keys
from identification.asking.page import notes_of
from identification.asking.questions import questions_of
from identification.enums import Profile, Result, ScreeningStatus
from identification.indicators import IndicatorSet
from identification.models import Screening, SignOff
from identification.scoring import ElementScore, Score, is_positive, result_of

ADVICE = {
    Result.PRESUMED: gettext_lazy(
        "Treat the person as a presumed victim now. Help does not wait for a formal decision."
    ),
    Result.INCONCLUSIVE_CHILD: gettext_lazy(
        "Tell child protection. A child is not sent away because questions were not answered."
    ),
    Result.EXPLOITED_NO_MEANS: gettext_lazy(
        "Refer for labour rights, keep the person safe, and screen again when there is trust."
    ),
    Result.AT_RISK: gettext_lazy(
        "Plan for safety with the person, leave a way to reach you, and screen again."
    ),
    Result.NO_INDICATION: gettext_lazy(
        "Nothing points to trafficking so far. You may still go on, with a reason."
    ),
}
# Why the answers lead to the result: the row of the table, in a sentence. Adults first, then children.
WHY = {
    (True, Result.PRESUMED): gettext_lazy(
        "The answers show exploitation, and a means by which the person was brought or kept there."
    ),
    (True, Result.EXPLOITED_NO_MEANS): gettext_lazy(
        "The answers show exploitation, and so far no means by which the person was brought or kept there."
    ),
    (True, Result.AT_RISK): gettext_lazy(
        "The answers show how somebody gained power over the person, and so far no exploitation."
    ),
    (True, Result.NO_INDICATION): gettext_lazy(
        "No part of the checklist is shown by the answers. What was not asked is not a “no”."
    ),
    (False, Result.PRESUMED): gettext_lazy(
        "The answers show exploitation. For a child, or where the age is in doubt, that is enough."
    ),
    (False, Result.INCONCLUSIVE_CHILD): gettext_lazy(
        "The answers do not show exploitation so far. A child, or somebody whose age is in doubt, is protected anyway."
    ),
}
SHOWN = gettext_lazy("Shown by the answers: %(counted)s.")
NOT_SHOWN = gettext_lazy("Not shown so far: %(counted)s.")
NO_YES = gettext_lazy("No answer was “yes”.")
UNASKED = ngettext_lazy(
    "%(number)d question was not asked.", "%(number)d questions were not asked.", "number"
)


@dataclass(frozen=True)
class ElementTold:
    """One element of a list: its verdict in a sentence, and what was answered with yes, in the words of the list."""

    name: str
    sentence: str
    yes: list[str]


@dataclass(frozen=True)
class Unasked:
    """An element that could still change the result, with the questions of it that were not asked and matter."""

    name: str
    questions: list[str]


@dataclass(frozen=True)
class ListTold:
    """What the answers add up to in one list, and where that list comes from."""

    name: str
    result: str
    why: str
    elements: list[ElementTold]
    could_change: list[Unasked]
    provenance: str
    is_provisional: bool


@dataclass(frozen=True)
class Explained:
    """A result with what made it: that of the list that calls for most, and each list by itself."""

    result: str
    advice: str
    lists: list[ListTold]


def explained(screening: Screening) -> Explained:
    """Return the result of a screening, explained."""
    result = screening.overall()
    told = [_list(score, screening) for score in screening.scores()]
    return Explained(str(result.label), str(ADVICE[result]), told)


def following(screening: Screening) -> tuple[str, ...]:
    """Return the steps of the case that follow from this result: presuming, or doing so for another reason."""
    if screening.status != ScreeningStatus.COMPLETED:
        return ()
    return ("presume",) if screening.result == Result.PRESUMED else ("override_upward",)


def notes_told(screening: Screening) -> list[tuple[str, str]]:
    """Return what was noted, beside its question, opened; nothing once the keys are destroyed."""
    if not keys.exist(screening.case_id):
        return []
    questions, notes = questions_of(screening.indicators), notes_of(screening)
    beside = [(_(one.ask), notes[code]) for code, one in questions.items() if code in notes]
    return [*beside, *([(_("On the whole talk"), screening.note)] if screening.note else [])]


def could_change(score: Score, known: IndicatorSet) -> list[tuple[ElementScore, list[str]]]:
    """Return the elements that would give another result if they became positive, with the codes that could do it.

    The codes are those of questions not asked yet of which a yes, perhaps with others, makes the element positive.
    """
    positive = set(score.positive)
    changing = (
        one
        for one in score.elements
        if result_of(score.is_adult, positive | {one.element}) is not score.result
    )
    found = [(one, _tipping(one, score.profile, known)) for one in changing]
    return [(one, codes) for one, codes in found if codes]


def _tipping(element: ElementScore, profile: str, known: IndicatorSet) -> list[str]:
    """Return the codes not asked yet that can be the one with which this element becomes positive."""
    listed = {one.code: str(one.strengths[profile]) for one in known.in_element(profile, element.element)}
    unasked = {code: listed[code] for code in element.not_asked}
    yes = Counter(element.yes.values())
    tipping = {one for one in set(unasked.values()) if _tips(one, yes, Counter(unasked.values()), known)}
    return [code for code, strength in unasked.items() if strength in tipping]


def _tips(strength: str, yes: Counter[str], unasked: Counter[str], known: IndicatorSet) -> bool:
    """Tell whether some further answers leave an element not positive that one more of this strength makes positive."""
    others = unasked - Counter([strength])
    return any(
        not is_positive(yes + some, known) and is_positive(yes + some + Counter([strength]), known)
        for some in _parts(others)
    )


def _parts(counts: Counter[str]) -> Iterable[Counter[str]]:
    """Yield every choice of so many strong, medium and weak ones."""
    for strong in range(counts["S"] + 1):
        for medium in range(counts["M"] + 1):
            for weak in range(counts["W"] + 1):
                yield Counter(S=strong, M=medium, W=weak)


def _list(score: Score, screening: Screening) -> ListTold:
    known = screening.indicators
    questions = questions_of(known)
    return ListTold(
        name=str(Profile(score.profile).label),
        result=str(score.result.label),
        why=str(WHY[score.is_adult, score.result]),
        elements=[_element(one, known) for one in score.elements],
        could_change=[
            Unasked(_(one.name), [_(questions[code].ask) for code in codes])
            for one, codes in could_change(score, known)
        ],
        provenance=_provenance(screening, score.profile),
        is_provisional=screening.is_provisional(score.profile),
    )


def _provenance(screening: Screening, profile: str) -> str:
    """Return where a list comes from, and who answers for it."""
    signed = [
        _("checked by %(organisation)s on %(day)s against: %(source)s")
        % {"organisation": one.organisation, "day": date_format(one.signed_at, "j E Y"), "source": one.source}
        for one in SignOff.objects.of(screening.indicator_set, profile)
    ]
    return " · ".join([screening.indicators.provenance[profile], *signed])


def _element(element: ElementScore, known: IndicatorSet) -> ElementTold:
    labels = {one.code: one.label for one in known.indicators}
    yes = [_(labels[code]) for code in element.yes]
    return ElementTold(_(element.name), " ".join(_sentences(element)), yes)


def _sentences(element: ElementScore) -> Iterator[str]:
    """Yield whether the answers show the element, and how much of it was not asked."""
    if element.yes:
        yield str((SHOWN if element.positive else NOT_SHOWN) % {"counted": element.counts})
    else:
        yield str(NO_YES)
    if element.not_asked:
        yield str(UNASKED % {"number": len(element.not_asked)})
