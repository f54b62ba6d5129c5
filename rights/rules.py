"""When what a person asks for may be written down, decided and handed over."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from encryption import keys
from identification.rules import is_said
from rights import file
from rights.enums import OPEN_COPIES, Ground, RestrictionStatus
from workflow.rules import rule

if TYPE_CHECKING:
    from rights.models import Complaint, CopyRequest, Correction, Restriction

SHORTEST_REASON = 30


@rule(_("The file of this case was erased."))
def file_can_be_read(record: Any) -> bool:
    return keys.exist(record.case_id)


@rule(_("A copy was asked for already, and is not handed over yet."))
def no_copy_is_under_way(copyrequest: "CopyRequest") -> bool:
    return not type(copyrequest).objects.filter(case=copyrequest.case, status__in=OPEN_COPIES).exists()


@rule(_("The file has changed since the copy was prepared. Prepare it anew."))
def file_is_as_prepared(copyrequest: "CopyRequest") -> bool:
    return copyrequest.digest == file.digest_of(file.gathered(copyrequest.case))


@rule(_("Say on what ground a part is left out."))
def what_is_left_out_has_a_ground(copyrequest: "CopyRequest", *, left_out: list[str], ground: str) -> bool:
    return not left_out or ground in Ground.values


@rule(_("The fifteen minutes are over. Make it ready again."))
def it_is_still_ready(copyrequest: "CopyRequest") -> bool:
    return not its_minutes_are_over.predicate(copyrequest)


@rule(_("It is still ready."))
def its_minutes_are_over(copyrequest: "CopyRequest") -> bool:
    return copyrequest.ready_until is None or copyrequest.ready_until <= timezone.now()


@rule(_("No password is kept."))
def a_password_is_kept(copyrequest: "CopyRequest") -> bool:
    return type(copyrequest).objects.filter(pk=copyrequest.pk, password__isnull=False).exists()


@rule(_("It was handed over less than a day ago."))
def a_day_has_passed(copyrequest: "CopyRequest") -> bool:
    return copyrequest.status_since <= timezone.now() - timedelta(hours=24)


@rule(_("Say in a few words what is wrong, and how it is."))
def it_is_said_what_is_wrong(correction: "Correction", *, statement: str) -> bool:
    return is_said(statement)


@rule(_("Say why, in at least 30 characters."))
def reason_is_told(record: Any, *, reason: str) -> bool:
    return is_said(reason, SHORTEST_REASON)


@rule(_("Nothing in this part has changed since. Change it on its own page first: both versions are kept."))
def record_was_changed(correction: "Correction") -> bool:
    return file.changed_since(correction.case, correction.part, correction.asked_at)


@rule(_("The person was told already."))
def person_was_not_told(record: Any) -> bool:
    return record.told_at is None


@rule(_("This is kept and not used already."))
def it_is_not_restricted_yet(restriction: "Restriction") -> bool:
    same = type(restriction).objects.filter(case=restriction.case, data=restriction.data)
    return not same.filter(status=RestrictionStatus.IN_FORCE).exists()


@rule(_("Tell the person first: they must know before it is used again."))
def person_was_told_before(restriction: "Restriction", *, person_told: bool) -> bool:
    return person_told


@rule(_("Say in a few words what happened."))
def it_is_said_what_happened(complaint: "Complaint", *, story: str) -> bool:
    return is_said(story)
