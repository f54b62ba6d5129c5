"""The certificate on paper."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from entry.paper import apart, printed, text, typed
from practice.marking import ENOUGH_PERCENT, ENOUGH_VIGNETTES
from practice.presenters import is_provisional
from practice.vignettes import CURRENT, every


def certificate(name: str, passed: int, day: datetime) -> bytes:
    """Return the PDF: who practised, with how many invented people, since when it was enough, and what it is not."""
    told = {"passed": passed, "all": len(every()), "needed": ENOUGH_VIGNETTES, "percent": ENOUGH_PERCENT}
    done = _(
        "screened %(passed)d of %(all)d invented people as an expert did. %(needed)d are needed: for each, the same "
        "result, and %(percent)d of 100 answers or more."
    )
    no_licence = _(
        "This shows practice with invented people. It is no examination and no licence, says nothing about real "
        "cases, and the answers may be looked up after each try."
    )
    parts = [
        text(_("Certificate of practice"), 22),
        Spacer(1, 8 * mm),
        typed(name, 16),
        text(done % told),
        text(_("Reached on %(day)s.") % {"day": date_format(day, "j E Y")}),
        text(_("Edition of the invented people: %(edition)s") % {"edition": apart(CURRENT)}),
        *([text(provisional)] if (provisional := _provisional()) else []),
        Spacer(1, 8 * mm),
        text(no_licence, 10),
    ]
    return printed(_("Certificate of practice"), parts)


def _provisional() -> str:
    """Return which lists were provisional, in a sentence; nothing where none was."""
    names = sorted({one.profile_name for one in every().values() if is_provisional(one)})
    lists = _("Provisional lists, not checked against their source: %(names)s.")
    return lists % {"names": apart("; ".join(names))} if names else ""
