"""What a supervisor enters about who works in the organisation, and what an invited person enters."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actions import nothing_opens
from accounts.models import Membership, Organisation, User
from entry.fields import TextLine


class RolesForm(forms.Form):
    """Choose what somebody may do."""

    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(one.code, f"{one.name}: {one.purpose}") for one in roles.ALL.values()]
        self.fields["roles"].choices = told  # type: ignore[attr-defined]


class InviteForm(RolesForm):
    """Invite an address to the organisation."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    field_order = ("email", "roles")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        here = Membership.objects.current().filter(organisation=self.organisation, user__email=email)
        place = here.select_related("user").first()
        if place and not nothing_opens(place.user):
            raise ValidationError(_("This person works here already."), code="member")
        return email


class WelcomeForm(forms.Form):
    """Begin with a name for colleagues and a first password, or go on to a passkey."""

    display_name = TextLine(label=_("Name shown to colleagues"), max_length=80)
    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "15 characters or more. Leave it empty to sign in with a passkey alone, which comes next."
        ),
        required=False,
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            user = User(email=self.email, display_name=cleaned.get("display_name", ""))
            try:
                validate_password(password, user)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
