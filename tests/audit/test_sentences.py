"""Every kind of event is told in a sentence, so that a trail can be read."""

import pytest
from django.utils.functional import Promise

from accounts.actors import Actor
from accounts.receivers import Visitor
from audit import kinds
from audit.log import record
from audit.models import Outcome
from audit.presenters import lines as in_lines
from desk.words import InWords
from tests.cast import Cast


def lines(events, names):
    return in_lines(events, names, InWords(names))


@pytest.mark.parametrize("kind", kinds.known())
def test_a_kind_has_a_sentence_that_is_translated(kind: str) -> None:
    sentence = kinds.sentence_of(kind)
    assert isinstance(sentence, Promise)
    assert len(str(sentence).split()) >= 2
    assert str(sentence)[0].islower(), "it goes on after the name of who acts"
    assert not str(sentence).endswith(".")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", kinds.known())
def test_a_kind_is_a_line_of_the_trail(kind: str) -> None:
    (line,) = lines([record(kind, by=Actor.system("rehearsal"))], {})
    assert line.who == "The system (rehearsal)"
    assert line.sentence == str(kinds.sentence_of(kind))
    assert line.genuine


def test_who_acts_is_a_person_and_an_organisation(cast: Cast) -> None:
    names = {cast.nora.user_id: "Nora", cast.nora.organisation_id: "Lantern House"}
    (line,) = lines([record("case.view", by=cast.nora)], names)
    assert line.who == "Nora, Lantern House"


def test_a_refusal_says_so_with_its_reasons(cast: Cast) -> None:
    event = record("case.open", by=cast.stat, outcome=Outcome.REFUSED, reasons=["by_opener"])
    (line,) = lines([event], {})
    assert line.sentence == "was refused: opened the case"
    assert line.facts == [("Why it was refused", "Only a first responder or a case manager may open a case.")]


def test_somebody_at_the_door_has_no_name(cast: Cast) -> None:
    event = record("session.refused", by=Visitor(None), outcome=Outcome.REFUSED)
    assert lines([event], {})[0].who == "Somebody not signed in"


def test_a_name_that_is_not_known_is_unknown(cast: Cast) -> None:
    assert lines([record("case.view", by=cast.nora)], {})[0].who == "unknown, unknown"
