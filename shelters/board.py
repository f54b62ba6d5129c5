"""The board of a shelter: its beds, who comes today, who asks, and who stays longer than was agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actors import Actor
from shelters.enums import IN_HOUSE, PlacementStatus
from shelters.models import Bed, Placement, Shelter
from shelters.presenters import Line, lines


@dataclass(frozen=True)
class BedLine:
    """One bed and how it stands today; `url` leads to the stay, if there is one."""

    bed: Bed
    tone: str
    word: str
    url: str = ""


@dataclass(frozen=True)
class Board:
    """A shelter at a glance."""

    beds: list[BedLine]
    requests: list[Line]
    arrivals: list[Line]
    overdue: list[Line]
    ids: list[UUID]


def board(shelter: Shelter, actor: Actor) -> Board:
    """Return the board of a shelter, in a fixed number of queries."""
    open_stays = Placement.objects.visible_to(actor).open().filter(shelter=shelter)
    stays = list(open_stays.with_sight(actor).order_by("starts"))
    return Board(
        beds=[_line(bed, [one for one in stays if one.bed_id == bed.pk]) for bed in shelter.beds.all()],
        requests=lines(one for one in stays if one.status == PlacementStatus.REQUESTED),
        arrivals=lines(one for one in stays if one.arrives_today),
        overdue=lines(one for one in stays if one.is_overdue),
        ids=[one.pk for one in stays],
    )


def _line(bed: Bed, stays: Iterable[Placement]) -> BedLine:
    """The stays are those of this bed, the earliest first."""
    lives_here = next((one for one in stays if one.status in IN_HOUSE), None)
    if lives_here:
        word = _("Taken until %(day)s") % {"day": _day(lives_here.ends)}
        return BedLine(bed, "occupied", word, lives_here.get_absolute_url())
    if not bed.in_use:
        return BedLine(bed, "closed", _("Out of use"))
    following = next(iter(stays), None)
    if following is None:
        return BedLine(bed, "free", _("Free"))
    if following.starts <= timezone.localdate():
        return BedLine(bed, "reserved", _("Reserved for today"), following.get_absolute_url())
    return BedLine(bed, "free", _("Free until %(day)s") % {"day": _day(following.starts)})


def _day(day: date) -> str:
    return date_format(day, "j F")
