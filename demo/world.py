"""Everybody and every place of the demo, as the stories need them."""

from dataclasses import dataclass

from accounts.actors import Actor
from accounts.models import Organisation
from demo.organisations import PLACES, found
from demo.staff import STAFF, employ

FOUNDER = Actor.system("load_demo")


@dataclass(frozen=True)
class Team:
    """Who carries cases in a country, and who decides there."""

    manager: Actor
    supervisor: Actor
    board: Actor


@dataclass(frozen=True)
class World:
    """Organisations and workers by key, teams by country."""

    places: dict[str, Organisation]
    staff: dict[str, Actor]

    def team(self, country: str) -> Team:
        """Return the team of a country."""
        return Team(*(self.staff[name] for name in TEAMS[country]))

    def answering(self, place: str) -> Actor:
        """Return who answers for an organisation."""
        return self.staff[next(one.name.lower() for one in STAFF if one.place == place)]


TEAMS = {"AV": ("nora", "dana", "ada"), "BK": ("bela", "berta", "bo"), "CT": ("cora", "cyril", "clio")}


def assemble() -> World:
    """Return the world, founded: its organisations, services, beds, and everybody who works there."""
    places = {place.key: found(place, FOUNDER) for place in PLACES}
    staff = {one.name.lower(): employ(one, places[one.place], FOUNDER) for one in STAFF}
    return World(places, staff)
