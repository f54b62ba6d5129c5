"""How looks in an emergency are told."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actors import Actor
from accounts.presenters import names_in, with_names
from audit.models import Event
from audit.presenters import Line, in_words, lines
from breakglass.enums import TO_REVIEW, BreakGlassStatus
from breakglass.models import BreakGlass
from encryption import keys
from identification.presenters import Chip, Waiting

SENTENCES = {
    "breakglass.list": _("looked at the looks in an emergency"),
    "breakglass.view": _("looked at a look in an emergency"),
}
TONES = {
    BreakGlassStatus.OPEN: ("danger", "warning"),
    BreakGlassStatus.ENDED: ("waiting", "clock"),
    BreakGlassStatus.EXPIRED: ("waiting", "clock"),
    BreakGlassStatus.JUSTIFIED: ("good", "check"),
    BreakGlassStatus.ABUSE: ("halted", "cross"),
}
URGENT = 0
MOST = 50
MOST_LINES = 200


def chip(glass: BreakGlass) -> Chip:
    """Return the status of a look as its chip."""
    return Chip.of(BreakGlassStatus(glass.status), TONES)


def facts(glass: BreakGlass) -> list[tuple[object, object]]:
    """Return who looked, why and until when; what was sealed is opened, unless its key is destroyed."""
    opens = keys.exist(glass.case_id)
    rows: list[tuple[object, object]] = [
        (_("Who"), f"{glass.user}, {glass.organisation}"),
        (_("Emergency"), glass.get_danger_display()),
        (_("Why"), glass.reason if opens else _("can never be read again")),
        (_("Reviewed by"), glass.reviewed_by),
        (_("Why this finding"), glass.finding if opens and glass.reviewed_by_id else None),
    ]
    return [(label, value) for label, value in rows if value]


def looked_at(glass: BreakGlass) -> list[Line]:
    """Return what the person did, saw and was refused in this case while the look lasted, from the log."""
    theirs = Event.objects.filter(case_id=glass.case_id, user_id=glass.user_id)
    during = theirs.filter(at__gte=glass.begun_at, at__lte=glass.over_at or glass.expires_at)
    events = list(with_names(during.order_by("-id"))[:MOST_LINES])
    names = names_in(events)
    return lines(events, names, in_words(names))


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return one's own open look, and those that wait for one's review or that one should know of."""
    rows = BreakGlass.objects.visible_to(actor).to_review().select_related("case").order_by("review_due")
    return [_waiting(one, actor) for one in rows[:MOST]]


def _waiting(glass: BreakGlass, actor: Actor) -> Waiting:
    number = {"number": glass.case.number}
    if glass.user_id == actor.user_id:
        label = gettext("You look at case %(number)s in an emergency") % number
        return Waiting(label, glass.case.get_absolute_url(), glass.expires_at, URGENT)
    if actor.has(*roles.OVERSEERS):
        label = gettext("Review a look in an emergency: case %(number)s") % number
        return Waiting(label, glass.get_absolute_url(), glass.review_due, URGENT)
    label = gettext("Somebody looked in an emergency: case %(number)s") % number
    return Waiting(label, glass.get_absolute_url(), None, URGENT)


def suspended(rows: list[BreakGlass]) -> list[str]:
    """Return the names of those whose right is suspended because these were not reviewed in time."""
    return sorted({str(one.user) for one in rows if one.is_late and one.status in TO_REVIEW})
