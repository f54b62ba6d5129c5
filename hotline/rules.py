"""When a step of a call may be taken."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from workflow.rules import rule

if TYPE_CHECKING:
    from hotline.models import Call
    from identification.models import Case


@rule(_("Choose the advice that was given."))
def advice_is_chosen(call: "Call", *, advice: list[str]) -> bool:
    return bool(advice)


@rule(_("The case must be carried by the hotline that took the call."))
def case_is_carried_here(call: "Call", *, case: "Case") -> bool:
    return call.organisation_id == case.carrier_id
