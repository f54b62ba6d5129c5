"""Somebody calls the hotline at night, and nobody who sees the case answers: Hal looks, and Dana reviews it."""

import time_machine
from django.core import mail
from django.utils import timezone

from breakglass.enums import LASTS
from breakglass.models import BreakGlass
from identification.actions import record_identity
from tests.cast import Cast
from tests.journeys.people import Person
from tests.makers import presumed_case
from tests.makers_breakglass import FINDING, HAPPENING, hal

PASSWORD = "a long night at the telephone"
ADDRESS = "Ninth stair, green door"


def test_hal_looks_for_an_hour_and_dana_reviews_it(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    case = record_identity(case=presumed_case(cast.nora), address=ADDRESS, by=cast.nora)
    page = case.get_absolute_url()
    at_night = Person(hal(password=PASSWORD))
    at_night.misses(page)

    # He proves that it is he, and says what is happening.
    _proves_that_it_is_he(at_night)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert at_night.sends("/emergency/", **asked_for(case.number.lower())) == page

    # He sees the case, with the minutes left on each page, and opens the identity.
    at_night.sees(page, "You see this case in an emergency", "59\u00a0minutes left")
    opened = at_night.client.post(f"{page}identity/", {"reason": "danger", "note": ""})
    assert ADDRESS in opened.content.decode()
    at_night.is_refused(page, "presume", 403)

    # Nora and Dana were told, and find it waiting.
    assert {to for one in mail.outbox for to in one.to} >= {"nora@example.org", "dana@example.org"}
    glass = BreakGlass.objects.get().get_absolute_url()
    nora, dana = Person(cast.nora), Person(cast.dana)
    nora.sees("/", glass, "Somebody looked in an emergency")
    nora.sees(f"{page}looks/", "Hal", "opened the identity", "The person is in danger")
    nora.sees(f"{page}access/", "Office of Hal", "Emergency")

    # The police came: he ends it, and the case is gone.
    assert at_night.client.post(f"{page}emergency/end/").url == "/"
    at_night.misses(page)

    dana.sees("/emergency/reviews/", glass)
    dana.sees(glass, HAPPENING, "opened the identity")
    dana.takes(glass, "justify", finding=FINDING)
    dana.sees(glass, "Justified", FINDING)


def test_after_the_hour_the_next_click_is_a_404(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    at_night = Person(hal(password=PASSWORD))
    _proves_that_it_is_he(at_night)
    at_night.sends("/emergency/", **asked_for(case.number))
    at_night.sees(case.get_absolute_url())
    with time_machine.travel(timezone.now() + LASTS):
        after = Person(at_night.actor)
        after.misses(case.get_absolute_url())
        after.misses(f"{case.get_absolute_url()}identity/")


def asked_for(number: str) -> dict[str, str]:
    """Return what is entered to look in an emergency."""
    return {"number": number, "danger": "life", "reason": HAPPENING}


def _proves_that_it_is_he(person: Person) -> None:
    asked = person.client.get("/emergency/", follow=True)
    assert asked.redirect_chain[-1][0].startswith("/again/password/")
    proven = person.client.post(
        "/again/password/?next=/emergency/", {"password": PASSWORD, "next": "/emergency/"}
    )
    assert proven.url == "/emergency/"
