"""The decision on paper, for the person: in their language where we have it, with the right to appeal."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from entry.paper import drawable, printed, text
from identification import jurisdictions
from identification.deciding import letter as in_words
from identification.models import Case, Decision

LINE = "_" * 36


def language_of(case: Case) -> str:
    """Return the language of the letter: the person's where we have it, else the page's."""
    known = dict(settings.LANGUAGES)
    return case.language if case.language in known else translation.get_language()


def letter_in(case: Case) -> str:
    """Return what is said of the language of the letter, where it is not the person's own."""
    if case.language in dict(settings.LANGUAGES):
        return ""
    return str(_("We cannot write the letter in the person's language. Go through it with an interpreter."))


def letter(decision: Decision) -> bytes:
    """Return the PDF of a decision. It names nobody: a name is written in by hand, where the person wishes it."""
    with translation.override(language_of(decision.case)):
        parts = [*_heading(decision), *_outcome(decision)]
        parts += _appeal(decision, decision.appeal_until) if decision.appeal_until else []
        return printed(_("Decision"), [*parts, *_help(), *_grounds(decision), *_signature()])


def _heading(decision: Decision) -> list[Any]:
    case = decision.case
    authority = drawable(case.authority.name) if case.authority else ""
    country = drawable(jurisdictions.name_of(case.jurisdiction))
    decided = date_format(timezone.localtime(decision.decided_at), "j E Y")
    return [
        text(f"{authority} · {country}"),
        text(_("Decision"), 18),
        text(_("Case %(number)s") % {"number": case.number}),
        text(_("Decided on %(day)s") % {"day": decided}),
        text(f"{_('Name, if you wish')}: {LINE}"),
    ]


def _outcome(decision: Decision) -> list[Any]:
    appealed = [text(_("This is the decision on your appeal. Other members decided than before."))]
    more = [in_words.what_follows(decision), _late(decision), *in_words.votes(decision)]
    said = [text(in_words.outcome(decision), 13), *(text(drawable(one)) for one in more if one)]
    return [*(appealed if decision.on_appeal else []), *said]


def _late(decision: Decision) -> str:
    if not decision.days_late or decision.due is None:
        return ""
    told = {"days": decision.days_late, "due": date_format(decision.due, "j E Y")}
    return (
        ngettext(
            "This decision was due on %(due)s and is %(days)d day late.",
            "This decision was due on %(due)s and is %(days)d days late.",
            decision.days_late,
        )
        % told
    )


def _grounds(decision: Decision) -> list[Any]:
    written = [text(drawable(line)) for line in decision.grounds.splitlines() if line.strip()]
    return [text(_("Why"), 13), *written]


def _appeal(decision: Decision, last: date) -> list[Any]:
    until = date_format(last, "j E Y")
    return [
        text(_("Your right to appeal"), 13),
        text(_("You may appeal until %(day)s; that day is the last.") % {"day": until}),
        text(_("Tell your case manager or your lawyer that you wish it. They write it down for you.")),
        text(_("Other members of the authority then decide anew.")),
        *_law(decision),
    ]


def _law(decision: Decision) -> list[Any]:
    """Return where the right to appeal stands, if the case still knows the rule it began under."""
    rule = decision.case.rule("appeal_days")
    return [text(_("Law: %(source)s") % {"source": drawable(rule.source)}, 9)] if rule else []


def _help() -> list[Any]:
    return [
        text(_("Help"), 13),
        text(
            _("The help that you receive goes on. It does not depend on whether you speak with the police.")
        ),
    ]


def _signature() -> list[Any]:
    lines = (_("For the authority"), _("Explained to me in my language by"), _("Date"))
    return [Spacer(1, 6 * mm), *(text(f"{line}: {LINE}") for line in lines)]
