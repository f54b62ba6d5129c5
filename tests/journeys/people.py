"""The cast at their screens: each does things through HTTP alone, as a browser without scripts would."""

import re
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from accounts.actors import Actor
from consent.enums import InformedPoint
from tests.helpers import client_of

HIDDEN = re.compile(r'<input type="hidden" name="(key|for_round)" value="([^"]*)"')


class Person:
    """One of the cast, signed in."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.client = client_of(actor)

    def sees(self, url: str, *texts: str) -> HttpResponse:
        """Open a page, which shows these texts."""
        page = self.client.get(url)
        assert page.status_code == 200, (url, page.status_code)
        for text in texts:
            assert text in page.content.decode(), (url, text)
        return page

    def misses(self, url: str) -> None:
        """Open a page that is not there for this person."""
        assert self.client.get(url).status_code == 404, url

    def sends(self, url: str, **entered: Any) -> str:
        """Fill a form as it is shown, hidden key included, send it, and return where it leads."""
        page = self.client.get(url)
        assert page.status_code == 200, (url, page.status_code, page.content.decode()[-1500:])
        for hidden, value in HIDDEN.findall(page.content.decode()):
            entered.setdefault(hidden, value)
        answer = self.client.post(url, entered)
        assert answer.status_code == 302, (url, answer.status_code, answer.content.decode())
        return answer.url

    def takes(self, record_url: str, step: str, **entered: Any) -> str:
        """Take a step of a record."""
        return self.sends(f"{record_url}do/{step}/", **entered)

    def is_refused(self, record_url: str, step: str, status: int) -> None:
        """Try to take a step, and get this answer."""
        assert self.client.post(f"{record_url}do/{step}/", {}).status_code == status


def day(name: str, days: int = 0) -> dict[str, int]:
    """Return a date so many days from today, as the three boxes of a form."""
    on: date = timezone.localdate() + timedelta(days=days)
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def opens_and_screens(who: Person, *, answers: dict[str, str], age_band: str = "adult") -> str:
    """Open a case, screen, and treat the person as a presumed victim; return the case's address."""
    case = who.sends(
        "/cases/new/",
        in_danger="no",
        injured="no",
        controlled="no",
        age_band=age_band,
        sex="female",
        language="ru",
        jurisdiction="AV",
        pseudonym="Robin",
    )
    case = case.removesuffix("safety/")
    page = who.sends(
        f"{case}screenings/new/", profile="adult_labour" if age_band == "adult" else "child_labour"
    )
    screening = page.rsplit("/", 2)[0] + "/"
    for element in ("DR", "CR", "RV", "EX", "CD", "VD"):
        page = who.sends(f"{screening}{element}/", **_answers(who, f"{screening}{element}/", answers))
    assert page == screening
    who.takes(screening, "complete", cooperation="unknown", note="")
    who.takes(case, "presume")
    return case


def asks_consent(
    who: Person, case: str, *, purpose: str, recipient: Any, data: list[str], no: str = ""
) -> str:
    """Hold a consent talk and record that the person agrees to all but `no`; return the talk's address."""
    asked = {"purpose": purpose, "recipient": recipient.pk, "data": data, "lasts": "days_90"}
    talk = who.sends(f"{case}consents/new/", **asked).removesuffix("language/")
    who.sends(f"{talk}language/", language="ru", interpreter="")
    who.sends(f"{talk}capacity/", capacity="yes")
    for point in InformedPoint.values:
        who.sends(f"{talk}points/{point}/")
    agreed = [one for one in data if one != no]
    who.sends(f"{talk}answer/", agreed=agreed, way="spoken", witness="Wanda Witness")
    return talk


def refers(who: Person, case: str, service: Any, data: list[str]) -> str:
    """Write and send a referral; return its address."""
    referral = who.sends(
        f"{case}referrals/new/", service=service.pk, data_sets=data, urgency="today", note="A quiet room."
    )
    who.takes(referral, "send")
    return referral


def _answers(who: Person, url: str, answers: dict[str, str]) -> dict[str, str]:
    shown = re.findall(r'name="([A-Z]{2}\d\d)"', who.client.get(url).content.decode())
    return {code: answers.get(code, "not_asked") for code in shown}
