"""What is entered about a translation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from papers.catalogues import digest


class SignOffForm(forms.Form):
    """That the translation was read by somebody who can judge it, as it is today."""

    read = forms.BooleanField(
        label=_("A native speaker read every sentence, and compared it with the English one.")
    )
    version = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, language: str, data: Any = None) -> None:
        super().__init__(data, initial={"version": digest(language)})
        self.language = language

    def clean_version(self) -> str:
        """The text that was read is the text that is signed."""
        if self.cleaned_data["version"] != digest(self.language):
            raise ValidationError(_("The translation has changed since. Read it again, and sign it then."))
        return str(self.cleaned_data["version"])
