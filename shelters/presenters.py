"""How stays are told, and how much of one is shown to whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import roles
from accounts.actors import Actor
from children.presenters import who_acts
from consent.withdrawal.effects import Effect, Part
from identification.models import Case
from identification.presenters import Chip, Clock, Waiting, shown_in
from shelters.enums import PlacementStatus
from shelters.models import Placement

SENTENCES = {
    "placement.view": gettext_lazy("looked at a stay"),
    "placement.list": gettext_lazy("looked at a list of stays"),
    "placement.alert": gettext_lazy("told both sides that a stay is past its last day"),
    "shelter.open": gettext_lazy("registered a shelter"),
    "bed.add": gettext_lazy("added a bed"),
    "bed.open": gettext_lazy("put a bed into use"),
    "bed.close": gettext_lazy("took a bed out of use"),
}
TONES = {
    PlacementStatus.REQUESTED: ("waiting", "clock"),
    PlacementStatus.RESERVED: ("waiting", "bed"),
    PlacementStatus.ADMITTED: ("good", "home"),
    PlacementStatus.EXTENSION_REQUESTED: ("waiting", "home"),
    PlacementStatus.TRANSFER_PENDING: ("going", "arrow"),
    PlacementStatus.REFUSED: ("halted", "cross"),
    PlacementStatus.EXPIRED: ("halted", "clock"),
}
URGENT, SOON = 0, 1
SOON_DAYS = 7
MOST = 50


def chip(placement: Placement) -> Chip:
    """Return the status of a stay as its chip."""
    return Chip.of(PlacementStatus(placement.status), TONES)


def beds_kept(placements: Iterable[Placement]) -> list[Effect]:
    """Return what becomes of these stays when consent is taken back: a bed stays, a mere request is refused."""
    return [_kept(one) for one in placements]


def _kept(placement: Placement) -> Effect:
    words: dict[str, object] = {"who": placement.shelter.organisation}
    if placement.status == PlacementStatus.REQUESTED:
        refused = _("The request for a bed at %(who)s is refused: no bed is held yet.")
        return Effect(Part.STOPS, refused % words, placement.shelter.organisation_id)
    stays = _(
        "The bed at %(who)s stays, until %(day)s as agreed. The house keeps seeing what it must know to look after "
        "the person: the days, safety and health emergencies."
    )
    words |= {"day": date_format(placement.ends, "j E Y")}
    return Effect(Part.GOES_ON, stays % words, placement.shelter.organisation_id)


def name_of(placement: Placement, *, sees_case: bool) -> str:
    """Return what a stay is called: by its case for those who see the case, else by a piece of its own id."""
    return placement.case.number if sees_case else str(placement.pk)[:8]


@dataclass(frozen=True)
class Shown:
    """What one reader is shown of a stay. Without the case, it is the duty of care alone."""

    name: str
    chip: Chip
    clock: Clock | None
    facts: list[tuple[object, object]]
    care_note: str | None
    extension_reason: str | None
    case: Case | None


def shown(placement: Placement, actor: Actor) -> Shown:
    """Return what this actor is shown: who may not see the case gets what a duty of care needs, and no more."""
    sees_case = placement.case.is_visible_to(actor)
    asks_longer = placement.status == PlacementStatus.EXTENSION_REQUESTED
    return Shown(
        name=name_of(placement, sees_case=sees_case),
        chip=chip(placement),
        clock=Clock(_("Stays until"), placement.ends) if placement.is_open else None,
        facts=_facts(placement) if sees_case else _duty_of_care(placement),
        care_note=placement.care_note if placement.is_open else None,
        extension_reason=placement.extension_reason if sees_case and asks_longer else None,
        case=placement.case if sees_case else None,
    )


def _facts(placement: Placement) -> list[tuple[object, object]]:
    told = [
        (_("Shelter"), placement.shelter),
        (_("Place for"), placement.get_kind_display()),
        (_("Accessible"), _("needed") if placement.needs_accessible else _("not needed")),
        *_nights(placement),
        (_("Risks assessed on"), _day(placement.risk_assessed_on)),
        (_("Longer stay asked for until"), _day(placement.extension_until)),
        *(_guardian(placement) if placement.is_open else []),
        *_end(placement),
    ]
    return [(label, value) for label, value in told if value]


def _duty_of_care(placement: Placement) -> list[tuple[object, object]]:
    person = [(_("Age"), placement.case.get_age_band_display()), (_("Sex"), placement.case.get_sex_display())]
    told = [*person, *_guardian(placement)] if placement.is_open else []
    return [*_nights(placement), *told, *_end(placement)]


def _guardian(placement: Placement) -> list[tuple[object, object]]:
    """Whoever gives a child a bed knows that somebody acts for the child, and until when; not who, nor how to call."""
    return [(_("Who acts for the child"), who_acts(placement.case))] if placement.case.is_child else []


def _nights(placement: Placement) -> list[tuple[object, object]]:
    return [
        (_("Bed"), placement.bed or _("not yet chosen")),
        (_("First day"), _day(placement.starts)),
        (_("Last day"), _day(placement.ends)),
    ]


def _end(placement: Placement) -> list[tuple[object, object]]:
    told = [
        (_("Refused because"), placement.get_refusal_reason_display()),
        (_("Moved on"), placement.get_exit_reason_display()),
    ]
    return [(label, value) for label, value in told if value]


def _day(day: date | None) -> str:
    return date_format(day, "j E Y") if day else ""


@dataclass(frozen=True)
class Line:
    """One stay in a list."""

    name: str
    url: str
    chip: Chip
    kind: str
    starts: date
    ends: date


def lines(placements: Iterable[Placement]) -> list[Line]:
    """Return stays, read `with_sight`, as lines of a list."""
    return [
        Line(_name(one), one.get_absolute_url(), chip(one), one.get_kind_display(), one.starts, one.ends)
        for one in placements
    ]


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what waits for the actor in shelters."""
    seen = Placement.objects.visible_to(actor).with_sight(actor).order_by("ends")
    found: list[Waiting] = []
    if actor.has(roles.SHELTER_MANAGER):
        ours = seen.filter(shelter__organisation=actor.organisation_id)
        found += _for_shelter(ours.open()[:MOST])
    carried = seen.filter(case__carrier=actor.organisation_id)
    if actor.has(roles.CASE_MANAGER):
        soon = carried.in_house().filter(ends__lte=timezone.localdate() + timedelta(days=SOON_DAYS))
        found += [_waiting(_("A stay ends: %(stay)s"), one, one.ends) for one in soon[:MOST]]
    if actor.has(roles.SUPERVISOR):
        asked = carried.filter(status=PlacementStatus.EXTENSION_REQUESTED).exclude(asked_by=actor.user)
        found += [_waiting(_("A longer stay is asked for: %(stay)s"), one, one.ends) for one in asked[:MOST]]
    return found


def _for_shelter(placements: Iterable[Placement]) -> Iterator[Waiting]:
    for one in placements:
        if one.status == PlacementStatus.REQUESTED:
            yield _waiting(_("A bed is asked for: %(stay)s"), one, one.starts)
        elif one.arrives_today:
            yield _waiting(_("Arrives today: %(stay)s"), one, one.starts)
        elif one.is_overdue:
            yield _waiting(_("A stay is past its last day: %(stay)s"), one, one.ends)


def _waiting(label: str, placement: Placement, due: date) -> Waiting:
    urgency = URGENT if due <= timezone.localdate() else SOON
    about = shown_in(_name(placement), placement.case)
    return Waiting(label % {"stay": _name(placement)}, placement.get_absolute_url(), due, urgency, about)


def _name(placement: Placement) -> str:
    return name_of(placement, sees_case=placement.case_is_visible)  # type: ignore[attr-defined]  # with_sight
