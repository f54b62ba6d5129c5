"""What becomes of a person's requests when news comes from the case, and what stands beside a record."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from encryption import keys
from identification.holds import Hold
from identification.models import Case
from identification.signals import answer_asked, case_declined, holds_asked, statements_asked
from rights.actions import end_all
from rights.enums import WANTED_KEPT, RestrictionStatus
from rights.models import Complaint, CopyRequest, Correction, Restriction
from rights.models.correction import STANDS_BESIDE

ANSWERED = (CopyRequest, Correction, Complaint)


@receiver(case_declined)
def end_with_the_case(sender: object, case: Case, **_rest: Any) -> None:
    """A person who declines everything asks for nothing about a file that is no more."""
    end_all(case=case, by=Actor.system("case_declined"))


@receiver(statements_asked)
def what_the_person_says(sender: object, case: Case, part: str, **_rest: Any) -> list[str]:
    """Answer what the person says is wrong in this part of the file, and was not put right."""
    if not keys.exist(case.pk):
        return []
    rows = Correction.objects.filter(case=case, part=part, status__in=STANDS_BESIDE)
    return [one.statement for one in rows.order_by("asked_at") if one.statement]


@receiver(holds_asked)
def hold_what_the_person_wants_kept(sender: object, case: Case, **_rest: Any) -> list[Hold]:
    """Answer that the person asked for it to be kept, as they need it or do not want it erased."""
    kept = Restriction.objects.filter(
        case__in=case.of_one_person(), status=RestrictionStatus.IN_FORCE, why__in=WANTED_KEPT
    )
    return [Hold(_("The person asked that it is kept, and not used"))] if kept.exists() else []


@receiver(answer_asked)
def owes_an_answer(sender: object, case: Case, **_rest: Any) -> bool:
    """Tell whether a copy, a correction or a complaint of this person waits, under whichever number."""
    theirs = case.of_one_person()
    return any(one.objects.owed().filter(case__in=theirs).exists() for one in ANSWERED)
