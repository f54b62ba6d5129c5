"""Statuses as their chips."""

from functools import cache

from django import template
from django.template.loader import render_to_string

from identification.presenters import Chip

register = template.Library()


@register.filter
@cache
def drawn(chip: Chip) -> str:
    """Return the chip as it stands on pages; a list draws the same few again and again, so they are kept."""
    return render_to_string("components/chip.html", {"status": chip})
