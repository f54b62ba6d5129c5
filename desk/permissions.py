"""Who may see the pages that are about no single record."""

from django.utils.translation import gettext as _

from accounts import roles
from accounts.actors import Actor
from audit.log import record
from audit.models import Outcome
from workflow.refusal import Ground, Refusal, Refused


def require_overseer(actor: Actor) -> None:
    """Raise Refused for anyone but a supervisor or data protection officer."""
    if not actor.has(roles.SUPERVISOR, roles.DATA_PROTECTION):
        record("oversight.view", by=actor, outcome=Outcome.REFUSED, apart=True)
        sentence = _("Only a supervisor or data protection officer may look here.")
        raise Refused([Refusal(Ground.PERMISSION, "by_overseer", sentence)])
