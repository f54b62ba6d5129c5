"""The one gate. Every change of state passes `perform`, whoever asks: page, command, clock."""

import inspect
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit.log import record as remember
from workflow import steps
from workflow.guard import writing
from workflow.models import Stateful
from workflow.refusal import Ground, Refusal, Refused, remember_refusal
from workflow.rules import Rule, settled, told

Record = TypeVar("Record", bound=Stateful)


def perform(record: Record, name: str, *, by: Actor, **entered: Any) -> Record:
    """Lock the case, ask, do, save, remember: all of it or none of it. Returns the fresh row.

    Raises Refused with every reason; the attempt is then in the log, on a connection of its own.
    """
    try:
        with transaction.atomic():
            return _perform(record, name, by, entered)
    except Refused as refused:
        _remember_refusal(record, name, by, refused)
        raise


def refusals(record: Stateful, name: str, *, by: Actor, **entered: Any) -> list[Refusal]:
    """Return why `by` may not take this step now; an empty list means they may. Changes nothing."""
    if forbidden := not_permitted(record, name, by=by):
        return forbidden
    found = steps.named(type(record), name)
    possible = steps.here(record, found)
    if possible is None:
        return [Refusal(Ground.STATE, "wrong_state", _wrong_state(record))]
    asked = _askable(possible, {"by": by, **entered})
    with told(by=by, **entered):
        broken = [rule for rule in asked if not rule.last and not rule(record)]
        broken = broken or [rule for rule in asked if rule.last and not rule(record)]
    return [_refusal(rule) for rule in broken]


def not_permitted(record: Stateful, name: str, *, by: Actor) -> list[Refusal]:
    """Return why `by` may never take this step, whatever the state; asks no rule, so a record may be half filled."""
    permission = steps.named(type(record), name)[0].permission
    if permission(record, by):
        return []
    return [Refusal(Ground.PERMISSION, permission.__name__, str(permission.sentence))]


def require_permission(record: Stateful, name: str, *, by: Actor) -> None:
    """Raise Refused, and remember it, for those who may never take this step, before they type anything."""
    if forbidden := not_permitted(record, name, by=by):
        refused = Refused(forbidden)
        _remember_refusal(record, name, by, refused)
        raise refused


def require_open(record: Stateful, name: str, *, by: Actor) -> None:
    """Raise Refused where this step cannot be taken now, whatever is entered: nobody fills in a form in vain."""
    if reasons := refusals(record, name, by=by):
        raise Refused(reasons)


def offered(record: Stateful, names: Iterable[str], *, by: Actor) -> list[steps.Step]:
    """Return those of the named steps that are this actor's to take from here, with what stands in the way."""
    asked = ((name, refusals(record, name, by=by)) for name in names)
    return [_step(record, name, reasons) for name, reasons in asked if not _is_not_theirs(reasons)]


def beginning(record: Stateful, name: str, url: str, *, by: Actor, tone: str = "") -> list[steps.Step]:
    """Return the step that would write this record, leading to the page that asks the rest; none for the others.

    Asks no rule: what a page has yet to ask for cannot be judged.
    """
    if not_permitted(record, name, by=by):
        return []
    words = steps.named(type(record), name)[0].custom
    return [steps.Step(name, str(words["button"]), tone or words["tone"], url, [])]


def _perform(record: Record, name: str, by: Actor, entered: dict[str, Any]) -> Record:
    row = _hold(record, by)
    if reasons := refusals(row, name, by=by, **entered):
        raise Refused(reasons)
    before = row.status
    with settled():
        getattr(row, name)(**_entries_of(row, name, {"by": by, **entered}))
    _save(row, before, by)
    after = row.status
    facts = {"from": before, "to": after, "basis": row.basis_of(name)}
    kind = steps.kind_of(type(row), name)
    remember(kind, by=by, case_id=row.case_id, target=str(row.pk), **facts)
    return row


def _hold(record: Record, by: Actor) -> Record:
    """Lock the case first, then read the record anew, so that nothing the rules read can change meanwhile.

    Refused to those who may only look at the case, whatever a permission says.
    """
    model = type(record)
    owned = any(field.name == "case" for field in model._meta.fields)
    if owned and record.case_id is None:  # no case yet, such as a call: the record itself is held
        return record if record._state.adding else model._base_manager.select_for_update().get(pk=record.pk)
    cases: Any = model._meta.get_field("case").related_model if owned else model
    held = cases._base_manager.annotate(is_only_shown=cases.only_shown_to(by)).select_for_update()
    case = held.filter(pk=record.case_id).first()
    if case is not None and case.is_only_shown and not record.is_about_looking:
        raise Refused([Refusal(Ground.PERMISSION, "by_more_than_a_look", _read_only())])
    if not owned:
        return record if record._state.adding else _found(case, model)
    row = record if record._state.adding else model._base_manager.get(pk=record.pk)
    row.case = _found(case, cases)
    return row


def _found(row: Any, model: Any) -> Any:
    if row is None:
        raise model.DoesNotExist
    return row


def _save(row: Stateful, before: str, by: Actor) -> None:
    if row.status != before:
        row.status_since = timezone.now()
    row._history_user = by.user  # read by django-simple-history
    with writing():
        row.save()


def _entries_of(row: Stateful, name: str, entered: dict[str, Any]) -> dict[str, Any]:
    """Return the entries that the transition's body names; TypeError for one nobody asked for, or one missing.

    A rule whose entry is missing was not asked: without this it would count as kept.
    """
    body = set(inspect.signature(getattr(type(row), name)).parameters) - {"self"}
    ruled = {need for one in steps.named(type(row), name) for rule in one.conditions for need in rule.needs}
    if unknown := set(entered) - body - ruled - {"by"}:
        raise TypeError(f"{name} asks for no {', '.join(sorted(unknown))}")
    if missing := ruled - set(entered):
        raise TypeError(f"{name} needs {', '.join(sorted(missing))}")
    return {key: value for key, value in entered.items() if key in body}


def _askable(step: steps.Declared, entered: dict[str, Any]) -> list[Rule]:
    return [rule for rule in step.conditions if rule.is_askable(entered)]


def _refusal(rule: Rule) -> Refusal:
    return Refusal(Ground.RULE, rule.code, str(rule.sentence))


def _wrong_state(record: Stateful) -> str:
    state = record.get_status_display()
    return _("This cannot be done now: the state is “%(state)s”.") % {"state": state}


def _read_only() -> str:
    return _("You see this case in an emergency, to look and nothing else.")


def _step(record: Stateful, name: str, reasons: list[Refusal]) -> steps.Step:
    words = steps.named(type(record), name)[0].custom
    url = f"{record.get_absolute_url()}do/{name}/"
    return steps.Step(name, str(words["button"]), words["tone"], url, [one.sentence for one in reasons])


def _is_not_theirs(reasons: list[Refusal]) -> bool:
    return any(one.ground is not Ground.RULE for one in reasons)


def _remember_refusal(record: Stateful, name: str, by: Actor, refused: Refused) -> None:
    kind = steps.kind_of(type(record), name)
    remember_refusal(refused, kind, by=by, case_id=record.case_id, target=record.pk)
