"""What is entered on the page of one element, and with one tap."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entry.fields import TextBlock, one_of
from identification.asking.questions import Question
from identification.enums import AnswerValue

NOTE = "note_"


class ElementForm(forms.Form):
    """The questions of one element, each with its answer and a note.

    Each field brings along what the page had shown: only what the person changed is written, so that a page
    that was left open somewhere does not undo what was answered on another device since.
    """

    def __init__(
        self,
        *args: Any,
        questions: Mapping[str, Question],
        answered: Mapping[str, str],
        notes: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for code, question in questions.items():
            self.fields[code] = _answer(question, answered.get(code, AnswerValue.NOT_ASKED))
            self.fields[f"{NOTE}{code}"] = _note(notes.get(code, ""))

    @property
    def entered(self) -> dict[str, dict[str, str]]:
        """The answers and the notes that differ from what the page had shown."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data}
        return {
            "answers": {name: value for name, value in changed.items() if not name.startswith(NOTE)},
            "notes": {name[len(NOTE) :]: text for name, text in changed.items() if name.startswith(NOTE)},
        }


class TapForm(forms.Form):
    """One answer, or the note beside it: whichever was sent."""

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = forms.ChoiceField(choices=AnswerValue.choices, required=False)
        for name, field in ((code, answer), (f"{NOTE}{code}", TextBlock(required=False))):
            if name in self.data:
                self.fields[name] = field
        self.code = code

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if not entered.get(self.code) and f"{NOTE}{self.code}" not in entered:
            raise forms.ValidationError(_("Nothing was sent that could be saved."))
        return entered

    @property
    def entered(self) -> dict[str, dict[str, str]]:
        """The answer and the note, as far as they were sent."""
        answer, note = self.cleaned_data.get(self.code), self.cleaned_data.get(f"{NOTE}{self.code}")
        return {
            "answers": {self.code: answer} if answer else {},
            "notes": {} if note is None else {self.code: note},
        }


def _answer(question: Question, known: str) -> forms.ChoiceField:
    return one_of(gettext(question.ask), AnswerValue.choices, initial=known, show_hidden_initial=True)


def _note(known: str) -> TextBlock:
    widget = forms.Textarea(attrs={"rows": 2})
    return TextBlock(label=_("Note"), required=False, initial=known, widget=widget, show_hidden_initial=True)
