"""What is entered to hold, to erase, and to let somebody go who wants nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.fields import DayMonthYear, EntryKey, TextBlock
from facts.countries import nationalities
from identification.enums import Capacity, Sex
from identification.forms import ReasonForm
from retention.enums import HeldFor, WishOf
from retention.models.notice import FORMS
from retention.schedule import notice_of
from workflow.forms import StepForm


class HoldForm(forms.Form):
    """Who asks, until when, and why."""

    key = EntryKey()
    held_for = forms.ChoiceField(
        label=_("Who asks that nothing is destroyed?"), choices=HeldFor.choices, widget=forms.RadioSelect
    )
    until = DayMonthYear(label=_("Until which day?"), help_text=_("Two years ahead at the most."))
    reason = TextBlock(label=_("Why"), help_text=_("Kept sealed. At least ten characters."))


class LiftForm(ReasonForm):
    """Why nothing needs to be held any more."""

    consequence = _(
        "If the person wanted nothing from us, or asked to be erased, that may be done from now on."
    )


class ErasureForm(forms.Form):
    """Who said it, and how."""

    key = EntryKey()
    wish_of = forms.ChoiceField(label=_("Who says it?"), choices=WishOf.choices, widget=forms.RadioSelect)
    said = TextBlock(
        label=_("In their own words"),
        help_text=_("If they wish. Kept sealed, and destroyed with everything else."),
        required=False,
    )


class ApproveErasureForm(StepForm):
    """Everything goes, at once."""

    consequence = _(
        "Name, contact, story, documents and every note are destroyed at once and cannot be brought back. All help "
        "that is open is called off, a bed included: speak about that with the person first. What stays names nobody."
    )
    best_interests = forms.BooleanField(
        label=_("The person is a child, and this is in the child's best interests"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.record.case.is_child:
            del self.fields["best_interests"]


class RefuseErasureForm(StepForm):
    """What the person is told."""

    consequence = _(
        "The person is told why, that they may complain, and that they may ask again at any time."
    )
    grounds = TextBlock(
        label=_("What the person is told"), help_text=_("Kept sealed. At least ten characters.")
    )
    complaint_explained = forms.BooleanField(
        label=_("The person was told this, and where they may complain"), required=False
    )


class ApproveProposalForm(StepForm):
    """The job does it the next night."""

    consequence = _("The keys of this case are destroyed the next night, unless a legal hold stands by then.")


class PutOffForm(StepForm):
    """Until when, and why."""

    until = DayMonthYear(label=_("Until which day?"), help_text=_("A year ahead at the most."))
    reason = TextBlock(label=_("Why"), help_text=_("Kept sealed. At least ten characters."))


class DeclineForm(StepForm):
    """The person wants nothing. Where the country asks for an anonymous notice, it is written on the same page."""

    consequence = _(
        "Name, contact, story and every note are destroyed at once and cannot be brought back. All help is "
        "called off, a bed included. What stays names nobody: age, sex, language, "
        "country, which questions were answered how, and which steps were taken."
    )
    can_decide = forms.ChoiceField(
        label=_("Does the person understand this now, and decide it freely?"),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Not while they are ill, drunk, in shock, or somebody stands beside them. Ask again later."
        ),
    )
    sex = forms.ChoiceField(
        label=_("For the anonymous notice: sex"), choices=Sex.choices, widget=forms.RadioSelect
    )
    form = forms.ChoiceField(label=_("Form of exploitation"), choices=FORMS, widget=forms.RadioSelect)
    nationality = forms.ChoiceField(
        label=_("Nationality"),
        required=False,
        help_text=_("Leave it out where only few people of it live here: it would point to this person."),
    )
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        help_text=_("Leave it out where the place is small: it would point to this person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.record
        asked = notice_of(case.jurisdiction)
        if asked is None:
            for name in ("sex", "form", "nationality", "region"):
                del self.fields[name]
            return
        left_out = [("", _("Leave out"))]
        self.fields["nationality"].choices = [*left_out, *nationalities()]  # type: ignore[attr-defined]
        regions = [(one, one) for one in asked.value["regions"]]
        self.fields["region"].choices = [*left_out, *regions]  # type: ignore[attr-defined]
        self.fields["sex"].initial = case.sex
        told = _("%(told)s is told what is counted: a month, without a day and without a case.") % asked.value
        self.fields["sex"].help_text = told
