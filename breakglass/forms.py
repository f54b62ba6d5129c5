"""What is entered to look in an emergency, and to review it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from breakglass.enums import SHORTEST_REASON, Danger
from entry.fields import TextBlock, TextLine
from workflow.forms import StepForm


class BreakGlassForm(forms.Form):
    """Which case, what the emergency is, and what is happening."""

    number = TextLine(
        label=_("Number of the case"), help_text=_("As you know it, such as 7K3M-9QXD."), max_length=20
    )
    danger = forms.ChoiceField(
        label=_("What is the emergency?"), choices=Danger.choices, widget=forms.RadioSelect
    )
    reason = TextBlock(
        label=_("What is happening, and why can nobody who sees the case help in time?"),
        help_text=_("Kept sealed, and read by those who review this. At least thirty characters."),
        min_length=SHORTEST_REASON,
    )

    def clean_number(self) -> str:
        """Return the number as it is written, however it was typed."""
        return str(self.cleaned_data["number"]).strip().upper()


class FindingForm(StepForm):
    """What the review found."""

    finding = TextBlock(label=_("Why"), help_text=_("Kept sealed. At least ten characters."))


class AbuseForm(FindingForm):
    """What the review found, and what follows."""

    consequence = _("The person loses the right to look in an emergency for a year.")
