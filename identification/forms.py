"""What is entered to open a case, to screen, and to take the steps of a case."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from entry.fields import DayMonthYear, EntryKey, TextBlock, TextLine, one_of
from identification import marks
from identification.actions import FACTS
from identification.clocks import presenters as clocks
from identification.enums import (
    AgeBand,
    ClosingReason,
    LiftReason,
    OpeningReason,
    Profile,
    Sex,
    YesNo,
    languages,
)
from identification.indicators import load, version_on
from identification.jurisdictions import choices as jurisdictions
from identification.models import Case, marked_name
from identification.rules import is_said
from workflow.forms import StepForm


def _moment(screening: Any) -> str:
    return date_format(timezone.localtime(screening.status_since), "j E Y, H:i")


def _languages() -> list[tuple[str, str]]:
    return [("", gettext("Not asked yet")), *languages()]


class SafetyQuestions(forms.Form):
    """What comes before every talk."""

    in_danger = one_of(_("Is the person in danger now?"), YesNo.choices)
    injured = one_of(_("Is the person injured or ill?"), YesNo.choices)
    controlled = one_of(_("Is somebody nearby controlling what the person says?"), YesNo.choices)


class SafetyForm(SafetyQuestions, StepForm):
    """The three questions once more: none is filled in, so that each is asked."""

    consequence = _("The answers of before stay in the history. What to do now follows from these.")


class OpenCaseForm(SafetyQuestions):
    """Safety first, then what is needed to help; no name."""

    key = EntryKey()
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
    address = TextLine(label=_("Address"), required=False)
    document = TextLine(label=_("Document"), required=False)
    narrative = TextBlock(label=_("What happened, in the person's words"), required=False)


class WhyForm(forms.Form):
    """Why the identity is opened: kept in the trail."""

    reason = forms.ChoiceField(
        label=_("Why do you open it?"), choices=OpeningReason.choices, widget=forms.RadioSelect
    )
    note = TextBlock(
        label=_("More, if you wish"),
        help_text=_("Kept sealed. Who manages the case can read it."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if entered.get("reason") == OpeningReason.OTHER and not entered.get("note"):
            self.add_error("note", _("Write why you open it."))
        return entered


class SignOffForm(forms.Form):
    """Against what a list was checked."""

    source = TextLine(
        label=_("Which source did you compare it with?"),
        help_text=_("Title, year, edition and pages, so that others find it."),
    )

    def clean_source(self) -> str:
        """Others find it by what is written: ten letters that can be read."""
        source = str(self.cleaned_data["source"])
        if not is_said(source):
            raise forms.ValidationError(_("Write the source in at least ten characters."))
        return source


class LiftForm(forms.Form):
    """Why somebody may open more cases today."""

    reason = forms.ChoiceField(label=_("Why"), choices=LiftReason.choices, widget=forms.RadioSelect)


class FindForm(forms.Form):
    """What is known of a person who is looked for. A name alone finds nobody."""

    full_name = TextLine(label=_("Full name"), required=False)
    birth_date = DayMonthYear(label=_("Date of birth"), past=True, required=False)
    document = TextLine(label=_("Document number"), required=False)
    contact = TextLine(label=_("Telephone number"), required=False)

    def clean_document(self) -> str:
        return self._findable("document", marks.documents, _("Enter five letters and digits or more."))

    def clean_contact(self) -> str:
        return self._findable("contact", marks.phones, _("Enter seven digits or more."))

    def clean(self) -> dict[str, Any]:
        entered = {name: value for name, value in super().clean().items() if value}  # type: ignore[union-attr]
        if "birth_date" in entered and "full_name" not in entered:
            self.add_error("full_name", _("Enter the name as well: a date alone finds nobody."))
        elif "full_name" in entered and "birth_date" not in self.errors and "birth_date" not in entered:
            self.add_error("birth_date", _("Enter the date of birth as well: a name alone finds nobody."))
        elif not entered and not self.errors:
            raise forms.ValidationError(
                _("Enter a name and a date of birth, a document or a telephone number.")
            )
        return entered

    def _findable(self, name: str, numbers: Callable[[str], set[str]], otherwise: Any) -> str:
        text = str(self.cleaned_data[name])
        if text and not numbers(text):
            raise forms.ValidationError(otherwise)
        return text


class BeginScreeningForm(forms.Form):
    """Choose the checklists that fit the person's age: one, or several in one talk."""

    key = EntryKey()
    profile = forms.MultipleChoiceField(
        label=_("Which checklist?"),
        help_text=_("Choose both if you are not sure. A question that stands in both is asked once."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = "child" if case.is_child else "adult"
        known = load(version_on())
        fitting = [(one, marked_name(known, one)) for one in Profile.values if one.startswith(wanted)]
        self.fields["profile"].choices = fitting  # type: ignore[attr-defined]

    def clean_profile(self) -> list[str]:
        """Return the chosen lists in the order in which they were offered, whatever order they were sent in."""
        return [one for one in Profile.values if one in self.cleaned_data["profile"]]


class CompareForm(forms.Form):
    """Which two screenings of a case stand side by side."""

    one = forms.ChoiceField(label=_("The earlier one"))
    other = forms.ChoiceField(label=_("The later one"))

    def __init__(self, *args: Any, screenings: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{_moment(one)} · {one.name}") for one in screenings]
        for field in self.fields.values():
            field.choices = named  # type: ignore[attr-defined]


class CompleteScreeningForm(StepForm):
    """What goes with the answers."""

    consequence = _(
        "The result is explained to you. It is not a legal decision, and help does not wait for one."
    )
    note = TextBlock(label=_("Note"), help_text=_("Kept sealed."), required=False)
    cooperation = one_of(
        _("Does the person wish to speak with the police?"),
        YesNo.choices,
        help_text=_("Recorded for the person's lawyer. It changes nothing about the result or the help."),
        initial=YesNo.UNKNOWN,
    )


class ReasonForm(StepForm):
    """A reason, kept sealed."""

    reason = TextBlock(label=_("Why"), help_text=_("Kept sealed. At least ten characters."))


class ExtendRecoveryForm(StepForm):
    """How long the time for recovery lasts then, and by which rule."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consequence = clocks.longer_recovery(self.record)  # type: ignore[arg-type]


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


class FollowUpForm(StepForm):
    """What must be in place before help ends."""

    safety_plan = forms.BooleanField(label=_("A safety plan was made with the person"), required=False)


class CloseForm(StepForm):
    """Why the case is closed."""

    closing_reason = forms.ChoiceField(
        label=_("Why"), choices=ClosingReason.choices, widget=forms.RadioSelect
    )


class MergeForm(StepForm):
    """This case is the same person's as an older one."""

    consequence = _(
        "The older case goes on alone. This one keeps what was written in it, and nothing more is written in it; "
        "consents and screenings are not copied. For 30 days this can be undone."
    )
