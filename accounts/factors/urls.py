"""Addresses of second factors: to set them up, to give them, to give them again."""

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as webauthn
from django.db import transaction
from django.urls import path

from accounts.factors import views
from accounts.fresh import View, fresh_unless_first
from accounts.policy import open_to_all, signed_in


def set_up(view: View) -> View:
    """Only for who just proved that it is them; the change and its event are one transaction."""
    return signed_in(fresh_unless_first(transaction.atomic(view)))


urlpatterns = [
    path("sign-in/passkey/", open_to_all(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/code/", open_to_all(base.authenticate), name="mfa_authenticate"),
    path("again/password/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("again/code/", signed_in(base.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", signed_in(views.PasskeyAgain.as_view()), name="mfa_reauthenticate_webauthn"),
    path("factors/", signed_in(views.Factors.as_view()), name="mfa_index"),
    path("factors/passkey/", set_up(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path(
        "factors/passkey/<int:pk>/remove/",
        set_up(views.RemovePasskey.as_view(success_url="/factors/")),
        name="mfa_remove_webauthn",
    ),
    path("factors/app/", set_up(views.AddApp.as_view()), name="mfa_activate_totp"),
    path("factors/app/picture/", signed_in(views.app_picture), name="mfa_app_picture"),
    path("factors/app/remove/", set_up(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("factors/recovery/", set_up(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "factors/recovery/new/", set_up(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
]
