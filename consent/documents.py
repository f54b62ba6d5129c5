"""The consent form on paper."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from consent.enums import ConsentStatus, DataSet, InformedPoint
from consent.models import Consent
from consent.talks import texts
from consent.talks.presenters import about
from entry.paper import apart, drawable, point, printed, text, to_tick, to_write
from identification.models import Case
from papers.languages import Choice, day, in_language, listed
from papers.marks import marks

SMALL = 10
PURPOSE, WHO = InformedPoint.PURPOSE, InformedPoint.WHO


def language_of(consent: Consent) -> str:
    """Return the language in which the talk was held, else the person's."""
    return consent.language or consent.case.language


def form(consents: list[Consent], choice: Choice) -> bytes:
    """Return the PDF of one talk: what is asked, all that is said, and room to sign. It names nobody.

    After a yes it says to what the person agreed, and when; nobody signs twice.
    """
    given = [one for one in consents if one.status == ConsentStatus.GIVEN]
    what = about(given or consents)
    with in_language(choice.language):
        parts = [*marks(choice), *_heading(consents[0], what), *_asked(given or consents, to_sign=not given)]
        *told, last = _explained(what)
        end = _agreed(last, given[0]) if given else _signature(last)
        return printed(_("Consent form"), [*parts, *told, end])


def withdrawal(case: Case, consents: list[Consent], choice: Choice) -> bytes:
    """Return the PDF of what a person took back, by whom it was known and when. It names nobody."""
    with in_language(choice.language):
        title = _("You took your consent back")
        number = _("Case %(number)s") % {"number": apart(case.number)}
        parts = [*marks(choice), text(title, 18), text(number), *_taken_back(consents), *_afterwards()]
        return printed(title, [*parts, Spacer(1, 6 * mm), *map(to_write, (_("Date"), _("Written down by")))])


def _taken_back(consents: list[Consent]) -> list[Any]:
    """By organisation and day, in the order in which it was taken back."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in consents:
        known = drawable(one.recipient.name) if one.recipient else _("the organisation that asks")
        on = day(timezone.localtime(one.status_since))
        found.setdefault((known, on), []).append(f"{one.get_purpose_display()}: {texts.contents(one.data)}")
    heading = _("From %(day)s on, this is no longer shared with %(recipient)s:")
    return [
        part
        for (recipient, on), rows in found.items()
        for part in (text(heading % {"day": on, "recipient": apart(recipient)}, 13), *map(point, rows))
    ]


def _afterwards() -> list[Any]:
    sentences = (
        _("A bed that you have and urgent medical care stay. Help does not depend on consent."),
        _(
            "What was already told cannot be called back. You may ask each organisation what it keeps about you."
        ),
        _("You may agree again at any time, to all of it or to a part."),
    )
    return [text(_("What you should know"), 13), *map(text, sentences)]


def _heading(first: Consent, what: texts.About) -> list[Any]:
    number = _("Case %(number)s") % {"number": apart(first.case.number)}
    purpose = _("What it is for: %(purpose)s") % {"purpose": first.get_purpose_display()}
    names = listed(apart(drawable(one)) for one in what.recipients) or _("the organisation that asks")
    who = _("Who would see it: %(recipient)s") % {"recipient": names}
    return [text(_("Consent form"), 18), *map(text, (number, purpose, who))]


def _asked(consents: list[Consent], *, to_sign: bool) -> list[Any]:
    """By organisation where one sees less than another: of one alone, a part may have been taken back."""
    heading, row = text(_("I agree that this organisation sees:"), 13), to_tick if to_sign else point
    seen: dict[Any, set[str]] = {}
    for one in consents:
        seen.setdefault(one.recipient, set()).add(one.data)
    first, *others = seen.values()
    if all(one == first for one in others):
        return [heading, *_sets(row, first)]
    apiece = ((text(apart(drawable(who.name))), *_sets(row, data)) for who, data in seen.items())
    return [heading, *(part for parts in apiece for part in parts)]


def _sets(row: Callable[[str], Any], data: set[str]) -> list[Any]:
    return [row(texts.contents(one)) for one in DataSet.values if one in data]


def _explained(what: texts.About) -> list[Any]:
    """Each point in the words of the talk; what it is for and who would see it stands above."""
    told = [one for one in texts.said(what, _isolated) if one.point not in (PURPOSE, WHO)]
    also = [one for one in texts.data_sets(what) if one not in map(texts.contents, what.data)]
    seen = [text(_("With it they see:")), *map(point, also)] if also else []
    points = (point(" ".join(one.sentences), SMALL) for one in told)
    return [*seen, text(_("It was explained to me:"), 13), *points]


def _isolated(value: object) -> str:
    return apart(drawable(str(value)))


def _signature(last: Any) -> Any:
    """Return the lines to sign on, with the last that was explained: nobody signs a page that says nothing."""
    lines = (_("Language"), _("Interpreter"), _("Date"), _("Signature, or any sign I choose"), _("Witness"))
    return KeepTogether([last, Spacer(1, 2 * mm), *map(to_write, lines)])


def _agreed(last: Any, given: Consent) -> Any:
    """Return, in place of the lines, since when it counts; the sign itself is sealed and on no paper."""
    on = {"day": apart(day(timezone.localdate(given.given_at)))}
    words = _("My yes was given on %(day)s. My sign is kept locked away.") % on
    return KeepTogether([last, Spacer(1, 2 * mm), text(words, 13)])
