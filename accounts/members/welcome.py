"""How an invited person comes in."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest

from accounts.actions import digest_of, nothing_opens
from accounts.models import Invitation, User


def open_invitation(token: str) -> Invitation | None:
    """Return the invitation of a link, while it works."""
    found = Invitation.objects.open().filter(digest=digest_of(token))
    return found.select_related("organisation").first()


def must_sign_in_first(invitation: Invitation, request: HttpRequest) -> bool:
    """Tell whether the address has an account that something opens, and somebody else or nobody is signed in."""
    user = User.objects.filter(email=invitation.email).first()
    return user is not None and not nothing_opens(user) and user != request.user


def sign_in(request: HttpRequest, user: User, *, with_password: bool) -> None:
    """The person is signed in, as if they had just given what they chose."""
    login(request, user, backend="accounts.backends.Backend")
    if with_password:
        record_authentication(request, user, "password")
