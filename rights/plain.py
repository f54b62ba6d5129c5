"""How a person is told who sees their case: plain words, few, on the page that is shown and on paper."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from identification.enums import Basis, Scope
from papers.languages import day


def how_much(scope: str) -> str:
    """Return how much an organisation sees."""
    return {
        Scope.SUMMARY: _("That you are here, your age and what you need"),
        Scope.CASEWORK: _("What you told, and what is done for you"),
        Scope.IDENTITY: _("What you told, what is done for you, your name and how to reach you"),
        Scope.DUTY_OF_CARE: _("Only what keeps you safe where you stay"),
    }[Scope(scope)]


def why(basis: str) -> str:
    """Return on what ground."""
    return {
        Basis.OPENED: _("It met you first"),
        Basis.CARRIES: _("It looks after your case"),
        Basis.CARRIED: _("It looked after your case before"),
        Basis.CONSENT: _("You agreed to it"),
        Basis.LEGAL_GROUND: _("The law allows it, and two people decided it"),
        Basis.CHILD_PROTECTION: _("To protect you while you are under 18"),
        Basis.DUTY_OF_CARE: _("It must keep you safe where you stay"),
        Basis.BREAK_GLASS: _("It was an emergency"),
    }[Basis(basis)]


def who(role: str) -> str:
    """Return what kind of worker somebody is, and not who: "worker", "oversees" or "decides"."""
    return {
        "worker": _("A worker"),
        "oversees": _("Somebody who checks the work"),
        "decides": _("Somebody who decides on your status"),
    }[role]


def what(part: str) -> str:
    """Return which part of the file was opened."""
    return {
        "case": _("Your case"),
        "identity": _("Your name and how to reach you"),
        "answers": _("What you told"),
        "agreed": _("What you agreed to"),
        "papers": _("Your papers"),
        "help": _("The help for you"),
        "stay": _("Where you stay"),
        "home": _("Your way home"),
        "law": _("Your legal matters"),
        "decision": _("The decision about you"),
    }[part]


def shelter() -> str:
    """Return what a shelter is called on paper: paper is lost and found, and its name tells where somebody sleeps."""
    return _("A shelter")


def until(moment: datetime) -> str:
    """Return until when an organisation sees the case."""
    return _("Until %(day)s") % {"day": day(timezone.localtime(moment))}
