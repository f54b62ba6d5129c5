"""What to do first, by the answers about safety and the country: whom to call, what to do, what not to do.

The sentences and numbers are versioned data; nothing here is a rule about who may do what.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from identification import jurisdictions
from identification.enums import YesNo
from identification.models import Case
from identification.presenters import Waiting
from identification.signals import first_steps_asked

FOLDER = Path(__file__).parent / "safety_data"
CURRENT = "first_steps_v1"
ASKED = ("in_danger", "injured", "controlled")
# Where a life may be at stake the page says it in the colour of danger.
DANGER = ("in_danger", "injured")


@dataclass(frozen=True)
class Advice:
    """What to do, in a few sentences, and in which tone it is shown."""

    title: str
    do: list[str]
    tone: str = "info"


@dataclass(frozen=True)
class Call:
    """Whom to call, by which number."""

    who: str
    number: str
    note: str

    @property
    def link(self) -> str:
        """The address that lets a telephone dial."""
        return f"tel:{self.number.replace('-', '')}"


@dataclass(frozen=True)
class FirstSteps:
    """What is urgent now, whom to call in this country, what to find out, and what holds in every talk."""

    country: str
    urgent: list[Advice]
    calls: list[Call]
    open: list[Advice]
    always: list[Advice]
    provenance: str
    to_do: list[Waiting]


def first_steps(case: Case) -> FirstSteps:
    """Return what to do first for this person; no calls where none are recorded for the country."""
    data, said = _data(), _said(case)
    urgent = [one for one, answer in said.items() if answer == YesNo.YES]
    unknown = [one for one, answer in said.items() if answer == YesNo.UNKNOWN]
    return FirstSteps(
        country=jurisdictions.name_of(case.jurisdiction),
        urgent=[_advice(data["situations"][one][YesNo.YES], _tone(one)) for one in urgent],
        calls=list(_calls(data["calls"].get(case.jurisdiction, []), [*urgent, "always"])),
        open=[_advice(data["situations"][one][YesNo.UNKNOWN], "caution") for one in unknown],
        always=[_advice(data["never"]), _advice(data["always"])],
        provenance=data["provenance"],
        to_do=list(_to_do(case)),
    )


def numbers(country: str) -> list[tuple[str, str]]:
    """Return the numbers to call in a country, each with the situation that it is for first."""
    return [(one["for"][0], one["number"]) for one in _data()["calls"].get(country, [])]


def _to_do(case: Case) -> Iterator[Waiting]:
    answers: list[tuple[Any, Any]] = first_steps_asked.send(sender=Case, case=case)
    for _receiver, told in answers:
        yield from told


def _said(case: Case) -> dict[str, str]:
    """Return what the answers say of each situation, the most urgent first; in doubt a person is a child."""
    asked = {one: getattr(case, one) for one in ASKED}
    return {**asked, "child": YesNo.YES if case.is_child else YesNo.NO}


def _tone(situation: str) -> str:
    return "danger" if situation in DANGER else "caution"


def _advice(data: dict[str, Any], tone: str = "info") -> Advice:
    return Advice(_(data["title"]), [_(one) for one in data["do"]], tone)


def _calls(listed: list[dict[str, Any]], situations: list[str]) -> Iterator[Call]:
    """Yield whom to call: for what is urgent first, and each once."""
    left = list(listed)
    for situation in situations:
        for one in [one for one in left if situation in one["for"]]:
            left.remove(one)
            yield Call(_(one["who"]), one["number"], _(one["note"]))
    yield from (Call(_(one["who"]), one["number"], _(one["note"])) for one in left)


@cache
def _data() -> dict[str, Any]:
    return json.loads((FOLDER / f"{CURRENT}.json").read_text(encoding="utf-8"))
