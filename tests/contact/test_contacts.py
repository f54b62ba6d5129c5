"""How a person is reached: opened on purpose, said beside each number whether it is safe, and stopped with one tap."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts import roles
from audit.log import read
from audit.models import Event
from consent.withdrawal.actions import take_back
from consent.withdrawal.choices import everything
from contact import actions
from contact.models import Contact
from facts.roof import Known
from identification import search
from identification.actions import decline, record_identity
from identification.models import Case, Identity
from identification.search import Asked
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import presumed_case
from tests.makers_contact import CODE_WORD, NUMBER, reached
from tests.makers_shelters import admitted
from workflow.guard import writing
from workflow.refusal import Refused

WHY = {"reason": "speak_with", "note": ""}
IN_TIME = timezone.make_aware(timezone.datetime(2026, 5, 4, 19, 0))  # type: ignore[attr-defined]
AT_NIGHT = timezone.make_aware(timezone.datetime(2026, 5, 4, 23, 10))  # type: ignore[attr-defined]
FORM: dict[str, Any] = {
    "kind": "phone",
    "value": NUMBER,
    "call": "yes",
    "write": "not_asked",
    "leave_word": "no",
    "who_answers": "",
    "code_word": CODE_WORD,
    "hours_from": "22:00",
    "hours_until": "02:00",
    "language": "",
    "order": "1",
    "checked_on_0": "1",
    "checked_on_1": "5",
    "checked_on_2": "2026",
}


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora)


def url(case: Case) -> str:
    return f"{case.get_absolute_url()}contacts/"


def opened(client: Client, case: Case) -> str:
    answer = client.post(url(case), WHY)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_shown_before_one_says_why_and_the_look_is_in_the_trail(cast: Cast, case: Case) -> None:
    reached(case, cast.nora)
    nora = client_of(cast.nora)
    assert NUMBER not in nora.get(url(case)).content.decode()
    assert not Event.objects.filter(kind="contact.view").exists()
    assert NUMBER in opened(nora, case)
    assert read(Event.objects.get(kind="contact.view"))["facts"] == {"reason": "speak_with"}
    changes_nothing_without_the_log(
        lambda: actions.open_contacts(case=case, by=cast.nora, reason="other", note="Because.")
    )


def test_a_link_stands_where_the_answer_is_yes_with_the_code_word_and_who_may_answer(
    cast: Cast, case: Case
) -> None:
    reached(case, cast.nora)
    reached(case, cast.nora, value="+000 12 345 6789", call="not_asked", write="not_asked")
    with time_machine.travel(IN_TIME, tick=False):
        page = opened(client_of(cast.nora), case)
    assert page.count('href="tel:') == 1
    assert 'href="tel:+000778889990"' in page
    assert "sms:" not in page
    assert "<details" not in page
    for told in (CODE_WORD, "The landlady, in the mornings", "18:00-20:30", "by Nora"):
        assert told in page


def test_outside_the_hours_the_link_is_folded_away_behind_a_warning(cast: Cast, case: Case) -> None:
    reached(case, cast.nora)
    with time_machine.travel(AT_NIGHT, tick=False):
        page = opened(client_of(cast.nora), case)
    before, _details, folded = page.partition("<details")
    assert "tel:" not in before
    assert "It is 23:10, outside the hours that the person named." in folded
    assert 'href="tel:+000778889990"' in folded


def test_one_tap_stops_it_for_everybody_and_the_first_moment_stays(cast: Cast) -> None:
    case = admitted(cast).case
    row = reached(case, cast.nora)
    sami = client_of(cast.sami)
    assert NUMBER in opened(sami, case)
    for _tap in range(2):
        assert sami.post(f"{row.get_absolute_url()}unsafe/").status_code == 302
    first = Contact.objects.get(pk=row.pk).unsafe_since
    assert first is not None
    assert Event.objects.filter(kind="contact.unsafe").count() == 1
    page = opened(client_of(cast.nora), case)
    assert "Do not use it." in page
    assert "tel:" not in page


def test_it_is_safe_again_only_when_the_person_says_so(cast: Cast, case: Case) -> None:
    row = actions.mark_unsafe(contact=reached(case, cast.nora), by=cast.nora)
    told = {"seen": actions.version_of(row), "checked_on": timezone.localdate(), "call": "yes"}
    row = actions.change_contact(contact=row, by=cast.nora, **told)
    assert row.unsafe_since is not None
    told["seen"] = actions.version_of(row)
    assert actions.change_contact(contact=row, by=cast.nora, safe_again=True, **told).unsafe_since is None


def test_who_loses_sight_of_the_identity_reads_no_number_any_more(cast: Cast) -> None:
    case = admitted(cast).case
    row = reached(case, cast.nora)
    take_back(case=case, choice=everything(), by=cast.nora)
    sami = client_of(cast.sami)
    answers = [sami.post(url(case), WHY), sami.post(f"{row.get_absolute_url()}unsafe/")]
    assert [one.status_code for one in answers] == [404, 404]
    with pytest.raises(Case.DoesNotExist):
        actions.open_contacts(case=case, by=cast.sami, reason="check")


def test_it_is_written_down_once_and_over_no_colleagues_words(cast: Cast, case: Case) -> None:
    nora, key = client_of(cast.nora), str(uuid4())
    for _time in range(2):
        assert nora.post(f"{url(case)}new/", {**FORM, "key": key}).status_code == 302
    row = Contact.objects.get()
    assert (row.value, row.hours, row.checked_by) == (NUMBER, "22:00-02:00", cast.nora.user)
    page = f"/contacts/{row.pk}/"
    form = nora.get(page).context["form"]
    assert form["hours_from"].value() == "22:00"
    stale = {**FORM, "seen": form["seen"].value(), "code_word": "Green door"}
    assert nora.post(page, {**stale, "code_word": "Red door"}).status_code == 302
    assert nora.post(page, stale).status_code == 409
    assert Contact.objects.get().code_word == "Red door"


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"value": " "}, "value"),
        ({"value": "\u2800"}, "value"),
        ({"value": "+000\u202e77"}, "value"),
        ({"hours_until": ""}, "hours_until"),
        ({"hours_until": "22:00"}, "hours_until"),
        ({"hours_from": "25:00"}, "hours_from"),
        ({"call": "maybe"}, "call"),
        ({"order": "100"}, "order"),
        ({"checked_on_2": "2999"}, "checked_on"),
        ({"checked_on_0": "", "checked_on_1": "", "checked_on_2": ""}, "checked_on"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    cast: Cast, case: Case, wrong: dict[str, str], where: str
) -> None:
    answer = client_of(cast.nora).post(f"{url(case)}new/", {**FORM, "key": str(uuid4()), **wrong})
    assert answer.status_code == 200
    assert where in answer.context["form"].errors
    assert not Contact.objects.exists()


def test_the_database_keeps_no_answer_without_a_day_and_a_person(cast: Cast, case: Case) -> None:
    with pytest.raises(IntegrityError), writing():
        Contact(case=case, kind="phone", call="yes").save(force_insert=True)


def test_nothing_is_written_in_a_closed_case_or_when_the_log_is_broken(cast: Cast, case: Case) -> None:
    row = reached(case, cast.nora)
    changes_nothing_without_the_log(lambda: reached(case, cast.nora))
    changes_nothing_without_the_log(lambda: actions.mark_unsafe(contact=row, by=cast.nora))
    decline(case=case, can_decide="yes", by=cast.nora)
    with pytest.raises(Refused):
        reached(case, cast.nora)
    page = client_of(cast.nora).post(url(case), WHY).content.decode()
    assert "The keys of this case were destroyed." in page


def test_a_person_is_found_by_the_telephone_of_a_contact(cast: Cast, case: Case) -> None:
    row = reached(case, cast.nora, value="+373 69 123 456")
    find = lambda contact: [one.case for one in search.find(Asked(contact=contact), cast.nora)]  # noqa: E731
    assert find("069123456") == [case]
    told = {"seen": actions.version_of(row), "value": "+373 69 777 888", "checked_on": row.checked_on}
    actions.change_contact(contact=row, by=cast.nora, **told)
    assert (find("069123456"), find("069777888")) == ([], [case])
    record_identity(case=case, by=cast.nora, full_name="Somebody Else")
    assert find("069777888") == [case]
    assert Known.person(Identity.objects.get(case=case)).phones == {"69777888"}


def test_what_was_written_before_is_still_read_and_has_no_link(cast: Cast, case: Case) -> None:
    record_identity(case=case, by=cast.nora, contact="+000 99 111 2222", contact_is_safe=True)
    page = client_of(cast.nora).post(f"{case.get_absolute_url()}identity/", WHY).content.decode()
    assert "Contact, as it was written before" in page
    assert "+000 99 111 2222" in page
    assert "tel:" not in page
    assert url(case) in page


def test_a_recipient_is_led_there_before_calling(cast: Cast) -> None:
    placement = admitted(cast)
    page = client_of(cast.sami).get(placement.referral.get_absolute_url()).content.decode()
    assert url(placement.case) in page
    take_back(case=placement.case, choice=everything(), by=cast.nora)
    assert timedelta(0) < timezone.now() - placement.status_since


def test_who_only_watches_marks_nothing(cast: Cast, case: Case) -> None:
    row, watcher = reached(case, cast.nora), replace(cast.nora, roles=frozenset({roles.OBSERVER.code}))
    with pytest.raises(Refused, match="by_worker_with_sight"):
        actions.mark_unsafe(contact=row, by=watcher)
    assert Contact.objects.get(pk=row.pk).unsafe_since is None
