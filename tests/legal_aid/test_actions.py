"""What goes with each change of a matter, and that nothing changes without its event."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from audit import log
from audit.models import Event
from consent.actions import withdraw
from consent.enums import DataSet, Purpose
from consent.models import Consent
from identification.actions import decline
from identification.rules import nothing_is_open
from legal_aid import actions
from legal_aid.enums import OPEN, DeadlineKind, MatterOutcome, MatterStatus
from legal_aid.models import Deadline, Matter
from tests.cast import Cast
from tests.helpers import log_is_broken
from tests.makers import consented
from tests.makers_legal_aid import NOTES, agree_to_police, matter_at, with_deadline
from workflow.gate import perform
from workflow.guard import NotThroughTheGate, writing


def take_back(matter: Matter, cast: Cast, data: str = DataSet.NEEDS) -> Matter:
    given = Consent.objects.filter(case=matter.case, recipient=matter.organisation, data=data)
    withdraw(consent=given.get(purpose=Purpose.SHARING), by=cast.nora)
    return Matter.objects.get(pk=matter.pk)


def test_a_matter_goes_all_the_way(cast: Cast) -> None:
    matter = matter_at(MatterStatus.CLOSED, cast)
    kinds = Event.objects.filter(kind__startswith="matter.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [f"matter.{step}" for step in ("open", "assign", "start", "decide", "close")]
    assert (matter.lawyer, matter.outcome, matter.notes) == (cast.lena.user, MatterOutcome.GRANTED, NOTES)


@pytest.mark.parametrize("status", OPEN)
def test_consent_taken_back_halts_what_is_open(cast: Cast, status: str) -> None:
    matter = take_back(matter_at(status, cast), cast)
    assert matter.status == MatterStatus.HALTED
    assert log.read(Event.objects.get(kind="matter.halt"))["command"] == "consent_withdrawn"


def test_a_closed_matter_is_left_in_peace(cast: Cast) -> None:
    assert take_back(matter_at(MatterStatus.CLOSED, cast), cast).status == MatterStatus.CLOSED


def test_a_consent_that_the_matter_does_not_rest_on_leaves_it_alone(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    consented(matter.case, cast.nora, matter.organisation, data=[DataSet.HEALTH])
    assert take_back(matter, cast, DataSet.HEALTH).status == MatterStatus.ACTIVE


def test_a_matter_goes_on_when_the_person_agrees_again(cast: Cast) -> None:
    matter = take_back(matter_at(MatterStatus.OPENED, cast), cast)
    consented(matter.case, cast.nora, matter.organisation)
    matter = perform(matter, "resume", lawyer=cast.lena.user, by=cast.lena)
    assert (matter.status, matter.lawyer) == (MatterStatus.ACTIVE, cast.lena.user)


@pytest.mark.parametrize("status", OPEN)
def test_who_declines_everything_has_no_open_matter(cast: Cast, status: str) -> None:
    matter = matter_at(status, cast)
    decline(case=matter.case, can_decide="yes", by=cast.nora)
    assert Matter.objects.get(pk=matter.pk).status == MatterStatus.HALTED


@pytest.mark.parametrize("status", [one for one in MatterStatus if one != MatterStatus.NEW])
def test_which_matters_keep_a_case_open(cast: Cast, status: str) -> None:
    matter = matter_at(status, cast)
    perform(matter.referral, "revoke", by=cast.nora)
    assert nothing_is_open(matter.case) == (status in [MatterStatus.CLOSED, MatterStatus.HALTED])


def test_a_police_contact_names_its_consent_in_the_trail(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    agree_to_police(matter, cast)
    perform(matter, "note_police_contact", by=cast.lena)
    consent = Consent.objects.get(purpose=Purpose.POLICE)
    told = log.read(Event.objects.get(kind="matter.note_police_contact"))
    assert told["facts"]["basis"] == f"consent:{consent.pk}"


def test_a_deadline_is_added_and_met(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    day = timezone.localdate() + timedelta(days=9)
    deadline = actions.mark_deadline_done(deadline=with_deadline(matter, cast, day), by=cast.lena)
    assert deadline.done_at is not None
    told = log.read(Event.objects.get(kind="deadline.add"))
    assert told["facts"] == {"kind_of_deadline": "hearing", "due": day.isoformat()}
    assert Event.objects.get(kind="deadline.done").case_id == matter.case_id


def test_a_deadline_sent_twice_is_one(cast: Cast) -> None:
    matter, key = matter_at(MatterStatus.ACTIVE, cast), uuid4()
    for _time in range(2):
        due = timezone.localdate()
        actions.add_deadline(matter=matter, key=key, kind=DeadlineKind.FILING, due=due, by=cast.lena)
    assert Deadline.objects.filter(pk=key).count() == 1
    assert Event.objects.filter(kind="deadline.add").count() == 1


def test_a_deadline_is_written_by_its_actions_alone(cast: Cast) -> None:
    deadline = with_deadline(matter_at(MatterStatus.ACTIVE, cast), cast, timezone.localdate())
    with pytest.raises(NotThroughTheGate):
        deadline.save()


def test_notes_are_sealed_and_never_in_the_trail(cast: Cast) -> None:
    matter = perform(matter_at(MatterStatus.ACTIVE, cast), "write_notes", notes="A new page.", by=cast.lena)
    assert Matter.objects.get(pk=matter.pk).notes == "A new page."
    assert not any(b"A new page" in bytes(event.body) for event in Event.objects.all())


@pytest.mark.parametrize(
    ("status", "broken", "name"),
    [
        (MatterStatus.ACTIVE, {"lawyer": None}, "a_matter_that_goes_on_has_a_lawyer"),
        (MatterStatus.DECIDED, {"outcome": ""}, "a_decided_matter_has_an_outcome"),
    ],
)
def test_the_database_keeps_what_is_always_true(
    cast: Cast, status: str, broken: dict[str, object], name: str
) -> None:
    matter = matter_at(status, cast)
    for field, value in broken.items():
        setattr(matter, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), writing():
        matter.save()


def test_no_deadline_without_its_event(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    with log_is_broken(), pytest.raises(DatabaseError, match="broken"), transaction.atomic():
        with_deadline(matter, cast, timezone.localdate())
    assert not matter.deadlines.exists()


def test_no_deadline_is_met_without_its_event(cast: Cast) -> None:
    deadline = with_deadline(matter_at(MatterStatus.ACTIVE, cast), cast, timezone.localdate())
    with log_is_broken(), pytest.raises(DatabaseError, match="broken"), transaction.atomic():
        actions.mark_deadline_done(deadline=deadline, by=cast.lena)
    assert Deadline.objects.get(pk=deadline.pk).done_at is None


@pytest.mark.parametrize("news", ["consent", "decline"])
def test_nothing_is_halted_without_its_event(cast: Cast, news: str) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    with log_is_broken(), pytest.raises(DatabaseError, match="broken"), transaction.atomic():
        if news == "consent":
            take_back(matter, cast)
        else:
            decline(case=matter.case, can_decide="yes", by=cast.nora)
    assert Matter.objects.get(pk=matter.pk).status == MatterStatus.ACTIVE
