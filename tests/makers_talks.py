"""Talks about consent: the person could decide, and said how they agree."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from PIL import Image

from accounts.actors import Actor
from consent.actions import inform, prepare
from consent.enums import Capacity, DataSet, InformedPoint, Purpose, Way
from consent.models import Consent, Talk
from consent.talks.actions import note_capacity, sign
from identification.models import Case

WITNESS = "Wanda Witness"
# Kept where the person is a child, and nothing otherwise.
GUARDIAN = {"guardian_way": Way.SPOKEN, "guardian_words": WITNESS}


def decides(talk: Talk, by: Actor, capacity: str = Capacity.YES, **given: Any) -> Talk:
    """Return the talk with whether the person can decide now."""
    return note_capacity(
        talk=talk, by=by, **{"capacity": capacity, "note": "", "ask_again_on": None, **given}
    )


def agreed_aloud(consents: Iterable[Consent], by: Actor) -> Talk:
    """Return the talk of explained consents in which the person, who can decide, said yes before a witness."""
    talk = Talk.objects.get(pk=next(iter(consents)).talk)
    return sign(talk=decides(talk, by), way=Way.SPOKEN, witness=WITNESS, by=by, **GUARDIAN)


def drawn(case: Case, by: Actor) -> Talk:
    """Return a talk of an explained consent to which the person agreed by a sign on the screen."""
    consents = prepare(case=case, purpose=Purpose.RESEARCH, recipient=None, data=[DataSet.SUMMARY], by=by)
    told = {"points": list(InformedPoint.values), "language": "ru", "interpreter": ""}
    inform(consents=consents, **told, by=by)
    talk = decides(Talk.objects.get(pk=consents[0].talk), by)
    return sign(talk=talk, way=Way.DRAWN, picture=picture(), by=by)


def picture(kind: str = "PNG") -> bytes:
    """Return a small picture."""
    out = BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, kind)
    return out.getvalue()
