"""What a person is given on paper: who sees their case, and the first page of a copy of their file."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from entry.paper import apart, drawable, point, printed, text
from papers.languages import Choice, day, in_language, listed
from papers.marks import marks
from rights.sight import Seen, Sight


def title() -> str:
    """Return what the page and the paper are called."""
    return _("Who can see my case")


def sight(found: Sight, choice: Choice) -> bytes:
    """Return the PDF: who sees the case and why, who looked, and what one may ask for. It names no person."""
    with in_language(choice.language):
        parts = [*marks(choice), text(title(), 20), *(point(one, 13) for one in first_words(found))]
        parts += [text(heading_now(), 16), *(part for one in found.seers for part in _seer(one))]
        parts += [text(heading_looks(), 16), *(point(one, 12) for one in looks(found))]
        return printed(title(), [*parts, text(heading_rights(), 16), *(point(one, 13) for one in entitled())])


def first_words(found: Sight) -> list[str]:
    """Return what is said first: the number and the day; and what is kept from use, if anything is."""
    number = _("Case %(number)s") % {"number": apart(found.number)}
    today = _("As of %(day)s") % {"day": day(timezone.localdate())}
    kept = [_("You asked that something is not used. Until you say otherwise, nobody new is told of it.")]
    return [number, today, *(kept if found.is_kept_from_use else [])]


def heading_now() -> str:
    """Return the heading of who sees the case today."""
    return _("They can see it today")


def heading_looks() -> str:
    """Return the heading of who has looked."""
    return _("They have looked at it")


def heading_rights() -> str:
    """Return the heading of what a person may ask for."""
    return _("You may ask any worker")


def looks(found: Sight) -> list[str]:
    """Return who looked, newest day first, a line for each day, organisation and kind of worker."""
    return [look_line(one, on_paper=True) for one in found.looks] or [_("Nobody has looked yet.")]


def look_line(one: Any, *, on_paper: bool = False) -> str:
    """Return one line of who looked: the day, the kind of worker, where, and at what."""
    where = one.name_on_paper if on_paper else one.organisation
    told = {"day": day(one.day), "who": one.who, "where": apart(drawable(where)), "what": listed(one.what)}
    return _("%(day)s. %(who)s, %(where)s: %(what)s") % told


def entitled() -> list[str]:
    """Return what a person may ask for, at any time."""
    return [
        _("for a copy of your file"),
        _("to put right what is wrong"),
        _("that something is kept but not used"),
        _("to stop: you may take back what you agreed to"),
        _("to complain, and help does not depend on it"),
        _("Take this paper with you only if nobody dangerous can find it."),
    ]


def aloud(found: Sight) -> list[str]:
    """Return what is read aloud: who sees the case today, and what one may ask for."""
    seers = [line for one in found.seers for line in (one.organisation, *one.lines)]
    return [title(), *first_words(found), heading_now(), *seers, heading_rights(), *entitled()]


def _seer(one: Seen) -> list[Any]:
    rows = [apart(drawable(one.name_on_paper)), *one.lines]
    return [text(rows[0], 13), *(point(row, 12) for row in rows[1:])]


def cover(number: str, withheld: list[str], authority: list[str]) -> list[Any]:
    """Return the first page of a copy: what it is, what is left out and why, and where to complain."""
    reasons = [text(_("Left out"), 14), *map(point, withheld)] if withheld else []
    said = [
        text(_("A copy of your file"), 20),
        text(_("Case %(number)s") % {"number": apart(number)}, 13),
        text(_("Made on %(day)s") % {"day": day(timezone.localdate())}),
        text(_("This is what is kept about you. Keep it where nobody dangerous can find it.")),
    ]
    if authority:
        named = [point(drawable(one)) for one in authority]
        reasons += [text(_("If we do not do right by you, you may complain to:"), 14), *named]
    return [*said, *reasons]


def withheld_because(ground: str) -> str:
    """Return why a part of the copy is left out."""
    return {
        "others": _("It is about other people."),
        "kept_elsewhere": _("Another organisation keeps it. We help you to ask there."),
        "secret_of_others": _("It would put somebody in danger."),
        "work": _("It is a step of the work and says nothing about you."),
    }[ground]
