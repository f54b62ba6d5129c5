"""What several tests need: a log that is really broken, and requests as a member of the cast."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import Client

from accounts.actors import Actor
from accounts.middleware import ACTING_FOR
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
    with connection.cursor() as cursor:
        cursor.execute(BREAK)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(MEND)


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


def proven(client: Client, actor: Actor) -> Client:
    """Return the browser, in which the person proved a moment ago who they are."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(actor.user_id)
    session.save()
    return client


def codes(record: Stateful, step: str, by: Actor, **entered: object) -> list[str]:
    """Return the codes of the reasons why the gate would stay shut."""
    return [refusal.code for refusal in gate.refusals(record, step, by=by, **entered)]
