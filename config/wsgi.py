"""The entry for the web server."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
_django = get_wsgi_application()


def refuse_to_start_with_errors() -> None:
    """Nothing is served while a check finds an error: a web server, unlike `manage.py`, runs none by itself."""
    if errors := [str(one) for one in run_checks() if one.is_serious() and not one.is_silenced()]:
        raise ImproperlyConfigured("\n".join(errors))


refuse_to_start_with_errors()

# Whatever serves the pages comes through here. A server with the wrong master keys, or one that cannot ask the
# database, does not start.
from encryption.masters import require_right_keys  # noqa: E402 - the apps are loaded only now
from wall.context import as_command  # noqa: E402

with as_command("start"):
    require_right_keys(remember=True)
connections.close_all()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request. What is sent is UTF-8: another charset would fail before any page could say so."""
    kind = environ.get("CONTENT_TYPE", "")
    if "charset" in kind.lower() and "utf-8" not in kind.lower():
        environ["CONTENT_TYPE"] = kind.partition(";")[0]
    return _django(environ, start_response)
