"""What is entered for a child."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from children import law, presenters
from children.enums import About, AppointedBy, Conclusion, EndReason, GuardianKind, Way
from entry.fields import DayMonthYear, EntryKey, TextBlock, TextLine
from identification.models import Case
from workflow.forms import StepForm

SEALED = _("Kept sealed.")
# The clock knows it, no person has to choose it.
CHOSEN = [(one.value, one.label) for one in EndReason if one is not EndReason.OF_AGE]


class GuardianForm(forms.Form):
    """Who acts for the child, by whose decision, from when, until when."""

    key = EntryKey()
    kind = forms.ChoiceField(
        label=_("Who acts for the child?"), choices=GuardianKind.choices, widget=forms.RadioSelect
    )
    appointed_by = forms.ChoiceField(
        label=_("Appointed by whom?"), choices=AppointedBy.choices, widget=forms.RadioSelect
    )
    appointment = TextLine(
        label=_("Which body, and the number of its decision"), help_text=SEALED, required=False
    )
    name = TextLine(label=_("Name"), help_text=SEALED, required=False)
    contact = TextLine(label=_("Telephone or other contact"), help_text=SEALED, required=False)
    starts = DayMonthYear(label=_("Since which day?"), past=True)
    until = DayMonthYear(
        label=_("Until which day?"),
        help_text=_("Leave it empty where the decision names no day."),
        future=True,
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].help_text, self.fields["appointed_by"].help_text = presenters.what_changes(case)


class NoteForm(forms.Form):
    """What is best for the child, and what the child says."""

    key = EntryKey()
    about = forms.ChoiceField(label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect)
    childs_view = TextBlock(
        label=_("What does the child say?"),
        help_text=_("In the child's own words. If the child could not be asked, write why. Kept sealed."),
    )
    conclusion = forms.ChoiceField(
        label=_("Is it in the child's best interests?"),
        choices=Conclusion.choices,
        widget=forms.RadioSelect,
    )
    reason = TextBlock(
        label=_("Why"),
        help_text=_("Safety, health, family, school, and what else was weighed. Kept sealed."),
    )
    review_on = DayMonthYear(label=_("When will you look at it again?"), future=True)


class NoticeForm(forms.Form):
    """That child protection was told."""

    key = EntryKey()
    body = forms.ChoiceField(label=_("Who was told?"), widget=forms.RadioSelect)
    told_on = DayMonthYear(label=_("On which day?"), past=True)
    way = forms.ChoiceField(label=_("How?"), choices=Way.choices, widget=forms.RadioSelect)
    reference = TextLine(
        label=_("Reference"),
        help_text=_("A file number, if you were given one. Kept sealed."),
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = law.body_choices(case)  # type: ignore[attr-defined]


class AgeForm(forms.Form):
    """Why an age is in doubt, and that it may be assessed."""

    key = EntryKey()
    reason = TextBlock(label=_("Why is the age in doubt?"), help_text=SEALED)
    child_agrees = forms.BooleanField(label=_("The child agrees"), required=False)
    guardian_agrees = forms.BooleanField(label=_("Whoever acts for the child agrees"), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardian_agrees"].help_text = presenters.who_acts(case)


class SuspectForm(StepForm):
    """Why the guardian is suspected, and what follows at once."""

    consequence = _(
        "From now on this guardian's consent does not count, and the child protection authority acts for the "
        "child until somebody else is appointed. Tell the authority at once. What this guardian agreed to before "
        "goes on until it is taken back: do so on the page of the case, and ask anew."
    )
    reason = TextBlock(label=_("Why"), help_text=_("Kept sealed. At least ten characters."))


class EndForm(StepForm):
    """Why somebody no longer acts for the child."""

    consequence = _("Until somebody else acts, nobody can agree for the child.")
    end_reason = forms.ChoiceField(label=_("Why"), choices=CHOSEN, widget=forms.RadioSelect)


class _FindingForm(StepForm):
    reason = TextBlock(label=_("What was found, and by whom?"), help_text=_("Kept sealed."))


class FoundChildForm(_FindingForm):
    """The person is a child."""

    consequence = _("The case then says: under 18.")


class InDoubtForm(_FindingForm):
    """Nobody knows."""

    consequence = _("The benefit of the doubt is the child's: the person stays treated as a child.")


class FoundAdultForm(_FindingForm):
    """The person is grown up."""

    consequence = _(
        "The case then says: 18 or over. Nobody acts for the person any more, what rested on the protection of a "
        "child ends, and screenings are weighed anew."
    )
