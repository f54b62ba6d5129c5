"""Who may see the pages that are about no single record."""

from django.utils.translation import gettext as _

from accounts import roles
from accounts.actors import Actor
from audit.log import record
from audit.models import Outcome
from identification.models import Case
from workflow.refusal import Ground, Refusal, Refused


def watches(case: Case, actor: Actor) -> bool:
    """Tell whether the actor manages or oversees the case for the organisation that carries it."""
    return actor.is_of(case.carrier_id) and actor.has(roles.CASE_MANAGER, *roles.OVERSEERS)


def require_watcher(case: Case, actor: Actor) -> None:
    """Raise Refused for anyone who neither manages nor oversees the case."""
    if not watches(case, actor):
        record("looks.view", by=actor, case_id=case.pk, outcome=Outcome.REFUSED, apart=True)
        sentence = _("Only who manages or oversees this case may see who looked at it.")
        raise Refused([Refusal(Ground.PERMISSION, "by_watcher", sentence)])
