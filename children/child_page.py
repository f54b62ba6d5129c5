"""The page of a child: what is done, what is still to be done, and who answers by the country's rules."""

from typing import Any

from django.urls import reverse

from accounts.actors import Actor
from children import law, presenters
from children.enums import GuardianKind, GuardianshipStatus
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from identification.enums import AgeBand
from identification.models import Case
from identification.rulebook import Told
from workflow import gate, steps
from workflow.models import Stateful
from workflow.steps import Step


def shown(case: Case, actor: Actor) -> dict[str, Any]:
    """Return what the page of a child shows to this actor."""
    guardians = list(
        Guardianship.objects.visible_to(actor).filter(case=case).order_by("-starts", "-status_since")
    )
    notices = list(ProtectionNotice.objects.visible_to(actor).filter(case=case).order_by("-told_on"))
    for one in (*guardians, *notices):
        one.case = case
    notes = BestInterestsNote.objects.visible_to(actor).filter(case=case).select_related("case")
    asked = AgeAssessment.objects.visible_to(actor).filter(case=case).select_related("case")
    acting = next((one for one in guardians if one.acts_today), None)
    stands_in = acting is not None and acting.kind == GuardianKind.AUTHORITY
    return {
        "case": case,
        "is_in_doubt": case.age_band == AgeBand.UNKNOWN,
        "acting": acting,
        "who_acts": presenters.who_acts(case),
        "is_suspected": stands_in and any(one.status == GuardianshipStatus.SUSPECTED for one in guardians),
        "guardians": presenters.guardianships(guardians, actor),
        "notices": presenters.notices(notices, actor),
        "missing": presenters.not_yet_told(case),
        "notes": presenters.notes(notes.order_by("-written_at", "-pk"), actor),
        "assessments": presenters.assessments(asked.order_by("-requested_at"), actor),
        "who_answers": law.who_answers(case),
        "who_is_told": law.who_is_told(case),
        "may": _beginnings(case, actor),
    }


def button_of(new: Stateful, name: str) -> str:
    """Return what the button of a step says."""
    return str(steps.named(type(new), name)[0].custom["button"])


def law_of(new: Stateful) -> Told | None:
    """Return who answers for children, where it is asked who was told."""
    return law.who_answers(new.case) if isinstance(new, ProtectionNotice) else None


def _beginnings(case: Case, actor: Actor) -> dict[str, list[Step]]:
    """Return what this actor may write, by part of the page, each as a step that leads to its form."""
    parts: dict[str, tuple[Stateful, str, str]] = {
        "guardian": (Guardianship(case=case), "appoint", "guardianship_new"),
        "notice": (ProtectionNotice(case=case), "tell", "protection_notice_new"),
        "note": (BestInterestsNote(case=case), "write", "best_interests_new"),
        "age": (AgeAssessment(case=case), "request", "age_assessment_new"),
    }
    if not case.is_child or getattr(case, "emergency_until", None):
        return {}
    urls = {part: reverse(route, args=[case.number]) for part, (_new, _name, route) in parts.items()}
    return {
        part: gate.beginning(new, name, urls[part], by=actor, tone="plain")
        for part, (new, name, _route) in parts.items()
    }
