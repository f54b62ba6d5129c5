"""What is entered to set up or give a second factor: allauth's forms, with our words and our caution."""

import struct
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP, generate_totp_secret
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.factors.receivers import note_refused
from accounts.models import User
from encryption.errors import DecryptionError
from entry.fields import TextLine

# What a made-up credential makes the library say, beside the answers that allauth expects.
CRAFTED = (
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)


def code_field() -> forms.CharField:
    """Return the field of a code: six digits of an app, or a recovery code."""
    entry = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=_("Code"), max_length=20, widget=entry)


class AppForm(forms.Form):
    """Set up one-time codes: the first code shows that the app holds the secret. It works here alone."""

    code = code_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.secret = pending_secret() if self.is_bound else None
        self.secret = self.secret or _new_secret()

    def clean_code(self) -> str:
        clear = check_rate_limit(self.user, error_key="rate_limited")
        code: str = self.cleaned_data["code"]
        data = {"secret": get_adapter().encrypt(self.secret or "")}
        if not TOTP(Authenticator(user=self.user, data=data)).validate_code(code):
            raise get_adapter().validation_error("incorrect_code")
        clear()
        return code


def pending_secret() -> str | None:
    """Return the secret that is being set up; it waits in the session, wrapped as in its own table."""
    try:
        return get_adapter().decrypt(context.request.session[SECRET_SESSION_KEY])
    except (KeyError, DecryptionError):
        return None


def _new_secret() -> str:
    secret: str = generate_totp_secret()
    context.request.session[SECRET_SESSION_KEY] = get_adapter().encrypt(secret)
    return secret


class OneAtATime:
    """A recovery code given twice at the same moment is taken once."""

    user: User

    def clean_code(self) -> str:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=self.user.pk)
            try:
                return super().clean_code()  # type: ignore[misc]
            except ValidationError as error:
                refusal = error  # raised outside: what was counted and logged must stay
        raise refusal


class CodeForm(OneAtATime, AuthenticateForm):
    """Sign in with a code."""

    code = code_field()


class CodeAgainForm(OneAtATime, ReauthenticateForm):
    """Give a code again."""

    code = code_field()


class NewPasskeyForm(SignupWebAuthnForm):
    """Add a passkey. The browser's answer travels in a hidden field."""

    name = TextLine(label=_("Name of this passkey"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except CRAFTED:
            raise get_adapter().validation_error("incorrect_code") from None
        return cleaned


class Careful:
    """Whatever a made-up credential breaks is a refusal, and remembered."""

    user: User | None

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (*CRAFTED, ValidationError) as error:
            note_refused(self.user, Authenticator.Type.WEBAUTHN)
            if isinstance(error, ValidationError):
                raise
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeyForm(Careful, AuthenticateWebAuthnForm):
    """Give a passkey after the password."""


class PasskeySignInForm(Careful, LoginWebAuthnForm):
    """Sign in with a passkey alone."""

    def clean_credential(self) -> Authenticator:
        found = super().clean_credential()
        if not found.user.is_active:
            raise get_adapter().validation_error("incorrect_code")
        return found


class PasskeyAgainForm(Careful, ReauthenticateWebAuthnForm):
    """Give a passkey again."""
