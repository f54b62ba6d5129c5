"""The case page: everything at a glance, from every room."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from children.presenters import missing
from desk.next_steps import beginnings
from desk.trail import recent
from facts.models import reads
from groups.models import Group
from identification import presenters
from identification.clocks import presenters as clocks
from identification.deciding.presenters import is_decided_by, steps_of
from identification.enums import SEES_THE_CASE, Scope
from identification.models import Case
from identification.permissions import oversees_or_manages
from identification.views.cases import STEPS
from rights.presenters import asked_for, kept, said
from workflow import gate

# The scopes that open a part of the case.
SUMMARY = frozenset(SEES_THE_CASE)
CASEWORK = SUMMARY - {Scope.SUMMARY}
IDENTITY = frozenset({Scope.IDENTITY})


def shown(case: Case, actor: Actor) -> dict[str, Any]:
    """Return what the case page shows to this actor."""
    rights = _rights(actor)
    current = case.accesses.current().select_related("organisation")
    current = current.annotate(group=Group.of_case(actor), **asked_for(), **rights)
    accesses = list(current.order_by("granted_at"))
    group = next((one.group for one in accesses), None)
    kept_data, is_called_wrong = next(((one.kept_data, one.is_called_wrong) for one in accesses), ([], False))
    theirs = {page for page in rights if any(getattr(one, page) for one in accesses)}
    if not actor.is_of(case.carrier_id):
        accesses = [one for one in accesses if actor.is_of(one.organisation_id)]
    mine = [one for one in accesses if one.person_id in (None, actor.user_id)]
    emergency = getattr(case, "emergency_until", None)
    scopes = {one.scope for one in mine if actor.is_of(one.organisation_id)}
    return {
        "case": case,
        "chip": presenters.chip(case),
        "merged_into": presenters.merged_into(case, actor),
        "clocks": clocks.clocks(case),
        "kept": kept(kept_data),
        "said": said(case, actor) if is_called_wrong else [],
        "asks": actor.is_of(case.carrier_id) or actor.is_of(case.authority_id),
        "summary": presenters.summary(case),
        "missing": missing(case) if scopes & CASEWORK else [],
        "may_take_back": bool(scopes & SUMMARY) and not emergency and actor.works_with_people,
        "seen_by": presenters.seen_by(presenters.widest(accesses)),
        "steps": [
            *beginnings(case, actor),
            *gate.offered(case, steps_of(case, [*STEPS, "decline"]), by=actor),
        ],
        "parts": [
            *([(_("Group"), reverse("group", args=[group]))] if group else []),
            *parts(case, scopes, without=_not_theirs(case, actor, theirs)),
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
        (_("Keeping and erasing"), "case_keeping", CASEWORK),
        (_("Identity"), "identity", IDENTITY),
        (_("How the person is reached"), "case_contacts", IDENTITY),
        (_("The person's rights"), "case_rights", SUMMARY),
        (_("Who may see it"), "case_access", SUMMARY),
        (_("Timeline"), "case_timeline", SUMMARY),
        (_("Trail"), "case_trail", CASEWORK),
        (_("Who looked"), "case_looks", SUMMARY),
    ]
    opened = [(label, name) for label, name, enough in named if scopes & enough and name not in without]
    return [(label, reverse(name, args=[case.number])) for label, name in opened]


def _rights(actor: Actor) -> dict[str, Exists]:
    """Return by page, for rows with a `case`, whether the actor reads it: each as the page itself asks."""
    this = Case.objects.visible_to(actor).filter(pk=OuterRef("case"))
    seen = Case.objects.visible_to(actor, at_least=Scope.CASEWORK).filter(pk=OuterRef("case"))
    return {
        "case_facts": Exists(this.filter(reads(actor, case="pk"))),
        "case_inquiries": Exists(seen.decided_with(actor)),
        "case_decisions": Exists(Case.objects.with_decisions_for(actor).filter(pk=OuterRef("case"))),
    }


def _not_theirs(case: Case, actor: Actor, theirs: set[str]) -> set[str]:
    """Return the pages that this actor may not open, or that say nothing of this case, whatever the scope."""
    closed = {
        "case_facts": "case_facts" in theirs,
        "case_deciding": is_decided_by(case, actor),
        "case_inquiries": "case_inquiries" in theirs and case.round > 0,
        "case_decisions": "case_decisions" in theirs,
        "case_looks": oversees_or_manages(case, actor),
        "case_child": case.is_child,
    }
    return {name for name, may_open in closed.items() if not may_open}
