"""What is entered to ask for a bed, give one, and end a stay."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from children.presenters import who_acts
from entry.fields import DayMonthYear, EntryKey, TextBlock
from shelters.enums import BedKind, ExitReason, RefusalReason
from shelters.models import Bed, Placement, Shelter
from shelters.rules import fitting_beds, free_beds
from workflow.forms import StepForm

if TYPE_CHECKING:
    from django.db.models import QuerySet


class RequestForm(forms.Form):
    """Ask for a bed: for whom, and for which nights."""

    key = EntryKey()
    kind = forms.ChoiceField(label=_("Place for"), widget=forms.RadioSelect)
    needs_accessible = forms.BooleanField(label=_("An accessible bed is needed"), required=False)
    starts = DayMonthYear(label=_("First day"), future=True, initial=timezone.localdate)
    ends = DayMonthYear(label=_("Last day"), help_text=_("The day of leaving."), future=True)

    def __init__(self, *args: Any, shelter: Shelter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = [(kind.value, kind.label) for kind in BedKind if kind in shelter.kinds]
        self.fields["kind"].choices = taken  # type: ignore[attr-defined]


class ReserveForm(StepForm):
    """Choose a bed and the nights."""

    consequence = _("The bed is held for these nights.")
    record: Placement
    bed = forms.ModelChoiceField(
        label=_("Bed"), queryset=Bed.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    starts = DayMonthYear(label=_("First day"), future=True)
    ends = DayMonthYear(label=_("Last day"), help_text=_("The day of leaving."), future=True)
    risk_assessed_on = DayMonthYear(label=_("The risks were last assessed on"), past=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A request for a day that has passed is for today.
        starts = max(self.record.starts, timezone.localdate())
        self.initial = {"starts": starts, "ends": self.record.ends}
        # What was sent is judged by the rules, in words: another night may free a bed, or take it.
        self._offer(fitting_beds(self.record) if self.is_bound else self._free(starts, self.record.ends))

    def clean(self) -> dict[str, Any]:
        """Offer the beds that are free on the nights entered, should the form be shown again."""
        entered = super().clean() or {}
        if entered.get("starts") and entered.get("ends"):
            self._offer(self._free(entered["starts"], entered["ends"]))
        return entered

    def _free(self, starts: date, ends: date) -> "QuerySet[Bed]":
        return free_beds(self.record, starts, ends)

    def _offer(self, beds: "QuerySet[Bed]") -> None:
        field = self.fields["bed"]
        field.queryset = beds  # type: ignore[attr-defined]
        field.help_text = "" if beds else _("No fitting bed is free on these nights. Try other nights.")


class AdmitForm(StepForm):
    """What must be sure before a person moves in; one question more for a child."""

    consequence = _("The person lives in the shelter from now on. They may leave at any time.")
    record: Placement
    risk_assessed_on = DayMonthYear(label=_("The risks were last assessed on"), past=True)
    no_exploiter_here = forms.BooleanField(
        label=_("I have made sure that no alleged exploiter, and no relative of one, lives or works here"),
        required=False,
    )
    guardian_or_authority_decided = forms.BooleanField(
        label=_("The guardian or the child protection authority has decided on the stay"), required=False
    )
    care_note = TextBlock(
        label=_("What must be known for safety and in an emergency"),
        help_text=_("The shelter keeps seeing this if the person takes their consent back. No names."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"risk_assessed_on": self.record.risk_assessed_on}
        if self.record.case.is_child:
            self.fields["guardian_or_authority_decided"].help_text = who_acts(self.record.case)
        else:
            del self.fields["guardian_or_authority_decided"]


class RefuseForm(StepForm):
    """Why the shelter says no."""

    consequence = _("Whoever asked must look for another place at once.")
    refusal_reason = forms.ChoiceField(
        label=_("Why"), choices=RefusalReason.choices, widget=forms.RadioSelect
    )


class ExtensionForm(StepForm):
    """Until when, and why."""

    consequence = _("A supervisor decides. The person stays meanwhile.")
    until = DayMonthYear(label=_("New last day"), future=True)
    reason = TextBlock(label=_("Why"), help_text=_("No names."))


class TransferForm(StepForm):
    """Confirms that another shelter is needed."""

    consequence = _("The person stays until another shelter is found.")


class ExitForm(StepForm):
    """Where the person goes, and that there is a plan."""

    consequence = _("The bed is free afterwards, and the shelter no longer has a duty of care.")
    exit_reason = forms.ChoiceField(
        label=_("Where the person goes"), choices=ExitReason.choices, widget=forms.RadioSelect
    )
    exit_plan = forms.BooleanField(
        label=_("We made a plan with the person: where they go, how they get there, whom they can call"),
        required=False,
    )


class LeaveForm(StepForm):
    """Confirms that the person leaves; nothing else is asked."""

    consequence = _(
        "Nobody may hold a person back. The bed is free at once; a new one can be asked for at any time."
    )
