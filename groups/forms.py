"""What is entered of a group once, and of each person in seconds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.fields import EntryKey
from groups.enums import Industry, Place
from identification.enums import YesNo
from identification.forms import IN_A_ROW, OpenCaseForm
from identification.jurisdictions import choices as jurisdictions


def _row(label: object, choices: object) -> forms.ChoiceField:
    widget = forms.RadioSelect(attrs=IN_A_ROW)
    return forms.ChoiceField(label=label, choices=choices, widget=widget)  # type: ignore[arg-type]


class GroupForm(forms.Form):
    """The facts of the place: asked once, for everybody who was met there."""

    key = EntryKey()
    in_danger = _row(_("Are they in danger now?"), YesNo.choices)
    controlled = _row(_("Is somebody nearby controlling what they say?"), YesNo.choices)
    place = _row(_("What kind of place is it?"), Place.choices)
    industry = forms.ChoiceField(label=_("What was done there?"), choices=Industry.choices, required=False)
    jurisdiction = forms.ChoiceField(label=_("Country whose rules apply"), choices=jurisdictions)


class PersonForm(OpenCaseForm):
    """One person: what differs comes first, what the place says is filled in."""

    jurisdiction = None  # type: ignore[assignment]  # the group's
    field_order = ("key", "age_band", "sex", "injured", "language", "pseudonym", "in_danger", "controlled")
