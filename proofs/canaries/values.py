"""Canaries: texts and dates that occur nowhere else, each of its own, all with the same stems."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

# In two scripts, so that what is written as \\u… or in two bytes a letter is found as well; in small letters,
# so that a copy that was made comparable is found too.
STEMS = ("zqkestrelvane", "щъпустельгаж")
FIRST_DAY = date(1911, 1, 1)


class Values:
    """Gives one canary after another."""

    def __init__(self) -> None:
        self._texts: Iterator[int] = count()
        self._dates: Iterator[int] = count()
        self.texts = self.dates = 0

    def text(self) -> str:
        """Return a text that was never given before."""
        self.texts = next(self._texts) + 1
        return f"{STEMS[0]}{self.texts:05} {STEMS[1]}{self.texts:05}"

    def day(self) -> date:
        """Return a date that was never given before."""
        self.dates = next(self._dates) + 1
        return date_of(self.dates - 1)


def date_of(number: int) -> date:
    """Return the date of this number."""
    return FIRST_DAY + timedelta(days=number)
