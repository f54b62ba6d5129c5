"""What the pages of keeping and erasing show."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actors import Actor
from encryption import keys
from entry.paper import FROM_THE_RIGHT
from facts.countries import name_of
from identification.holds import Hold, held
from identification.models import Case
from papers.languages import Choice, named
from retention import documents, presenters
from retention.enums import OPEN_PROPOSALS
from retention.models import Erasure, LegalHold, Proposal
from retention.schedule import notice_of
from workflow import gate, steps
from workflow.models import Stateful

MOST = 200


def keeping(case: Case, actor: Actor) -> dict[str, Any]:
    """Return what a case's own page shows: the carrier all of it, the others what they wrote down themselves."""
    holds = LegalHold.objects.visible_to(actor).filter(case=case).order_by("-placed_at")
    asked = Erasure.objects.visible_to(actor).filter(case=case).order_by("-asked_at")
    proposed = Proposal.objects.visible_to(actor).filter(case=case).order_by("-proposed_at")
    return {
        "case": case,
        "kept": presenters.kept(case),
        "is_gone": not keys.exist(case.pk),
        "held": holds_of(case) if actor.is_of(case.carrier_id) else [],
        "holds": [presenters.hold_row(one) for one in holds],
        "erasures": [presenters.erasure_row(one) for one in asked],
        "proposals": [presenters.proposal_row(one) for one in proposed],
        "steps": [*_begins(LegalHold(case=case), "place", "hold_new", actor), *_begins_erasure(case, actor)],
    }


def holds_of(record: Any) -> list[Hold]:
    """Return what holds a record's case."""
    return held(record if isinstance(record, Case) else record.case)


def hold_facts(hold: LegalHold) -> list[tuple[object, object]]:
    """Return what a hold says, the reason among it while it can still be read."""
    rows: list[tuple[object, object]] = [
        (_("Who asks for it"), hold.get_held_for_display()),
        (_("Until"), hold.until and _day(hold.until)),
        (_("Why"), _opened(hold, "reason")),
        (_("Written down by"), hold.placed_by),
        (_("Lifted by"), hold.lifted_by),
        (_("Why it was lifted"), _opened(hold, "why_lifted")),
    ]
    return [(label, value) for label, value in rows if value]


def erasure_facts(erasure: Erasure) -> list[tuple[object, object]]:
    """Return what a wish says, what holds the case, and what was answered."""
    waits = erasure.decided_by is None
    rows: list[tuple[object, object]] = [
        (_("Who said it"), erasure.get_wish_of_display()),
        (_("In their own words"), _opened(erasure, "said")),
        (_("Written down by"), erasure.asked_by),
        (_("Answer due"), _day(erasure.answer_due) if waits else ""),
        (_("Rule"), presenters.in_words(erasure.rule)),
        (_("What holds the case"), _in_words(holds_of(erasure)) if waits else ""),
        (_("Decided by"), erasure.decided_by),
        (_("What the person was told"), _opened(erasure, "grounds")),
    ]
    return [(label, value) for label, value in rows if value]


def proposal_facts(proposal: Proposal) -> list[tuple[object, object]]:
    """Return what a proposal is about: how the case ended, since when, what is in it; nothing that names anybody."""
    case = proposal.case
    inside = ", ".join(f"{label}: {number}" for label, number in presenters.contents(case))
    rows: list[tuple[object, object]] = [
        (_("How the case ended"), proposal.get_outcome_display()),
        (_("Since"), _day(timezone.localdate(case.status_since))),
        (_("Due"), _day(proposal.due_on)),
        (_("Rule"), presenters.in_words(proposal.rule)),
        (_("What holds the case"), _in_words(holds_of(case))),
        (_("What is in it"), inside),
        (_("Decided by"), proposal.decided_by),
        (_("Put off until"), proposal.put_off_until and _day(proposal.put_off_until)),
        (_("Why it was put off"), _opened(proposal, "reason")),
    ]
    return [(label, value) for label, value in rows if value]


def due(actor: Actor) -> dict[str, Any]:
    """Return what is due in the cases of the actor's organisation, and what was decided."""
    rows = Proposal.objects.visible_to(actor).filter(status__in=OPEN_PROPOSALS).select_related("case")
    found = list(rows.order_by("due_on")[:MOST])
    return {"rows": presenters.due(found, {one.case_id for one in found if held(one.case)})}


def notices(rows: Any, actor: Actor) -> dict[str, Any]:
    """Return the notices by month, in no order within it, and who is told of them."""
    country = actor.organisation.country if actor.organisation else ""
    asked = notice_of(country)
    told = sorted(
        ((one.month, one.get_sex_display(), one.get_form_display(), _place(one)) for one in rows), key=str
    )
    return {"rows": sorted(told, key=lambda one: one[0], reverse=True), "told": asked and asked.value["told"]}


def card(case: Case, choice: Choice) -> dict[str, Any]:
    """Return the lines of the card, and the languages in which it can be printed."""
    print_url = reverse("case_card_print", args=[case.number])
    lines = documents.lines(case, choice)
    shown = {"case": case, "lines": lines, "choice": choice, "languages": named(), "print_url": print_url}
    return shown | {"is_from_right": choice.language in FROM_THE_RIGHT}


def button_of(new: Stateful, name: str) -> object:
    """Return what the step is called that begins a record."""
    return steps.named(type(new), name)[0].custom["button"]


def _begins(new: Any, name: str, route: str, actor: Actor) -> list[steps.Step]:
    if gate.refusals(new, name, by=actor):
        return []
    return gate.beginning(new, name, reverse(route, args=[new.case.number]), by=actor, tone="plain")


def _begins_erasure(case: Case, actor: Actor) -> list[steps.Step]:
    return _begins(Erasure(case=case), "ask", "erasure_new", actor)


def _opened(record: Any, name: str) -> str:
    """Return a sealed text while it can be read; a sign that it is gone once it cannot."""
    if keys.exist(record.case_id):
        return getattr(record, name) or ""
    return _("destroyed") if record.__dict__.get(name) else ""


def _in_words(holds: list[Hold]) -> str:
    if not holds:
        return _("nothing")
    until = _("until %(day)s")
    return "; ".join(
        f"{one.words} {until % {'day': _day(one.until)}}" if one.until else str(one.words) for one in holds
    )


def _place(notice: Any) -> str:
    named = (notice.nationality and name_of(notice.nationality), notice.region)
    return " · ".join(filter(None, named))


def _day(day: Any) -> str:
    return date_format(day, "j E Y")
