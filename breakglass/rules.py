"""When somebody may look in an emergency. Rules that need the case are never told: absent equals forbidden."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from breakglass.enums import GONE_FOR, SHORTEST_REASON, TO_REVIEW, BreakGlassStatus
from identification.enums import GONE
from identification.rules import is_said
from workflow.rules import rule

if TYPE_CHECKING:
    from accounts.actors import Actor
    from breakglass.models import BreakGlass
    from identification.models import Case


@rule(_("Write in at least thirty characters what is happening."))
def reason_says_why(glass: "BreakGlass", *, reason: str) -> bool:
    return is_said(reason, SHORTEST_REASON)


@rule(_("Your right is suspended: a look of yours was not reviewed in time, or a review found abuse."))
def right_is_not_suspended(glass: "BreakGlass") -> bool:
    looks = type(glass)._default_manager.filter(user=glass.user_id)
    late = Q(status__in=TO_REVIEW, review_due__lt=timezone.now())
    abuse = Q(status=BreakGlassStatus.ABUSE, status_since__gt=timezone.now() - GONE_FOR)
    return not looks.filter(late | abuse).exists()


@rule(_("You look at another case in an emergency. End that first."))
def no_other_look_is_open(glass: "BreakGlass") -> bool:
    looks = type(glass)._default_manager.filter(user=glass.user_id, status=BreakGlassStatus.OPEN)
    return not looks.filter(expires_at__gt=timezone.now()).exists()


@rule(_("The case belongs to another country."))
def case_is_of_this_country(glass: "BreakGlass", *, case: "Case") -> bool:
    return glass.organisation.country == case.jurisdiction


@rule(_("Your organisation sees this case already."))
def case_is_not_seen(glass: "BreakGlass", *, case: "Case", by: "Actor") -> bool:
    return not case.is_visible_to(by)


@rule(_("The person declined everything, or the case was erased: nothing is left to read."))
def something_is_left_to_read(glass: "BreakGlass", *, case: "Case") -> bool:
    return case.status not in GONE


@rule(_("The hour is not over yet."))
def its_hour_is_over(glass: "BreakGlass") -> bool:
    return glass.expires_at is not None and glass.expires_at <= timezone.now()


@rule(_("Say why, in at least ten characters."))
def finding_is_explained(glass: "BreakGlass", *, finding: str) -> bool:
    return is_said(finding)
