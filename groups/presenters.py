"""How groups are told: each person with the next step, and how far the screening has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from groups.models import Group
from identification.enums import AnswerValue, CaseStatus, ScreeningStatus
from identification.models import Case, Screening
from identification.presenters import Chip, chip

SENTENCES = {
    "group.begin": gettext_lazy("began a group"),
    "group.correct": gettext_lazy("corrected the facts of a group"),
    "group.add": gettext_lazy("added a person to a group"),
    "group.view": gettext_lazy("looked at a group"),
    "group.list": gettext_lazy("looked at the list of groups"),
}


@dataclass(frozen=True)
class Person:
    """One person of a group: their case, what to do next and where, and how far it has come."""

    case: Case
    chip: Chip
    label: str
    url: str
    progress: str


def people(group: Group, actor: Actor) -> list[Person]:
    """Return the people of a group whose cases the actor may see, in the order in which they were added."""
    seen = (
        Case.objects.visible_to(actor).filter(pk__in=group.members.values("case")).order_by("opened_at", "pk")
    )
    cases = list(seen)
    latest = _latest(cases, actor)
    return [_person(case, latest.get(case.pk)) for case in cases]


def facts(group: Group) -> list[tuple[object, object]]:
    """Return what was entered once for all of them."""
    return [
        (gettext_lazy("Kind of place"), group.get_place_display()),
        (gettext_lazy("Industry"), group.get_industry_display()),
        (gettext_lazy("Begun by"), group.begun_by),
    ]


def _latest(cases: Iterable[Case], actor: Actor) -> dict[object, Screening]:
    """Return the latest screening of each case, each with the number of questions that were asked."""
    asked = Count("answers", filter=~Q(answers__value=AnswerValue.NOT_ASKED))
    rows = Screening.objects.visible_to(actor).filter(case__in=cases).select_related("screened_by")
    return {one.case_id: one for one in rows.annotate(asked=asked).order_by("status_since")}


def _person(case: Case, screening: Screening | None) -> Person:
    progress, shown = "", (case, chip(case))
    if screening:
        told = {"asked": screening.asked, "all": len(screening.asked_in())}  # type: ignore[attr-defined]
        told["who"] = screening.screened_by
        progress = _("%(asked)s of %(all)s questions asked, begun by %(who)s") % told
    if screening and screening.status == ScreeningStatus.OPEN:
        return Person(*shown, _("Go on with the screening"), screening.get_absolute_url(), progress)
    if case.status == CaseStatus.SCREENING and screening is None:
        return Person(*shown, _("Begin the screening"), reverse("screening_new", args=[case.number]), "")
    if case.status == CaseStatus.SCREENING:
        return Person(*shown, _("Look at the result, and go on"), case.get_absolute_url(), progress)
    return Person(*shown, _("Go to the case"), case.get_absolute_url(), progress)
