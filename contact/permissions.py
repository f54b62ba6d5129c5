"""Who may warn that a way to the person is no longer safe. Writing is a matter of `identification.permissions`."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from identification.enums import Scope
from workflow.refusal import Ground, refuse

if TYPE_CHECKING:
    from accounts.actors import Actor
    from identification.models import Case


def may_warn(case: "Case", actor: "Actor") -> bool:
    """Tell whether the actor may say that a contact is unsafe: whoever works with the person and sees it."""
    sees = case.accesses.opening_cases_to(actor, at_least=Scope.IDENTITY).exists()
    return actor.works_with_people and sees


def require_warner(case: "Case", actor: "Actor", kind: str) -> None:
    """Raise Refused, and remember it, for those who only watch, or look in an emergency."""
    if not may_warn(case, actor):
        code, sentence = (
            "by_worker_with_sight",
            _("Only somebody who works with the person may mark a contact as unsafe."),
        )
        refuse(kind, Ground.PERMISSION, code, sentence, by=actor, case_id=case.pk, target=case.pk)
