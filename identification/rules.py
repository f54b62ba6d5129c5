"""When a step of a case or screening may be taken."""

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from identification.enums import (
    CAN_DECIDE,
    GONE,
    HELPED,
    OPEN,
    AgeBand,
    AnswerValue,
    CaseStatus,
    Result,
    Scope,
    ScreeningStatus,
    YesNo,
)
from identification.holds import held
from identification.signals import (
    adulthood_asked,
    anything_found,
    basis_asked,
    first_answer,
    loss_asked,
    open_work_asked,
)
from workflow.rules import rule

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.actors import Actor
    from accounts.models import Organisation
    from identification.models import Case, Screening

SHORTEST_REASON = 10
UNDO_MERGE = timedelta(days=30)
# So long before the time for recovery ends, its case manager is warned.
WARNED_BEFORE = timedelta(days=7)
# Letters to a computer, and blank to everybody who reads them: the fillers of Korean.
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"


def is_said(words: str, shortest: int = SHORTEST_REASON) -> bool:
    """Tell whether so many characters can be read, half of them letters or digits: nothing is said by dots alone."""
    text = "".join(one for one in " ".join(words.split()) if one not in BLANK_LETTERS)
    seen = [kind for kind in map(unicodedata.category, text) if kind not in ("Cc", "Cf", "Mn", "Me")]
    return len(seen) >= shortest and sum(kind[0] in "LN" or kind == "Mc" for kind in seen) * 2 >= shortest


@rule(_("Answer the three questions about safety first."))
def safety_questions_are_answered(case: "Case") -> bool:
    return all(answer in YesNo.values for answer in (case.in_danger, case.injured, case.controlled))


@rule(_("Nothing here differs from what is recorded."))
def something_differs(case: "Case", *, age_band: str, sex: str, language: str) -> bool:
    return (case.age_band, case.sex, case.language) != (age_band, sex, language)


@rule(_("An age assessment has not found that the person is 18 or over: they stay treated as a child."))
def no_assessment_says_otherwise(case: "Case", *, age_band: str) -> bool:
    """In doubt a person is a child; a doubt that was assessed ends by its result alone."""
    grows_up = age_band == AgeBand.ADULT and case.is_child
    return not grows_up or not first_answer(adulthood_asked, case)


@rule(_("No completed screening points to a presumed victim."))
def screening_points_to_presumed(case: "Case") -> bool:
    return _completed(case).filter(result=Result.PRESUMED).exists()


@rule(_("Say why, in at least ten characters."))
def reason_is_given(case: "Case", *, reason: str) -> bool:
    return is_said(reason)


@rule(_("A completed screening points to a presumed victim."))
def no_screening_points_to_presumed(case: "Case") -> bool:
    return not _completed(case).filter(result=Result.PRESUMED).exists()


@rule(_("Not every part of the checklist has been asked."))
def every_element_is_asked(case: "Case") -> bool:
    latest = _completed(case).order_by("-status_since").first()
    return latest is not None and latest.every_element_is_asked()


@rule(_("The person is a child, or may be: child protection decides, not this step."))
def person_is_adult(case: "Case") -> bool:
    return case.age_band == AgeBand.ADULT


@rule(_("The person cannot decide this freely now: wait, and ask again when they can."))
def person_can_decide_now(case: "Case", *, can_decide: str) -> bool:
    """Declining everything destroys what can never be brought back; in doubt nobody does that for somebody else."""
    return can_decide in CAN_DECIDE


@rule(_("A legal hold stands: nothing of this case is destroyed until it is lifted."))
def nothing_holds_it(case: "Case") -> bool:
    return not held(case)


@rule(_("A case manager must ask for this first."))
def not_indicated_is_asked_for(case: "Case") -> bool:
    return case.asked_by_id is not None


@rule(_("The person has not agreed to formal identification by this authority."))
def person_agrees_to_identification(case: "Case", *, authority: "Organisation") -> bool:
    """An adult's consent, or the rule for children. Co-operation with police is never asked for."""
    return case.is_child or bool(basis_for_identification(case, authority))


@rule(_("The time to appeal is over."))
def appeal_is_in_time(case: "Case") -> bool:
    return timezone.localdate() <= case.last_day_to_appeal


@rule(_("The time for recovery and reflection does not run."))
def recovery_runs(case: "Case") -> bool:
    return case.is_recovering


@rule(_("It was extended as often as the rule allows under which it began."))
def extension_is_left(case: "Case") -> bool:
    allowed = case.rule("recovery_extensions")
    return bool(case.extension_days) and allowed is not None and case.recovery_extensions < allowed.value


@rule(_("The time for recovery and reflection does not end in the next days."))
def recovery_ends_soon(case: "Case") -> bool:
    until = case.recovery_until
    return case.is_recovering and until is not None and until <= timezone.localdate() + WARNED_BEFORE


