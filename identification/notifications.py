"""Who is told that somebody looks where they should not, or that a clock runs out: by mail, and about nobody."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import Membership
from accounts.notifications import tell, tell_each, waits
from outlet.mail import Letter

ALERT = _("Please look at the alerts in Safe Passage")
ALERTS = _("Please sign in and look at the alerts.")
STOPPED = Letter(
    "openings_stopped",
    ALERT,
    (_("Somebody of your organisation opened very many cases today and was stopped."), ALERTS),
)
HONEYTOKEN = Letter(
    "honeytoken_opened", ALERT, (_("Somebody opened a case that nobody has a reason to open."), ALERTS)
)
RECOVERY_ENDS = waits("recovery_ends_soon", _("A time for recovery and reflection ends in the next days."))
ASKED = waits("question_is_asked", _("A competent authority asks you a question."))
ANSWER_DUE = waits("answer_is_due_soon", _("An answer to a competent authority is due in the next days."))
ANSWERED = waits("question_is_answered", _("Your question was answered, or will not be."))


def openings_stopped(organisation_id: UUID | None) -> None:
    """The overseers of an organisation are told that one of its people opened very many cases today."""
    _tell_overseers([organisation_id], STOPPED)


def honeytoken_opened(organisation_ids: Iterable[UUID | None]) -> None:
    """The overseers of these organisations are told that somebody opened a case without a reason."""
    _tell_overseers(organisation_ids, HONEYTOKEN)


def recovery_ends_soon(organisation_id: UUID) -> None:
    """The case managers of the carrying organisation are told that a clock of theirs runs out."""
    tell(organisation_id, [roles.CASE_MANAGER], RECOVERY_ENDS)


def question_is_asked(organisation_id: UUID) -> None:
    """The case managers of the carrying organisation are told that an authority asks."""
    tell(organisation_id, [roles.CASE_MANAGER], ASKED)


def answer_is_due_soon(organisation_id: UUID) -> None:
    """The case managers of the carrying organisation are told that an answer is due."""
    tell(organisation_id, [roles.CASE_MANAGER], ANSWER_DUE)


def question_is_answered(organisation_id: UUID) -> None:
    """The members of the authority are told that there is an answer."""
    tell(organisation_id, [roles.AUTHORITY_MEMBER], ANSWERED)


def _tell_overseers(organisation_ids: Iterable[UUID | None], letter: Letter) -> None:
    tell_each(letter, Membership.objects.overseers().filter(organisation__in=organisation_ids))
