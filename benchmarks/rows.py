"""Rows as the product writes them: (table, column by column). For the generator and for raw SQL."""

import json
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

Row = tuple[str, dict[str, Any]]
SEALED = 2 + 1 + 12 + 32 + 16  # bytes of a short sealed value
# As long as a usual event; a trail can read it.
BODY = json.dumps({"command": "", "facts": {"from": "a", "to": "b"}, "padding": "x" * 330}).encode()


def case(one: dict[str, Any], status: str = "screening") -> Row:
    """Return a case."""
    plain = dict.fromkeys(("in_danger", "injured", "controlled"), "no")
    state = {"status": status, "status_since": one["opened_at"], "jurisdiction": "AV", "language": "ru"}
    return "identification_case", {**one, **plain, **state, "closing_reason": ""}


def case_key(one: dict[str, Any], wrapped: bytes) -> Row:
    """Return the key of a case."""
    key = {
        "case_id": one["id"],
        "version": 1,
        "wrapped": wrapped,
        "created_at": one["opened_at"],
        "settled": True,
    }
    return "encryption_casekey", key


def identity(one: dict[str, Any], pseudonym: bytes | None = None) -> Row:
    """Return the identity of a case, with nothing but what to call the person."""
    row = {"id": uuid4(), "case_id": one["id"], "pseudonym": pseudonym, "contact_is_safe": False}
    return "identification_identity", row


def access(one: dict[str, Any], organisation_id: UUID, scope: str, basis: str, basis_id: UUID | None) -> Row:
    """Return an organisation's sight of a case."""
    return "identification_caseaccess", {
        "id": uuid4(),
        "case_id": one["id"],
        "organisation_id": organisation_id,
        "scope": scope,
        "basis": basis,
        "basis_id": basis_id,
        "granted_at": one["opened_at"],
        "opened_at": one["opened_at"],
    }


def consent(one: dict[str, Any], recipient_id: UUID, data: str, writer_id: UUID) -> Row:
    """Return a consent to sharing one data set, not yet given."""
    now = timezone.now()
    return "consent_consent", {
        "id": uuid4(),
        "case_id": one["id"],
        "status": "draft",
        "status_since": now,
        "talk": uuid4(),
        "purpose": "sharing",
        "recipient_id": recipient_id,
        "data": data,
        "written_by_id": writer_id,
        "language": "ru",
        "points": [],
        "given_at": now,
        "expires_at": now + timedelta(days=300),
        **dict.fromkeys(("ground", "person_told"), ""),
    }


def referral(one: dict[str, Any], service: Any, data: tuple[str, ...], writer_id: UUID) -> Row:
    """Return a referral to a service, not yet sent."""
    now = timezone.now()
    return "referral_referral", {
        "id": uuid4(),
        "case_id": one["id"],
        "status": "draft",
        "status_since": now,
        "sender_id": one["carrier_id"],
        "service_id": service.pk,
        "recipient_id": service.organisation_id,
        "kind": service.kind,
        "purpose": "sharing",
        "data_sets": list(data),
        "urgency": "today",
        "sent_by_id": writer_id,
        "sent_at": now,
        "deadline_at": now + timedelta(days=3),
        **dict.fromkeys(("decline_reason", "outcome"), ""),
    }


def history(row: Row, user_id: UUID, kind: str = "~") -> Row:
    """Return the history row that goes with a row."""
    table, columns = row
    app, name = table.split("_", 1)
    told = {
        "history_id": uuid4(),
        "history_date": timezone.now(),
        "history_type": kind,
        "history_user_id": user_id,
    }
    return f"{app}_historical{name}", {**columns, **told}


def event(kind: str, case_id: UUID, user_id: UUID, organisation_id: UUID) -> Row:
    """Return an event as long as a usual one."""
    return "audit_event", {
        "at": timezone.now(),
        "kind": kind,
        "outcome": "done",
        "case_id": case_id,
        "user_id": user_id,
        "organisation_id": organisation_id,
        "body": BODY,
        "mac": secrets.token_bytes(32),
    }
