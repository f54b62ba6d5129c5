"""Setting up and giving second factors: allauth's views, with what our house adds."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from accounts.factors.known import gave_second_factor, note_given
from accounts.factors.leaving import picture


class Factors(IndexView):
    """Show how one signs in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gave = not settings.SECOND_FACTOR_REQUIRED or gave_second_factor(self.request)
        return {**super().get_context_data(**kwargs), "gave_factor": gave}


class AddApp(ActivateTOTPView):
    """Set up one-time codes of an app."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_given(self.request, Authenticator.Type.TOTP)
        return response


@require_GET
def app_picture(request: HttpRequest) -> HttpResponse:
    """Show the secret that is being set up as a picture for the app's camera."""
    return picture(request.user)


class AddPasskey(AddWebAuthnView):
    """Add a passkey that signs in by itself: it lives on the device, and the device asks who holds it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        shown["js_data"] = {"creation_options": begin_registration(self.request.user, True)}
        return shown

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_given(self.request, Authenticator.Type.WEBAUTHN)
        return response


class RemovePasskey(RemoveWebAuthnView):
    """Take a passkey away, unless it is the last factor and one is required."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        removed: HttpResponse = super().form_valid(form)
        return removed


class PasskeyAgain(ReauthenticateWebAuthnView):
    """Give a passkey again."""

    def form_invalid(self, form: Any) -> HttpResponse:
        super().form_invalid(form)  # says why
        return redirect(self.passthrough_next_url(self.request.path))
