"""How referrals are told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from consent.enums import DataSet
from consent.withdrawal.effects import Effect, Part
from encryption import keys
from identification.enums import Scope
from identification.models import Case
from identification.presenters import Chip, Waiting
from referral.enums import ACTIVE, ReferralStatus
from referral.models import Referral
from referral.permissions import ANSWERERS, by_referrer
from referral.rules import not_agreed
from referral.sight import bases_only_of
from referral.signals import beginnings_asked
from workflow.steps import Step

SENTENCES = {
    "referral.view": _("looked at a referral"),
    "referral.list": _("looked at the list of referrals"),
    "service.list": _("looked at the service directory"),
    "service.pause": _("paused a service"),
    "service.resume": _("offered a service again"),
}
URGENT = 0
# So long a recipient reads among what waits that something was taken back.
REMEMBERED = timedelta(days=7)
MOST_REMEMBERED = 10
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


def sees_identity(referral: Referral, actor: Actor) -> bool:
    """Tell whether the actor may open who the person is, and so how they are reached."""
    return Case.objects.visible_to(actor, at_least=Scope.IDENTITY).filter(pk=referral.case_id).exists()


def ask_url(referral: Referral) -> str:
    """Return the way to a consent talk about just this organisation and purpose."""
    query = urlencode({"recipient": str(referral.recipient_id), "purpose": referral.purpose})
    return f"{reverse('consent_new', args=[referral.case.number])}?{query}"


def revoked(referrals: list[Referral]) -> list[Effect]:
    """Return what becomes of these when they are revoked: the sight that goes with them, and what was told already."""
    stops = _("The referral to %(who)s (%(service)s) is revoked.")
    told = _("%(who)s was told on %(day)s what the referral said (%(service)s).")
    named = [(one, {"who": one.recipient, "service": one.get_kind_display()}) for one in referrals]
    ends = frozenset(bases_only_of([one for one in referrals if one.status in ACTIVE]))
    return [
        *(Effect(Part.STOPS, stops % words, one.recipient_id, ends) for one, words in named),
        *(
            Effect(Part.STAYS_KNOWN, told % {**words, "day": _day(one.sent_at)}, one.recipient_id)
            for one, words in named
        ),
    ]


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Yield what was taken back from the actor's organisation in the last days: to stop; not about whom."""
    if not actor.has(*ANSWERERS):
        return
    since = timezone.now() - REMEMBERED
    rows = Referral.objects.filter(recipient=actor.organisation_id, status=ReferralStatus.REVOKED)
    lately = rows.filter(sent_at__isnull=False, status_since__gte=since).select_related("sender")
    label = _("Taken back: %(service)s, from %(who)s. Stop what you do on it.")
    for one in lately.order_by("-status_since")[:MOST_REMEMBERED]:
        words = {"service": one.get_kind_display(), "who": one.sender}
        yield Waiting(label % words, reverse("referrals"), one.status_since, URGENT)


def _day(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j E Y") if moment else ""


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
