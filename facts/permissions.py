"""Who may write down what happened. Reading is a matter of `models.reads` and `models.party_reads`."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from audit.log import record
from audit.models import Outcome
from identification.enums import OPEN
from identification.permissions import by_screener
from workflow.refusal import Ground, Refusal, Refused

if TYPE_CHECKING:
    from accounts.actors import Actor
    from identification.models import Case


def writes(case: "Case", actor: "Actor") -> bool:
    """Tell whether the actor may write down what happened: as long as the case is open."""
    return by_screener(case, actor) and case.status in OPEN


def require_writer(case: "Case", actor: "Actor", kind: str) -> None:
    """Raise Refused, and remember it, for those who may not write this down, and where the case is not open."""
    if writes(case, actor):
        return
    if not by_screener(case, actor):
        refusal = Refusal(Ground.PERMISSION, by_screener.__name__, str(by_screener.sentence))
    else:
        sentence = _("The case is not open: nothing more is written down.")
        refusal = Refusal(Ground.STATE, "wrong_state", str(sentence))
    told = {"case_id": case.pk, "target": str(case.pk), "reasons": [refusal.code]}
    record(kind, by=actor, outcome=Outcome.REFUSED, apart=True, **told)  # type: ignore[arg-type]
    raise Refused([refusal])
