"""What changes contacts, and the deliberate look at them. What they said before is kept, sealed."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.log import record
from contact.models import Contact
from contact.permissions import require_warner
from identification import index
from identification.enums import Scope
from identification.models import Case, Identity, OpeningNote
from identification.permissions import require_writer
from workflow.guard import writing
from workflow.refusal import Ground, Refusal, Refused

FIELDS = (
    "kind",
    "order",
    "value",
    "call",
    "write",
    "leave_word",
    "who_answers",
    "code_word",
    "hours",
    "language",
)
CHANGED_MEANWHILE = _(
    "Somebody changed this after you opened it, so nothing was saved. What you typed is still here. Open the "
    "page again to see what stands there now, and write your part anew."
)


@transaction.atomic
def open_contacts(*, case: Case, by: Actor, reason: str, note: str = "") -> list[Contact]:
    """Return the contacts; that they were opened, and why, is in the log before anything is shown.

    Case.DoesNotExist where the actor's organisation may not see as far as the identity.
    """
    if not case.accesses.opening_cases_to(by, at_least=Scope.IDENTITY, emergencies=True).exists():
        raise Case.DoesNotExist
    event = record("contact.view", by=by, case_id=case.pk, target=str(case.pk), reason=reason)
    if note:
        with writing():
            OpeningNote(case=case, event_id=event.pk, note=note).save(force_insert=True)
    return list(Contact.objects.visible_to(by).filter(case=case).select_related("checked_by"))


@transaction.atomic
def add_contact(*, case: Case, key: UUID, by: Actor, **entered: Any) -> Contact:
    """Return a new contact; sent twice, it is one."""
    case = _held(case)
    require_writer(case, by, "contact.add")
    if known := Contact.objects.filter(pk=key, case=case).first():
        return known
    return _written(Contact(pk=key, case=case), "contact.add", entered, by)


@transaction.atomic
def change_contact(
    *, contact: Contact, by: Actor, seen: str, safe_again: bool = False, **entered: Any
) -> Contact:
    """Return the contact as it was corrected; refused where a colleague wrote after the form was opened.

    What was marked as unsafe stays so, unless the person says that it is safe again.
    """
    case = _held(contact.case)
    require_writer(case, by, "contact.change")
    row = Contact.objects.get(pk=contact.pk, case=case)
    if seen != version_of(row):
        raise Refused([Refusal(Ground.RULE, "nobody_wrote_meanwhile", str(CHANGED_MEANWHILE))])
    row.unsafe_since = None if safe_again else row.unsafe_since
    return _written(row, "contact.change", entered, by)


@transaction.atomic
def mark_unsafe(*, contact: Contact, by: Actor) -> Contact:
    """Return the contact, no longer safe from this moment. Pressed twice, the first moment stays."""
    case = _held(contact.case)
    require_warner(case, by, "contact.unsafe")
    row = Contact.objects.get(pk=contact.pk, case=case)
    if row.unsafe_since is None:
        row.unsafe_since = timezone.now()
        _save(row, by)
        record("contact.unsafe", by=by, case_id=case.pk, target=str(row.pk))
    return row


def version_of(row: Contact) -> str:
    """Return a mark of which state a form was opened with: its newest history has an id of its own."""
    newest = row.history.order_by("-history_date").values_list("history_id", flat=True).first()
    return str(newest)


def _held(case: Case) -> Case:
    """Lock the case, as the gate does."""
    return Case.objects.select_for_update(of=("self",)).select_related("carrier").get(pk=case.pk)


def _written(row: Contact, kind: str, entered: dict[str, Any], by: Actor) -> Contact:
    is_new = row._state.adding
    fresh = {name: _plain(name, entered[name]) for name in (*FIELDS, "checked_on") if name in entered}
    changed = [name for name, value in fresh.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fresh[name])
    row.checked_by = by.user if row.checked_on else None
    _save(row, by, is_new=is_new)
    record(kind, by=by, case_id=row.case_id, target=str(row.pk), fields=changed)
    if is_new or {"value", "kind"} & set(changed):
        index.rewrite(Identity.objects.get(case=row.case_id))
    return row


def _plain(name: str, value: Any) -> Any:
    """An empty text is nothing where it would be sealed."""
    return None if value == "" and Contact._meta.get_field(name).null else value


def _save(row: Contact, by: Actor, *, is_new: bool = False) -> None:
    row._history_user = by.user
    with writing():
        row.save(force_insert=is_new)
