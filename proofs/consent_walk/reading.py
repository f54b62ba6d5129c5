"""What every organisation can read of two cases now, asked of the product's own querysets, in one statement.

The querysets are compiled once, with stand-ins for the moment and the cases, and prepared in the database under one
name: a step of the walk then asks for everybody and everything in one go. The owner of the tables asks, past the wall:
what the product itself would show is judged, not what the wall would still hide.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

import time_machine
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.utils import timezone
from psycopg import sql

from accounts.actors import Actor
from children.models import Guardianship
from consent.models import Consent
from documents.models import Document
from facts.models import AllegedExploiter, CaseFacts
from identification.enums import SEES_THE_CASE
from identification.models import Case, CaseAccess
from proofs.walks.rows import Key, Rows
from referral.models import Referral
from repatriation.models import Return
from shelters.models import Placement
from tests.owner import as_owner

MOMENT = datetime(1999, 9, 9, 9, 9, 9, tzinfo=UTC)
FIRST, SECOND = UUID(int=1), UUID(int=2)
STANDS_IN: dict[Any, str] = {MOMENT: "$1", FIRST: "$2", SECOND: "$3"}
STATEFUL: tuple[Any, ...] = (Case, Consent, Referral, Placement, Return, Guardianship)
# One of each organisation, and who may only watch; the others of these organisations read the same.
READERS = ("sami", "vera", "otto", "lena", "rafi", "ada", "odile", "nora")
_names = count()

# Who, what of which case, and which row of it.
Reading = tuple[str, str, UUID, str]


@dataclass(frozen=True)
class Sight:
    """One access that is neither ended nor expired, as the database holds it."""

    case_id: UUID
    organisation: UUID
    scope: str
    basis: str
    basis_id: UUID | None


@dataclass(frozen=True)
class Now:
    """What the database holds of the two cases, and what is read of them."""

    rows: dict[UUID, Rows]
    sights: list[Sight]
    readings: set[Reading]


class Reader:
    """The prepared statement; a new one wherever the product's code is another, as with a planted defect."""

    def __init__(self, people: dict[str, Actor]) -> None:
        self.name = f"consent_walk_{next(_names)}"
        parts = [*_held(), *_live(), *_read({name: people[name] for name in READERS})]
        text = sql.SQL("PREPARE {} (timestamptz, uuid, uuid) AS ").format(sql.Identifier(self.name))
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SET plan_cache_mode = force_generic_plan; SET jit = off")
            cursor.execute(text.as_string(cursor.connection) + " UNION ALL ".join(parts))
        self.ask = f"EXECUTE {self.name} (%s, %s, %s)"

    def now(self, cases: tuple[UUID, UUID]) -> Now:
        """Return what is so at this moment."""
        states: dict[UUID, dict[Key, str]] = {one: {} for one in cases}
        marks: dict[UUID, dict[str, str]] = {one: {} for one in cases}
        sights: list[Sight] = []
        readings: set[Reading] = set()
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(self.ask, [timezone.now(), *cases])
            rows = cursor.fetchall()
        last = next(int(detail) for who, _what, _case, detail, _more in rows if who == "last")
        for who, what, case, detail, more in rows:
            if who == "held":
                states[case][what, UUID(detail)], mark = more.split("/")
                marks[case][f"{what} {detail}"] = mark
            elif who == "all":
                marks[case][what] = detail
            elif who == "sight":
                organisation, basis_id = more.split("/")
                basis = UUID(basis_id) if basis_id else None
                sights.append(Sight(case, UUID(organisation), what, detail, basis))
            elif who != "last":
                readings.add((who, what, case, detail))
        return Now({one: Rows(states[one], marks[one], last) for one in cases}, sights, readings)


def _held() -> Iterator[str]:
    """The states, and marks that every write changes."""
    for model in STATEFUL:
        table, owner = model._meta.db_table, "id" if model is Case else "case_id"
        columns = f"'held', '{model._meta.model_name}', {owner}, id::text, status || '/' || xmin::text || ctid::text"
        yield f"SELECT {columns} FROM {table} WHERE {owner} IN ($2, $3)"
    for table, which in (("identification_caseaccess", ""), ("audit_event", " AND outcome = 'done'")):
        mark = "count(*) || '/' || coalesce(sum(xmin::text::bigint), 0)"
        yield (
            f"SELECT 'all', '{table}', case_id, {mark}, '' FROM {table}"
            f" WHERE case_id IN ($2, $3){which} GROUP BY case_id"
        )
    yield "SELECT 'last', '', $2, coalesce(max(id), 0)::text, '' FROM audit_event"


def _live() -> Iterator[str]:
    table = CaseAccess._meta.db_table
    yield (
        "SELECT 'sight', scope, case_id, basis, organisation_id || '/' || coalesce(basis_id::text, '')"
        f" FROM {table} WHERE case_id IN ($2, $3) AND ended_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > $1)"
    )


def _read(people: dict[str, Actor]) -> Iterator[str]:
    with time_machine.travel(MOMENT, tick=False):
        for who, actor in people.items():
            for what, rows in _everything(actor):
                try:
                    query, values = rows.order_by().query.sql_with_params()
                except EmptyResultSet:  # Django knows already that this actor reads none of it
                    continue
                text = query.replace("%s", "{}").format(*map(_literal, values))
                yield f"SELECT '{who}', '{what}', q.a, q.b::text, '' FROM ({text}) q(a, b)"


def _everything(actor: Actor) -> Iterator[tuple[str, models.QuerySet[Any]]]:
    """What the pages of each room take their rows from."""
    cases = [FIRST, SECOND]
    for scope in SEES_THE_CASE:
        seen = Case.objects.visible_to(actor, at_least=scope).filter(pk__in=cases)
        yield scope.value, seen.values_list("pk", "number")
    for what, model in (
        ("consent", Consent),
        ("referral", Referral),
        ("stay", Placement),
        ("return", Return),
        ("alleged", AllegedExploiter),
        ("facts", CaseFacts),
    ):
        rows: Any = model.objects
        yield what, rows.visible_to(actor).filter(case__in=cases).values_list("case_id", "pk")
    papers = Document.objects.visible_to(actor).filter(case__in=cases)
    yield "document", papers.values_list("case_id", "kind")


def _literal(value: Any) -> str:
    """Return a value as SQL: the moment and the cases are told with each question."""
    if not isinstance(value, list) and value in STANDS_IN:
        return STANDS_IN[value]
    plain = str(value) if isinstance(value, str) else value
    plain = [str(one) for one in value] if isinstance(value, list) else plain
    return sql.Literal(plain).as_string(connection.connection)
