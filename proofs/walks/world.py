"""The world that a walk goes through: the cast, their services and beds, and a clock that leaps."""

from random import Random
from typing import Any
from uuid import UUID

from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Membership, Organisation
from referral.models import Service
from shelters.actions import add_bed, open_shelter
from shelters.enums import BedKind
from shelters.models import Bed, Shelter
from tests.cast import FOUNDER, Cast
from tests.makers_deciding import judges

WRONG = 0.08  # how often an entry is a wrong one
BEDS_OF_A_KIND = 12
JUDGES = ("Agnes", "Alba", "Amos", "Axel")


class World:
    """Who there is, and the dice."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.dice = cast, Random(seed)
        self.judges = _judges(cast)
        self.people = [*cast.everybody().values(), *self.judges]
        self.clock = Actor.system("walk")
        self.organisations = list(Organisation.objects.all())
        self.services = list(Service.objects.select_related("organisation"))
        self.cases: list[UUID] = []
        for keeper in (cast.sami, cast.otto):
            _shelter(keeper)
        self.beds = list(Bed.objects.select_related("shelter"))

    def either(self, good: Any, wrong: Any) -> Any:
        """Return what fits, or now and then what does not."""
        return wrong if self.dice.random() < WRONG else good

    def anyone_of(self, *choices: Any) -> Any:
        """Return one of these."""
        return self.dice.choice(choices)

    def some_of(self, choices: list[Any]) -> list[Any]:
        """Return at least one of these."""
        return self.dice.sample(choices, self.dice.randint(1, len(choices)))

    def organisation(self) -> Organisation:
        """Return any organisation."""
        return self.dice.choice(self.organisations)

    def service(self, kinds: list[str]) -> Service:
        """Return a service of one of these kinds, or now and then any."""
        fitting = [one for one in self.services if one.kind in kinds]
        return self.dice.choice(self.either(fitting, self.services) or self.services)


def _judges(cast: Cast) -> list[Actor]:
    """Return further members of the board, so that three can vote, and others on appeal."""
    assert cast.ada.organisation
    known = Membership.objects.filter(organisation=cast.ada.organisation, user__display_name__in=JUDGES)
    return [Actor.of(one) for one in known] or judges(cast, *JUDGES)


def talks(cast: Cast) -> list[tuple[str, Organisation | None, list[str]]]:
    """Return what people are usually asked to agree to: purpose, recipient, data sets."""
    file = ["summary", "needs", "identity"]
    return [
        ("sharing", cast.sami.organisation, file),
        ("sharing", cast.lena.organisation, [*file, "legal"]),
        ("sharing", cast.nora.organisation, file),
        ("sharing", cast.otto.organisation, file),
        ("return", cast.rafi.organisation, file),
        ("return", cast.away, ["summary"]),
        ("identification", cast.ada.organisation, ["identity"]),
        ("police", cast.lena.organisation, ["legal"]),
        ("services", None, ["summary"]),
    ]


DATA_FOR = {
    ServiceKind.ACCOMMODATION: ["summary", "needs", "identity"],
    ServiceKind.LEGAL_AID: ["summary", "needs", "identity", "legal"],
    ServiceKind.RETURN: ["summary", "needs", "identity"],
    ServiceKind.CASE_MANAGEMENT: ["summary", "needs", "identity"],
}


def _shelter(keeper: Actor) -> None:
    assert keeper.organisation
    if Shelter.objects.filter(organisation=keeper.organisation).exists():
        return
    shelter = open_shelter(organisation=keeper.organisation, kinds=BedKind.values, by=FOUNDER)
    for kind in BedKind:
        for number in range(BEDS_OF_A_KIND):
            label = f"{kind.value[:2]}{number}"
            add_bed(shelter=shelter, label=label, kind=kind, accessible=number % 3 == 0, by=FOUNDER)
