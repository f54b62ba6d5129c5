"""The form of a step: what a person must enter to take it."""

from typing import Any

from django import forms

from accounts.actors import Actor
from workflow.models import Stateful


class StepForm(forms.Form):
    """A form that knows the record and who acts, to offer the right choices. Without fields, it just confirms."""

    # One sentence on what will happen; shown above the fields.
    consequence: object = ""
    # Fields that are no entries of their own: the form hands them on within another one.
    joined: tuple[str, ...] = ()

    def __init__(self, *args: Any, record: Stateful, actor: Actor, **kwargs: Any) -> None:
        self.record, self.actor = record, actor
        super().__init__(*args, **kwargs)
