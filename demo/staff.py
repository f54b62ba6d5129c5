"""Who works where in the demo, and with which password they sign in."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts import roles
from accounts.actions import add_member
from accounts.actors import Actor
from accounts.models import Organisation
from accounts.roles import Role
from demo.organisations import PLACES
from demo.password import PASSWORD


@dataclass(frozen=True)
class Worker:
    """Somebody who can sign in."""

    name: str
    place: str
    roles: tuple[Role, ...]

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@demo.example"


def _worker(name: str, place: str, *held: Role) -> Worker:
    return Worker(name, place, held)


STAFF = (
    _worker("Odile", "harbour_police", roles.FIRST_RESPONDER),
    _worker("Bruno", "border_post", roles.FIRST_RESPONDER),
    _worker("Ines", "inspection", roles.FIRST_RESPONDER),
    _worker("Hanna", "hotline", roles.FIRST_RESPONDER),
    _worker("Hal", "hotline", roles.CASE_MANAGER),
    _worker("Hugo", "hotline", roles.CASE_MANAGER),
    _worker("Nora", "lantern_house", roles.CASE_MANAGER),
    _worker("Dana", "lantern_house", roles.SUPERVISOR, roles.DATA_PROTECTION),
    _worker("Dov", "lantern_house", roles.DATA_PROTECTION),
    _worker("Ada", "board_av", roles.AUTHORITY_MEMBER),
    _worker("Aldo", "board_av", roles.AUTHORITY_MEMBER),
    _worker("Sami", "quiet_garden", roles.SHELTER_MANAGER),
    _worker("Vera", "quiet_garden", roles.OBSERVER),
    _worker("Otto", "far_meadow", roles.SHELTER_MANAGER),
    _worker("Lena", "open_door", roles.LEGAL_COUNSEL),
    _worker("Rafi", "homeward", roles.RETURN_OFFICER),
    _worker("Mina", "clear_spring", roles.SERVICE_WORKER),
    _worker("Ivo", "two_tongues", roles.SERVICE_WORKER),
    _worker("Stat", "figures", roles.ANALYST),
    _worker("Bela", "river_mill", roles.CASE_MANAGER),
    _worker("Berta", "river_mill", roles.SUPERVISOR, roles.DATA_PROTECTION),
    _worker("Bo", "board_bk", roles.AUTHORITY_MEMBER),
    _worker("Bodil", "board_bk", roles.AUTHORITY_MEMBER),
    _worker("Karl", "stone_bridge", roles.SHELTER_MANAGER),
    _worker("Wanda", "welcome_back", roles.SERVICE_WORKER),
    _worker("Cora", "olive_branch", roles.CASE_MANAGER),
    _worker("Cyril", "olive_branch", roles.SUPERVISOR, roles.DATA_PROTECTION),
    _worker("Clio", "board_ct", roles.AUTHORITY_MEMBER),
    _worker("Cato", "board_ct", roles.AUTHORITY_MEMBER),
    _worker("Cassia", "board_ct", roles.AUTHORITY_MEMBER),
    _worker("Celia", "white_terrace", roles.SHELTER_MANAGER),
)


def employ(worker: Worker, organisation: Organisation, by: Actor) -> Actor:
    """Return the worker, who can sign in from now on."""
    membership = add_member(
        email=worker.email,
        display_name=worker.name,
        organisation=organisation,
        roles=worker.roles,
        password=PASSWORD,
        by=by,
    )
    return Actor.of(membership)


def signing_in() -> str:
    """Return who can sign in and how, as a table for the terminal."""
    names = {place.key: f"{place.name} ({place.country})" for place in PLACES}
    head = ("name", "role", "organisation", "e-mail")
    rows = [(one.name, _roles(one.roles), names[one.place], one.email) for one in STAFF]
    table = "\n".join(_aligned([head, *rows]))
    return f"Sign in as any of these people; everybody's password is {PASSWORD}\n\n{table}"


def _roles(held: Iterable[Role]) -> str:
    return ", ".join(str(role.name) for role in held)


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
