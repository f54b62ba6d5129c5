"""What is known about somebody's second factors."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User

SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: "User | AnonymousUser") -> bool:
    """Tell whether a passkey or one-time codes are set up. Recovery codes alone are none."""
    return Authenticator.objects.filter(user=user.pk, type__in=SECOND).exists()


def gave_second_factor(request: HttpRequest) -> bool:
    """Tell whether a second factor was given in this session: kept in the session, so that asking costs no query."""
    return any(one["method"] == "mfa" for one in get_authentication_records(request, request.user))


def note_given(request: HttpRequest, kind: str) -> None:
    """Setting up a factor shows that one has it: it counts as given."""
    record_authentication(request, request.user, "mfa", type=kind)
