"""What changes a talk: its language, whether the person can decide, each point, and the answer."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NoReturn
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.log import record
from consent.actions import ASKED, inform, record_answers
from consent.enums import OF_A_GUARDIAN, PICTURED, Capacity, ConsentStatus, InformedPoint, Way
from consent.models import Consent, Talk
from identification.models import Case
from identification.rules import CASE_GOES_ON, is_said
from workflow import gate
from workflow.guard import writing
from workflow.refusal import Ground, Refusal, Refused, remember_refusal

SHORTEST_NAME = 2
OVER = _("This talk is over: it has its answer.")
NOT_EXPLAINED = _("Explain every point of the list first.")
UNDECIDED = _(
    "Note first whether the person can decide this now. If not now, nothing more is explained today."
)
SAY_WHICH = _("Say which support helps the person to decide.")
SAY_WHY = _("Say why the person cannot decide now.")
SAY_WHEN = _("Choose the day on which to ask again, within the next 90 days.")
ASK_AGAIN_WITHIN = timedelta(days=90)
HOW = _(
    "Keep how the person agreed: a sign, the name, a thumbprint, a signed paper, or a word before a witness."
)


@transaction.atomic
def speak(*, talk: Talk, language: str, interpreter: str, by: Actor) -> Talk:
    """Return the talk with its language and who interprets."""
    talk, _rows = _held(talk, by)
    return _written(talk, "talk.speak", by, language=language, interpreter=interpreter or None)


@transaction.atomic
def note_capacity(*, talk: Talk, capacity: str, note: str, ask_again_on: date | None, by: Actor) -> Talk:
    """Return the talk with whether the person can decide; an earlier note stays in its history."""
    talk, _rows = _held(talk, by)
    _require(
        talk, by, capacity != Capacity.SUPPORTED or is_said(note, SHORTEST_NAME), "support_is_said", SAY_WHICH
    )
    _require(talk, by, capacity != Capacity.NOT_NOW or is_said(note), "why_not_now_is_said", SAY_WHY)
    _require(
        talk, by, capacity != Capacity.NOT_NOW or _is_near(ask_again_on), "day_to_ask_again_is_near", SAY_WHEN
    )
    day = ask_again_on if capacity == Capacity.NOT_NOW else None
    return _written(
        talk, "talk.note_capacity", by, capacity=capacity, capacity_note=note or None, ask_again_on=day
    )


@transaction.atomic
def explain(*, talk: Talk, point: str, by: Actor) -> Talk:
    """Return the talk with one more point explained; after the last one, its consents are explained."""
    talk, rows = _held(talk, by)
    _require(talk, by, talk.can_decide, "person_can_decide_now", UNDECIDED)
    points = [one for one in InformedPoint.values if one in {*talk.points, point}]
    talk = _written(talk, "talk.explain", by, points=points)
    drafts = [one for one in rows if one.status == ConsentStatus.DRAFT]
    if drafts and talk.next_point is None:
        told = {"language": talk.language, "interpreter": talk.interpreter or ""}
        inform(consents=drafts, points=points, **told, by=by)
    return talk


@transaction.atomic
def sign(
    *,
    talk: Talk,
    way: str,
    by: Actor,
    name: str = "",
    witness: str = "",
    picture: Any = None,
    **guardian: Any,
) -> Talk:
    """Return the talk with how the person agreed, sealed, and for a child how its guardian did.

    Of the other ways nothing is kept. `guardian` is `guardian_way`, `guardian_words` and `guardian_picture`.
    """
    talk, rows = _held(talk, by)
    _require(
        talk,
        by,
        all(one.status == ConsentStatus.INFORMED for one in rows),
        "every_point_is_explained",
        NOT_EXPLAINED,
    )
    _require(talk, by, talk.can_decide, "person_can_decide_now", UNDECIDED)
    kept = {
        "signed_name": name if way == Way.TYPED and is_said(name, SHORTEST_NAME) else None,
        "witness": witness if way == Way.SPOKEN and is_said(witness, SHORTEST_NAME) else None,
        "picture": picture if way in PICTURED else None,
    }
    _require(talk, by, any(kept.values()), "how_they_agreed_is_kept", HOW)
    kept |= _of_guardian(**(guardian if talk.case.is_child else {}))
    return _written(talk, "talk.sign", by, way=way, signed_at=timezone.now(), **kept)


def _of_guardian(
    guardian_way: str = "", guardian_words: str = "", guardian_picture: Any = None
) -> dict[str, Any]:
    """Return how whoever acts for the child agreed; nothing where it is not whole, and then nothing is given."""
    on_paper = guardian_way == Way.PAPER
    is_whole = guardian_picture if on_paper else is_said(guardian_words, SHORTEST_NAME)
    way = guardian_way if guardian_way in OF_A_GUARDIAN and is_whole else ""
    return {
        "guardian_way": way,
        "guardian_words": guardian_words if way and not on_paper else None,
        "guardian_picture": guardian_picture if way and on_paper else None,
    }


@transaction.atomic
def answer(
    *,
    talk: Talk,
    agreed: Collection[str],
    recipients: Collection[UUID],
    child_agrees: bool,
    guardian_agrees: bool,
    by: Actor,
    **signed: Any,
) -> None:
    """Each consent of the talk is given or refused, and how the person agreed is kept; a no needs no sign."""
    talk, rows = _held(talk, by)
    meant = [one for one in rows if one.recipient_id is None or one.recipient_id in recipients]
    if agreed and meant:
        sign(talk=talk, by=by, **signed)
    both = {"child_agrees": child_agrees, "guardian_agrees": guardian_agrees}
    record_answers(consents=meant, agreed=agreed, **both, by=by)
    record_answers(consents=[one for one in rows if one not in meant], agreed=[], **both, by=by)


def waiting(talk: Talk, case: Case, by: Actor) -> list[Consent]:
    """Return the consents that wait in a talk; Refused where none does, or the case does not go on."""
    gate.require_permission(Consent(case=case), "inform", by=by)
    rows = list(Consent.objects.filter(talk=talk.pk, status__in=ASKED).select_related("recipient"))
    _require(talk, by, rows, "talk_goes_on", OVER)
    for one in rows:
        one.case = case
    if broken := [one for one in CASE_GOES_ON if not one(rows[0])]:
        _refuse(talk, by, [Refusal(Ground.RULE, one.code, str(one.sentence)) for one in broken])
    return sorted(rows, key=lambda one: (str(one.recipient), one.data))


def _held(talk: Talk, by: Actor) -> tuple[Talk, list[Consent]]:
    """Return the talk and what waits in it, under the case's lock."""
    case = Case.objects.select_for_update().get(pk=talk.case_id)
    rows = waiting(talk, case, by)
    fresh = Talk.objects.get(pk=talk.pk)
    fresh.case = case
    return fresh, rows


def _is_near(day: date | None) -> bool:
    today = timezone.localdate()
    return day is not None and today <= day <= today + ASK_AGAIN_WITHIN


def _require(talk: Talk, by: Actor, holds: object, code: str, sentence: object) -> None:
    if not holds:
        _refuse(talk, by, [Refusal(Ground.RULE, code, str(sentence))])


def _refuse(talk: Talk, by: Actor, refusals: list[Refusal]) -> NoReturn:
    """Raise Refused, remembered where no rollback reaches it."""
    refused = Refused(refusals)
    remember_refusal(refused, "talk.go_on", by=by, case_id=talk.case_id, target=talk.pk)
    raise refused


def _written(talk: Talk, kind: str, by: Actor, **entered: Any) -> Talk:
    """Save what was entered; the log says that, when and by whom, and nothing of what."""
    for name, value in entered.items():
        setattr(talk, name, value)
    talk._history_user = by.user  # read by django-simple-history
    with writing():
        talk.save()
    record(kind, by=by, case_id=talk.case_id, target=str(talk.pk))
    return talk
