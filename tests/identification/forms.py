"""Sending the forms of the pages as a browser would: what a page of ours must do with bad input."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

NUL, OVERRIDE = "Ro\x00bin", "Ro\u202ebin"
HIDDEN = "cannot be seen"
TEN_MEGABYTES = "x" * 10_000_000
KEY = re.compile(rb'name="key" value="([0-9a-f-]{36})"')


def key_of(client: Client, url: str) -> str:
    """Return the one-time key that a form was shown with."""
    found = KEY.search(client.get(url).content)
    assert found
    return found.group(1).decode()


def is_beside_the_field(answer: HttpResponse, name: str, said: str) -> bool:
    """Tell whether the error stands at its field, and not only at the top of the page."""
    page = answer.content.decode()
    place = page.find(f'id="id_{name}_error"')
    return place >= 0 and said in page[place : place + 600]


def send(client: Client, url: str, entered: dict[str, Any]) -> HttpResponse:
    """Send a form; a page of ours never answers with 500."""
    answer = client.post(url, entered)
    assert answer.status_code < 500
    return answer
