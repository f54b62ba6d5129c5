"""The countries of ISO 3166, by name in the reader's language, from the Unicode CLDR."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from identification import jurisdictions

# Regions of the CLDR with two letters that are no countries of ISO 3166.
NO_COUNTRY = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)
# Of the letters that ISO 3166 leaves to its users: the standard has no code for it.
STATELESS = "XX"


def codes() -> frozenset[str]:
    """Return the codes of ISO 3166-1."""
    return frozenset(_names("en"))


def choices() -> list[tuple[str, str]]:
    """Return the countries as choices in the order of the reader's alphabet; this site's own are among them."""
    ours = dict(jurisdictions.choices())
    named = {**ours, **_names(get_language() or "en")}
    return sorted(((code, name) for code, name in named.items()), key=lambda one: one[1].casefold())


def nationalities() -> list[tuple[str, str]]:
    """Return the countries, and first that somebody is a citizen of none."""
    return [(STATELESS, _("Stateless")), *choices()]


def name_of(code: str) -> str:
    """Return the name of a country, in the reader's language."""
    known = _names(get_language() or "en").get(code)
    return _("Stateless") if code == STATELESS else known or jurisdictions.name_of(code)


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language, sep="-").territories
    return {code: name for code, name in territories.items() if len(code) == 2 and code not in NO_COUNTRY}
