"""What is entered when a person asks for something, and when it is answered."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actors import Actor
from accounts.models import Membership, Organisation, User
from consent.enums import DataSet
from entry.fields import EntryKey, TextBlock
from identification.enums import Basis
from identification.models import Case
from rights import file
from rights.enums import About, Ground, Outcome, Part, WhyRestricted
from workflow.forms import StepForm

EVERYTHING = ("", _("Everything"))


class AskForm(forms.Form):
    """A wish that needs no more words."""

    key = EntryKey()

    def __init__(self, *args: Any, case: Case, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.actor = case, actor


class CorrectionForm(AskForm):
    """What is wrong, and how it is."""

    part = forms.ChoiceField(
        label=_("Which part of the file?"), choices=Part.choices, widget=forms.RadioSelect
    )
    statement = TextBlock(
        label=_("What is wrong, and how is it?"),
        help_text=_("In the person's words. It stands beside the record until it is put right. Kept sealed."),
    )


class RestrictionForm(AskForm):
    """What is to be kept and not used."""

    data = forms.ChoiceField(  # type: ignore[assignment]  # a field of this name, not the form's input
        label=_("What is kept, and not used?"),
        choices=[EVERYTHING, *DataSet.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    why = forms.ChoiceField(label=_("Why?"), choices=WhyRestricted.choices, widget=forms.RadioSelect)


class ComplaintForm(AskForm):
    """About whom, about what, and what happened."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        label=_("Which organisation is it about?"), queryset=Organisation.objects.none()
    )
    person = forms.ModelChoiceField(
        label=_("Is it about one person?"),
        help_text=_("They will not see the complaint, and do not deal with it."),
        queryset=User.objects.none(),
        required=False,
    )
    story = TextBlock(label=_("What happened?"), help_text=_("In the person's words. Kept sealed."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.actor.organisation_id
        known: list[Any] = [own, self.case.carrier_id]
        if own == self.case.carrier_id:  # the others do not know who else helps
            told = self.case.accesses.exclude(basis=Basis.LEGAL_GROUND)
            known += told.values_list("organisation", flat=True)
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=known)  # type: ignore[attr-defined]
        overseers = [one.code for one in roles.OVERSEERS]
        could_read_it = Q(organisation=self.case.carrier_id, roles__overlap=overseers)
        members = Membership.objects.current().filter(Q(organisation=own) | could_read_it)
        people = User.objects.filter(pk__in=members.values("user")).order_by("display_name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class PrepareForm(StepForm):
    """Says what happens with the file."""

    consequence = _(
        "The file is gathered from every part. What is about other people is left out. "
        "A second person reads it before anybody has it."
    )


class ReviewForm(StepForm):
    """What the second person leaves out, and why."""

    left_out = forms.MultipleChoiceField(
        label=_("Leave out"),
        help_text=_("Read the file on the page before. What you tick is left out, and the copy says so."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("On what ground?"), choices=[("", "–"), *Ground.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copy: Any = self.record
        parts = file.parts_of(file.gathered(copy.case))
        self.fields["left_out"].choices = parts  # type: ignore[attr-defined]


class ReadyForm(StepForm):
    """Says how long, and how the password is told."""

    consequence = _(
        "You can fetch the copy once within fifteen minutes. The page shows you its password: tell it to the person by "
        "another way, such as by word of mouth, and never send it with the copy."
    )


class ReasonForm(StepForm):
    """Why."""

    reason = TextBlock(label=_("What was done, and why"), help_text=_("Kept sealed. At least 30 characters."))


class LiftForm(ReasonForm):
    """Why, and that the person knows."""

    consequence = _("What the person agreed to counts again: those who saw it before see it again.")
    person_told = forms.BooleanField(
        label=_("I have told the person that it will be used again"), required=False
    )


class ReplyForm(ReasonForm):
    """What came of a complaint."""

    field_order = ["outcome", "reason"]
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
