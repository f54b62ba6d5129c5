"""Who may write down how a person is reached, and who may warn that a way is no longer safe."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.roles import WATCHES_ONLY
from audit.log import record
from audit.models import Outcome
from identification.enums import OPEN, Scope
from identification.permissions import by_screener
from workflow.refusal import Ground, Refusal, Refused

if TYPE_CHECKING:
    from accounts.actors import Actor
    from identification.models import Case

NOT_OPEN = Refusal(Ground.STATE, "wrong_state", _("The case is not open: nothing more is written down."))  # type: ignore[arg-type]
ONLY_LOOKS = Refusal(
    Ground.PERMISSION,
    "by_worker_with_sight",
    _("Only somebody who works with the person may mark a contact as unsafe."),  # type: ignore[arg-type]
)


def writes(case: "Case", actor: "Actor") -> bool:
    """Tell whether the actor may write contacts down: who carries the case, as long as it is open."""
    return by_screener(case, actor) and case.status in OPEN


def may_warn(case: "Case", actor: "Actor") -> bool:
    """Tell whether the actor may say that a contact is unsafe: whoever works with the person and sees it."""
    sees = case.accesses.opening_cases_to(actor, at_least=Scope.IDENTITY).exists()
    return bool(actor.roles - WATCHES_ONLY) and sees


def require_writer(case: "Case", actor: "Actor", kind: str) -> None:
    """Raise Refused, and remember it, for those who may not write contacts down, and where the case is not open."""
    if not by_screener(case, actor):
        by_whom = Refusal(Ground.PERMISSION, by_screener.__name__, str(by_screener.sentence))
        _refuse(case, actor, kind, by_whom)
    if case.status not in OPEN:
        _refuse(case, actor, kind, NOT_OPEN)


def require_warner(case: "Case", actor: "Actor", kind: str) -> None:
    """Raise Refused, and remember it, for those who only watch, or look in an emergency."""
    if not may_warn(case, actor):
        _refuse(case, actor, kind, ONLY_LOOKS)


def _refuse(case: "Case", actor: "Actor", kind: str, refusal: Refusal) -> None:
    told = {"case_id": case.pk, "target": str(case.pk), "reasons": [refusal.code]}
    record(kind, by=actor, outcome=Outcome.REFUSED, apart=True, **told)  # type: ignore[arg-type]
    raise Refused([Refusal(refusal.ground, refusal.code, str(refusal.sentence))])
