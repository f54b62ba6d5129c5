"""What is entered to refer, and to answer a referral."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import ServiceKind
from consent.enums import DataSet
from entry.fields import EntryKey, TextBlock
from identification.models import Case
from referral.enums import DeclineReason, ReferralOutcome, Urgency
from referral.models import Service
from workflow.forms import StepForm


class ReferralForm(forms.Form):
    """Choose a service, what is shared with it, and how soon help is needed."""

    key = EntryKey()
    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none())
    data_sets = forms.MultipleChoiceField(
        label=_("What is shared, once the service accepts"),
        help_text=_("Only what the person agreed to for this organisation can be sent."),
        choices=DataSet.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[DataSet.SUMMARY],
    )
    urgency = forms.ChoiceField(label=_("How soon"), choices=Urgency.choices, widget=forms.RadioSelect)
    note = TextBlock(
        label=_("What the service needs to know"),
        help_text=_("The service reads this after it has accepted. No names."),
        required=False,
    )

    def __init__(self, *args: Any, case: Case, kinds: list[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = Service.objects.filter(is_active=True).exclude(organisation=case.carrier)
        offered = active.filter(kind__in=kinds) if kinds is not None else active
        self.fields["service"].queryset = offered.select_related("organisation")  # type: ignore[attr-defined]


class DeclineForm(StepForm):
    """Why the service says no."""

    consequence = _("The sender is told at once, so that the person is not left waiting.")
    decline_reason = forms.ChoiceField(
        label=_("Why"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )


class CompleteForm(StepForm):
    """What came of the help."""

    consequence = _("Your organisation no longer sees the case afterwards.")
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=ReferralOutcome.choices, widget=forms.RadioSelect
    )


class SendForm(StepForm):
    """Confirms sending."""

    consequence = _("The service sees a summary without a name, and is asked to answer in time.")


class AcceptForm(StepForm):
    """Confirms accepting."""

    consequence = _("Your organisation takes this on, and sees from now on what the person agreed to share.")


class RevokeForm(StepForm):
    """Confirms revoking."""

    consequence = _("The service no longer sees anything of this, at once.")


PASSING_ON = [ServiceKind.CASE_MANAGEMENT.value]
