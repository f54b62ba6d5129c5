"""What is entered to open a case, to screen, and to take the steps of a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from entry.fields import DayMonthYear, EntryKey, TextBlock, TextLine
from identification.actions import FACTS
from identification.enums import AgeBand, AnswerValue, ClosingReason, Profile, Sex, YesNo, languages
from identification.indicators import Indicator
from identification.jurisdictions import choices as jurisdictions
from identification.models import Case
from workflow.forms import StepForm

IN_A_ROW = {"class": "choices--inline"}


def _safety(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YesNo.choices, widget=forms.RadioSelect(attrs=IN_A_ROW))


def _languages() -> list[tuple[str, str]]:
    return [("", gettext("Not asked yet")), *languages()]


class OpenCaseForm(forms.Form):
    """Safety first, then what is needed to help; no name."""

    key = EntryKey()
    in_danger = _safety(_("Is the person in danger now?"))
    injured = _safety(_("Is the person injured or ill?"))
    controlled = _safety(_("Is somebody nearby controlling what the person says?"))
    age_band = forms.ChoiceField(
        label=_("How old is the person?"),
        help_text=_("If you are not sure, choose “Not sure”: the person is then treated as a child."),
        choices=AgeBand.choices,
        widget=forms.RadioSelect,
    )
    sex = forms.ChoiceField(label=_("Sex, as the person says"), choices=Sex.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language the person speaks best"), choices=_languages, required=False
    )
    jurisdiction = forms.ChoiceField(label=_("Country whose rules apply"), choices=jurisdictions)
    pseudonym = TextLine(
        label=_("What to call the person"),
        help_text=_("Any name the person likes. It need not be their own."),
        required=False,
    )


class CorrectFactsForm(StepForm):
    """What was recorded when the case was opened, to be put right."""

    consequence = _(
        "The trail keeps what was recorded before. If the person is, or may be, a child after all, what they "
        "agreed to alone ends at once, and what was shared with it: ask the child and the guardian anew. "
        "A bed is kept. If the person is grown up after all, what rested on the protection of a child ends."
    )
    age_band = forms.ChoiceField(
        label=_("How old is the person?"), choices=AgeBand.choices, widget=forms.RadioSelect
    )
    sex = forms.ChoiceField(label=_("Sex, as the person says"), choices=Sex.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language the person speaks best"), choices=_languages, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(self.record, name) for name in FACTS}


class IdentityForm(forms.Form):
    """Who the person is. Everything may stay empty."""

    pseudonym = TextLine(label=_("What to call the person"), required=False)
    full_name = TextLine(label=_("Full name"), required=False)
    birth_date = DayMonthYear(label=_("Date of birth"), past=True, required=False)
    contact = TextLine(label=_("Telephone or other contact"), required=False)
    contact_is_safe = forms.BooleanField(label=_("The person said that this contact is safe"), required=False)
    address = TextLine(label=_("Address"), required=False)
    document = TextLine(label=_("Document"), required=False)
    narrative = TextBlock(label=_("What happened, in the person's words"), required=False)


class WhyForm(forms.Form):
    """Why the identity is opened: kept in the trail."""

    REASONS = (
        ("speak_with", _("I speak with the person")),
        ("document", _("I prepare a document for the person")),
        ("danger", _("The person is in danger")),
        ("check", _("I check that the data is right")),
    )
    reason = forms.ChoiceField(label=_("Why do you open it?"), choices=REASONS, widget=forms.RadioSelect)


class BeginScreeningForm(forms.Form):
    """Choose the checklist that fits the person's age."""

    key = EntryKey()
    profile = forms.ChoiceField(label=_("Which checklist?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = "child" if case.is_child else "adult"
        fitting = [one for one in Profile.choices if one[0].startswith(wanted)]
        self.fields["profile"].choices = fitting  # type: ignore[attr-defined]


class ElementForm(forms.Form):
    """The indicators of one element, each with its answer."""

    def __init__(
        self, *args: Any, indicators: list[Indicator], answered: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for one in indicators:
            self.fields[one.code] = forms.ChoiceField(
                label=gettext(one.label),
                choices=AnswerValue.choices,
                initial=answered.get(one.code, AnswerValue.NOT_ASKED),
                widget=forms.RadioSelect(attrs=IN_A_ROW),
            )


class CompleteScreeningForm(StepForm):
    """What goes with the answers."""

    consequence = _(
        "The result is explained to you. It is not a legal decision, and help does not wait for one."
    )
    note = TextBlock(label=_("Note"), help_text=_("Kept sealed."), required=False)
    cooperation = forms.ChoiceField(
        label=_("Does the person wish to speak with the police?"),
        help_text=_("Recorded for the person's lawyer. It changes nothing about the result or the help."),
        choices=YesNo.choices,
        initial=YesNo.UNKNOWN,
        widget=forms.RadioSelect(attrs=IN_A_ROW),
    )


class ReasonForm(StepForm):
    """A reason, kept sealed."""

    reason = TextBlock(label=_("Why"), help_text=_("Kept sealed. At least ten characters."))


class AuthorityForm(StepForm):
    """Which authority is asked."""

    consequence = _("The authority sees the case and the identity, and has to decide in time.")
    authority = forms.ModelChoiceField(
        label=_("Competent authority"), queryset=Organisation.objects.none(), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.record.jurisdiction  # type: ignore[attr-defined]
        authorities = Organisation.objects.filter(kind=OrganisationKind.AUTHORITY, country=country)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


class DecisionForm(StepForm):
    """The grounds of a decision."""

    grounds = TextBlock(label=_("Grounds"), help_text=_("Act, means and purpose. Kept sealed."))
    appeal_told = forms.BooleanField(label=_("The right to appeal was told to the person"), required=False)


class FollowUpForm(StepForm):
    """What must be in place before help ends."""

    safety_plan = forms.BooleanField(label=_("A safety plan was made with the person"), required=False)


class CloseForm(StepForm):
    """Why the case is closed."""

    closing_reason = forms.ChoiceField(
        label=_("Why"), choices=ClosingReason.choices, widget=forms.RadioSelect
    )


class DeclineEverythingForm(StepForm):
    """The person wants nothing."""

    consequence = _(
        "Name, contact, story and every note are destroyed at once and cannot be brought back. All help is "
        "called off, a bed included. What stays names nobody: age, sex, language, "
        "country, which questions were answered how, and which steps were taken."
    )
