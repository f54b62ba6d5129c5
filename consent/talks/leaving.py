"""The sign, thumbprint or paper with which a person agreed: shown on a page to those who may open the talk."""

from typing import Any

from django.http import Http404, HttpResponse

from accounts.actors import Actor
from consent.models import Talk
from encryption import keys
from identification.leaving import hold
from outlet.handing import hand_out
from outlet.things import Content, declare

JPEG = "image/jpeg"


def _opens(talk: Talk, by: Actor) -> bool:
    hold(talk.case_id)
    return Talk.objects.visible_to(by).filter(pk=talk.pk).exists() and keys.exist(talk.case_id)


SIGN = declare("talk.open", _opens, types=(JPEG,), on_page=True)


def sign(talk: Talk, column: str, *, by: Actor) -> HttpResponse:
    """Show a picture, to those who open what is sealed of the talk; 404 where there is none."""

    def make() -> Content:
        """Opened after the basis was asked: without the case's keys there is nothing to open."""
        picture: Any = getattr(talk, column)
        return Content(picture, JPEG)

    if not Talk.objects.filter(pk=talk.pk, **{f"{column}__isnull": False}).exists():
        raise Http404
    return hand_out(SIGN, talk, make, by=by, target=talk.pk, case_id=talk.case_id)
