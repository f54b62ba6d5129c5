"""The words of legal matters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import ServiceKind


class MatterStatus(models.TextChoices):
    """Where a legal matter stands."""

    NEW = "new", _("Not yet opened")
    OPENED = "opened", _("Opened, without a lawyer")
    ASSIGNED = "assigned", _("Lawyer named")
    ACTIVE = "active", _("Under way")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Closed")
    HALTED = "halted", _("Halted")


OPEN = [MatterStatus.OPENED, MatterStatus.ASSIGNED, MatterStatus.ACTIVE, MatterStatus.DECIDED]
WITH_LAWYER = [MatterStatus.ASSIGNED, MatterStatus.ACTIVE, MatterStatus.DECIDED, MatterStatus.CLOSED]
# The services whose referral may lead to a legal matter.
LEGAL_SERVICES = [ServiceKind.LEGAL_AID, ServiceKind.COMPENSATION, ServiceKind.WITNESS_PROTECTION]


class MatterKind(models.TextChoices):
    """What a matter is about."""

    STATUS_OR_RESIDENCE = "status_or_residence", _("Status or residence")
    CRIMINAL_INJURED_PARTY = "criminal_injured_party", _("Criminal proceedings, as injured party or witness")
    PROTECTION = "protection", _("Protection measures")
    COMPENSATION = "compensation", _("Compensation")
    DOCUMENTS = "documents", _("Document recovery")
    NON_PUNISHMENT = "non_punishment", _("Non-punishment")
    LABOUR_CLAIM = "labour_claim", _("Labour claim")
    FAMILY = "family", _("Family and guardianship")


# Proceedings for which what the person told may be needed: they hold the case while they go on.
PROCEEDINGS = [
    MatterKind.CRIMINAL_INJURED_PARTY,
    MatterKind.PROTECTION,
    MatterKind.COMPENSATION,
    MatterKind.NON_PUNISHMENT,
    MatterKind.LABOUR_CLAIM,
]


class MatterOutcome(models.TextChoices):
    """What was decided."""

    GRANTED = "granted", _("Granted")
    PARTLY = "partly", _("Granted in part")
    REFUSED = "refused", _("Refused")
    SETTLED = "settled", _("Settled")


class DeadlineKind(models.TextChoices):
    """What must not be missed."""

    HEARING = "hearing", _("Hearing")
    FILING = "filing", _("Filing")
    APPEAL_LIMIT = "appeal_limit", _("Limit for an appeal")
