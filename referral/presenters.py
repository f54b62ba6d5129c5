"""How referrals are told."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from consent.enums import DataSet
from encryption import keys
from identification.presenters import Chip
from referral.enums import ACTIVE, ReferralStatus
from referral.models import Referral
from referral.permissions import by_referrer
from referral.rules import not_agreed
from referral.signals import beginnings_asked
from workflow.steps import Step

SENTENCES = {
    "referral.view": _("looked at a referral"),
    "referral.list": _("looked at the list of referrals"),
    "service.list": _("looked at the service directory"),
    "service.pause": _("paused a service"),
    "service.resume": _("offered a service again"),
}
TONES = {
    ReferralStatus.DRAFT: ("waiting", "clock"),
    ReferralStatus.SENT: ("waiting", "clock"),
    ReferralStatus.RECEIVED: ("waiting", "clock"),
    ReferralStatus.ACCEPTED: ("going", "check"),
    ReferralStatus.IN_PROGRESS: ("going", "arrow"),
    ReferralStatus.COMPLETED: ("good", "check"),
    ReferralStatus.DECLINED: ("halted", "cross"),
    ReferralStatus.NOT_ATTENDED: ("halted", "cross"),
    ReferralStatus.REVOKED: ("halted", "cross"),
    ReferralStatus.EXPIRED: ("halted", "clock"),
}


def chip(referral: Referral) -> Chip:
    """Return the status of a referral as its chip."""
    return Chip.of(ReferralStatus(referral.status), TONES)


def outcome_only(referral: Referral) -> list[tuple[object, object]]:
    """Return what a recipient keeps when the work is over: what it was about, and nothing about the person."""
    return [(_("Service"), referral.get_kind_display()), (_("From"), referral.sender)]


def summary(referral: Referral) -> list[tuple[object, object]]:
    """Return what a recipient sees before accepting: what is needed and how soon, nothing that names the person."""
    case = referral.case
    return [
        (_("Service"), referral.get_kind_display()),
        (_("How soon"), referral.get_urgency_display()),
        (_("Age"), case.get_age_band_display()),
        (_("Sex"), case.get_sex_display()),
        (_("Language"), case.get_language_display() or _("not recorded")),
        (_("From"), referral.sender),
        (_("To"), referral.recipient),
        (_("Shared if accepted"), shared(referral)),
    ]


def shared(referral: Referral) -> str:
    """Return the data sets in words."""
    return "; ".join(str(DataSet(data).label) for data in referral.data_sets)


def note_for(referral: Referral, *, is_recipient: bool) -> str | None:
    """Return the sealed note: the sender reads it, the recipient once it has accepted, nobody once it is erased."""
    may_read = not is_recipient or referral.status in ACTIVE
    return referral.note if may_read and keys.exist(referral.case_id) else None


def ask_url(referral: Referral) -> str:
    """Return the way to a consent talk about just this organisation and purpose."""
    query = urlencode({"recipient": str(referral.recipient_id), "purpose": referral.purpose})
    return f"{reverse('consent_new', args=[referral.case.number])}?{query}"


def missing_in(referral: Referral, actor: Actor) -> dict[str, str] | None:
    """Return what a draft would share without the person's agreement, and where to ask, for those who may send it."""
    is_draft = referral.status == ReferralStatus.DRAFT
    missing = not_agreed(referral) if is_draft and by_referrer(referral, actor) else []
    return {"what": "; ".join(missing), "ask_url": ask_url(referral)} if missing else None


def beginnings(referral: Referral, actor: Actor) -> list[Step]:
    """Return what this actor may begin on an accepted referral: a stay, a return, a legal matter."""
    if referral.status not in ACTIVE:
        return []
    answers: Any = beginnings_asked.send(sender=Referral, referral=referral, by=actor)
    return [step for _receiver, steps in answers for step in steps]
