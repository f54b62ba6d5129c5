"""Who the person is: opened on purpose, with a reason, and never by accident."""

from datetime import date

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client

from audit import log
from audit.models import Event
from identification import access, actions
from identification.enums import Basis, Scope
from identification.models import Case, Identity
from identification.numbers import ALPHABET, random_number
from tests.cast import Cast
from tests.helpers import client_of, log_is_broken
from tests.makers import opened_case
from workflow.gate import perform
from workflow.refusal import Refused

NAME = "Xymena Quill"


@pytest.fixture
def case(cast: Cast) -> Case:
    case = opened_case(cast.nora)
    return actions.record_identity(case=case, full_name=NAME, narrative="A long road.", by=cast.nora)


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


def kinds_of(case: Case) -> list[str]:
    return list(Event.objects.filter(case_id=case.pk).order_by("id").values_list("kind", flat=True))


def test_asking_shows_nothing(nora: Client, case: Case) -> None:
    page = nora.get(f"{case.get_absolute_url()}identity/")
    assert NAME not in page.content.decode()
    assert "identity.view" not in kinds_of(case)


@pytest.mark.parametrize("sent", [{}, {"reason": ""}, {"reason": "curious"}, {"reason": "check\x00"}])
def test_without_a_reason_nothing_is_shown(nora: Client, case: Case, sent: dict[str, str]) -> None:
    page = nora.post(f"{case.get_absolute_url()}identity/", {"go": "1", **sent})
    assert page.status_code == 200
    assert NAME not in page.content.decode()
    assert "identity.view" not in kinds_of(case)


def test_with_a_reason_it_is_shown_and_in_the_log(nora: Client, cast: Cast, case: Case) -> None:
    page = nora.post(f"{case.get_absolute_url()}identity/", {"reason": "speak_with"})
    assert NAME in page.content.decode()
    event = Event.objects.filter(case_id=case.pk).latest("id")
    assert (event.kind, event.user_id) == ("identity.view", cast.nora.user_id)
    assert log.read(event)["facts"] == {"reason": "speak_with"}


def test_without_its_event_nothing_is_shown(cast: Cast, case: Case) -> None:
    with pytest.raises(DatabaseError), log_is_broken():
        actions.open_identity(case=case, by=cast.nora, reason="check")


def test_the_event_comes_before_the_first_name_is_opened(cast: Cast, case: Case) -> None:
    opened = actions.open_identity(case=case, by=cast.nora, reason="check")
    assert "identity.view" in kinds_of(case)
    assert "sealed" in repr(opened.__dict__["full_name"])
    assert opened.full_name == NAME


@pytest.mark.parametrize("scope", [Scope.SUMMARY, Scope.CASEWORK])
def test_less_than_identity_is_404(cast: Cast, case: Case, scope: Scope) -> None:
    shelter = cast.sami.organisation
    assert shelter
    access.grant(case=case, organisation=shelter, scope=scope, basis=Basis.CHILD_PROTECTION, by=cast.nora)
    sami, url = client_of(cast.sami), f"{case.get_absolute_url()}identity/"
    assert sami.get(url).status_code == 404
    assert sami.post(url, {"reason": "check"}).status_code == 404
    assert "identity.view" not in kinds_of(case)


def test_no_other_page_shows_a_name(nora: Client, case: Case) -> None:
    home = case.get_absolute_url()
    for part in ("", "screenings/", "consents/", "referrals/", "access/", "trail/"):
        assert NAME not in nora.get(f"{home}{part}").content.decode(), part
    assert NAME not in nora.get("/cases/").content.decode()


def test_the_log_names_fields_and_never_values(cast: Cast, case: Case) -> None:
    entered = {
        "full_name": NAME,
        "address": "",
        "birth_date": date(1999, 2, 3),
        "contact": "+999 55",
        "document": "",
    }
    actions.record_identity(case=case, by=cast.nora, **entered)
    event = Event.objects.filter(case_id=case.pk).latest("id")
    assert event.kind == "identity.change"
    assert log.read(event)["facts"] == {"fields": ["birth_date", "contact"]}
    for value in (NAME, "1999", "+999", "long road"):
        assert all(value.encode() not in bytes(one.body) for one in Event.objects.all())


def test_what_is_written_is_sealed_in_the_table(case: Case) -> None:
    with connection.cursor() as cursor:
        for table in ("identification_identity", "identification_historicalidentity"):
            cursor.execute(f"SELECT full_name FROM {table} WHERE full_name IS NOT NULL")
            stored = [bytes(one) for (one,) in cursor.fetchall()]
            assert stored
            assert all(NAME.encode() not in one for one in stored)


def test_an_emptied_field_is_empty(cast: Cast, case: Case) -> None:
    actions.record_identity(case=case, narrative="", by=cast.nora)
    assert Identity.objects.get(case=case).narrative is None
    assert Identity.objects.get(case=case).full_name == NAME


def test_the_form_for_writing_is_a_look_as_well(nora: Client, case: Case) -> None:
    page = nora.get(f"{case.get_absolute_url()}identity/edit/")
    assert NAME in page.content.decode()
    assert kinds_of(case)[-1] == "identity.view"


def test_writing_is_for_those_who_carry_the_case(cast: Cast, case: Case) -> None:
    with pytest.raises(Refused, match="by_screener"):
        actions.record_identity(case=case, full_name="Other", by=cast.dana)
    assert client_of(cast.dana).get(f"{case.get_absolute_url()}identity/edit/").status_code == 403
    assert client_of(cast.otto).get(f"{case.get_absolute_url()}identity/edit/").status_code == 404


def test_nothing_is_written_once_the_case_is_closed(cast: Cast) -> None:
    case = opened_case(cast.nora)
    case = actions.decline(case=case, can_decide="yes", by=cast.nora)
    with pytest.raises(Refused, match="wrong_state"):
        perform(case, "record_identity", by=cast.nora)


def test_case_numbers_are_random_and_easy_to_read_out() -> None:
    numbers = [random_number() for _number in range(2000)]
    assert len(set(numbers)) == 2000
    letters = {letter for number in numbers for letter in number.replace("-", "")}
    assert letters == set(ALPHABET)
    assert len(set(ALPHABET)) == 32
    assert not letters & set("ILOU")
    assert all(len(number) == 9 and number[4] == "-" for number in numbers)
