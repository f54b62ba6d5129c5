"""A copy of the file: prepared, read by a second person, fetched once, encrypted, and without others' data."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.management import call_command
from pypdf import PdfReader

from audit import log
from audit.models import Event
from facts.models import AllegedExploiter
from identification.actions import record_identity
from identification.asking.questions import questions_of
from identification.indicators import load
from rights import actions, file
from rights.enums import CopyStatus, Ground
from tests.cast import Cast
from tests.helpers import client_of, codes, with_fresh_factor
from tests.makers import POINTING, presumed_case, screened
from tests.makers_facts import with_facts
from tests.makers_rights import STORY, asked_copy, complaint, copy_at
from workflow.gate import perform
from workflow.refusal import Refused

pytestmark = pytest.mark.django_db
LEFT_OUT = "identification.identity.address"


def fetched(cast: Cast, copy) -> tuple[PdfReader, str]:
    client = with_fresh_factor(client_of(cast.nora))
    page = client.get(copy.get_absolute_url()).content.decode()
    password = copy.password
    assert password in page
    answer = client.post(f"{copy.get_absolute_url()}file/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return PdfReader(BytesIO(answer.content)), password


def known(cast: Cast):
    """A case with a name, an address, what happened, and somebody who is alleged."""
    case = presumed_case(cast.nora)
    person = {"full_name": "Mira Example", "address": "Quiet Street 7", "narrative": "They took my papers."}
    blank = {"pseudonym": "", "birth_date": None, "contact": "", "contact_is_safe": False, "document": ""}
    record_identity(case=case, by=cast.nora, **blank, **person)
    with_facts(case, cast.nora)
    return case


def test_it_is_fetched_once_encrypted_and_holds_no_word_of_others(cast: Cast) -> None:
    case = known(cast)
    copy = copy_at(CopyStatus.PREPARED, cast, case)
    copy = perform(copy, "approve", by=cast.dov, left_out=[LEFT_OUT], ground=Ground.SECRET_OF_OTHERS)
    copy = actions.make_ready(copyrequest=copy, by=cast.nora)
    paper, password = fetched(cast, copy)
    assert paper.is_encrypted
    assert paper.trailer["/Encrypt"]["/V"] == 5  # AES-256
    assert not paper.decrypt("")
    assert paper.decrypt(password)
    words = "\n".join(page.extract_text() for page in paper.pages)
    told = paper.attachments["file.json"][0].decode()
    alleged = AllegedExploiter.objects.get(case=case)
    for said in (words, told):
        assert "Mira Example" in said
        assert "Quiet Street" not in said
        assert alleged.name not in said
    tables = json.loads(told)["tables"]
    assert tables["identification.Identity"]["left_out"] == {"address": "secret_of_others"}
    assert tables["facts.AllegedExploiter"]["left_out"]["name"] == "others"
    answer = with_fresh_factor(client_of(cast.nora)).post(f"{copy.get_absolute_url()}file/")
    assert answer.status_code == 409
    event = Event.objects.get(case_id=case.pk, kind="copyrequest.hand_out")
    facts = log.read(event)["facts"]
    assert facts["digest"].startswith("sha256:")
    assert facts["withheld"] == [LEFT_OUT]
    assert facts["approver"] == str(cast.dov.user_id)


def test_the_file_for_machines_says_what_its_codes_mean(cast: Cast) -> None:
    case = presumed_case(cast.nora, language="prs")
    screened(case, cast.nora)
    told = json.loads(file.as_json(file.gathered(case), case.number))
    (row,) = told["tables"]["identification.Case"]["rows"]
    assert told["words_in"] == "en"
    assert (row["language"], row["language_in_words"]) == ("prs", "Dari")
    assert "number_in_words" not in row
    answers = told["tables"]["identification.Answer"]["rows"]
    assert all(one["code_in_words"].endswith("?") for one in answers)
    assert {one["value_in_words"] for one in answers} <= {"Yes", "No", "Not asked", "Refused"}


def test_only_another_person_agrees_and_only_to_the_file_they_read(cast: Cast) -> None:
    copy = copy_at(CopyStatus.ASKED, cast)
    copy = actions.prepare(copyrequest=copy, by=cast.dana)
    entered = {"left_out": [], "ground": ""}
    assert codes(copy, "approve", cast.dana, **entered) == ["by_second_person"]
    assert codes(copy, "approve", cast.nora, **entered) == ["by_second_person"]
    assert codes(copy, "approve", cast.dov, left_out=[LEFT_OUT], ground="") == [
        "what_is_left_out_has_a_ground"
    ]
    assert codes(copy, "approve", cast.dov, **entered) == []
    perform(copy.case, "start_recovery", by=cast.nora)
    assert codes(copy, "approve", cast.dov, **entered) == ["file_is_as_prepared"]


def test_after_fifteen_minutes_it_lapses_and_after_a_day_the_password_is_gone(cast: Cast) -> None:
    copy = copy_at(CopyStatus.READY, cast)
    with time_machine.travel(copy.ready_until, tick=False):
        assert codes(copy, "deliver", cast.nora) == ["it_is_still_ready"]
        call_command("purge_copies")
    copy.refresh_from_db()
    assert (copy.status, copy.password) == (CopyStatus.APPROVED, None)
    copy = actions.make_ready(copyrequest=copy, by=cast.nora)
    assert codes(copy, "deliver", cast.dana) == ["by_who_made_it_ready"]
    fetched(cast, copy)
    assert client_of(cast.nora).get(copy.get_absolute_url()).context["password"]
    copy.refresh_from_db()
    assert copy.status == CopyStatus.DELIVERED
    with time_machine.travel(copy.status_since + timedelta(hours=24), tick=False):
        call_command("purge_copies")
    copy.refresh_from_db()
    assert copy.password is None


@pytest.mark.parametrize("name", ["fetch", "make_ready"])
def test_it_needs_a_fresh_factor(cast: Cast, name: str) -> None:
    copy = copy_at(CopyStatus.READY, cast)
    url = f"{copy.get_absolute_url()}file/" if name == "fetch" else f"{copy.get_absolute_url()}do/make_ready/"
    answer = client_of(cast.nora).post(url)
    assert answer.status_code == 302
    assert "next=" in answer.url
    copy.refresh_from_db()
    assert copy.status == CopyStatus.READY


def test_one_copy_at_a_time(cast: Cast) -> None:
    copy = asked_copy(cast)
    with pytest.raises(Refused):
        asked_copy(cast, copy.case)
    assert copy.due is not None


def test_the_same_file_has_the_same_digest(cast: Cast) -> None:
    case = known(cast)
    assert file.digest_of(file.gathered(case)) == file.digest_of(file.gathered(case))


def test_a_complaint_is_read_by_nobody_whom_it_is_kept_from(cast: Cast) -> None:
    """The copy tells it to the person; who is complained about neither reads it there nor has the copy in hand."""
    copy = copy_at(CopyStatus.PREPARED, cast)
    by_dov = {"organisation": cast.dov.organisation, "by": cast.dov, "person": cast.nora.user}
    complaint(cast, copy.case, **by_dov)
    complaint(cast, copy.case, **by_dov | {"person": cast.dana.user})
    page = client_of(cast.nora).get(copy.get_absolute_url())
    assert page.context["sections"]
    assert STORY not in page.content.decode()
    assert STORY not in client_of(cast.dana).get(copy.get_absolute_url()).content.decode()
    entered = {"left_out": [], "ground": ""}
    assert "by_second_person" in codes(copy, "approve", cast.dana, **entered)
    copy = perform(copy, "send_back", by=cast.dov)
    assert codes(copy, "prepare", cast.nora, digest="x") == ["by_carrier_not_complained_about"]
    agreed = copy_at(CopyStatus.APPROVED, cast)
    complaint(cast, agreed.case, **by_dov)
    assert codes(agreed, "make_ready", cast.nora, password="x") == ["by_carrier_not_complained_about"]
    assert codes(agreed, "make_ready", cast.dov, password="x") == ["file_is_as_prepared"]


def test_a_copy_tells_days_and_parts_in_words(cast: Cast) -> None:
    told = file.in_words("identification.Case", "opened_at", "2026-11-22T21:03:38.203854+00:00")
    assert told.startswith("22 November 2026")
    assert file.in_words("identification.Identity", "birth_date", "1999-02-03") == "3 February 1999"
    assert file.part_name(LEFT_OUT).endswith(": Address")


def test_a_copy_tells_answers_by_their_questions(cast: Cast) -> None:
    section = next(
        one for one in file.gathered(presumed_case(cast.nora)) if one.model == "identification.Answer"
    )
    told = list(file.told_lines(section))
    assert len(told) == len(POINTING)
    asked = {question.ask for question in questions_of(load()).values()}
    assert {words for (_label, words), _value in told} <= asked
    assert {label for (label, _words), _value in told} == {"Question"}