@rule(_("They were warned of this day already."))
def nobody_was_warned(case: "Case") -> bool:
    return case.recovery_warned != case.recovery_until


@rule(_("A referral, a placement, a return or a legal matter is still open."))
def nothing_is_open(case: "Case") -> bool:
    return not anything_found(open_work_asked, case)


@rule(_("A question of the authority waits for an answer."))
def no_question_is_open(case: "Case") -> bool:
    return case.question_due is None


@rule(_("Make a safety plan with the person first."))
def safety_plan_is_made(case: "Case", *, safety_plan: bool) -> bool:
    return safety_plan


@rule(_("The person has not agreed anew since the case was closed."))
def person_agrees_anew(case: "Case") -> bool:
    asked = {"purpose": "services", "recipient_id": None, "data": None, "since": case.status_since}
    return bool(_basis(case, **asked))


@rule(_("Only the organisation that takes over the case may do this, where the person agreed to it."))
def person_agrees_to_carrier(case: "Case", *, carrier: "Organisation", by: "Actor") -> bool:
    """Who carries the case sees the identity, so the person agreed to share just that."""
    asked = {"purpose": "sharing", "recipient_id": carrier.pk, "data": Scope.IDENTITY, "since": None}
    return by.is_of(carrier.pk) and bool(_basis(case, **asked))


@rule(_("The case is not open for screening."))
def case_can_be_screened(screening: "Screening") -> bool:
    return screening.case.status in (CaseStatus.SCREENING, CaseStatus.PRESUMED, CaseStatus.RECOVERY)


@rule(_("This checklist is for adults, and the person may be a child: choose a checklist for children."))
def profile_fits_age(screening: "Screening") -> bool:
    is_adult = screening.case.age_band == AgeBand.ADULT
    return all(one.startswith("adult") == is_adult for one in screening.profiles)


@rule(_("Help begins when the person is at least presumed to be a victim."))
def case_is_helped(record: Any) -> bool:
    return record.case.status in HELPED


@rule(_("The person declined everything, or the case was erased: nothing more is written about them."))
def person_has_not_declined(record: Any) -> bool:
    return record.case.status not in GONE


@rule(_("Ask at least one question before you complete the screening."))
def something_is_answered(screening: "Screening") -> bool:
    return screening.answers.exclude(value=AnswerValue.NOT_ASKED).exists()


@rule(_("This case was merged into another: write there."))
def case_is_not_merged(record: Any) -> bool:
    return record.case.status != CaseStatus.MERGED


# What is written about a person is written in a case that goes on.
CASE_GOES_ON: list[Any] = [person_has_not_declined, case_is_not_merged]


@rule(_("Your organisation must carry both cases."))
def both_are_carried_here(case: "Case", *, into: "Case", by: "Actor") -> bool:
    return by.is_of(case.carrier_id) and by.is_of(into.carrier_id)


@rule(_("A case is merged into an older one that is open."))
def other_is_older_and_open(case: "Case", *, into: "Case") -> bool:
    return into.status in OPEN and (into.opened_at, into.pk) < (case.opened_at, case.pk)


@rule(_("In one of the cases the person is a child, or may be, and in the other not."))
def both_are_children_or_neither(case: "Case", *, into: "Case") -> bool:
    """What protects a child is not lost by a merge."""
    return case.is_child == into.is_child


@rule(_("Another organisation still sees this case. It can be merged once nobody else does."))
def nobody_else_sees_it(case: "Case") -> bool:
    return not case.accesses.current().exclude(organisation=case.carrier_id).exists()


@rule(
    _(
        "The person asked here that data is not used, or that nothing goes to the police. "
        "Write it down in the older case first."
    )
)
def nothing_the_person_asked_for_is_lost(case: "Case", *, into: "Case") -> bool:
    return not first_answer(loss_asked, case, into=into)


@rule(_("The 30 days in which a merge can be undone are over."))
def merge_can_still_be_undone(case: "Case") -> bool:
    return timezone.now() <= case.status_since + UNDO_MERGE


def basis_for_identification(case: "Case", authority: "Organisation") -> Any:
    """Return the basis on which this authority may see the identity to decide, if there is one."""
    asked = {"purpose": "identification", "recipient_id": authority.pk, "data": Scope.IDENTITY, "since": None}
    return _basis(case, **asked)


def _basis(case: "Case", **asked: Any) -> Any:
    """Ask for the basis. For a child a legal ground may stand in; an adult's own agreement nothing replaces."""
    return first_answer(basis_asked, case, given_only=not case.is_child, **asked)


def _completed(case: "Case") -> "QuerySet[Screening]":
    return case.screenings.filter(status=ScreeningStatus.COMPLETED)
