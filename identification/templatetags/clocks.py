"""Days in words, beside their date."""

from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def in_words(due: date) -> str:
    """Return how far a day is: overdue, today, tomorrow, or in so many days."""
    left = (due - timezone.localdate()).days
    if left < 0:
        return ngettext("Overdue by %(number)d day", "Overdue by %(number)d days", -left) % {"number": -left}
    if left <= 1:
        return _("Tomorrow") if left else _("Today")
    return ngettext("In %(number)d day", "In %(number)d days", left) % {"number": left}
