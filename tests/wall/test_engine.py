"""For whom the database is asked: carried by each transaction, gone with it, and never without one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse

from accounts.middleware import ActorMiddleware
from accounts.sessions import SessionStore, begin
from audit.models import Event
from identification.models import Case
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import opened_case, presumed_case
from tests.owner import as_owner
from wall.context import NOBODY, Context, acting_as, as_command, as_nobody, now
from wall.engine.base import DatabaseWrapper
from wall.middleware import WallMiddleware
from wall.roles import is_walled, provide

ASKED_FOR = (
    "SELECT current_setting('safe_passage.organisation', true), current_setting('safe_passage.command', true)"
)
COMMITS = pytest.mark.two_connections


def asked_for() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(ASKED_FOR)
        organisation, command = cursor.fetchone()
    return organisation or "", command or ""


@COMMITS
def test_a_statement_of_its_own_carries_the_context_and_leaves_nothing(committed_cast: Cast) -> None:
    ours = uuid4()
    with acting_as(ours):
        assert asked_for() == (str(ours), "")
    with as_nobody():
        assert asked_for() == ("", "")


@COMMITS
def test_a_transaction_carries_it_from_its_first_statement_to_its_last(committed_cast: Cast) -> None:
    ours = uuid4()
    with acting_as(ours), transaction.atomic():
        assert asked_for() == (str(ours), "")
        with transaction.atomic():
            assert asked_for() == (str(ours), "")
    with as_nobody():
        assert asked_for() == ("", "")


@COMMITS
def test_a_change_in_the_middle_of_a_transaction_is_heard(committed_cast: Cast) -> None:
    ours = uuid4()
    with as_nobody(), transaction.atomic():
        with acting_as(ours):
            assert asked_for() == (str(ours), "")
            with as_command("clock"):
                assert asked_for() == ("", "clock")
            assert asked_for() == (str(ours), "")
        assert asked_for() == ("", "")


def test_a_rollback_to_a_savepoint_brings_nothing_back(cast: Cast) -> None:
    with acting_as(cast.nora.organisation_id):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            as_command("clock"),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1 / 0")
        assert asked_for() == (str(cast.nora.organisation_id), "")


@pytest.mark.parametrize("wrong", ["", "With Space", "x'; DROP TABLE audit_event; --", "1"])
def test_a_command_has_a_plain_name(wrong: str) -> None:
    with pytest.raises(ValueError, match="command"), as_command(wrong):
        pass


def test_an_organisation_is_named_by_its_id() -> None:
    with pytest.raises(TypeError), acting_as("x' OR 'y"):  # type: ignore[arg-type]
        pass


@pytest.mark.parametrize(("who", "shown"), [("nora", 1), ("otto", 0)])
def test_who_is_no_party_is_shown_no_row(cast: Cast, who: str, shown: int) -> None:
    presumed_case(cast.nora)
    with acting_as(getattr(cast, who).organisation_id):
        assert Case.objects.count() == shown
        assert Case.history.count() == shown * 2
    with as_nobody():
        assert Case.objects.count() == Event.objects.count() == 0


def test_nobody_and_a_stranger_can_open_no_case_for_another(cast: Cast) -> None:
    with acting_as(cast.nora.organisation_id):
        assert opened_case(cast.nora).pk
    for acting in (lambda: acting_as(cast.otto.organisation_id), as_nobody):
        with acting(), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            opened_case(cast.nora)


def test_a_request_leaves_the_context_as_it_was(cast: Cast) -> None:
    client = client_of(cast.nora)
    for path in ("/cases/", "/cases/0000-0000/", "/oversight/", "/healthz"):
        client.get(path)
        assert asked_for() == ("", "tests")
        assert now().command == "tests"


def test_a_request_begins_as_nobody_and_goes_on_as_the_actors_organisation(cast: Cast, rf: Any) -> None:
    seen: list[Context] = []

    def answer(_request: HttpRequest) -> HttpResponse:
        seen.append(now())
        return HttpResponse()

    WallMiddleware(answer)(rf.get("/"))
    request = rf.get("/")
    request.user, request.session = cast.nora.user, SessionStore()
    begin(request.session, "")
    WallMiddleware(ActorMiddleware(answer))(request)
    assert seen == [NOBODY, Context(organisation=cast.nora.organisation_id)]


@pytest.mark.django_db
@pytest.mark.parametrize("take", [lambda: connection.as_owner(), lambda: provide(connection)])
def test_the_role_does_not_change_in_a_transaction_or_pass_the_wall(take: Callable[[], Any]) -> None:
    kept = connection.settings_dict["OPTIONS"]["assume_role"]
    connection.settings_dict["OPTIONS"]["assume_role"] = connection.settings_dict["USER"]
    try:
        with pytest.raises((RuntimeError, ImproperlyConfigured)), take() or as_nobody():
            pass
    finally:
        connection.settings_dict["OPTIONS"]["assume_role"] = kept


def test_without_the_owners_address_nobody_becomes_the_owner(db: None) -> None:
    bare = DatabaseWrapper({**connection.settings_dict, "OWNER": {}}, "bare")
    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL"), bare.as_owner(), bare.cursor():
        pass


@pytest.mark.django_db
def test_the_wall_is_known_to_be_down_for_the_owner(client: Any) -> None:
    assert is_walled(connection)
    assert client.get("/readyz").status_code == 200
    with as_owner():
        assert not is_walled(connection)
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"the database keeps no wall")


def test_the_log_takes_what_happens_at_the_door_and_shows_it_to_nobody(cast: Cast) -> None:
    before = Event.objects.filter(kind="session.refused").count()
    client = client_of(cast.otto)
    client.post("/exit/")
    client.post("/sign-in/", {"login": "nobody@example.org", "password": "wrong"})
    assert Event.objects.filter(kind="session.refused").count() == before + 1
    assert Event.objects.filter(kind="session.end").count() == 1
    with acting_as(cast.otto.organisation_id):
        assert not Event.objects.filter(kind__startswith="session.", organisation_id=None).exists()


def test_a_partys_own_acts_are_shown_whatever_they_were_about(cast: Cast) -> None:
    foreign: UUID = presumed_case(cast.nora).pk
    with acting_as(cast.otto.organisation_id):
        from audit.log import record

        record("case.view", by=cast.otto, case_id=foreign, outcome="refused")
        assert list(Event.objects.filter(case_id=foreign).values_list("kind", flat=True)) == ["case.view"]
