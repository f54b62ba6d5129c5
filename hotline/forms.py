"""What is entered of a call: choices alone, so that nothing that names anybody can be typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entry.fields import EntryKey
from hotline.enums import Advice, Category, Channel, Pointed
from identification.enums import YesNo, languages
from workflow.forms import StepForm

IN_A_ROW = {"class": "choices--inline"}


def _languages() -> list[tuple[str, str]]:
    return [("", gettext("Not known")), *languages()]


def _one_of(label: Any, choices: Any, **given: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect(attrs=IN_A_ROW), **given)


class CallForm(forms.Form):
    """One page, noted in seconds while somebody speaks."""

    key = EntryKey()
    in_danger = _one_of(_("Is the person in danger now?"), YesNo.choices)
    category = _one_of(_("What is it about?"), Category.choices)
    channel = _one_of(_("How did they reach you?"), Channel.choices, initial=Channel.PHONE)
    language = forms.ChoiceField(label=_("Language the person speaks"), choices=_languages, required=False)


class CloseCallForm(StepForm):
    """What the person was told."""

    consequence = _(
        "Nothing is kept that could name the person. If they call again and want help, note a new call."
    )
    advice = forms.MultipleChoiceField(
        label=_("Which advice did you give?"), choices=Advice.choices, widget=forms.CheckboxSelectMultiple
    )
    pointed_to = forms.MultipleChoiceField(
        label=_("Where did you tell them to turn to?"),
        help_text=_("Nothing is sent there."),
        choices=Pointed.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
