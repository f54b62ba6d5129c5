"""The words of referrals."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.enums import DataSet
from identification.enums import Scope


class ReferralStatus(models.TextChoices):
    """Where a referral stands."""

    NEW = "new", _("Not yet written")
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    NOT_ATTENDED = "not_attended", _("Person did not come")
    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired without an answer")


WAITING = [ReferralStatus.SENT, ReferralStatus.RECEIVED]
ACTIVE = [ReferralStatus.ACCEPTED, ReferralStatus.IN_PROGRESS]
OPEN = [ReferralStatus.DRAFT, *WAITING, *ACTIVE]
# What the recipient may still find in its own list when the work is over.
ANSWERED = [ReferralStatus.COMPLETED, ReferralStatus.NOT_ATTENDED, ReferralStatus.DECLINED]


class Urgency(models.TextChoices):
    """How soon help is needed."""

    TODAY = "today", _("Today")
    DAYS = "days", _("Within days")
    PLANNED = "planned", _("Can be planned")


class DeclineReason(models.TextChoices):
    """Why a service says no."""

    FULL = "full", _("No place free")
    NOT_FITTING = "not_fitting", _("The service does not fit the need")
    NOT_SAFE = "not_safe", _("It would not be safe here")
    ALREADY_HELPED = "already_helped", _("The person already receives this help")


class ReferralOutcome(models.TextChoices):
    """What came of the help."""

    HELPED = "helped", _("The help was given")
    PARTLY = "partly", _("Part of the help was given")
    ELSEWHERE = "elsewhere", _("The help was found elsewhere")
    NOT_WISHED = "not_wished", _("The person did not wish it any more")


SCOPE_OF = {
    DataSet.SUMMARY: Scope.SUMMARY,
    DataSet.NEEDS: Scope.CASEWORK,
    DataSet.HEALTH: Scope.CASEWORK,
    DataSet.LEGAL: Scope.CASEWORK,
    DataSet.LOCATION: Scope.CASEWORK,
    DataSet.IDENTITY: Scope.IDENTITY,
}
