"""What several tests need: a log that is really broken, and requests as a member of the cast."""

import html
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import time_machine
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actors import Actor
from accounts.middleware import ACTING_FOR
from accounts.models import User
from encryption import keys
from tests.owner import as_owner
from workflow import gate
from workflow.models import Stateful

BREAK = """
CREATE FUNCTION broken_log() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is broken'; END $$;
CREATE TRIGGER broken_log BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION broken_log();
"""
MEND = "DROP TRIGGER broken_log ON audit_event; DROP FUNCTION broken_log();"


@contextmanager
def log_is_broken() -> Iterator[None]:
    """No event can be written: a real trigger in the database refuses each one."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(BREAK)
    try:
        yield
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(MEND)


def with_password(user: User | None, password: str) -> User:
    """Return the user, who signs in with this password; it is hashed once in a run."""
    assert user
    user.password = _hashed(password)
    user.save()
    return user


@cache
def _hashed(password: str) -> str:
    return make_password(password)


def client_of(actor: Actor) -> Client:
    """Return a browser in which this actor is signed in and acts for their organisation."""
    client = Client()
    assert actor.user
    assert actor.organisation
    client.force_login(actor.user, backend="accounts.backends.Backend")
    session = client.session
    session[ACTING_FOR] = str(actor.organisation.pk)
    session.save()
    return client


def walked(client: Client, url: str, name: str) -> list[list[Any]]:
    """Return what each page of a list shows under this name in its context, following the link to the next."""
    pages = []
    while url:
        answer = client.get(url)
        pages.append(list(answer.context[name]))
        more = re.search(r'href="([^"]+after=[^"]+)" rel="next"', answer.content.decode())
        url = html.unescape(more.group(1)) if more else ""
    return pages


def with_fresh_factor(client: Client, *, method: str = "mfa") -> Client:
    """Return the browser, in which its person gave a second factor (or the password) this very moment."""
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client


def codes(record: Stateful, step: str, by: Actor, **entered: object) -> list[str]:
    """Return the codes of the reasons why the gate would stay shut."""
    return [refusal.code for refusal in gate.refusals(record, step, by=by, **entered)]


def statements_of(
    client: Client, method: str, url: str, data: dict[str, str] | None = None, status: int = 0
) -> list[str]:
    """Return the statements of one request by somebody who was here within this very minute; keys are forgotten."""
    with time_machine.travel(timezone.now(), tick=False):  # the session notes each new minute
        client.get("/services/")
        keys.forget()
        with CaptureQueriesContext(connection) as captured:
            response = getattr(client, method)(url, data)
    assert response.status_code == (status or (200 if method == "get" else 302)), url
    every = [one["sql"] for one in captured.captured_queries]
    return [one for one in every if "SAVEPOINT" not in one]
