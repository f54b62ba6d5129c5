"""What is entered to vote and to decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.fields import TextBlock
from identification.deciding.grounds import ACT, MEANS, MORE, PURPOSE, Grounds
from identification.deciding.rules import question_is_put_now
from identification.enums import Opinion, Stage
from workflow.forms import StepForm

QUESTIONS = {
    Stage.REASONABLE_GROUNDS: _("Are there reasonable grounds to believe that the person is a victim?"),
    Stage.CONCLUSIVE_GROUNDS: _("Is the person a victim, conclusively?"),
}
QUESTION = _("Is the person a victim?")
NOT_NOW: Any = question_is_put_now.sentence
PARTS = ("act", "means", "purpose", "grounds")


class GroundsForm(StepForm):
    """Grounds by the elements of trafficking; for a child no means are asked for."""

    joined = ("act", "means", "purpose")

    # The question that the form was opened for: what is typed for one answers no other.
    for_round = forms.IntegerField(
        widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), NOT_NOW)
    )
    act = TextBlock(
        label=ACT,
        help_text=_(
            "Recruiting, moving, lodging or receiving the person; or why this is not shown. Kept sealed."
        ),
    )
    means = TextBlock(
        label=MEANS,
        help_text=_(
            "Force, threats, deceit, abuse of need or of power; or why this is not shown. Kept sealed."
        ),
    )
    purpose = TextBlock(
        label=PURPOSE, help_text=_("Which exploitation was intended; or why this is not shown. Kept sealed.")
    )
    grounds = TextBlock(label=MORE, help_text=_("If there is more to say. Kept sealed."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.record
        self.fields["for_round"].initial = case.round
        if case.is_child:
            del self.fields["means"]
            self.fields["act"].help_text = _(
                "Recruiting, moving, lodging or receiving the person; or why this is not shown. The person is a "
                "child, or may be one: by what means is not asked. Kept sealed."
            )

    def clean(self) -> dict[str, Any]:
        """Return what was entered, with the grounds as one."""
        entered = super().clean() or self.cleaned_data
        parts = {name: entered.pop(name, "") for name in self.joined}
        return entered | {"grounds": Grounds(**parts, text=entered.get("grounds", ""))}


class DecisionForm(GroundsForm):
    """The grounds of a decision."""

    appeal_told = forms.BooleanField(label=_("The right to appeal was told to the person"), required=False)


class VoteForm(GroundsForm):
    """One member's answer. Who voted before sees the vote and may change it."""

    consequence = _(
        "You can change your vote until the decision is taken. If the decision says otherwise than you, your "
        "grounds are shown with it to those who may read decisions."
    )
    outcome = forms.ChoiceField(label=QUESTION, choices=Opinion.choices, widget=forms.RadioSelect)
    field_order = ("outcome",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.record
        self.fields["outcome"].label = question_of(case.stage)
        if mine := case.votes_now().filter(voted_by=self.actor.user).first():
            self.initial = {"outcome": mine.outcome} | {name: getattr(mine, name) for name in PARTS}


def question_of(stage: str) -> Any:
    """Return the question that is put at a stage."""
    return QUESTIONS.get(Stage(stage), QUESTION) if stage else QUESTION
