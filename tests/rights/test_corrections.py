"""What the person says is wrong: put right with both versions kept, or left with the person's words beside it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from identification.actions import record_identity
from identification.models import Case
from rights.enums import CorrectionStatus, Part
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.makers import presumed_case, referral_at
from tests.makers_rights import REASON, WRONG, correction
from workflow.gate import perform

pytestmark = pytest.mark.django_db


def named(case: Case, cast: Cast, name: str) -> None:
    blank: dict[str, Any] = {"pseudonym": "", "birth_date": None, "contact": "", "contact_is_safe": False}
    rest = {"address": "", "document": "", "narrative": ""}
    record_identity(case=case, by=cast.nora, full_name=name, **blank, **rest)


def test_put_right_after_the_record_was_changed_and_both_versions_are_kept(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    named(case, cast, "Mila Example")
    record = correction(cast, case)
    assert codes(record, "correct", cast.nora, reason=REASON) == ["record_was_changed"]
    named(case, cast, "Mira Example")
    record = perform(record, "correct", by=cast.nora, reason=REASON)
    assert record.status == CorrectionStatus.CORRECTED
    kept = {one.full_name for one in case.identity.history.all()}
    assert {"Mila Example", "Mira Example"} <= kept
    record = perform(record, "tell_correction", by=cast.nora)
    assert record.told_at
    assert codes(record, "tell_correction", cast.nora) == ["person_was_not_told"]


def test_what_the_person_says_stands_beside_what_stays(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    record = correction(cast, case)
    page = f"{case.get_absolute_url()}identity/"
    why = {"reason": "speak_with", "note": ""}
    for client in (client_of(cast.nora), client_of(cast.sami)):
        assert WRONG in client.post(page, why).content.decode()
        assert WRONG not in client.get(page).content.decode()
    assert codes(record, "leave", cast.sami, reason=REASON) == ["by_carrier"]
    assert codes(record, "leave", cast.nora, reason="no") == ["reason_is_told"]
    perform(record, "leave", by=cast.nora, reason=REASON)
    assert WRONG in client_of(cast.nora).post(page, why).content.decode()


def test_other_parts_stand_on_the_case_page_for_the_carrier(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    correction(cast, case, Part.LEGAL)
    assert WRONG in client_of(cast.nora).get(case.get_absolute_url()).content.decode()
    assert WRONG not in client_of(cast.sami).get(case.get_absolute_url()).content.decode()


def test_the_clock_keeps_the_countrys_rule_and_overseers_see_what_is_late(cast: Cast) -> None:
    record = correction(cast)
    assert record.due == timezone.localdate() + timedelta(days=30)
    assert record.began_under["source"].startswith("Arvenian Law on Personal Data")
    dana = client_of(cast.dana)
    assert not dana.get("/oversight/").context["overdue"]
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        dana = client_of(cast.dana)
        (late,) = dana.get("/oversight/").context["overdue"]
        assert late.url == record.get_absolute_url()
        assert WRONG not in dana.get("/oversight/").content.decode()


def test_sent_twice_it_is_written_once(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    client = client_of(cast.nora)
    url = f"{case.get_absolute_url()}rights/new/correction/"
    key = client.get(url).context["form"]["key"].value()
    entered = {"key": str(key), "part": "identity", "statement": WRONG}
    answers = [client.post(url, entered) for _time in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert case.corrections.count() == 1
    blank = client.post(url, {"part": "identity", "statement": "\u3164" * 20})
    assert blank.status_code in (200, 409)
    assert client.get(f"{case.get_absolute_url()}rights/new/nothing/").status_code == 404
