"""The pages of legal matters, through HTTP."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import ServiceKind
from audit.models import Event
from legal_aid.enums import MatterKind, MatterStatus
from legal_aid.models import Deadline, Matter
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import presumed_case, referral_at
from tests.makers_legal_aid import NOTES, agree_to_police, matter_at, referred, with_deadline

# What a browser sends where nothing is to be entered: its token.
GO = {"csrfmiddlewaretoken": "token"}


def do(matter: Matter, name: str) -> str:
    return reverse("matter_step", args=[matter.pk, name])


def test_the_page_shows_what_may_be_done_and_leaves_an_event(cast: Cast) -> None:
    matter = matter_at(MatterStatus.OPENED, cast)
    page = client_of(cast.lena).get(matter.get_absolute_url()).content.decode()
    assert NOTES in page
    assert do(matter, "assign") in page
    assert reverse("matter_deadlines", args=[matter.pk]) in page
    assert Event.objects.filter(kind="matter.view", case_id=matter.case_id).count() == 1


@pytest.mark.parametrize("status", [one for one in MatterStatus if one != MatterStatus.NEW])
def test_the_page_opens_at_each_state(cast: Cast, status: str) -> None:
    matter = matter_at(status, cast)
    for actor in (cast.nora, cast.lena):
        assert client_of(actor).get(matter.get_absolute_url()).status_code == 200


def test_the_carrier_looks_and_changes_nothing(cast: Cast) -> None:
    matter = matter_at(MatterStatus.OPENED, cast)
    client = client_of(cast.nora)
    page = client.get(matter.get_absolute_url()).content.decode()
    assert do(matter, "assign") not in page
    assert reverse("matter_deadlines", args=[matter.pk]) not in page
    assert client.post(do(matter, "halt"), GO).status_code == 403
    assert client.get(reverse("matter_deadlines", args=[matter.pk])).status_code == 403


@pytest.mark.parametrize("name", ["otto", "stat", "ada", "rafi", "sami", "odile"])
def test_a_stranger_finds_nothing(cast: Cast, name: str) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    deadline = with_deadline(matter, cast, timezone.localdate())
    client = client_of(cast.everybody()[name])
    assert client.get(matter.get_absolute_url()).status_code == 404
    assert client.post(do(matter, "halt"), GO).status_code == 404
    assert client.post(reverse("deadline_done", args=[deadline.pk])).status_code == 404
    assert client.get(reverse("case_matters", args=[matter.case.number])).status_code == 404


def test_opening_twice_with_the_same_form_opens_once(cast: Cast) -> None:
    address, client = reverse("matter_open", args=[referred(cast).pk]), client_of(cast.lena)
    assert client.get(address).status_code == 200
    entered = {"key": uuid4(), "kind": MatterKind.LABOUR_CLAIM, "notes": ""}
    first, second = client.post(address, entered), client.post(address, entered)
    assert first["Location"] == second["Location"] == Matter.objects.get().get_absolute_url()
    assert Matter.objects.get().notes is None


def test_the_carrier_is_not_asked_to_open_a_matter(cast: Cast) -> None:
    address = reverse("matter_open", args=[referred(cast).pk])
    assert client_of(cast.nora).get(address).status_code == 403


def test_opening_on_a_referral_that_is_not_accepted_says_why(cast: Cast) -> None:
    referral = referral_at(ReferralStatus.SENT, cast, to=cast.lena, kind=ServiceKind.LEGAL_AID)
    entered = {"key": uuid4(), "kind": MatterKind.LABOUR_CLAIM}
    page = client_of(cast.lena).post(reverse("matter_open", args=[referral.pk]), entered)
    assert page.status_code == 409
    assert "has accepted" in page.content.decode()


@pytest.mark.parametrize(
    ("status", "step", "entered", "after"),
    [
        ("assigned", "start", GO, "active"),
        ("active", "decide", {"outcome": "settled"}, "decided"),
        ("decided", "close", GO, "closed"),
        ("active", "halt", GO, "halted"),
        ("active", "write_notes", {"notes": "More."}, "active"),
    ],
)
def test_the_counsel_goes_on(cast: Cast, status: str, step: str, entered: dict[str, str], after: str) -> None:
    matter, client = matter_at(status, cast), client_of(cast.lena)
    assert client.get(do(matter, step)).status_code == 200
    assert client.post(do(matter, step), entered, follow=True).status_code == 200
    assert Matter.objects.get(pk=matter.pk).status == after


@pytest.mark.parametrize(
    ("status", "step", "after"), [("opened", "assign", "assigned"), ("halted", "resume", "active")]
)
def test_the_lawyer_is_chosen_among_the_counsel(cast: Cast, status: str, step: str, after: str) -> None:
    matter, client = matter_at(status, cast), client_of(cast.lena)
    form = client.get(do(matter, step)).context["form"]
    assert list(form.fields["lawyer"].queryset) == [cast.lena.user]
    client.post(do(matter, step), {"lawyer": cast.lena.user_id})
    matter = Matter.objects.get(pk=matter.pk)
    assert (matter.status, matter.lawyer) == (after, cast.lena.user)


def test_the_notes_form_begins_with_what_stands(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    assert NOTES in client_of(cast.lena).get(do(matter, "write_notes")).content.decode()


def test_a_police_contact_is_recorded_only_with_its_consent(cast: Cast) -> None:
    matter, client = matter_at(MatterStatus.ACTIVE, cast), client_of(cast.lena)
    assert client.get(do(matter, "note_police_contact")).status_code == 409
    agree_to_police(matter, cast)
    assert client.post(do(matter, "note_police_contact"), GO).status_code == 302


def test_a_deadline_is_added_and_met(cast: Cast) -> None:
    matter, client = matter_at(MatterStatus.ACTIVE, cast), client_of(cast.lena)
    address, day = reverse("matter_deadlines", args=[matter.pk]), timezone.localdate() + timedelta(days=5)
    assert client.get(address).status_code == 200
    due = {"due_0": day.day, "due_1": day.month, "due_2": day.year}
    entered = {"key": uuid4(), "kind": "hearing", **due}
    for _time in range(2):
        assert client.post(address, entered)["Location"] == matter.get_absolute_url()
    deadline = Deadline.objects.get()
    page = client.post(reverse("deadline_done", args=[deadline.pk]), follow=True)
    assert "done on" in page.content.decode()
    assert client.post(reverse("deadline_done", args=[deadline.pk])).status_code == 409
    assert client.get(reverse("deadline_done", args=[deadline.pk])).status_code == 405


def test_a_deadline_in_the_past_is_a_slip(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    entered = {"key": uuid4(), "kind": "hearing", "due_0": "1", "due_1": "1", "due_2": "2001"}
    page = client_of(cast.lena).post(reverse("matter_deadlines", args=[matter.pk]), entered)
    assert "has passed" in page.content.decode()
    assert not Deadline.objects.exists()


def test_the_list_of_a_case_leaves_one_event(cast: Cast) -> None:
    matter = matter_at(MatterStatus.OPENED, cast)
    page = client_of(cast.nora).get(reverse("case_matters", args=[matter.case.number]))
    assert matter.get_absolute_url() in page.content.decode()
    assert Event.objects.filter(kind="matter.list", case_id=matter.case_id).count() == 1


def test_an_empty_list_says_what_to_do_first(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    page = client_of(cast.nora).get(reverse("case_matters", args=[case.number]))
    assert reverse("case_referrals", args=[case.number]) in page.content.decode()
