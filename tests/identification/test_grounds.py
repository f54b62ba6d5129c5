"""Grounds by the elements of trafficking: asked for, kept apart and sealed, shown and printed under headings."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from identification import actions
from identification.deciding.grounds import Grounds
from identification.models import Decision
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.identification.test_rule_pages import shown
from tests.journeys.people import Person
from tests.makers import ELEMENTS, GROUNDS, WRITTEN, decided_case, pending_case
from tests.makers_deciding import PANEL
from workflow.guard import writing

HEADINGS = ("What was done", "By what means", "For what purpose", "Further grounds")
NO_MEANS = Grounds(act=WRITTEN.act, purpose=WRITTEN.purpose)


def letter(client: Client, decision: Decision) -> str:
    paper = client.get(f"/decisions/{decision.pk}/letter/", {"language": "en"}).content
    return " ".join(" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(paper)).pages)


def test_each_element_stands_under_its_heading_on_the_page_and_on_the_letter(cast: Cast) -> None:
    case, nora = pending_case(cast), client_of(cast.nora)
    entered = {**ELEMENTS, "grounds": GROUNDS, "appeal_told": "on"}
    Person(cast.ada).takes(case.get_absolute_url(), "identify", **entered)
    decision = case.decisions.get()
    told = " ".join(f"{name} {words}" for name, words in zip(HEADINGS, entered.values(), strict=False))
    assert told in shown(nora, f"{case.get_absolute_url()}decisions/")
    assert f"Why {told}" in letter(nora, decision)


def test_each_element_is_sealed(cast: Cast) -> None:
    decided_case(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT act, means, purpose, grounds FROM identification_decision")
        (row,) = cursor.fetchall()
    for sealed, words in zip(row, (*ELEMENTS.values(), GROUNDS), strict=True):
        assert words.encode() not in bytes(sealed)


@pytest.mark.parametrize("age", ["child", "unknown"])
def test_for_a_child_means_are_not_asked_for(cast: Cast, age: str) -> None:
    case, child = pending_case(cast), pending_case(cast, age_band=age)
    told = {"grounds": NO_MEANS, "appeal_told": True}
    assert codes(case, "identify", cast.ada, **told) == ["means_are_given"]
    assert codes(child, "identify", cast.ada, **told) == []
    ada = client_of(cast.ada)
    assert "By what means" in shown(ada, f"{case.get_absolute_url()}do/identify/")
    words = shown(ada, f"{child.get_absolute_url()}do/identify/")
    assert "By what means" not in words
    assert "by what means is not asked" in words
    actions.identify(case=child, **told, by=cast.ada)
    assert "By what means" not in letter(client_of(cast.nora), child.decisions.get())


def test_a_vote_is_given_by_the_elements_and_shown_again_to_be_changed(cast: Cast) -> None:
    case = pending_case(cast, jurisdiction=PANEL)
    Person(cast.ada).takes(case.get_absolute_url(), "vote", outcome="yes", **ELEMENTS)
    assert case.votes.get().written == Grounds(**ELEMENTS)
    Person(cast.ada).sees(f"{case.get_absolute_url()}do/vote/", *ELEMENTS.values())


def test_a_decision_from_before_is_one_text_without_headings(cast: Cast) -> None:
    case = decided_case(cast)
    decision = case.decisions.get()
    decision.act = decision.means = decision.purpose = None
    with writing():
        decision.save()
    nora = client_of(cast.nora)
    for words in (shown(nora, f"{case.get_absolute_url()}decisions/"), letter(nora, decision)):
        assert GROUNDS in words
        assert not [one for one in HEADINGS if one in words]
