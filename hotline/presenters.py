"""How calls are told."""

from collections.abc import Iterable

from django.db.models import Choices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from hotline.enums import Advice, CallStatus, Pointed
from hotline.models import Call
from hotline.permissions import takes_calls
from identification.enums import YesNo
from identification.presenters import Chip, Waiting

SENTENCES = {
    "call.list": _("looked at the list of calls"),
    "call.view": _("looked at a call"),
}
TONES = {
    CallStatus.OPEN: ("waiting", "clock"),
    CallStatus.TURNED: ("going", "person"),
    CallStatus.CLOSED: ("good", "check"),
}
URGENT, SOON = 0, 1
MOST = 50


def chip(call: Call) -> Chip:
    """Return the status of a call as its chip."""
    return Chip.of(CallStatus(call.status), TONES)


def facts(call: Call) -> list[tuple[object, object]]:
    """Return all that is kept of a call."""
    rows: list[tuple[object, object]] = [
        (_("When"), _moment(call)),
        (_("How"), call.get_channel_display()),
        (_("Language"), call.get_language_display() or _("not known")),
        (_("In danger then"), call.get_in_danger_display()),
        (_("Noted by"), call.taken_by),
        (_("Advice given"), _named(Advice, call.advice)),
        (_("Told to turn to"), _named(Pointed, call.pointed_to)),
    ]
    return [(label, value) for label, value in rows if value]


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the calls of one's hotline that nobody has finished, those from danger first."""
    if not takes_calls(actor):
        return []
    left_open = Call.objects.visible_to(actor).filter(status=CallStatus.OPEN).order_by("taken_at")
    return [_waiting(call) for call in left_open[:MOST]]


def _waiting(call: Call) -> Waiting:
    said = {"when": _moment(call), "category": call.get_category_display()}
    if call.in_danger == YesNo.YES:
        label = gettext("Somebody in danger called %(when)s, and the call is still open: %(category)s")
        return Waiting(label % said, call.get_absolute_url(), None, URGENT)
    label = gettext("A call is still open since %(when)s: %(category)s")
    return Waiting(label % said, call.get_absolute_url(), None, SOON)


def _moment(call: Call) -> str:
    return date_format(timezone.localtime(call.taken_at), "j E, H:i")


def _named(words: type[Choices], codes: Iterable[str]) -> str:
    return "; ".join(str(words(code).label) for code in codes)
