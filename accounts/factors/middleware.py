"""Where a second factor is required, nothing but setting it up is reached without one."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.factors.known import gave_second_factor

# What a person needs to set up or give a factor. Pages that ask for no sign-in stay open as well.
ON_THE_WAY = frozenset(
    {
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_index",
        "mfa_add_webauthn",
        "mfa_activate_totp",
        "mfa_app_picture",
        "account_logout",
    }
)


class SecondFactorMiddleware:
    """Leads who gave no second factor in this session to the page that sets one up. Costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_rest: object
    ) -> HttpResponseBase | None:
        """Answer with the way to the factors instead of the page."""
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        route = request.resolver_match.url_name if request.resolver_match else ""
        is_open = not getattr(view, "login_required", True) or route in ON_THE_WAY
        return None if is_open or gave_second_factor(request) else redirect("mfa_index")
