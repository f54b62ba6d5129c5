"""What a learner enters: the answers of one element, as in a real screening."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from entry.fields import one_of
from identification.enums import AnswerValue
from identification.indicators import Indicator


class AnswersForm(forms.Form):
    """The indicators of one element, each with its answer."""

    def __init__(
        self, *args: Any, indicators: list[Indicator], answered: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for one in indicators:
            known = answered.get(one.code, AnswerValue.NOT_ASKED)
            self.fields[one.code] = one_of(gettext(one.label), AnswerValue.choices, initial=known)
