"""What the authority asks, and what the carrier answers."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from entry.fields import DayMonthYear, TextBlock
from identification.inquiries import rules
from identification.models import Case
from workflow.forms import StepForm

STANDS_STILL = _(
    "The time for the decision stands still until the answer, at most until its last day, and then lasts so many "
    "days longer."
)
GOES_ON = _("The time for the decision goes on meanwhile.")


class AskForm(forms.Form):
    """A question, and until when the answer is due."""

    question = TextBlock(
        label=_("Question"), help_text=_("Kept sealed. People of the organisation who see the case read it.")
    )
    due = DayMonthYear(label=_("Answer due on"), future=True)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = rules.latest_day(case)
        self.fields["due"].initial = latest
        self.consequence = STANDS_STILL if rules.pauses_clock(case) else GOES_ON
        if latest:
            named = {"day": date_format(latest, "j E Y")}
            self.fields["due"].help_text = _("The last day possible is %(day)s.") % named


class AnswerForm(StepForm):
    """The answer, or why there is none."""

    answer = TextBlock(label=_("Answer"), help_text=_("Kept sealed. The members of the authority read it."))


class WhyNotForm(StepForm):
    """Why there is no answer."""

    consequence = _("The authority decides without it. The person need not tell the authority anything.")
    answer = TextBlock(label=_("Why"), help_text=_("Kept sealed. The members of the authority read it."))
