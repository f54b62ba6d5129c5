"""Help never depends on what a person says of the police: nothing of ours reads that answer, however it is spelled.

It is written down in one step, kept for the person's lawyer, and read by nobody: no rule, permission, query,
presenter or template.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import ServiceKind
from desk.waiting import waiting_for
from identification import actions
from identification.enums import YesNo
from identification.models import Case, Screening
from referral.actions import accept, send
from referral.models import Referral
from tests.architecture.source import ROOT, RUNGS, code, files, templates, text
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import POINTING, consented, drafted, opened_case
from workflow import gate, steps
from workflow.gate import perform

NAME = "cooperation"
# Where it is written, and how often it stands there in code: the field, the parameter of the step and what the
# step sets; the box of the form; the demo, which fills the box; the copy of the file, in which the person finds it.
# A new use is a new line here, and has to be defended.
WRITTEN = {
    "identification/models/screening.py": {"the field", "a parameter", "set", "a value given"},
    "identification/forms.py": {"the field"},
    "demo/walk.py": {"a text"},
    "rights/registry.py": {"a text"},
}
PLANTED = {
    "an attribute": "def rule(screening): return screening.cooperation == 'yes'",
    "an attribute further on": "def rule(case): return case.screenings.first().cooperation",
    "getattr": "def rule(screening): return getattr(screening, 'cooperation')",
    "attrgetter": "read = operator.attrgetter('cooperation')",
    "a filter": "Screening.objects.filter(cooperation='yes')",
    "a filter from elsewhere": "Case.objects.filter(screenings__cooperation='yes')",
    "a filter by a lookup": "Case.objects.exclude(screenings__cooperation__in=['no'])",
    "values": "Screening.objects.values('cooperation')",
    "an order": "rows.order_by('-cooperation')",
    "F": "rows.annotate(said=F('screenings__cooperation'))",
    "Q": "Q(cooperation='yes') | Q(case=None)",
    "Q by a name": "Q(**{'cooperation': 'yes'})",
    "the row's own dictionary": "screening.__dict__['cooperation']",
    "a name put together": "getattr(screening, 'co' + 'operation')",
    "a name in a text": "getattr(screening, f'cooperation{suffix}')",
    "SQL": "cursor.execute('SELECT id FROM identification_screening WHERE cooperation = 1')",
    "history": "screening.history.first().cooperation",
}
IN_TEMPLATES = {
    "a variable": "{{ screening.cooperation }}",
    "a condition": "{% if case.screening.cooperation == 'yes' %}",
    "its words": "{{ screening.get_cooperation_display }}",
}


def naming(source: str) -> list[tuple[int, str]]:
    """Return where a module names the answer, and as what."""
    tree = ast.parse(source)
    alone = [one.value for one in ast.walk(tree) if isinstance(one, ast.Expr)]
    docs = {one for one in alone if isinstance(one, ast.Constant)}
    nodes = [node for node in ast.walk(tree) if node not in docs]
    return sorted({(getattr(node, "lineno", 0), how) for node in nodes for how in _names(node)})


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and NAME in node.attr:
        yield "set" if isinstance(node.ctx, ast.Store) else "read"
    elif isinstance(node, ast.keyword) and NAME in (node.arg or ""):
        yield "a keyword"
    elif isinstance(node, ast.arg) and NAME in node.arg:
        yield "a parameter"
    elif isinstance(node, ast.Name) and NAME in node.id:
        yield "the field" if isinstance(node.ctx, ast.Store) else "a value given"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME in node.value:
        yield "a text"
    elif isinstance(node, ast.BinOp) and NAME in _joined(node):
        yield "a text put together"


def _joined(node: ast.AST) -> str:
    """Return what constant texts come to when they are added."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined(node.left) + _joined(node.right)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_nothing_but_its_own_field_step_and_form_names_it() -> None:
    found = {str(path): {how for _line, how in naming(text(path))} for path in code()}
    assert {path: ways for path, ways in found.items() if ways} == WRITTEN


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_planted_reading_is_found(planted: str) -> None:
    ways = {how for _line, how in naming(planted)}
    assert ways
    assert not any(ways <= allowed for path, allowed in WRITTEN.items() if path.startswith("identification"))


