"""What is entered of a call: choices alone, so that nothing that names anybody can be typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entry.fields import EntryKey, one_of
from hotline.enums import Advice, Category, Channel, Pointed
from identification.enums import YesNo, languages
from workflow.forms import StepForm


def _languages() -> list[tuple[str, str]]:
    return [("", gettext("Not known")), *languages()]


class CallQuestions(forms.Form):
    """What a call is known by."""

    in_danger = one_of(_("Is the person in danger now?"), YesNo.choices)
    category = one_of(_("What is it about?"), Category.choices)
    channel = one_of(_("How did they reach you?"), Channel.choices, initial=Channel.PHONE)
    language = forms.ChoiceField(label=_("Language the person speaks"), choices=_languages, required=False)


class CallForm(CallQuestions):
    """One page, noted in seconds while somebody speaks."""

    key = EntryKey()


class CorrectCallForm(CallQuestions, StepForm):
    """What was noted, to be put right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(self.record, name) for name in self.fields}


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
