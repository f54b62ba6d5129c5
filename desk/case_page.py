"""The case page: everything at a glance, from every room."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import roles
from accounts.actors import Actor
from children.presenters import missing
from desk.next_steps import beginnings
from desk.permissions import watches
from desk.trail import recent
from facts.models import facts_are_told
from groups.models import Group
from identification import presenters
from identification.clocks import presenters as clocks
from identification.deciding.presenters import is_decided_by, steps_of
from identification.enums import SEES_THE_CASE, Scope
from identification.models import Case
from identification.views.cases import STEPS
from workflow import gate

# The scopes that open a part of the case.
SUMMARY = frozenset(SEES_THE_CASE)
CASEWORK = SUMMARY - {Scope.SUMMARY}
IDENTITY = frozenset({Scope.IDENTITY})


def shown(case: Case, actor: Actor) -> dict[str, Any]:
    """Return what the case page shows to this actor."""
    current = case.accesses.current().select_related("organisation").annotate(group=Group.of_case(actor))
    accesses = list(current.order_by("granted_at"))
    group = next((one.group for one in accesses), None)
    if not actor.is_of(case.carrier_id):
        accesses = [one for one in accesses if actor.is_of(one.organisation_id)]
    mine = [one for one in accesses if one.person_id in (None, actor.user_id)]
    scopes = {one.scope for one in mine if actor.is_of(one.organisation_id)}
    return {
        "case": case,
        "chip": presenters.chip(case),
        "merged_into": presenters.merged_into(case, actor),
        "clocks": clocks.clocks(case),
        "asks": actor.is_of(case.carrier_id) or actor.is_of(case.authority_id),
        "summary": presenters.summary(case),
        "missing": missing(case) if scopes & CASEWORK else [],
        "seen_by": presenters.seen_by(presenters.widest(accesses)),
        "steps": [*beginnings(case, actor), *gate.offered(case, steps_of(case, STEPS), by=actor)],
        "parts": [
            *([(_("Group"), reverse("group", args=[group]))] if group else []),
            *parts(case, scopes, without=_not_theirs(case, actor)),
        ],
        "lines": recent(case, actor, {one.organisation_id: str(one.organisation) for one in accesses})
        if scopes & CASEWORK
        else [],
    }


def parts(case: Case, scopes: set[str], *, without: set[str]) -> list[tuple[str, str]]:
    """Return the other pages of a case, as label and address: those that these scopes open, some left out."""
    named = [
        (_("Screenings"), "case_screenings", CASEWORK),
        (_("The child"), "case_child", CASEWORK),
        (_("What happened"), "case_facts", CASEWORK),
        (_("Consents"), "case_consents", CASEWORK),
        (_("Referrals"), "case_referrals", SUMMARY),
        (_("Shelter"), "case_placements", SUMMARY),
        (_("Legal aid"), "case_matters", SUMMARY),
        (_("Return"), "case_returns", SUMMARY),
        (_("Documents"), "case_documents", CASEWORK),
        (_("Decide"), "case_deciding", CASEWORK),
        (_("Questions"), "case_inquiries", CASEWORK),
        (_("Decisions"), "case_decisions", CASEWORK),
        (_("Identity"), "identity", IDENTITY),
        (_("Who may see it"), "case_access", SUMMARY),
        (_("Timeline"), "case_timeline", SUMMARY),
        (_("Trail"), "case_trail", CASEWORK),
        (_("Who looked"), "case_looks", SUMMARY),
    ]
    opened = [(label, name) for label, name, enough in named if scopes & enough and name not in without]
    return [(label, reverse(name, args=[case.number])) for label, name in opened]


def _not_theirs(case: Case, actor: Actor) -> set[str]:
    """Return the pages that this actor may not open, whatever the scope."""
    is_party = actor.is_of(case.carrier_id) or actor.is_of(case.authority_id)
    reads_decisions = is_party or actor.has(roles.LEGAL_COUNSEL)
    closed = {
        "case_facts": facts_are_told(case, actor),
        "case_deciding": is_decided_by(case, actor),
        "case_inquiries": is_party and case.round > 0,
        "case_decisions": reads_decisions,
        "case_looks": watches(case, actor),
        "case_child": case.is_child,
    }
    return {name for name, may_open in closed.items() if not may_open}
