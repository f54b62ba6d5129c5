"""Setting up, giving and taking away a second factor leave their events."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.models import User
from accounts.receivers import Visitor
from audit.log import record
from audit.models import Outcome


@receiver(post_save, sender=Authenticator)
def note_added(sender: object, instance: Authenticator, created: bool, **_rest: Any) -> None:
    """Record that a factor was set up, in the same transaction."""
    if created:
        _note("factor.add", instance)


@receiver(post_delete, sender=Authenticator)
def note_removed(sender: object, instance: Authenticator, **_rest: Any) -> None:
    """Record that a factor was taken away, in the same transaction."""
    _note("factor.remove", instance)


@receiver(authenticator_used)
def note_used(sender: object, authenticator: Authenticator, **_rest: Any) -> None:
    """Record that a factor was given."""
    _note("factor.use", authenticator)


@receiver(authentication_failed)
def note_failed(sender: object, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    """Record that a code was wrong, or used before."""
    note_refused(user, authenticator.type)


def note_refused(user: User | None, kind: str) -> None:
    """Record that a factor did not open the door."""
    visitor = Visitor(user.pk if user else None)
    record("factor.use", by=visitor, outcome=Outcome.REFUSED, apart=True, factor=kind)


def _note(kind: str, factor: Authenticator) -> None:
    record(kind, by=Visitor(factor.user_id), target=str(factor.user_id), factor=str(factor.type))
