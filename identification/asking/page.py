"""The page of one element: its questions as the form shows them, where one stands, and where one may go."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _

from identification.asking.forms import NOTE, ElementForm
from identification.asking.questions import Question, questions_of
from identification.enums import AnswerValue
from identification.indicators import Indicator
from identification.models import Screening


@dataclass(frozen=True)
class Asked:
    """One question on the page: its fields, what a yes means, and the words of the list."""

    code: str
    answer: BoundField
    note: BoundField
    has_note: bool
    means: str
    label: str

    @property
    def shown_before(self) -> list[str]:
        """What the page showed when it was opened, to be sent along."""
        return [one.as_hidden(only_initial=True) for one in (self.answer, self.note)]


@dataclass(frozen=True)
class Place:
    """One element among the others: its name, and how many of its questions were asked so far."""

    element: str
    name: str
    asked: int
    total: int
    is_here: bool


@dataclass(frozen=True)
class Steps:
    """Where the page stands among the elements."""

    places: list[Place]
    here: int

    @property
    def number(self) -> int:
        """Which page this is, from 1."""
        return self.here + 1

    @property
    def name(self) -> str:
        """The name of the element that is asked."""
        return self.places[self.here].name

    @property
    def before(self) -> str:
        """The element before this one; empty on the first page."""
        return self.places[self.here - 1].element if self.here else ""

    @property
    def after(self) -> str:
        """The element after this one; empty on the last page."""
        return self.places[self.number].element if self.number < len(self.places) else ""


def questions_in(row: Screening, element: str) -> dict[str, Question]:
    """Return the questions of one element by code, each once, whatever lists it stands in."""
    written = questions_of(row.indicators)
    return {one.code: written[one.code] for one in row.asked_in(element)}


def notes_of(row: Screening) -> dict[str, str]:
    """Return the opened notes by indicator, without the empty ones."""
    return {one.code: str(one.note) for one in row.answer_notes.filter(note__isnull=False)}


def asked(row: Screening, element: str, form: ElementForm) -> list[Asked]:
    """Return the questions of the page in the order of the publication."""
    written = questions_of(row.indicators)
    return [_asked(one, written[one.code], form) for one in row.asked_in(element)]


def steps(row: Screening, answered: Mapping[str, str], here: str) -> Steps:
    """Return the elements with how far each was asked; ValueError for one that is none."""
    places = [_place(row, element, answered, here) for element in row.indicators.elements]
    return Steps(places, [one.element for one in places].index(here))


def next_to_ask(row: Screening) -> str:
    """Return the element in which a talk goes on: the first that was not asked in full, or else the first."""
    answered = row.answered()
    places = [_place(row, element, answered, "") for element in row.indicators.elements]
    return next((one.element for one in places if one.asked < one.total), places[0].element)


def _asked(indicator: Indicator, question: Question, form: ElementForm) -> Asked:
    note = form[f"{NOTE}{indicator.code}"]
    return Asked(
        indicator.code,
        form[indicator.code],
        note,
        bool(note.value() or note.errors),
        _(question.means) if question.means else "",
        _(indicator.label),
    )


def _place(row: Screening, element: str, answered: Mapping[str, str], here: str) -> Place:
    listed = [one.code for one in row.asked_in(element)]
    done = sum(answered.get(code, AnswerValue.NOT_ASKED) != AnswerValue.NOT_ASKED for code in listed)
    return Place(element, _(row.indicators.elements[element]), done, len(listed), element == here)
