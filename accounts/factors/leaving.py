"""The picture of a secret that is being set up: for the camera of the very person, and kept by no page."""

from allauth.mfa.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from accounts.factors.forms import pending_secret
from accounts.models import User
from accounts.receivers import Visitor
from outlet.handing import hand_out
from outlet.things import Content, declare

SVG = "image/svg+xml"


def _is_set_up_now(_user: object, _by: Visitor) -> bool:
    return pending_secret() is not None


PICTURE = declare("factor.picture", _is_set_up_now, types=(SVG,), on_page=True)


def picture(user: User | AnonymousUser) -> HttpResponse:
    """Show it to the one who sets it up, while they do."""
    return hand_out(PICTURE, user, lambda: _drawn(user), by=Visitor(user.pk), target=str(user.pk))


def _drawn(user: User | AnonymousUser) -> Content:
    adapter = get_adapter()
    url = adapter.build_totp_url(user, pending_secret() or "")
    return Content(adapter.build_totp_svg(url).encode(), SVG)
