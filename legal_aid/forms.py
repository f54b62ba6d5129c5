"""What is entered to open a legal matter and to take its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import User
from entry.fields import DayMonthYear, EntryKey, TextBlock
from legal_aid.enums import DeadlineKind, MatterKind, MatterOutcome
from workflow.forms import StepForm


class OpenForm(forms.Form):
    """What the matter is about."""

    key = EntryKey()
    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=MatterKind.choices, widget=forms.RadioSelect
    )
    notes = TextBlock(label=_("Notes"), required=False)


class LawyerForm(StepForm):
    """Who answers for the matter."""

    lawyer = forms.ModelChoiceField(label=_("Lawyer"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counsel = User.objects.filter(
            memberships__organisation=self.record.organisation_id,  # type: ignore[attr-defined]
            memberships__ended_at=None,
            memberships__roles__contains=[roles.LEGAL_COUNSEL.code],
        )
        self.fields["lawyer"].queryset = counsel.order_by("display_name")  # type: ignore[attr-defined]
        self.fields["lawyer"].initial = self.record.lawyer_id  # type: ignore[attr-defined]


class ResumeForm(LawyerForm):
    """Who carries on."""

    consequence = _("The person agrees again, and the work goes on.")


class DecideForm(StepForm):
    """What was decided."""

    consequence = _("Think of the limit for an appeal: add it as a deadline.")
    outcome = forms.ChoiceField(
        label=_("What was decided?"), choices=MatterOutcome.choices, widget=forms.RadioSelect
    )


class HaltForm(StepForm):
    """Confirms halting."""

    consequence = _("Nothing more is done in this matter until it goes on.")


class PoliceForm(StepForm):
    """Confirms that there was a contact."""

    consequence = _("The trail says that your organisation spoke with the police, as the person agreed.")


class NotesForm(StepForm):
    """The notes, as they stand and may be changed."""

    consequence = _("Sealed: only your organisation and the one that carries the case can read this.")
    notes = TextBlock(label=_("Notes"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["notes"].initial = self.record.notes  # type: ignore[attr-defined]


class DeadlineForm(StepForm):
    """What must not be missed, and when."""

    key = EntryKey()
    kind = forms.ChoiceField(label=_("What"), choices=DeadlineKind.choices, widget=forms.RadioSelect)
    due = DayMonthYear(label=_("Day"), future=True)
