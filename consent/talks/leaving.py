"""The sign, thumbprint or paper with which a person agreed: shown on a page to those who may open the talk."""

from typing import Any

from django.http import HttpResponse

from accounts.actors import Actor
from consent.models import Talk
from encryption import keys
from identification.leaving import hold
from outlet.handing import hand_out
from outlet.things import Content, declare

JPEG = "image/jpeg"


def _opens(talk: Talk, by: Actor) -> bool:
    hold(talk.case_id)
    is_seen = Talk.objects.visible_to(by).filter(pk=talk.pk, picture__isnull=False).exists()
    return is_seen and keys.exist(talk.case_id)


SIGN = declare("talk.open", _opens, types=(JPEG,), on_page=True)


def sign(talk: Talk, *, by: Actor) -> HttpResponse:
    """Show the picture, to those who open what is sealed of the talk."""

    def make() -> Content:
        """Opened after the basis was asked: without the case's keys there is nothing to open."""
        picture: Any = talk.picture
        return Content(picture, JPEG)

    return hand_out(SIGN, talk, make, by=by, target=talk.pk, case_id=talk.case_id)
