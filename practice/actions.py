"""What changes attempts. The log knows that somebody practised, and not how well; no event names a case."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from audit.log import record
from practice.models import Attempt
from practice.vignettes import Vignette
from workflow.guard import writing


@transaction.atomic
def begin(*, vignette: Vignette, by: Actor) -> Attempt:
    """Return the open attempt of this person at this vignette, begun now if there is none."""
    # Two requests of one person wait for one another here, so that they begin one attempt.
    User.objects.select_for_update(no_key=True).get(pk=by.user_id)  # type: ignore[misc]
    mine = Attempt.objects.visible_to(by).filter(vignette_code=vignette.code, finished_at=None)
    if known := mine.first():
        return known
    attempt = Attempt(user=by.user, vignette_code=vignette.code)
    with writing():
        attempt.save(force_insert=True)
    record("practice.begin", by=by, target=str(attempt.pk), vignette=vignette.code)
    return attempt


@transaction.atomic
def answer(*, attempt: Attempt, answers: Mapping[str, str], by: Actor) -> Attempt:
    """Return the attempt with these answers beside the earlier ones. Like a pencil on paper, it leaves no event."""
    attempt = _open(attempt, by)
    attempt.answers = {**attempt.answers, **answers}
    with writing():
        attempt.save(update_fields=["answers"])
    return attempt


@transaction.atomic
def finish(*, attempt: Attempt, by: Actor) -> Attempt:
    """Return the attempt, compared with the expert's answers, for good."""
    attempt = _open(attempt, by)
    attempt.finished_at, attempt.is_passed = timezone.now(), attempt.marked().is_passed
    with writing():
        attempt.save(update_fields=["finished_at", "is_passed"])
    record("practice.finish", by=by, target=str(attempt.pk), vignette=attempt.vignette_code)
    return attempt


def _open(attempt: Attempt, by: Actor) -> Attempt:
    """Return the attempt, locked; Attempt.DoesNotExist where it is somebody else's or was finished."""
    mine = Attempt.objects.visible_to(by).filter(finished_at=None)
    row: Attempt = mine.select_for_update(of=("self",)).get(pk=attempt.pk)
    return row
