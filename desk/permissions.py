"""Who may see the pages that are about no single record."""

from django.utils.translation import gettext as _

from accounts.actors import Actor
from identification.models import Case
from identification.permissions import oversees_or_manages
from workflow.refusal import Ground, refuse


def require_watcher(case: Case, actor: Actor) -> None:
    """Raise Refused for anyone who neither manages nor oversees the case."""
    if not oversees_or_manages(case, actor):
        sentence = _("Only who manages or oversees this case may see who looked at it.")
        refuse("looks.view", Ground.PERMISSION, "by_watcher", sentence, by=actor, case_id=case.pk)
