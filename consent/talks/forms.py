"""What is entered in a talk."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from children.presenters import who_acts
from consent.enums import OF_A_GUARDIAN, Capacity, DataSet, Way
from consent.models import Consent
from entry.fields import DayMonthYear, TextBlock, TextLine
from entry.files.fields import Drawing, Photo
from identification.enums import languages
from identification.models import Case


def _languages() -> list[tuple[str, str]]:
    return [("", gettext("Choose")), *languages()]


class LanguageForm(forms.Form):
    """In which language, and who interprets."""

    language = forms.ChoiceField(label=_("Language of the talk"), choices=_languages)
    interpreter = TextLine(label=_("Interpreter"), help_text=_("Kept sealed."), required=False)


class CapacityForm(forms.Form):
    """Whether the person can decide this now: asked in each talk anew."""

    capacity = forms.ChoiceField(
        label=_("Can the person decide this now?"),
        help_text=_(
            "Do they understand what is asked, and can they say what they want? Tired, drugged or in shock: not now."
        ),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
    )
    note = TextBlock(
        label=_("Which support, or why not now"),
        help_text=_("Kept sealed. Leave it empty if the answer is yes."),
        required=False,
    )
    ask_again_on = DayMonthYear(label=_("Not now: ask again on"), future=True, required=False)


OF_A_CHILD = ("child_agrees", "guardian_agrees", "guardian_way", "guardian_words", "guardian_picture")


class AnswerForm(forms.Form):
    """What the person said to each part, and how they said it. What is not ticked is a no."""

    agreed = forms.MultipleChoiceField(
        label=_("The person agrees to"),
        help_text=_("What you leave empty is a no. Help does not depend on it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    recipients = forms.MultipleChoiceField(
        label=_("For these organisations"), widget=forms.CheckboxSelectMultiple, required=False
    )
    child_agrees = forms.BooleanField(label=_("The child agrees"), required=False)
    way = forms.ChoiceField(
        label=_("How does the person agree?"),
        help_text=_("Not needed for a no. Kept sealed."),
        choices=Way.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    drawn = Drawing()
    name = TextLine(label=_("The name, as the person types it"), required=False)
    photo = Photo(label=_("Photo of the thumbprint or the paper"), required=False)
    witness = TextLine(label=_("Who heard it, besides you"), required=False)
    guardian_agrees = forms.BooleanField(label=_("Whoever acts for the child consents"), required=False)
    guardian_way = forms.ChoiceField(
        label=_("How do they consent?"),
        help_text=_("Not needed for a no. Kept sealed."),
        choices=[(one.value, one.label) for one in OF_A_GUARDIAN],
        widget=forms.RadioSelect,
        required=False,
    )
    guardian_words = TextLine(
        label=_("Their name, as they type it; or who heard them, besides you"), required=False
    )
    guardian_picture = Photo(label=_("Photo of the paper that they signed"), required=False)

    def __init__(self, *args: Any, consents: list[Consent], case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = dict.fromkeys(one.data for one in consents)
        self._offer("agreed", [(one, DataSet(one).label) for one in asked])
        named = {str(one.recipient_id): str(one.recipient) for one in consents if one.recipient_id}
        self._offer("recipients", list(named.items()))
        self.only = list(named) if len(named) < 2 else None
        if self.only is not None:
            del self.fields["recipients"]
        if case.is_child:
            self.fields["guardian_agrees"].help_text = who_acts(case)
            return
        for name in OF_A_CHILD:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The picture is the one that belongs to the way; a single organisation is meant without being ticked."""
        entered = super().clean() or {}
        drawn, photo = entered.pop("drawn", None), entered.pop("photo", None)
        entered["picture"] = drawn if entered.get("way") == Way.DRAWN else photo
        entered.setdefault("child_agrees", False)
        entered.setdefault("guardian_agrees", False)
        chosen = entered.get("recipients", []) if self.only is None else self.only
        entered["recipients"] = [UUID(one) for one in chosen]
        return entered

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
