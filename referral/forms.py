"""What is entered to refer, and to answer a referral."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import ServiceKind
from consent.enums import DataSet
from entry.fields import EntryKey, TextBlock
from identification.models import Case
from referral import presenters
from referral.enums import DeclineReason, ReferralOutcome, Urgency
from referral.models import Referral, Service
from referral.rules import not_agreed
from workflow.forms import StepForm


class SharingForm(forms.Form):
    """What is shared with a service, and how soon help is needed."""

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


class ReferralForm(SharingForm):
    """Choose a service and what it is told; says before anything is saved what the person has not agreed to."""

    key = EntryKey()
    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none())
    anyway = forms.BooleanField(
        label=_("Save the draft as it is: I ask the person before it is sent"), required=False
    )
    field_order = ["key", "service", "data_sets", "anyway"]
    # Where the person can be asked for what is missing.
    ask_url = ""

    def __init__(self, *args: Any, case: Case, kinds: list[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        active = Service.objects.filter(is_active=True).exclude(organisation=case.carrier)
        offered = active.filter(kind__in=kinds) if kinds is not None else active
        self.fields["service"].queryset = offered.select_related("organisation")  # type: ignore[attr-defined]
        if not self.is_bound:
            del self.fields["anyway"]  # asked only where something is missing

    def clean(self) -> dict[str, Any]:
        """Say beside the field what may not be shared yet; who says "as it is" saves the draft."""
        entered = super().clean() or {}
        anyway, service, data = entered.pop("anyway", False), entered.get("service"), entered.get("data_sets")
        new = Referral.to(service, self.case, data_sets=data) if service and data else None
        missing = not_agreed(new) if new else []
        if new and missing and not anyway:
            self.ask_url = presenters.ask_url(new)
            named = {"whom": new.recipient, "what": "; ".join(missing)}
            says = _("The person has not agreed to share this with %(whom)s: %(what)s.")
            self.add_error("data_sets", says % named)
        if not missing:
            del self.fields["anyway"]
        return entered


class RewriteForm(SharingForm, StepForm):
    """What the draft says now, to be changed."""

    consequence = _("Nobody has seen the draft yet. For another service, throw it away and write a new one.")
    record: Referral

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            draft = self.record
            self.initial = {"data_sets": draft.data_sets, "urgency": draft.urgency, "note": draft.note}


class DiscardForm(StepForm):
    """Confirms throwing a draft away."""

    consequence = _("Nobody outside has seen the draft. The trail says that it was written and thrown away.")


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
