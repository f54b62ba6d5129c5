"""What is entered in a consent talk, and for a legal ground."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import ServiceKind
from accounts.models import Organisation
from consent.enums import DataSet, GroundCode, Lasting, PersonTold, Purpose, purpose_of
from entry.fields import DayMonthYear, EntryKey, TextBlock
from workflow.forms import StepForm


class PrepareForm(forms.Form):
    """For what, for whom, which data, and for how long."""

    key = EntryKey()
    purpose = forms.ChoiceField(label=_("What is it for?"), choices=Purpose.choices, widget=forms.RadioSelect)
    recipient = forms.ModelChoiceField(
        label=_("Which organisation would see it?"), queryset=Organisation.objects.all(), required=False
    )
    kind = forms.ChoiceField(
        label=_("Or all who offer one kind of help"),
        help_text=_("The person hears each name. Who offers it later is not meant."),
        choices=lambda: [("", gettext("None")), *ServiceKind.choices],
        required=False,
    )
    data = forms.MultipleChoiceField(  # type: ignore[assignment]  # a field of this name, not the form's input
        label=_("What would it see?"), choices=DataSet.choices, widget=forms.CheckboxSelectMultiple
    )
    lasts = forms.ChoiceField(
        label=_("For how long?"), choices=Lasting.choices, initial=Lasting.DAYS_90, widget=forms.RadioSelect
    )
    until = DayMonthYear(label=_("Last day, if it is a day"), future=True, required=False)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if entered.get("lasts") != Lasting.UNTIL:
            entered["until"] = None
        elif not entered.get("until") and "until" not in self.errors:
            self.add_error("until", _("Enter the last day."))
        self._look_at_kind(entered)
        return entered

    def _look_at_kind(self, entered: dict[str, Any]) -> None:
        if not entered.get("kind"):
            return
        if entered.get("recipient"):
            self.add_error("kind", _("Name an organisation, or a kind of help: not both."))
        elif entered.get("purpose") not in (None, purpose_of(entered["kind"])):
            wanted = {"purpose": purpose_of(entered["kind"]).label}
            self.add_error("purpose", _("This kind of help is asked for as “%(purpose)s”.") % wanted)


class EverythingForm(forms.Form):
    """Everything for one shelter, for 30 days: one tap."""

    key = EntryKey()
    recipient = forms.ModelChoiceField(queryset=Organisation.objects.none())

    def __init__(self, *args: Any, shelters: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Organisation.objects.filter(pk__in=[one.pk for one in shelters])
        self.fields["recipient"].queryset = offered  # type: ignore[attr-defined]


class GroundForm(forms.Form):
    """A legal ground without consent: never without a second person."""

    key = EntryKey()
    purpose = forms.ChoiceField(label=_("What is it for?"), choices=Purpose.choices)
    recipient = forms.ModelChoiceField(
        label=_("Which organisation would see it?"), queryset=Organisation.objects.all()
    )
    data = forms.ChoiceField(  # type: ignore[assignment]
        label=_("What would it see?"), choices=DataSet.choices, widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(label=_("Ground"), choices=GroundCode.choices, widget=forms.RadioSelect)
    reason = TextBlock(label=_("Why"), help_text=_("Kept sealed. At least 30 characters."))
    person_told = forms.ChoiceField(
        label=_("Does the person know?"), choices=PersonTold.choices, widget=forms.RadioSelect
    )
    tell_by = DayMonthYear(
        label=_("If later: by which day will the person be told?"), future=True, required=False
    )
    until = DayMonthYear(label=_("Until"), future=True)


class ApproveGroundForm(StepForm):
    """Shows the second person what they would stand for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:  # the gate answers first: the reason may be unreadable by now
            return
        proposed: Any = self.record
        self.consequence = _("%(ground)s, for %(recipient)s, until %(until)s: %(reason)s") % {
            "ground": proposed.get_ground_display(),
            "recipient": proposed.recipient,
            "until": date_format(proposed.expires_at, "j E Y"),
            "reason": proposed.reason,
        }


class TellForm(StepForm):
    """Says what the person will see from now on."""

    consequence = _("From now on the person finds this ground among those on which others see their file.")
