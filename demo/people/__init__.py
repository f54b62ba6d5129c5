"""The invented people of the demo. Every family name says "example" or "invented" in some language."""

from demo.people import arvenia, belmark, costania, court, kept
from demo.people.person import Person

EVERYBODY: dict[str, Person] = {
    one.key: one for one in (*arvenia.PEOPLE, *belmark.PEOPLE, *costania.PEOPLE, *court.PEOPLE, *kept.PEOPLE)
}

__all__ = ["EVERYBODY", "Person"]
