"""What a case asks of the rooms above it, and tells them. A question is asked in the transaction of the asker."""

from typing import TYPE_CHECKING, Any

from django.dispatch import Signal

if TYPE_CHECKING:
    from identification.models import Case

# "On what basis?" Arguments: case, purpose, recipient_id, data, since (None asks for any), given_only.
# A receiver answers the basis, which has `pk`, `basis_kind` and `expires_at`, or None.
basis_asked = Signal()
# "Is anything still open?" Argument: case. A receiver answers the query that finds it; one statement asks all.
open_work_asked = Signal()
# "By which telephones is the person reached?" Argument: case_id. A receiver answers a list of texts with numbers.
telephones_asked = Signal()
# The person declined everything, or the case is erased. Argument: case, by.
case_declined = Signal()
# "What stands against destroying what this case says?" Argument: case. A receiver answers a list of `holds.Hold`.
holds_asked = Signal()
# The person turned out to be a child (or may be one), or to be grown up after all. Argument: case, as it is now.
age_corrected = Signal()
# "Does anything stand against recording the person as grown up?" Argument: case. A receiver answers yes or no.
adulthood_asked = Signal()
# "What else has to be done first for this person?" Argument: case. A receiver answers a list of `Waiting`.
first_steps_asked = Signal()
# "Would anything that the person asked for be lost by a merge?" Arguments: case, into. A receiver answers yes or no.
loss_asked = Signal()
# "Does the person still wait for an answer of ours?" Argument: case. A receiver answers yes or no.
answer_asked = Signal()
# "What does the person say is wrong in this part of the file?" Arguments: case, part. A receiver answers texts.
statements_asked = Signal()


def first_answer(question: Signal, case: "Case", **asked: Any) -> Any:
    """Return the first answer that is not a no; an error in a receiver is an error here, and no receiver is a no."""
    answers = (answer for _receiver, answer in question.send(sender=type(case), case=case, **asked))
    return next((answer for answer in answers if answer), None)


def anything_found(question: Signal, case: "Case") -> bool:
    """Tell whether any of the queries that the receivers answer finds a row, in one statement."""
    answers: list[tuple[Any, Any]] = question.send(sender=type(case), case=case)
    queries = [rows.order_by().values("pk") for _receiver, rows in answers]
    return bool(queries) and queries[0].union(*queries[1:], all=True).exists()


def statements(case: "Case", part: str) -> list[str]:
    """Return what the person says is wrong in a part of their file: it is shown beside the record."""
    answers: list[tuple[Any, Any]] = statements_asked.send(sender=type(case), case=case, part=part)
    return [one for _receiver, answer in answers for one in answer]
