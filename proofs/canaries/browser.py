"""What a person types into pages, what fails there, and what is shown."""

from typing import Any
from uuid import uuid4

from django.test import Client

from contact.forms import ASKED
from identification.models import Case
from proofs.canaries.values import Values
from tests.cast import Cast
from tests.helpers import client_of, log_is_broken

OPEN = {
    **dict.fromkeys(("in_danger", "injured", "controlled"), "no"),
    "age_band": "adult",
    "sex": "female",
    "language": "ru",
    "jurisdiction": "AV",
}


def walk(case: Case, cast: Cast, values: Values) -> None:
    """An identity is entered and opened, forms are refused, sign-ins fail, and once the server itself fails."""
    nora, home = client_of(cast.nora), case.get_absolute_url()
    nora.raise_request_exception = False
    _post(nora, f"{home}identity/edit/", 302, **_identity(values))
    _post(nora, f"{home}identity/", 200, reason="check")
    _post(nora, f"{home}identity/edit/", 200, **_identity(values) | {"birth_date_1": values.text()})
    _post(nora, "/cases/new/", 200, **OPEN, key="no key", pseudonym=values.text())
    nora.get("/cases/", {"q": values.text()})
    nora.get("/services/", {"kind": values.text()})
    for _try in range(3):
        Client().post("/sign-in/", {"login": f"{values.text()}@example.org", "password": values.text()})
        Client().post("/sign-in/", {"login": values.text(), "password": values.text()})
    _post(nora, f"{home}contacts/new/", 302, **_contact(values))
    with log_is_broken():
        _post(nora, f"{home}identity/edit/", 500, **_identity(values))


def _identity(values: Values) -> dict[str, str]:
    born = values.day()
    texts = ("pseudonym", "full_name", "contact", "address", "document", "narrative")
    day = {"birth_date_0": str(born.day), "birth_date_1": str(born.month), "birth_date_2": str(born.year)}
    return {**{name: values.text() for name in texts}, **day}


def _contact(values: Values) -> dict[str, str]:
    texts = {name: values.text() for name in ("value", "who_answers", "code_word")}
    answers = dict.fromkeys(ASKED, "yes")
    day = {"checked_on_0": "1", "checked_on_1": "5", "checked_on_2": "2020"}
    return {**texts, **answers, **day, "kind": "phone", "order": "1", "key": str(uuid4())}


def _post(client: Client, url: str, status: int, **entered: Any) -> None:
    response = client.post(url, entered)
    assert response.status_code == status, f"{url}: {response.status_code}"
