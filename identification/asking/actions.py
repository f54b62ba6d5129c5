"""What writes answers, and the notes beside them."""

from collections.abc import Mapping

from django.db import transaction

from accounts.actors import Actor
from identification.models import Answer, AnswerNote, Screening
from workflow.gate import perform
from workflow.guard import writing


@transaction.atomic
def answer(
    *, screening: Screening, answers: Mapping[str, str], by: Actor, notes: Mapping[str, str] | None = None
) -> Screening:
    """Return the screening with these answers and notes written; what was written before is replaced."""
    screening = perform(screening, "answer", by=by)
    known = {one.code: one for one in screening.answers.filter(code__in=answers)} if answers else {}
    with writing():
        for code, value in answers.items():
            row = known.get(code) or Answer(screening=screening, code=code)
            row.value = value
            row.save()
    if notes:
        _note(screening, notes, by)
    return screening


def _note(screening: Screening, notes: Mapping[str, str], by: Actor) -> None:
    """The notes stand beside their answers, sealed; an empty one takes away what was there."""
    known = {one.code: one for one in screening.answer_notes.filter(code__in=notes)}
    with writing():
        for code, text in notes.items():
            row = known.get(code) or AnswerNote(case=screening.case, screening=screening, code=code)
            row.note, row._history_user = text or None, by.user
            row.save()
