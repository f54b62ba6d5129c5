"""Sign-ins and sign-outs leave their events."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.signals import password_changed, password_set
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import sessions
from accounts.models import User
from audit.log import record
from audit.models import Outcome


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door: known or not, but not yet acting for an organisation."""

    user_id: UUID | None
    organisation_id: UUID | None = None
    command: str = ""


@receiver(user_logged_in)
def note_sign_in(sender: object, request: HttpRequest, user: User, **_rest: Any) -> None:
    """Record that a person signed in, and begin the session's time."""
    sessions.begin(request.session, request.headers.get("user-agent", ""))
    record("session.start", by=Visitor(user.pk), target=str(user.pk))


@receiver(user_logged_out)
def note_sign_out(sender: object, user: User | None, **_rest: Any) -> None:
    """Record that a person signed out."""
    if user is not None:
        record("session.end", by=Visitor(user.pk), target=str(user.pk))


@receiver(user_login_failed)
def note_failed_sign_in(sender: object, **_rest: Any) -> None:
    """Record that a sign-in failed; the address that was typed is not kept."""
    record("session.refused", by=Visitor(None), outcome=Outcome.REFUSED, apart=True)


@receiver([password_changed, password_set])
def note_password(sender: object, user: User, **_rest: Any) -> None:
    """Record that a person set or changed their password."""
    record("password.change", by=Visitor(user.pk), target=str(user.pk))
