"""Who is told that somebody looks where they should not, or that a clock runs out: by mail, and about nobody."""

from collections.abc import Iterable
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Membership
from accounts.notifications import tell


def openings_stopped(organisation_id: UUID | None) -> None:
    """The overseers of an organisation are told that one of its people opened very many cases today."""
    _tell([organisation_id], _("Somebody of your organisation opened very many cases today and was stopped."))


def honeytoken_opened(organisation_ids: Iterable[UUID | None]) -> None:
    """The overseers of these organisations are told that somebody opened a case without a reason."""
    _tell(organisation_ids, _("Somebody opened a case that nobody has a reason to open."))


def recovery_ends_soon(organisation_id: UUID) -> None:
    """The case managers of the carrying organisation are told that a clock of theirs runs out."""
    _waits(
        organisation_id, roles.CASE_MANAGER, _("A time for recovery and reflection ends in the next days.")
    )


def question_is_asked(organisation_id: UUID) -> None:
    """The case managers of the carrying organisation are told that an authority asks."""
    _waits(organisation_id, roles.CASE_MANAGER, _("A competent authority asks you a question."))


def answer_is_due_soon(organisation_id: UUID) -> None:
    """The case managers of the carrying organisation are told that an answer is due."""
    _waits(
        organisation_id, roles.CASE_MANAGER, _("An answer to a competent authority is due in the next days.")
    )


def question_is_answered(organisation_id: UUID) -> None:
    """The members of the authority are told that there is an answer."""
    _waits(organisation_id, roles.AUTHORITY_MEMBER, _("Your question was answered, or will not be."))


def _waits(organisation_id: UUID, role: roles.Role, what: str) -> None:
    look = _("Please sign in and look at what waits for you today.")
    tell(organisation_id, [role], _("Something waits for you in Safe Passage"), f"{what} {look}")


def _tell(organisation_ids: Iterable[UUID | None], what: str) -> None:
    members = Membership.objects.overseers().filter(organisation__in=organisation_ids)
    for address in sorted(set(members.values_list("user__email", flat=True))):
        _send_later(address, what)


def _send_later(address: str, what: str) -> None:
    subject = _("Please look at the alerts in Safe Passage")
    look = _("Please sign in and look at the alerts.")
    transaction.on_commit(lambda: send_mail(subject, f"{what} {look}", None, [address]), robust=True)
