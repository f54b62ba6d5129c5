"""What a person asked for, and how they are reached, ends with the case: by declining, by erasing, after a hold."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from audit.models import Event
from encryption import keys
from encryption.errors import DecryptionError
from identification import actions as cases
from identification.models import Case
from papers.languages import Choice
from retention import actions as retention
from rights import actions
from rights.models import Complaint, CopyRequest, Correction, Restriction
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import presumed_case
from tests.makers_contact import reached
from tests.makers_retention import REASON, held, wished
from tests.makers_rights import asked_copy, complaint, copy_at, correction, restricted
from tests.makers_talks import drawn
from workflow.gate import perform
from workflow.refusal import Refused

ASKED: tuple[Any, ...] = (CopyRequest, Correction, Complaint, Restriction)


def asked_everything(cast: Cast, case: Case) -> None:
    asked_copy(cast, case)
    correction(cast, case)
    complaint(cast, case)
    restricted(cast, case)


def states(case: Case) -> list[str]:
    return [one.objects.get(case=case).status for one in ASKED]


def opens(model: Any, pk: Any, column: str) -> bool:
    try:
        return bool(getattr(model.objects.get(pk=pk), column))
    except DecryptionError:
        return False


def test_a_copy_tells_what_was_merged_and_the_look_is_in_the_trail_of_both(cast: Cast) -> None:
    older, younger = presumed_case(cast.nora), presumed_case(cast.nora)
    cases.record_identity(case=younger, by=cast.nora, full_name="Younger Name")
    stranger = presumed_case(cast.nora)
    cases.record_identity(case=stranger, by=cast.nora, full_name="Another Person")
    younger = cases.merge(case=younger, into=older, by=cast.nora)
    copy = copy_at("prepared", cast, Case.objects.get(pk=older.pk))
    page = client_of(cast.dov).get(copy.get_absolute_url()).content.decode()
    assert "Younger Name" in page
    assert "Another Person" not in page
    looks = Event.objects.filter(kind="copyfile.view").values_list("case_id", flat=True)
    assert sorted(looks) == sorted([older.pk, younger.pk])


def test_nothing_new_is_asked_in_a_case_that_was_merged(cast: Cast) -> None:
    older, younger = presumed_case(cast.nora), presumed_case(cast.nora)
    made = complaint(cast, younger)
    younger = cases.merge(case=younger, into=older, by=cast.nora)
    for ask in (asked_copy, correction, complaint, restricted):
        with pytest.raises(Refused, match="case_is_not_merged"):
            ask(cast, younger)
    assert perform(made, "take", by=cast.dov).handler == cast.dov.user


@pytest.mark.parametrize("way", ["decline", "erase"])
def test_it_ends_and_nothing_of_it_opens(cast: Cast, way: str) -> None:
    case = presumed_case(cast.nora)
    asked_everything(cast, case)
    contact, talk = reached(case, cast.nora), drawn(case, cast.nora)
    sealed = [
        (type(contact), contact.pk, "value"),
        (type(contact), contact.pk, "code_word"),
        (type(talk), talk.pk, "picture"),
        (Complaint, Complaint.objects.get(case=case).pk, "story"),
        (Correction, Correction.objects.get(case=case).pk, "statement"),
    ]
    assert all(opens(*one) for one in sealed)
    if way == "erase":
        retention.approve_erasure(erasure=wished(case, cast), by=cast.dov)
    else:
        cases.decline(case=case, can_decide="yes", by=cast.nora)
    keys.forget()
    assert states(case) == ["ended"] * len(ASKED)
    assert not any(opens(*one) for one in sealed)


def test_what_was_asked_while_a_hold_kept_it_ends_when_the_hold_is_lifted(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    hold = held(case, cast)
    case = cases.decline(case=case, can_decide="yes", by=cast.nora)
    asked_everything(cast, case)
    retention.lift(legalhold=hold, reason=REASON, by=cast.dov)
    assert not keys.exist(case.pk)
    assert states(case) == ["ended"] * len(ASKED)


def test_the_password_of_a_copy_is_forgotten_though_its_case_is_erased(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    copy = copy_at("ready", cast, case)
    actions.deliver(copyrequest=copy, choice=Choice("en"), by=cast.nora)
    cases.decline(case=case, can_decide="yes", by=cast.nora)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("purge_copies")
    assert not CopyRequest.objects.filter(pk=copy.pk, password__isnull=False).exists()
