"""What persons asked for and should have had an answer to by now, of every room that a clock runs in."""

from itertools import chain
from typing import Any

from accounts.actors import Actor
from retention.presenters import late_erasures
from rights import presenters as rights


def overdue(actor: Actor) -> list[Any]:
    """Return, for who oversees, what should have been answered by now, the oldest first."""
    found = chain(rights.overdue(actor), late_erasures(actor))
    return sorted(found, key=lambda one: (one.due is None, one.due))
