"""Who is told that something waits for them: by mail, and about nobody."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.notifications import tell, waits

ASKED = waits("erasure_asked", _("A person asks for something about their data, and a clock runs."))
DUE = waits("retention_due", _("Something was kept for as long as its rule says, and waits for a decision."))


def erasure_is_asked(organisation_id: UUID) -> None:
    """The data protection officers of the carrying organisation are told that a person waits for an answer."""
    tell(organisation_id, [roles.DATA_PROTECTION], ASKED)


def something_is_due(organisation_id: UUID) -> None:
    """The data protection officers of the carrying organisation are told that something was kept for long enough."""
    tell(organisation_id, [roles.DATA_PROTECTION], DUE)
