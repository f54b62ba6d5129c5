"""What changes the facts of a case, with everything that goes with each change. What they said before is kept."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.log import record
from facts.models import AllegedExploiter, CaseFacts, TraffickingEvent
from facts.versions import version_of
from identification.models import Case
from identification.permissions import require_writer
from workflow.guard import writing
from workflow.refusal import Ground, Refusal, Refused

CHANGED_MEANWHILE = _(
    "Somebody changed this after you opened it, so nothing was saved. What you typed is still here. Open the "
    "page again to see what stands there now, and write your part anew."
)


@transaction.atomic
def record_facts(*, case: Case, by: Actor, **entered: Any) -> CaseFacts:
    """Return the facts with what was entered; the log names those that changed, and nothing of what they say."""
    case = _held(case, "facts.record", by)
    facts = CaseFacts.objects.filter(case=case).first() or CaseFacts(case=case)
    return _written(facts, "facts.record", entered, by)


@transaction.atomic
def add_event(*, case: Case, key: UUID, by: Actor, **entered: Any) -> TraffickingEvent:
    """Return a new part of the story; sent twice, it is one."""
    case = _held(case, "happening.add", by)
    if known := TraffickingEvent.objects.filter(pk=key, case=case).first():
        return known
    return _written(TraffickingEvent(pk=key, case=case), "happening.add", entered, by)


@transaction.atomic
def change_event(*, event: TraffickingEvent, by: Actor, **entered: Any) -> TraffickingEvent:
    """Return the part of the story as it was corrected."""
    case = _held(event.case, "happening.change", by)
    row = TraffickingEvent.objects.get(pk=event.pk, case=case)
    return _written(row, "happening.change", entered, by)


@transaction.atomic
def add_exploiter(*, case: Case, key: UUID, by: Actor, **entered: Any) -> AllegedExploiter:
    """Return somebody who is alleged from now on; sent twice, it is one."""
    case = _held(case, "exploiter.add", by)
    if known := AllegedExploiter.objects.filter(pk=key, case=case).first():
        return known
    return _written(AllegedExploiter(pk=key, case=case), "exploiter.add", entered, by)


@transaction.atomic
def change_exploiter(*, exploiter: AllegedExploiter, by: Actor, **entered: Any) -> AllegedExploiter:
    """Return the alleged exploiter as corrected; who was written down by mistake stands in nobody's way."""
    case = _held(exploiter.case, "exploiter.change", by)
    row = AllegedExploiter.objects.get(pk=exploiter.pk, case=case)
    return _written(row, "exploiter.change", entered, by)


def _held(case: Case, kind: str, by: Actor) -> Case:
    """Lock the case, as the gate does, and ask who may write."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require_writer(case, by, kind)
    return case


def _written(row: Any, kind: str, entered: dict[str, Any], by: Actor) -> Any:
    """Return the row with what was entered; refused where a form was opened before somebody else wrote (`seen`)."""
    is_new, seen = row._state.adding, entered.pop("seen", None)
    fresh = {name: _plain(row, name, value) for name, value in entered.items()}
    changed = [name for name, value in fresh.items() if getattr(row, name) != value]
    if not changed and not is_new:
        return row
    if seen is not None and seen != version_of(row, entered):
        raise Refused([Refusal(Ground.RULE, "nobody_wrote_meanwhile", str(CHANGED_MEANWHILE))])
    for name in changed:
        setattr(row, name, fresh[name])
    row._history_user = by.user
    with writing():
        row.save(force_insert=is_new)
    record(kind, by=by, case_id=row.case_id, target=str(row.pk), fields=changed)
    return row


def _plain(row: Any, name: str, value: Any) -> Any:
    """An empty text is nothing where it would be sealed."""
    return None if value == "" and row._meta.get_field(name).null else value
