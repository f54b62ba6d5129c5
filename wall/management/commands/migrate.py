"""Django's own command, as the owner of the tables."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from wall import roles
from wall.context import as_command


class Command(migrate.Command):
    """Signs in as the owner, makes sure of the role that serves, and gives it afterwards what it needs."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection: Any = connections[options["database"]]
        with as_command("migrate"), connection.as_owner():
            roles.provide(connection)
            super().handle(*args, **options)
            roles.grant(connection)
