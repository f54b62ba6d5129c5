"""What is entered of a group once, and of each person in seconds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.fields import EntryKey, one_of
from groups.enums import INDUSTRIES, Place
from identification.enums import YesNo
from identification.forms import OpenCaseForm
from identification.jurisdictions import choices as jurisdictions


class PlaceForm(forms.Form):
    """The facts of the place, which can be put right later."""

    in_danger = one_of(_("Are they in danger now?"), YesNo.choices)
    controlled = one_of(_("Is somebody nearby controlling what they say?"), YesNo.choices)
    place = one_of(_("What kind of place is it?"), Place.choices)
    industry = forms.ChoiceField(label=_("What was done there?"), choices=INDUSTRIES, required=False)


class GroupForm(PlaceForm):
    """The facts of the place: asked once, for everybody who was met there."""

    key = EntryKey()
    jurisdiction = forms.ChoiceField(label=_("Country whose rules apply"), choices=jurisdictions)


class PersonForm(OpenCaseForm):
    """One person: what differs comes first, what the place says is filled in."""

    jurisdiction = None  # type: ignore[assignment]  # the group's
    field_order = ("key", "age_band", "sex", "injured", "language", "pseudonym", "in_danger", "controlled")
