"""What is entered in a consent talk, and for a legal ground."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from children.presenters import who_acts
from consent.enums import DataSet, GroundCode, InformedPoint, PersonTold, Purpose
from consent.models import Consent
from entry.fields import DayMonthYear, EntryKey, TextBlock, TextLine
from identification.enums import languages
from identification.models import Case
from workflow.forms import StepForm


class PrepareForm(forms.Form):
    """For what, for whom, and which data."""

    key = EntryKey()
    purpose = forms.ChoiceField(label=_("What is it for?"), choices=Purpose.choices, widget=forms.RadioSelect)
    recipient = forms.ModelChoiceField(
        label=_("Which organisation would see it?"), queryset=Organisation.objects.all(), required=False
    )
    data = forms.MultipleChoiceField(  # type: ignore[assignment]  # a field of this name, not the form's input
        label=_("What would it see?"), choices=DataSet.choices, widget=forms.CheckboxSelectMultiple
    )


def _languages() -> list[tuple[str, str]]:
    return [("", gettext("Choose")), *languages()]


class InformForm(forms.Form):
    """What was explained, in which language."""

    points = forms.MultipleChoiceField(
        label=_("I have explained"), choices=InformedPoint.choices, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Language of the talk"), choices=_languages)
    interpreter = TextLine(label=_("Interpreter"), help_text=_("Kept sealed."), required=False)


class AnswerForm(forms.Form):
    """What the person said to each part. What is not ticked is a no."""

    agreed = forms.MultipleChoiceField(
        label=_("The person agrees to"),
        help_text=_("What you leave empty is a no. Help does not depend on it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    child_agrees = forms.BooleanField(label=_("The child agrees"), required=False)
    guardian_agrees = forms.BooleanField(label=_("Whoever acts for the child consents"), required=False)

    def __init__(self, *args: Any, consents: list[Consent], case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(one.data, DataSet(one.data).label) for one in consents]
        self.fields["agreed"].choices = asked  # type: ignore[attr-defined]
        if case.is_child:
            self.fields["guardian_agrees"].help_text = who_acts(case)
        else:
            del self.fields["child_agrees"], self.fields["guardian_agrees"]


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


class WithdrawForm(StepForm):
    """Says what stops and what goes on, before a consent is taken back."""

    consequence = _(
        "From now on this organisation no longer sees what was shared on this ground, and what was open "
        "with it is halted. A bed and urgent medical care go on. The organisation that carries the case goes on "
        "until another one does. What was already told cannot be recalled. "
        "Help does not depend on consent."
    )


class TellForm(StepForm):
    """Says what the person will see from now on."""

    consequence = _("From now on the person finds this ground among those on which others see their file.")