def named_in_templates(source: str) -> list[str]:
    return re.findall(r"{[{%][^}]*cooperation[^}]*[%}]}", source)


def test_no_template_and_no_script_names_it() -> None:
    shown = [*templates(), *files("static", suffix="*.js")]
    assert [path for path in shown if NAME in text(path)] == []


@pytest.mark.parametrize("planted", IN_TEMPLATES.values(), ids=IN_TEMPLATES)
def test_a_planted_template_is_found(planted: str) -> None:
    assert named_in_templates(planted)
    assert NAME in planted


class Watched:
    """Stands where the answer stands, and notes who of ours reads it."""

    def __init__(self) -> None:
        self.readers: list[str] = []

    def __get__(self, row: Any, _model: type) -> Any:
        caller = Path(sys._getframe(1).f_code.co_filename)
        if row is not None and any(caller.is_relative_to(ROOT / room) for room in RUNGS):
            self.readers.append(str(caller.relative_to(ROOT)))
        return self if row is None else row.__dict__[NAME]

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[NAME] = value


def helped(cast: Cast, said: str) -> tuple[Case, Referral]:
    """Return the case of somebody who said this of the police, and the referral that helps them."""
    case = opened_case(cast.nora)
    begun = perform(
        Screening(case=case, profile="adult_labour", screened_by=cast.nora.user), "begin", by=cast.nora
    )
    screening = actions.answer(screening=begun, answers=POINTING, by=cast.nora)
    perform(screening, "complete", by=cast.nora, cooperation=said)
    case = perform(case, "presume", by=cast.nora)
    consented(case, cast.nora, cast.sami.organisation)
    return case, send(referral=drafted(case, cast.nora, cast.sami), by=cast.nora)


def told(cast: Cast, said: str) -> tuple[Any, ...]:
    """Return what is offered to everybody in such a world, what waits, what opens, and how it is drawn."""
    case, referral = helped(cast, said)
    referral = accept(referral=referral, by=cast.sami)
    every = cast.everybody().items()
    rows = ((case, Case), (referral, Referral))
    names = {model: sorted({one.name for one in steps.transitions(model)}) for _row, model in rows}
    offered = [
        (who, one.name, one.allowed)
        for who, actor in every
        for row, model in rows
        for one in gate.offered(row, names[model], by=actor)
    ]
    plain = lambda words: words.replace(case.number, "…")  # noqa: E731
    mine = {who: [one for one in waiting_for(actor) if one.case_id == case.pk] for who, actor in every}
    waits = [(who, sorted(plain(one.label) for one in found)) for who, found in mine.items()]
    pages = [client_of(actor).get(case.get_absolute_url()) for actor in (cast.nora, cast.sami, cast.otto)]
    words = [re.sub(r"[0-9a-f-]{36}|\d\d:\d\d", "", plain(one.content.decode())) for one in pages]
    drawn = [re.sub(r'(value|datetime)="[^"]+"', "", one) for one in words]
    return Screening.objects.get(case=case).result, case.status, offered, waits, drawn


def test_two_worlds_that_differ_in_this_answer_alone_are_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same result, the same steps, the same waiting, the same pages; nobody of ours read it, nor did a query."""
    watched = Watched()
    monkeypatch.setattr(Screening, NAME, watched)
    with CaptureQueriesContext(connection) as captured:
        worlds = {said: told(cast, said) for said in YesNo.values}
    first, *others = worlds.values()
    assert [one for one in others if one != first] == []
    assert len(first[2]) > 10
    assert watched.readers == []
    asked = [one["sql"] for one in captured.captured_queries]
    assert len(asked) > 100
    assert [one for one in asked if re.search(rf"(WHERE|ORDER BY|CASE WHEN)[^;]*{NAME}", one)] == []


def test_help_for_all_kinds_of_service_is_open_whatever_was_said(cast: Cast) -> None:
    case, _referral = helped(cast, YesNo.NO)
    offering = {
        ServiceKind.ACCOMMODATION: cast.sami,
        ServiceKind.LEGAL_AID: cast.lena,
        ServiceKind.RETURN: cast.rafi,
    }
    for kind, actor in offering.items():
        new = Referral(case=case, sender=case.carrier, recipient=actor.organisation, kind=kind)
        assert gate.refusals(new, "draft", by=cast.nora) == []
