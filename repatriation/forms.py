"""What is entered to explore a return and to take its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from entry.fields import DayMonthYear, EntryKey, TextBlock
from identification import jurisdictions
from repatriation.enums import FailureReason, RiskLevel
from workflow.forms import StepForm

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class YesNoField(forms.TypedChoiceField):
    """A question that must be answered: an empty box is not a no."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=YES_NO, coerce=lambda value: value == "yes", widget=forms.RadioSelect, **kwargs
        )


class ExploreForm(forms.Form):
    """To which country."""

    key = EntryKey()
    destination_country = forms.ChoiceField(
        label=_("To which country does the person wish to return?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["destination_country"].choices = jurisdictions.choices()  # type: ignore[attr-defined]


class WishForm(StepForm):
    """The wish, in the person's own words."""

    consequence = _("A return is voluntary. The person may change their mind at any time before the journey.")
    wish = TextBlock(
        label=_("What the person says"),
        help_text=_(
            "In their own words and language. For a child, the guardian's consent is written down too."
        ),
    )


class ReceiverForm(StepForm):
    """Who would receive the person."""

    consequence = _("This organisation is not told. It is named so that the person can agree to it or not.")
    receiving_organisation = forms.ModelChoiceField(
        label=_("Receiving organisation"), queryset=Organisation.objects.none()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Organisation.objects.filter(country=self.record.destination_country)  # type: ignore[attr-defined]
        self.fields["receiving_organisation"].queryset = there  # type: ignore[attr-defined]


class RiskForm(StepForm):
    """The case manager's part of the assessment; a child's best interests are noted on the page of the child."""

    consequence = _("A legal counsel joins this assessment; then a supervisor decides.")
    risk = forms.ChoiceField(
        label=_("How dangerous would the return be?"), choices=RiskLevel.choices, widget=forms.RadioSelect
    )


class JoinForm(StepForm):
    """The counsel's part of the assessment."""

    consequence = _(
        "You stand for this assessment together with the case manager. If you see it otherwise, talk first."
    )
    asylum_claim = YesNoField(label=_("Does the person claim asylum, or wish to?"))
    proceeding_pending = YesNoField(label=_("Is a proceeding pending that needs the person here?"))
    leave_of_court = YesNoField(label=_("Has the court given leave to travel?"))


class ClearForm(StepForm):
    """Confirms clearing."""

    consequence = _("The return organisation may then prepare the journey.")


class NotSafeForm(StepForm):
    """Confirms that the person stays."""

    consequence = _("The return stops here. It goes on only after a fresh assessment.")


class ConfirmForm(StepForm):
    """Confirms that the receiving side was told and is ready."""

    consequence = _("From now on the receiving organisation knows of this person, as the person agreed.")


class ScheduleForm(StepForm):
    """The day of travel."""

    travel_on = DayMonthYear(label=_("Day of travel"), future=True)


class DepartForm(StepForm):
    """Confirms the departure."""

    consequence = _("Once the journey has begun, it cannot be called back here.")


class HandOverForm(StepForm):
    """Both signatures."""

    sending_signed = forms.BooleanField(label=_("The sending side has signed"), required=False)
    receiving_signed = forms.BooleanField(label=_("The receiving side has signed"), required=False)


class FinishForm(StepForm):
    """Whether the person wishes no more contact."""

    no_contact_wished = forms.BooleanField(label=_("The person wishes no more contact"), required=False)


class WithdrawForm(StepForm):
    """Confirms the change of mind."""

    consequence = _(
        "The return ends at once. Other help goes on, and the person may think of returning again."
    )


class FailForm(StepForm):
    """Why it did not work."""

    consequence = _("Before another attempt, the risk is assessed anew.")
    failure_reason = forms.ChoiceField(
        label=_("Why"), choices=FailureReason.choices, widget=forms.RadioSelect
    )
