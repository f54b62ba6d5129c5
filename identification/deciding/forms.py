"""What is entered to vote and to decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.fields import TextBlock
from identification.enums import Opinion, Stage
from workflow.forms import StepForm

QUESTIONS = {
    Stage.REASONABLE_GROUNDS: _("Are there reasonable grounds to believe that the person is a victim?"),
    Stage.CONCLUSIVE_GROUNDS: _("Is the person a victim, conclusively?"),
}
QUESTION = _("Is the person a victim?")


class DecisionForm(StepForm):
    """The grounds of a decision."""

    grounds = TextBlock(label=_("Grounds"), help_text=_("Act, means and purpose. Kept sealed."))
    appeal_told = forms.BooleanField(label=_("The right to appeal was told to the person"), required=False)


class VoteForm(StepForm):
    """One member's answer. Who voted before sees the vote and may change it."""

    consequence = _(
        "You can change your vote until the decision is taken. If the decision says otherwise than you, your "
        "grounds are shown with it to those who may read decisions."
    )
    outcome = forms.ChoiceField(label=QUESTION, choices=Opinion.choices, widget=forms.RadioSelect)
    grounds = TextBlock(label=_("Your grounds"), help_text=_("Act, means and purpose. Kept sealed."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.record
        self.fields["outcome"].label = question_of(case.stage)
        if mine := case.votes_now().filter(voted_by=self.actor.user).first():
            self.initial = {"outcome": mine.outcome, "grounds": mine.grounds}


def question_of(stage: str) -> Any:
    """Return the question that is put at a stage."""
    return QUESTIONS.get(Stage(stage), QUESTION) if stage else QUESTION
