"""What makes a password easy to guess here, beside what is common everywhere."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation

# Words of the product and its field, and what people put around them.
WORDS = {"safepassage", "passage", "safe", "traffic", "trafficking", "victim", "identification", "referral"}
WORDS |= {"shelter", "survivor", "protect", "password", "passwort", "parol", "welcome", "letmein", "secret"}
WORDS |= {"admin", "login", "signin", "qwerty", "qwertz", "azerty", "abcdef"}
OWN = 8  # characters that must remain of a password beside such words
FEW = 6  # different characters


class BlockedWordsValidator:
    """Refuses passwords made of the product's and the organisations' names, digits in a row, or few characters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password that a person who knows this place would try."""
        rest = _plain(password)
        for word in sorted(_words(), key=len, reverse=True):
            rest = rest.replace(word, "")
        rest = re.sub(r"(19|20)\d\d|(\d)\2+|0?123\d*|4321", "", rest)
        if len(rest) < OWN or len(set(rest)) < FEW:
            raise ValidationError(self.get_help_text(), code="password_easy_here")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _(
            "Names of this system or of organisations, years and repeated characters are easy to guess: "
            "use several words that have nothing to do with your work."
        )


def _words() -> set[str]:
    names = Organisation.objects.order_by().values_list("name", flat=True)
    parts = {part for name in names for part in [_plain(name), *map(_plain, name.split())]}
    return {*WORDS, *(part for part in parts if len(part) > 3)}


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())
