"""What one may begin from a case: steps that need a record of their own, each only if the gate would let it begin."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.enums import ServiceKind
from consent.enums import Purpose
from consent.models import Consent
from identification.enums import HELPED, CaseStatus, Profile
from identification.models import Case, Screening
from referral.models import Referral
from repatriation.models import Return
from workflow import gate
from workflow.models import Stateful
from workflow.steps import Step


def beginnings(case: Case, actor: Actor) -> list[Step]:
    """Return what this actor may begin now, as steps that lead to a page. Asks the database nothing.

    Who looks in an emergency begins nothing.
    """
    if getattr(case, "emergency_until", None):
        return []
    screening = _possible(_screening(case), "begin", actor, "screening_new") if _waits_for_one(case) else []
    consent = Consent(case=case, purpose=Purpose.SERVICES)
    steps = [
        *screening,
        *_possible(consent, "draft", actor, "consent_new"),
        *_possible(_passing_on(case), "draft", actor, "referral_new"),
    ]
    plan = Return(case=case, organisation=actor.organisation)
    if case.status in HELPED and not gate.not_permitted(plan, "explore", by=actor):
        steps.append(Step("plan_return", _("Plan a return"), "plain", _url(case, "case_returns"), []))
    return steps


def _possible(record: Stateful, name: str, actor: Actor, route: str) -> list[Step]:
    """Return the step as a link if no rule stands in the way; only a screening is the one thing to do next."""
    if gate.refusals(record, name, by=actor):
        return []
    tone = "" if isinstance(record, Screening) else "plain"
    return gate.beginning(record, name, _url(record.case, route), by=actor, tone=tone)


def _waits_for_one(case: Case) -> bool:
    return case.status == CaseStatus.SCREENING


def _screening(case: Case) -> Screening:
    return Screening(case=case, profile=Profile.CHILD_LABOUR if case.is_child else Profile.ADULT_LABOUR)


def _passing_on(case: Case) -> Referral:
    """The referral that the most people may write."""
    return Referral(case=case, sender=case.carrier, kind=ServiceKind.CASE_MANAGEMENT)


def _url(case: Case, route: str) -> str:
    return reverse(route, args=[case.number])
