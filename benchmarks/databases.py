"""Two databases of different size with the same people, each made from the migrations; triggers are as they are."""

from typing import Any

from django.core.management import call_command
from django.db import connections

from benchmarks import load
from config.runner.say import say
from wall.context import as_command

SMALL, LARGE = 1_000, 50_000


def name_of(cases: int) -> str:
    """Return the name of the database with so many cases."""
    return f"cases_{cases}"


def make() -> None:
    """Both databases are there, loaded and analysed; the larger one is in use."""
    call_command("migrate", verbosity=0, interactive=False)
    with as_command("benchmark"):
        load.people()
    template = str(connections["default"].settings_dict["NAME"])
    for cases in (SMALL, LARGE):
        say(f"Loading {cases:,} cases …")
        _copy(template, name_of(cases))
        use(cases)
        with as_command("benchmark"), _as_owner():  # COPY does not go through the wall
            load.cases(cases)


def _as_owner() -> Any:
    connection: Any = connections["default"]
    return connection.as_owner()


def use(cases: int) -> None:
    """Both connections lead to the database with so many cases."""
    _lead_to(name_of(cases))


def _copy(template: str, name: str) -> None:
    _lead_to("postgres")
    with _as_owner(), connections["default"].cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _lead_to(name: str) -> None:
    for alias in connections:
        connection: Any = connections[alias]
        connection.close()
        connection.close_pool()
        connection.settings_dict["NAME"] = name
