"""Every route, as every member of the cast, in several worlds, against an oracle written by hand."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from tests.access import worlds
from tests.access.matrix import EVERYBODY, WORLDS, Row
from tests.access.worlds import CANARIES, CANARY_NUMBER, DOCUMENT_CANARIES, World
from tests.cast import Cast
from tests.config import headers
from tests.helpers import client_of

MAKE = {
    "emergency": worlds.emergency,
    "screening": worlds.screening,
    "helped": worlds.helped,
    "withdrawn": worlds.withdrawn,
    "child": worlds.child,
}

NUMBERS = {"number of a contact": CANARY_NUMBER}
SIGNS_OUT = {"quick_exit"}
KEYS = {
    "case": "number",
    "younger": "number",
    "talk": "talk",
    "link": "token",
    "list": "version",
    "vignette": "code",
    "translation": "code",
}


@pytest.mark.parametrize("name", WORLDS)
def test_everybody_gets_what_the_oracle_says(cast: Cast, name: str) -> None:
    world = MAKE[name](cast)
    actors = cast.everybody()
    assert set(actors) == EVERYBODY
    wrong, tried = [], 0
    kept = _clients(actors)
    for row in sorted(WORLDS[name], key=lambda row: (row.method == "POST", row.route)):
        for who, client in _clients(actors) if row.route in SIGNS_OUT else kept:
            answer = _ask(client, row, world)
            tried += 1
            if (got := _told(answer)) != (expected := _expected(row, who)):
                wrong.append(f"{row.route} {row.step} as {who}: {got}, not {expected}")
            wrong += [f"{row.route} as {who} shows {canary}" for canary in _shown(answer)]
            said, wanted = headers.told(answer), headers.expected(row.route, answer)
            wrong += [
                f"{row.route} as {who}, {answer.status_code}: {one}" for one in said.items() ^ wanted.items()
            ]
    assert not wrong, "\n".join(wrong)
    assert tried == len(WORLDS[name]) * (len(EVERYBODY) + 1)


def test_every_route_stands_in_the_matrix() -> None:
    routes = {pattern.name for part in get_resolver().url_patterns for pattern in part.url_patterns}
    listed = {row.route for rows in WORLDS.values() for row in rows}
    assert routes - listed == {"screening_step"}, (
        "each route needs a row; a screening's only step is in its journey"
    )
    assert listed <= routes


def _clients(actors):
    return [("nobody", Client()), *((who, client_of(actor)) for who, actor in actors.items())]


def _ask(client: Client, row: Row, world: World) -> HttpResponse:
    url = _url(row, world)
    return client.post(url, {"language": "en"}) if row.method == "POST" else client.get(url)


def _url(row: Row, world: World) -> str:
    if not row.args:
        return reverse(row.route)
    if row.args == "country":
        return reverse(row.route, args=[world.case.jurisdiction])
    record = _record(row.args, world)
    key = KEYS.get(row.args, "pk")
    second = [_record(row.second, world).number] if row.second else []
    return reverse(row.route, args=[getattr(record, key), *second] + ([row.step] if row.step else []))


def _record(name: str, world: World) -> Any:
    return world.case if name == "case" else world.known["talk" if name == "consent" else name]


def _expected(row: Row, who: str) -> str:
    if row.open_to_all:
        return "opens"
    if who == "nobody":
        return "sign in"
    if who in row.opens:
        return "opens"
    return "refused" if who in row.refused else "absent"


def _told(answer: HttpResponse) -> str:
    if answer.status_code == 302 and answer.url.startswith(reverse("account_login") + "?"):
        return "sign in"
    named = {200: "opens", 302: "opens", 403: "refused", 404: "absent", 409: "opens"}
    return named.get(answer.status_code, str(answer.status_code))


def _shown(answer: HttpResponse) -> list[str]:
    """No page that is merely opened shows who the person is; writing and comparing identities does, on purpose.

    A document shows its name on its own page, and its contents in a copy alone.
    """
    route = answer.resolver_match.url_name
    if answer.status_code != 200 or route in ("identity_edit", "case_compare", "contact"):
        return []
    shows = {"document": "file name", "document_file": "contents"}.get(route)
    hidden = {name: text for name, text in (CANARIES | DOCUMENT_CANARIES | NUMBERS).items() if name != shows}
    body = answer.content.decode("latin-1")
    return [name for name, text in hidden.items() if text in body]
