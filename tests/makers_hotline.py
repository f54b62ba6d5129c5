"""Calls to a hotline, walked to a state by somebody who works there."""

from typing import Any

from accounts import roles
from accounts.actors import Actor
from accounts.enums import OrganisationKind
from hotline import actions
from hotline.enums import Advice, CallStatus, Category, Channel
from hotline.models import Call
from identification.models import Case
from tests.cast import COUNTRY
from tests.kept import kept
from tests.makers_breakglass import member_of
from workflow.gate import perform

SAFE = dict.fromkeys(("in_danger", "injured", "controlled"), "no")


@kept
def hanna(name: str = "Hanna", *, role: roles.Role = roles.FIRST_RESPONDER) -> Actor:
    """Return a first responder of a hotline of their own."""
    return member_of(OrganisationKind.HOTLINE, role, name=name)


def new_call(by: Actor, **given: Any) -> Call:
    """Return a call that was not yet noted."""
    said = {"channel": Channel.PHONE, "category": Category.WORK_ABROAD, "in_danger": "no", "language": "ru"}
    return Call.taken(by, **{**said, **given})


@kept
def case_of(by: Actor, **given: Any) -> Case:
    """Return a case that was not yet opened, carried by the actor's organisation."""
    told = {**SAFE, "age_band": "adult", "sex": "female", "jurisdiction": COUNTRY, **given}
    return Case(carrier=by.organisation, **told)


@kept
def call_at(status: str, by: Actor, **given: Any) -> Call:
    """Return a call at this status."""
    call = perform(new_call(by, **given), "take", by=by)
    if status == CallStatus.CLOSED:
        return perform(call, "close", advice=[Advice.AGAIN], pointed_to=[], by=by)
    if status == CallStatus.TURNED:
        actions.turn(call=call, case=case_of(by), by=by)
    return Call.objects.get(pk=call.pk)
