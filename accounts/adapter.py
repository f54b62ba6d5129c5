"""What we ask of allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.factors.known import SECOND
from accounts.models import User

TYPED = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
WAYS = {
    "mfa_reauthenticate_webauthn": _("Use a passkey"),
    "mfa_reauthenticate": _("Use a code"),
    "account_reauthenticate": _("Use the password"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: an organisation gives them a place."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return who it is; whoever is no longer active gets the same answer as a stranger."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Lead back to the door, with the answer that a stranger gets."""
        messages.error(request, self.error_messages["email_password_mismatch"])
        return redirect("account_login")

    def reauthenticate(self, user: User, password: str) -> bool:
        """Tell whether this is the person's password; a wrong one counts as a failed sign-in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return how this person shows anew that it is them: by a second factor; the password, where there is none."""
        kinds = set(Authenticator.objects.filter(user=user.pk).values_list("type", flat=True))
        if not kinds.intersection(SECOND):
            names = ["account_reauthenticate"] * user.has_usable_password()
        else:
            names = ["mfa_reauthenticate_webauthn"] * (Authenticator.Type.WEBAUTHN in kinds)
            names += ["mfa_reauthenticate"] * bool(kinds.intersection(TYPED))
        return [{"id": name, "description": WAYS[name], "url": reverse(name)} for name in names]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by account alone: the same site under another name has no other count."""
        return str(credentials.get("email", "")).lower()
