"""The decision on paper, for the person: in their language where we have it, with the right to appeal."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from entry.paper import apart, drawable, printed, text, to_write, typed
from identification import jurisdictions
from identification.deciding import letter as in_words
from identification.models import Decision
from papers.languages import Choice, day, in_language
from papers.marks import marks


def letter(decision: Decision, choice: Choice) -> bytes:
    """Return the PDF of a decision. It names nobody: a name is written in by hand, where the person wishes it."""
    with in_language(choice.language):
        parts = [*marks(choice), *_heading(decision), *_outcome(decision)]
        parts += _appeal(decision, decision.appeal_until) if decision.appeal_until else []
        return printed(_("Decision"), [*parts, *_help(), *_grounds(decision), *_signature()])


def _heading(decision: Decision) -> list[Any]:
    case = decision.case
    decider = decision.authority or case.authority
    authority = drawable(decider.name) if decider else ""
    country = drawable(jurisdictions.name_of(case.jurisdiction))
    decided = day(timezone.localtime(decision.decided_at))
    return [
        text(f"{apart(authority)} · {apart(country)}"),
        text(_("Decision"), 18),
        text(_("Case %(number)s") % {"number": apart(case.number)}),
        text(_("Decided on %(day)s") % {"day": decided}),
        to_write(_("Name, if you wish")),
    ]


def _outcome(decision: Decision) -> list[Any]:
    appealed = [text(_("This is the decision on your appeal. Other members decided than before."))]
    more = [in_words.what_follows(decision), _late(decision), *in_words.votes(decision)]
    said = [text(in_words.outcome(decision), 13), *(text(one) for one in more if one)]
    return [*(appealed if decision.on_appeal else []), *said]


def _late(decision: Decision) -> str:
    if not decision.days_late or decision.due is None:
        return ""
    told = {"days": decision.days_late, "due": day(decision.due)}
    return (
        ngettext(
            "This decision was due on %(due)s and is %(days)d day late.",
            "This decision was due on %(due)s and is %(days)d days late.",
            decision.days_late,
        )
        % told
    )


def _grounds(decision: Decision) -> list[Any]:
    parts = [part for heading, words in decision.parts for part in _part(heading, words)]
    return [text(_("Why"), 13), *parts]


def _part(heading: str, words: str) -> list[Any]:
    written = [typed(line) for line in words.splitlines() if line.strip()]
    return [text(heading, 12), *written] if heading else written


def _appeal(decision: Decision, last: date) -> list[Any]:
    return [
        text(_("Your right to appeal"), 13),
        text(_("You may appeal until %(day)s; that day is the last.") % {"day": day(last)}),
        text(_("Tell your case manager or your lawyer that you wish it. They write it down for you.")),
        text(_("Other members of the authority then decide anew.")),
        *_law(decision),
    ]


def _law(decision: Decision) -> list[Any]:
    """Return where the right to appeal stands, if the case still knows the rule it began under."""
    rule = decision.case.rule("appeal_days")
    return [text(_("Law: %(source)s") % {"source": apart(drawable(rule.source))}, 9)] if rule else []


def _help() -> list[Any]:
    return [
        text(_("Help"), 13),
        text(
            _("The help that you receive goes on. It does not depend on whether you speak with the police.")
        ),
    ]


def _signature() -> list[Any]:
    lines = (_("For the authority"), _("Explained to me in my language by"), _("Date"))
    return [KeepTogether([Spacer(1, 6 * mm), *map(to_write, lines)])]
