"""How the lists are told: what is asked from when, where each comes from, and who answers for it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from identification.enums import Profile
from identification.indicators import Indicator, IndicatorSet, every
from identification.models import SignOff
from identification.presenters import Chip


@dataclass(frozen=True)
class ListTold:
    """One list of a set: how long it is, where it comes from, and who signed it off."""

    version: str
    profile: str
    name: str
    length: int
    provenance: str
    is_provisional: bool
    sign_offs: list[SignOff]

    @property
    def chip(self) -> Chip | None:
        """The mark of a provisional list; none where it was checked."""
        return Chip(_("Provisional"), "waiting", "warning") if self.is_provisional else None


@dataclass(frozen=True)
class SetTold:
    """One set: when it is asked, and its lists."""

    set: IndicatorSet
    when: str
    is_asked: bool
    lists: list[ListTold]


def sets(rows: list[SignOff], today: date | None = None) -> list[SetTold]:
    """Return every set, the latest first, with the sign-offs among these rows."""
    found, told, until = every(), [], None
    for one in found:
        told.append(_set(one, until, today or timezone.localdate(), rows))
        until = one.effective_from
    return told


def told(known: IndicatorSet, profile: str, rows: list[SignOff]) -> ListTold:
    """Return one list, with its sign-offs among these rows."""
    mine = [one for one in rows if (one.version, one.profile) == (known.version, profile)]
    stands = any(one.revoked_at is None for one in mine)
    return ListTold(
        known.version,
        profile,
        str(Profile(profile).label),
        len(known.of(profile)),
        known.provenance[profile],
        known.is_provisional(profile) and not stands,
        mine,
    )


def in_elements(known: IndicatorSet, profile: str) -> list[tuple[str, list[tuple[Indicator, str]]]]:
    """Return the list as it is asked: each element with its indicators, and how strong each is in words."""
    words = {"S": _("strong"), "M": _("medium"), "W": _("weak")}
    return [
        (name, [(one, words[str(one.strengths[profile])]) for one in known.in_element(profile, element)])
        for element, name in known.elements.items()
    ]


def _set(one: IndicatorSet, until: date | None, today: date, rows: list[SignOff]) -> SetTold:
    starts = _day(one.effective_from)
    is_over, has_begun = until is not None and until <= today, one.effective_from <= today
    if is_over and until:
        when = _("Asked in screenings that began before %(day)s") % {"day": _day(until)}
    elif has_begun:
        when = _("Asked in new screenings since %(day)s") % {"day": starts}
    else:
        when = _("Will be asked in new screenings from %(day)s") % {"day": starts}
    lists = [told(one, profile, rows) for profile in one.provenance]
    return SetTold(one, when, has_begun and not is_over, lists)


def _day(day: date) -> str:
    return date_format(day, "j E Y")
