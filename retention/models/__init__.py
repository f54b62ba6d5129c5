"""The records of keeping and erasing."""

from retention.models.erasure import Erasure
from retention.models.hold import LegalHold
from retention.models.notice import RefusalNotice
from retention.models.proposal import Proposal

__all__ = ["Erasure", "LegalHold", "Proposal", "RefusalNotice"]
