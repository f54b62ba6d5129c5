"""The demo's organisations in its three invented countries: Arvenia, Belmark and Costania."""

from dataclasses import dataclass

from accounts.actions import found_organisation
from accounts.actors import Actor
from accounts.enums import OrganisationKind, ServiceKind
from accounts.models import Organisation
from demo.ids import uuid_of
from identification.enums import AgeBand, Sex
from referral.models import Service
from shelters.actions import add_bed, open_shelter, set_bed_in_use
from shelters.enums import BedKind

WOMEN, MEN = [Sex.FEMALE, Sex.OTHER], [Sex.MALE, Sex.OTHER]
FAMILIES, CHILDREN = BedKind.FAMILIES, BedKind.UNACCOMPANIED_CHILDREN


@dataclass(frozen=True)
class Place:
    """An organisation: what it is, where, what it offers, to whom, and its beds if it is a shelter."""

    key: str
    country: str
    name: str
    kind: OrganisationKind
    services: tuple[ServiceKind, ...] = ()
    sexes: tuple[str, ...] = tuple(Sex.values)
    ages: tuple[str, ...] = tuple(AgeBand.values)
    beds: tuple[tuple[BedKind, int], ...] = ()
    paused: tuple[ServiceKind, ...] = ()


PLACES = (
    Place("harbour_police", "AV", "Harbour Police", OrganisationKind.POLICE),
    Place("border_post", "AV", "Northern Border Post", OrganisationKind.BORDER_GUARD),
    Place("inspection", "AV", "Arvenian Labour Inspection", OrganisationKind.LABOUR_INSPECTION),
    Place("hotline", "AV", "Evening Star Hotline", OrganisationKind.HOTLINE),
    Place("board_av", "AV", "Identification Board", OrganisationKind.AUTHORITY),
    Place(
        "lantern_house",
        "AV",
        "Lantern House",
        OrganisationKind.NGO,
        (ServiceKind.CASE_MANAGEMENT, ServiceKind.SOCIAL_ASSISTANCE, ServiceKind.WORK),
    ),
    Place(
        "quiet_garden",
        "AV",
        "Quiet Garden",
        OrganisationKind.SHELTER,
        (ServiceKind.ACCOMMODATION,),
        beds=((BedKind.WOMEN, 10), (FAMILIES, 3), (CHILDREN, 3)),
    ),
    Place(
        "far_meadow",
        "AV",
        "Far Meadow",
        OrganisationKind.SHELTER,
        (ServiceKind.ACCOMMODATION,),
        sexes=tuple(MEN),
        ages=(AgeBand.ADULT,),
        beds=((BedKind.MEN, 6),),
    ),
    Place(
        "open_door",
        "AV",
        "Open Door Legal Aid",
        OrganisationKind.LEGAL_AID,
        (ServiceKind.LEGAL_AID, ServiceKind.COMPENSATION),
    ),
    Place("homeward", "AV", "Homeward", OrganisationKind.RETURN, (ServiceKind.RETURN,)),
    Place(
        "clear_spring",
        "AV",
        "Clear Spring Clinic",
        OrganisationKind.NGO,
        (ServiceKind.MEDICAL, ServiceKind.PSYCHOLOGICAL),
    ),
    Place(
        "two_tongues", "AV", "Two Tongues Interpreters", OrganisationKind.NGO, (ServiceKind.INTERPRETATION,)
    ),
    Place("figures", "AV", "Figures Office", OrganisationKind.STATISTICS),
    Place(
        "river_mill",
        "BK",
        "River Mill",
        OrganisationKind.NGO,
        (ServiceKind.CASE_MANAGEMENT, ServiceKind.DOCUMENTS),
        paused=(ServiceKind.DOCUMENTS,),
    ),
    Place("board_bk", "BK", "Belmark Review Panel", OrganisationKind.AUTHORITY),
    Place(
        "stone_bridge",
        "BK",
        "Stone Bridge",
        OrganisationKind.SHELTER,
        (ServiceKind.ACCOMMODATION,),
        beds=((BedKind.WOMEN, 3), (BedKind.MEN, 4)),
    ),
    Place(
        "welcome_back",
        "BK",
        "Welcome Back",
        OrganisationKind.NGO,
        (ServiceKind.REINTEGRATION, ServiceKind.WORK, ServiceKind.RELATIVES),
    ),
    Place("olive_branch", "CT", "Olive Branch", OrganisationKind.NGO, (ServiceKind.CASE_MANAGEMENT,)),
    Place("board_ct", "CT", "Costanian Commission", OrganisationKind.AUTHORITY),
    Place(
        "white_terrace",
        "CT",
        "White Terrace",
        OrganisationKind.SHELTER,
        (ServiceKind.ACCOMMODATION, ServiceKind.EDUCATION),
        beds=((BedKind.WOMEN, 4), (FAMILIES, 2), (CHILDREN, 3)),
    ),
    Place("home_shore", "CT", "Home Shore", OrganisationKind.NGO, (ServiceKind.REINTEGRATION,)),
)


def found(place: Place, by: Actor) -> Organisation:
    """Return the organisation, with its services in the directory and its beds."""
    organisation = found_organisation(
        key=uuid_of("organisation", place.key),
        name=place.name,
        kind=place.kind,
        country=place.country,
        services=place.services,
        by=by,
    )
    for kind in place.services:
        _offer(place, organisation, kind)
    if place.beds:
        _furnish(place, organisation, by)
    return organisation


def _offer(place: Place, organisation: Organisation, kind: ServiceKind) -> None:
    Service.objects.create(
        id=uuid_of("service", place.key, kind),
        organisation=organisation,
        kind=kind,
        ages=list(place.ages),
        sexes=list(place.sexes),
        is_active=kind not in place.paused,
    )


def _furnish(place: Place, organisation: Organisation, by: Actor) -> None:
    """Rooms are numbered from 1, two beds in each; the first bed of each kind is accessible, the last is out of use."""
    shelter = open_shelter(organisation=organisation, kinds=[kind for kind, _count in place.beds], by=by)
    room = 1
    for kind, count in place.beds:
        for bed in range(count):
            label = f"{room + bed // 2}{'ab'[bed % 2]}"
            last = add_bed(shelter=shelter, label=label, kind=kind, accessible=bed == 0, by=by)
        room += (count + 1) // 2
    set_bed_in_use(bed=last, in_use=False, by=by)
