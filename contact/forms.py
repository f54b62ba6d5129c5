"""What is entered about a way to reach a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contact.actions import FIELDS, version_of
from contact.enums import Answer, ContactKind
from contact.models import Contact
from entry.fields import DayMonthYear, EntryKey, TextLine, one_of
from identification.enums import languages
from identification.rules import is_said

ASKED = ("call", "write", "leave_word")


def _languages() -> list[tuple[str, str]]:
    return [("", gettext("Not known")), *languages()]


def _time(label: Any, **given: Any) -> forms.TimeField:
    box = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(
        label=label, widget=box, input_formats=["%H:%M", "%H:%M:%S"], required=False, **given
    )


class ContactForm(forms.Form):
    """One way, and what the person says of its safety. What they were not asked is no yes."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=ContactKind.choices, widget=forms.RadioSelect)
    value = TextLine(label=_("Number, account or address"), help_text=_("Kept sealed, like the rest."))
    call = one_of(_("Is it safe to call?"), Answer.choices, initial=Answer.NOT_ASKED)
    write = one_of(_("Is it safe to write?"), Answer.choices, initial=Answer.NOT_ASKED)
    leave_word = one_of(_("Is it safe to leave word?"), Answer.choices, initial=Answer.NOT_ASKED)
    who_answers = TextLine(label=_("Who else may answer or read it?"), required=False)
    code_word = TextLine(
        label=_("Code word"),
        help_text=_("What you say so that the person knows that it is you, and that you ask for first."),
        required=False,
    )
    hours_from = _time(_("Safe from"), help_text=_("Leave both empty if the person named no hours."))
    hours_until = _time(_("Safe until"))
    language = forms.ChoiceField(label=_("In which language?"), choices=_languages, required=False)
    order = forms.IntegerField(
        label=_("Which is tried first?"), help_text=_("1 comes first."), min_value=1, max_value=99, initial=1
    )
    checked_on = DayMonthYear(label=_("When did the person say so?"), past=True, required=False)

    def clean_value(self) -> str:
        value: str = self.cleaned_data["value"]
        if not is_said(value, 1):
            raise forms.ValidationError(
                gettext("Write the number, the account or the address."), code="unsaid"
            )
        return value

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if self.errors:
            return entered
        first, last = entered.pop("hours_from"), entered.pop("hours_until")
        if (first is None) != (last is None) or (first and first == last):
            self.add_error("hours_until", _("Enter both, from when and until when; or leave both empty."))
        entered["hours"] = f"{first:%H:%M}-{last:%H:%M}" if first and last else ""
        if entered["checked_on"] is None and any(entered[one] != Answer.NOT_ASKED for one in ASKED):
            self.add_error("checked_on", _("Enter the day on which the person said so."))
        return entered


class NewContactForm(ContactForm):
    """A way that was not written down before."""

    key = EntryKey()


class ChangeContactForm(ContactForm):
    """A way as it was written down; the form remembers what it was opened with."""

    safe_again = forms.BooleanField(
        label=_("The person says that it is safe again"),
        help_text=_("Only where it was marked as no longer safe."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, row: Contact, sent: Any) -> "ChangeContactForm":
        """Return the form with what is known."""
        known = {name: getattr(row, name) for name in (*FIELDS, "checked_on")}
        known["hours_from"], _dash, known["hours_until"] = (row.hours or "").partition("-")
        return cls(sent, initial={**known, "seen": version_of(row)})
