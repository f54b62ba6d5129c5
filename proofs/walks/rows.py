"""The rows of one case, read past every manager, as the database holds them."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from accounts.actors import Actor
from audit.models import Event
from identification.models import Answer, Case
from legal_aid.models import Deadline, Matter
from proofs.walks.oracle import Facts
from referral.models import Referral
from repatriation.models import Return
from shelters.models import Placement
from workflow.models import Stateful
from workflow.steps import stateful_models

# Left out: looks in an emergency change nothing of a case, and calls are over where it begins.
LEFT_OUT = ("breakglass", "hotline")
MODELS: dict[str, type[Stateful]] = {
    str(one._meta.model_name): one for one in stateful_models() if one._meta.app_label not in LEFT_OUT
}
# One step of one record: its model, its id.
Key = tuple[str, UUID]


@dataclass(frozen=True)
class Rows:
    """The states of the records of a case, and marks of every row of it, which any write changes."""

    states: dict[Key, str]
    marks: dict[str, str]
    last_event: int


def of(case_id: UUID) -> Rows:
    """Return what the database holds of a case now."""
    query, count = _query()
    with transaction.atomic():  # the driver is asked directly, and only a transaction says for whom
        connection.ensure_connection()
        # Planning such a statement takes longer than carrying it out: it is prepared once.
        found = connection.connection.execute(query, [case_id] * count, prepare=True).fetchall()
    states = {(name, UUID(pk)): status for name, pk, status, _mark in found if pk}
    marks = {f"{name}{pk}": mark for name, pk, _status, mark in found if name != "last"}
    last = next(int(mark) for name, _pk, _status, mark in found if name == "last")
    return Rows(states, marks, last)


def events_since(case_id: UUID, rows: Rows) -> list[Event]:
    """Return the events of a case that were added since these rows were read, oldest first."""
    return list(Event.objects.filter(case_id=case_id, pk__gt=rows.last_event).order_by("pk"))


def record_of(key: Key) -> Any:
    """Return one record, with its case where it has one."""
    model: Any = MODELS[key[0]]
    known = {one.name for one in model._meta.fields}
    related = {"case", "referral", "shelter", "service"} & known
    return model._base_manager.select_related(*related).get(pk=key[1])


def facts_of(record: Any, carrier_id: UUID | None = None) -> Facts:
    """Return what the oracle must know of a record; the carrier may be the one of a moment ago."""
    case = record if isinstance(record, Case) else record.case
    at = {"carrier": carrier_id or case.carrier_id, "new_carrier": case.carrier_id}
    at["authority"] = case.authority_id
    if isinstance(record, Referral):
        at |= {"recipient": record.recipient_id, "sender": record.sender_id}
    if isinstance(record, Placement):
        at["shelter"] = record.shelter.organisation_id
    if isinstance(record, Return | Matter):
        at["organisation"] = record.organisation_id
    passes_on = isinstance(record, Referral) and record.kind == "case_management"
    return Facts(at, seeing(case.pk), _not_again(record), passes_on)


def seeing(case_id: UUID) -> frozenset[UUID]:
    """Return the organisations that see the case now."""
    query = (
        "SELECT organisation_id FROM identification_caseaccess WHERE case_id = %s AND ended_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > %s) AND scope IN ('summary', 'casework', 'identity')"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [case_id, timezone.now()])
        return frozenset(row[0] for row in cursor.fetchall())


def sees(actor: Actor, organisations: frozenset[UUID]) -> bool:
    """Tell whether one who acts for one of these organisations may see the case: not with counts alone."""
    return actor.organisation_id in organisations and actor.roles != {"analyst"}


def _not_again(record: Any) -> frozenset[Any]:
    """Return the people who had a hand in it before, where the step takes somebody else."""
    if isinstance(record, Case):
        screened = record.screenings.values_list("screened_by", flat=True)
        decided = record.decisions.values_list("decided_by", flat=True)
        voted = record.votes.filter(round__lt=record.round).values_list("voted_by", flat=True)
        on_appeal = [*decided, *voted] if record.status == "appeal" else []
        return frozenset([*screened, *on_appeal, record.asked_by_id]) - {None}
    names = ("asked_by_id", "written_by_id", "risk_assessed_by_manager_id", "risk_assessed_by_counsel_id")
    return frozenset(one for name in names if (one := getattr(record, name, None)))


@cache
def _query() -> tuple[str, int]:
    """Return one statement that reads every row of a case, and how often it asks for the case's id."""
    parts = [_states(model) for model in MODELS.values()] + [_others(model) for model in _kept()]
    parts += [_beside(Answer, "screening"), _beside(Deadline, "matter")]
    parts.append(
        "SELECT 'events', '', '', count(*)::text FROM audit_event WHERE case_id = %s AND outcome = 'done'"
    )
    parts.append("SELECT 'last', '', '', coalesce(max(id), 0)::text FROM audit_event")
    text = " UNION ALL ".join(parts)
    return text, text.count("%s")


def _states(model: type[models.Model]) -> str:
    owner = "id" if model is Case else "case_id"
    columns = f"'{model._meta.model_name}', id::text, status, xmin::text || ctid::text"
    return f"SELECT {columns} FROM {model._meta.db_table} WHERE {owner} = %s"


def _kept() -> list[type[models.Model]]:
    """Return every other model that keeps something of a case: access, identity, decisions, keys, history."""
    stateful = set(MODELS.values())
    every = [one for one in apps.get_models() if one not in stateful and one is not Event]
    return [one for one in every if _owner(one)]


def _owner(model: type[models.Model]) -> str:
    if model._meta.model_name == "historicalcase":
        return "id"
    return "case_id" if any(one.attname == "case_id" for one in model._meta.fields) else ""


MARK = "count(*)::text || '/' || coalesce(sum(xmin::text::bigint), 0)::text"


def _others(model: type[models.Model]) -> str:
    meta = model._meta
    return f"SELECT '{meta.db_table}', '', '', {MARK} FROM {meta.db_table} WHERE {_owner(model)} = %s"


def _beside(model: type[models.Model], owner: str) -> str:
    table, owning = model._meta.db_table, MODELS[owner]._meta.db_table
    mine = f"SELECT id FROM {owning} WHERE case_id = %s"
    return f"SELECT '{table}', '', '', {MARK} FROM {table} WHERE {owner}_id IN ({mine})"
