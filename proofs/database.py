"""A database of its own for the proofs: made from the migrations, destroyed afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from django.db import connections
from django.test.utils import override_settings, setup_databases, teardown_databases

from tests.owner import sign_in_as_owner
from wall.context import as_command

MAIL = "django.core.mail.backends.dummy.EmailBackend"


def url() -> str:
    """Return the address of the database that this process uses now, for another process."""
    here = connections["default"].settings_dict
    options = {"host": here["HOST"], "port": here["PORT"], "user": here["USER"]}
    asked = urlencode({name: value for name, value in options.items() if value}, quote_via=quote)
    return f"postgresql://:{quote(here['PASSWORD'], safe='')}@/{quote(here['NAME'])}?{asked}"


@contextmanager
def of_its_own() -> Iterator[None]:
    """Inside, both connections lead to a fresh database that nobody else uses, and no mail leaves."""
    sign_in_as_owner()
    connections["default"].settings_dict["TEST"]["NAME"] = f"proofs_{os.getpid()}"
    made = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(EMAIL_BACKEND=MAIL), as_command("proofs"):
            yield
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0)
