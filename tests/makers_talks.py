"""Talks about consent: the person could decide, and said how they agree."""

from collections.abc import Iterable
from typing import Any

from accounts.actors import Actor
from consent.enums import Capacity, Way
from consent.models import Consent, Talk
from consent.talks.actions import note_capacity, sign

WITNESS = "Wanda Witness"


def decides(talk: Talk, by: Actor, capacity: str = Capacity.YES, **given: Any) -> Talk:
    """Return the talk with whether the person can decide now."""
    return note_capacity(talk=talk, by=by, **{"capacity": capacity, "note": "", "ask_again_on": None, **given})


def agreed_aloud(consents: Iterable[Consent], by: Actor) -> Talk:
    """Return the talk of explained consents in which the person, who can decide, said yes before a witness."""
    talk = Talk.objects.get(pk=next(iter(consents)).talk)
    return sign(talk=decides(talk, by), way=Way.SPOKEN, witness=WITNESS, by=by)
