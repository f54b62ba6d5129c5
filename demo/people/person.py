"""One invented person, and what the demo makes up about them: the same on every run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from identification.enums import AgeBand

ANY_SENTENCE = re.compile(r"(?<=[.!?։؟])\s+")
STREETS = {
    "AV": ("Paper Boat Lane", "Example Quay", "Inkpot Street", "Invented Square"),
    "BK": ("улица Бумажных Корабликов", "Примерный переулок", "Kleksgasse", "площадь Выдумки"),
    "CT": ("ქაღალდის ნავის ქუჩა", "Օրինակ փողոց", "شارع المثال", "Strada Exemplului"),
}


# Invented, like all the rest.
WHO_ANSWERS = ("nobody", "a flatmate", "the person's mother", "somebody whom the person does not trust")
CODE_WORDS = ("Blue umbrella", "Two lemons", "The bus at nine", "A letter from the library")


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist. Telephone numbers begin with +000, a country that has no such code."""

    key: str
    country: str
    full_name: str
    pseudonym: str
    sex: str
    born: int
    language: str
    narrative: str
    age_band: str = AgeBand.ADULT

    @property
    def birth_date(self) -> date:
        chance = self._chance("birth")
        return date(self.born, chance.randint(1, 12), chance.randint(1, 28))

    @property
    def phone(self) -> str:
        chance = self._chance("phone")
        return f"+000 {chance.randint(10, 99)} {chance.randint(100, 999)} {chance.randint(1000, 9999)}"

    @property
    def document(self) -> str:
        """Whoever lost their papers has none."""
        chance = self._chance("document")
        return f"{self.country}-DEMO-{chance.randint(10**7, 10**8 - 1)}" if chance.random() < 0.6 else ""

    @property
    def address(self) -> str:
        """Whoever does not know it, or does not say, has none."""
        chance = self._chance("address")
        street = f"{chance.choice(STREETS[self.country])} {chance.randint(2, 98)}, {chance.randint(1, 60)}"
        return street if chance.random() < 0.7 else ""

    @property
    def sentences(self) -> list[str]:
        """The narrative, sentence by sentence."""
        return ANY_SENTENCE.split(self.narrative)

    def identity(self) -> dict[str, Any]:
        """Return what a worker writes down about them."""
        names = ("pseudonym", "full_name", "birth_date", "address", "document", "narrative")
        return {name: getattr(self, name) for name in names}

    def ways(self) -> list[dict[str, Any]]:
        """Return how they are reached: a telephone of their own, and for some another that is not safe to use."""
        chance = self._chance("ways")
        own = {
            "kind": "phone",
            "value": self.phone,
            "call": chance.choice(["yes", "yes", "no", "not_asked"]),
            "write": chance.choice(["yes", "no", "no"]),
            "leave_word": "no",
            "who_answers": chance.choice(WHO_ANSWERS),
            "code_word": chance.choice(CODE_WORDS),
            "hours": chance.choice(["", "09:00-12:00", "18:00-20:30"]),
        }
        other = {"kind": "messenger", "value": f"DEMO-{chance.randint(1000, 9999)}", "call": "no", "order": 2}
        return [own, other] if chance.random() < 0.3 else [own]

    def secrets(self) -> Iterator[tuple[str, str]]:
        """Yield everything that would tell who they are or what happened, with what it is."""
        yield "name", self.full_name
        yield "pseudonym", self.pseudonym
        yield "telephone", self.phone
        yield "telephone", self.phone.replace(" ", "")
        if self.document:
            yield "document", self.document
        if self.address:
            yield "address", self.address
        yield "date of birth", self.birth_date.isoformat()
        yield from (("narrative", one) for one in self.sentences)

    def _chance(self, about: str) -> Random:
        return Random(f"{self.key} {about}")
