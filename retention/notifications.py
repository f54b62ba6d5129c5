"""Who is told that something waits for them: by mail, and about nobody."""

from uuid import UUID

from django.utils.translation import gettext as _

from accounts import roles
from accounts.notifications import tell


def erasure_is_asked(organisation_id: UUID) -> None:
    """The data protection officers of the carrying organisation are told that a person waits for an answer."""
    _tell(organisation_id, _("A person asks for something about their data, and a clock runs."))


def something_is_due(organisation_id: UUID) -> None:
    """The data protection officers of the carrying organisation are told that something was kept for long enough."""
    _tell(organisation_id, _("Something was kept for as long as its rule says, and waits for a decision."))


def _tell(organisation_id: UUID, what: str) -> None:
    look = _("Please sign in and look at what waits for you today.")
    subject = _("Something waits for you in Safe Passage")
    tell(organisation_id, [roles.DATA_PROTECTION], subject, f"{what} {look}")
