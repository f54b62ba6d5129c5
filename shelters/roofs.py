"""What waits for a carrier because of who lives under a roof: until it is no longer so, or the person has a bed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from accounts.actors import Actor
from facts.findings import MOST_NAMED, STOPPED, Finding, findings, last_found
from facts.models import AllegedExploiter
from identification.enums import OPEN
from identification.presenters import Waiting
from shelters.enums import HOLDING, IN_HOUSE, PlacementStatus
from shelters.models import Placement
from shelters.models.placement import PlacementQuerySet

URGENT = 0
# So long a stay that was stopped and is over still says that the person has no bed.
REMEMBERED = timedelta(days=7)
WITHOUT_BED = (PlacementStatus.REFUSED, PlacementStatus.EXPIRED)
BEFORE_ARRIVAL = (PlacementStatus.REQUESTED, PlacementStatus.RESERVED)


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Yield the stays that are not safe, and those that were stopped, to the case managers of their carrier."""
    if not actor.has(roles.CASE_MANAGER):
        return
    stays = list(_asked_about(actor))
    told = findings({one.case_id for one in stays})
    if not told:
        return
    counting = _standing(actor, stays)
    stopped = {one.stay: one for one in told if one.kind == STOPPED}
    found = last_found(told)
    for stay in stays:
        lives_there = stay.status in IN_HOUSE
        one = (found if lives_there else stopped).get(stay.pk)
        if one and (one.records & counting or not one.records):
            yield _unsafe(stay, one) if lives_there else _without_bed(stay)


def was_told(placement: Placement, records: Iterable[UUID]) -> bool:
    """Tell whether the carrier was told before that this stay was stopped, and by these records."""
    told = {(one.kind, one.stay, one.records) for one in findings([placement.case_id])}
    return (STOPPED, placement.pk, frozenset(records)) in told


def _asked_about(actor: Actor) -> PlacementQuerySet:
    """Stays of people who allege somebody and live there; and those not begun, or over since days, without a bed."""
    open_cases = Q(case__carrier=actor.organisation_id, case__status__in=OPEN)
    alleging = Exists(AllegedExploiter.objects.standing().filter(case=OuterRef("case")))
    beds = Placement.objects.filter(case=OuterRef("case"), status__in=HOLDING).exclude(pk=OuterRef("pk"))
    recently = Q(status__in=WITHOUT_BED, status_since__gte=timezone.now() - REMEMBERED)
    looks_for_a_bed = (recently | Q(status__in=BEFORE_ARRIVAL)) & ~Q(Exists(beds))
    seen = Placement.objects.visible_to(actor).filter(open_cases)
    return seen.filter(Q(alleging, status__in=IN_HOUSE) | looks_for_a_bed).select_related("case")


def _standing(actor: Actor, stays: Iterable[Placement]) -> set[UUID]:
    """Return the records that count. Of many, a mistake counts until a morning finds otherwise: else it tells which."""
    rows = AllegedExploiter.objects.visible_to(actor).filter(case__in={one.case_id for one in stays})
    told = list(rows.values_list("pk", "case_id", "mistaken"))
    many = {
        case for case, told_of in Counter(case for _pk, case, _is in told).items() if told_of > MOST_NAMED
    }
    return {pk for pk, case, mistaken in told if case in many or not mistaken}


def _unsafe(stay: Placement, found: Finding) -> Waiting:
    return _waiting(_("A stay may not be safe: case %(number)s"), stay, timezone.localdate(found.at))


def _without_bed(stay: Placement) -> Waiting:
    return _waiting(_("A shelter could not take the person: case %(number)s"), stay, stay.starts)


def _waiting(label: str, stay: Placement, due: date) -> Waiting:
    url = reverse("case_exploiters", args=[stay.case.number])
    return Waiting(label % {"number": stay.case.number}, url, due, URGENT, stay.case_id)
