"""The pages of what happened: who reads, who writes, that nothing typed is lost, and that each look is remembered."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client

from accounts import roles
from audit.log import read
from audit.models import Event
from consent.actions import withdraw
from consent.enums import DataSet, Purpose
from facts import actions
from facts.models import AllegedExploiter, CaseFacts, TraffickingEvent
from facts.presenters import moments, told_day
from identification.actions import decline, identify
from identification.models import Case
from referral.actions import accept, send
from tests.breakglass.told import told
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import WRITTEN, consented, drafted, pending_case, presumed_case
from tests.makers_breakglass import broken, hal
from tests.makers_facts import GUARD, TOLD, alleged, told_event, told_facts, with_facts
from workflow.gate import perform

TYPED = "Typed with care"
PAGES = ("facts/", "facts/person/", "facts/events/new/", "facts/exploiters/", "facts/exploiters/new/")


@pytest.fixture
def case(cast: Cast) -> Case:
    return with_facts(presumed_case(cast.nora), cast.nora)


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.nora)


def got(client: Client, case: Case) -> list[int]:
    return [client.get(case.get_absolute_url() + page).status_code for page in PAGES]


def sent(client: Client, url: str, entered: dict[str, object]) -> HttpResponse:
    """Return the answer to a form that was opened just before it is sent."""
    seen = client.get(url).context["form"]["seen"].value()
    return client.post(url, {**entered, "seen": seen})  # type: ignore[return-value]


# ---- who reads ----


def test_the_carrier_reads_all_and_who_manages_writes(cast: Cast, case: Case) -> None:
    assert got(client_of(cast.nora), case) == [200] * 5
    assert got(client_of(cast.dana), case) == [200, 403, 403, 200, 403]
    assert got(client_of(cast.sami), case) == got(client_of(cast.stat), case) == [404] * 5


def test_the_authority_reads_while_it_decides_and_not_afterwards(cast: Cast) -> None:
    case = with_facts(pending_case(cast), cast.nora)
    assert got(client_of(cast.ada), case) == [200, 403, 403, 200, 403]
    page = client_of(cast.ada).get(f"{case.get_absolute_url()}facts/exploiters/").content.decode()
    assert GUARD["name"] in page
    assert "What happened" in client_of(cast.ada).get(case.get_absolute_url()).content.decode()
    identify(case=case, grounds=WRITTEN, appeal_told=True, by=cast.ada)
    assert got(client_of(cast.ada), case) == [404] * 5
    assert "What happened</a>" not in client_of(cast.ada).get(case.get_absolute_url()).content.decode()


def test_counsel_reads_what_was_agreed_to_and_no_name_of_who_is_alleged(cast: Cast, case: Case) -> None:
    lena = client_of(cast.lena)
    sets = [DataSet.SUMMARY, DataSet.NEEDS]
    consented(case, cast.nora, cast.lena.organisation, Purpose.SHARING, sets)
    referral = drafted(case, cast.nora, cast.lena, "legal_aid", data_sets=sets)
    accept(referral=send(referral=referral, by=cast.nora), by=cast.lena)
    consented(case, cast.nora, cast.lena.organisation, Purpose.POLICE, [DataSet.LEGAL])
    assert got(lena, case) == [404] * 5
    (legal,) = consented(case, cast.nora, cast.lena.organisation, Purpose.SHARING, [DataSet.LEGAL])
    assert got(lena, case) == [200, 403, 403, 404, 404]
    assert not AllegedExploiter.objects.visible_to(cast.lena).exists()
    overview = lena.get(f"{case.get_absolute_url()}facts/").content.decode()
    assert "tents" in overview
    assert "Alleged exploiters" not in overview
    assert "What happened</a>" in lena.get(case.get_absolute_url()).content.decode()
    worker = replace(cast.lena, roles=frozenset({roles.SERVICE_WORKER.code}))
    assert not CaseFacts.objects.visible_to(worker).exists()
    withdraw(consent=legal, by=cast.nora)
    assert got(lena, case) == [404] * 5


def test_a_look_in_an_emergency_shows_nothing_of_it(cast: Cast, case: Case) -> None:
    looker = hal()
    broken(case, looker)
    assert client_of(looker).get(case.get_absolute_url()).status_code == 200
    assert got(client_of(looker), case) == [404] * 5


def test_rows_of_another_case_are_not_there(cast: Cast, case: Case) -> None:
    event, guard = TraffickingEvent.objects.get(case=case), AllegedExploiter.objects.get(case=case)
    for one in (event, guard):
        assert client_of(cast.sami).get(one.get_absolute_url()).status_code == 404
        assert client_of(cast.dana).get(one.get_absolute_url()).status_code == 403
        assert client_of(cast.nora).get(one.get_absolute_url()).status_code == 200


def test_each_look_is_remembered(client: Client, case: Case) -> None:
    event, guard = TraffickingEvent.objects.get(case=case), AllegedExploiter.objects.get(case=case)
    of_the_case = [case.get_absolute_url() + one for one in ("facts/", "facts/person/", "facts/exploiters/")]
    for url in (*of_the_case, event.get_absolute_url(), guard.get_absolute_url()):
        assert client.get(url).status_code == 200
    looks = [one.kind for one in Event.objects.filter(case_id=case.pk).order_by("-id")[:5]]
    assert looks[::-1] == ["facts.view", "facts.view", "exploiter.list", "happening.view", "exploiter.view"]
    assert "alleged to have exploited" in client.get(f"{case.get_absolute_url()}looks/").content.decode()


# ---- writing ----


def test_facts_are_written_a_part_at_a_time_and_keep_what_they_said(client: Client, cast: Cast) -> None:
    case = presumed_case(cast.nora)
    url = f"{case.get_absolute_url()}facts/"
    person = {"nationalities_0": "BD", "nationalities_1": "BD", "nationalities_2": "XX", "languages_0": "bn"}
    answer = sent(client, f"{url}person/", {**person, "education": "primary", "age_when_exploited": "22"})
    assert answer.url == url
    sent(client, f"{url}vulnerabilities/", {"vulnerabilities": ["poverty", "migration"]})
    sent(client, f"{url}control/", {"control": ["debt_bondage"], "control_note": "A guard."})
    sent(
        client,
        f"{url}control/",
        {"control": ["debt_bondage", "uses_children"], "control_note": "Two guards."},
    )
    facts = CaseFacts.objects.get(case=case)
    assert (facts.nationalities, facts.languages, facts.age_when_exploited) == (["BD", "XX"], ["bn"], "22")
    assert facts.vulnerability_codes == ["poverty", "migration"]
    assert [one.control_note for one in facts.history.order_by("history_date")] == [
        None,
        None,
        "A guard.",
        "Two guards.",
    ]
    changed = [
        read(one)["facts"]["fields"] for one in Event.objects.filter(kind="facts.record").order_by("id")
    ]
    assert changed[-1] == ["control", "control_note"]
    page = client.get(url).content.decode()
    assert "Bangladesh, Stateless" in page
    assert "children used as a means" in page


def test_what_is_not_changed_is_not_written(cast: Cast, case: Case) -> None:
    told_facts(case, cast.nora)
    assert CaseFacts.objects.get(case=case).history.count() == 1


@pytest.mark.parametrize(
    ("part", "typed", "wrong"),
    [
        (
            "exploitation",
            {"exploitation": ["sexual"], "industry": "A", "exploitation_note": TYPED},
            "industry",
        ),
        ("exploitation", {"sexual_types": ["remote"], "exploitation_note": TYPED}, "sexual_types"),
        ("person", {"nationalities_0": "QQ", "age_when_exploited": "20"}, "nationalities"),
        ("person", {"age_when_exploited": "121"}, "age_when_exploited"),
        ("events/new", {"kind": "transit", "order": "1", "starts_0": "3", "starts_2": "2024"}, "starts"),
        ("events/new", {"kind": "transit", "order": "1", "starts_2": "2024", "ends_2": "2023"}, "ends"),
        ("events/new", {"kind": "transit", "order": "1", "starts_2": "2999"}, "starts"),
        ("events/new", {"kind": "transit", "order": "0", "description": TYPED}, "order"),
        ("exploiters/new", {"roles": ["buyer"], "note": TYPED}, "name"),
        ("exploiters/new", {"name": TYPED, "birth_year": "2998"}, "birth_year"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_what_was_typed_stays_when_something_is_wrong(
    client: Client, cast: Cast, part: str, typed: dict[str, object], wrong: str
) -> None:
    case = presumed_case(cast.nora)
    answer = client.post(f"{case.get_absolute_url()}facts/{part}/", {**typed, "key": str(uuid4())})
    assert list(answer.context["form"].errors) == [wrong]
    assert (TYPED in answer.content.decode()) is (TYPED in typed.values())
    assert not CaseFacts.objects.exists()
    assert not TraffickingEvent.objects.exists()


def test_an_unknown_part_is_not_there(client: Client, case: Case) -> None:
    assert client.get(f"{case.get_absolute_url()}facts/nothing/").status_code == 404


def test_the_story_is_a_line_in_time(client: Client, cast: Cast) -> None:
    case = presumed_case(cast.nora)
    url = f"{case.get_absolute_url()}facts/"
    key = str(uuid4())
    first = {
        "kind": "transit",
        "order": "2",
        "country": "TR",
        "place": "A lorry",
        "starts_1": "5",
        "starts_2": "2024",
    }
    for _twice in range(2):
        assert client.post(f"{url}events/new/", {**first, "key": key}).url == url
    told_event(case, cast.nora, kind="recruitment", order=1, starts="2023", ends=None, country="BD")
    assert client.get(f"{url}events/new/").context["form"]["order"].value() == 3
    line = moments(TraffickingEvent.objects.filter(case=case))
    assert [(one.kind, one.when) for one in line] == [("Recruitment", "2023"), ("On the way", "May 2024")]
    assert line[1].where == "A lorry, Türkiye"
    event = TraffickingEvent.objects.get(pk=key)
    shown = client.get(event.get_absolute_url()).context["form"]["starts"].value()
    assert shown == ["", "05", "2024"]
    sent(client, event.get_absolute_url(), {**first, "starts_0": "17", "mistaken": "on"})
    event.refresh_from_db()
    assert (event.starts, event.mistaken) == ("2024-05-17", True)
    assert [one.starts for one in event.history.order_by("history_date")] == ["2024-05", "2024-05-17"]


@pytest.mark.parametrize(
    ("text", "words"), [("2024-05-17", "17 May 2024"), ("2024", "2024"), ("about 2024", "about 2024")]
)
def test_a_day_is_told_as_far_as_it_is_known(text: str, words: str) -> None:
    assert told_day(text) == words


def test_an_alleged_exploiter_is_written_down_once_and_corrected(client: Client, cast: Cast) -> None:
    case = presumed_case(cast.nora)
    url = f"{case.get_absolute_url()}facts/exploiters/"
    entered = {
        "key": str(uuid4()),
        "name": "Zoran Izmišljen",
        "birth_year": "1975",
        "roles": ["buyer", "abuser"],
    }
    for _twice in range(2):
        assert client.post(f"{url}new/", entered).url == url
    guard = AllegedExploiter.objects.get()
    sent(client, guard.get_absolute_url(), {**entered, "name": "Zoran Izmishljen"})
    guard.refresh_from_db()
    assert (guard.name, guard.roles, guard.birth_year) == ("Zoran Izmishljen", ["buyer", "abuser"], "1975")
    assert guard.history.count() == 2


@pytest.mark.parametrize(
    ("which", "first", "stale", "field"),
    [
        ("exploiter", {"phone": "+000 44 555 0000"}, {"other_names": TYPED}, "phone"),
        ("event", {"place": "A lorry"}, {"description": TYPED}, "place"),
        ("control", {"control": ["debt_bondage"]}, {"control_note": TYPED}, "control"),
    ],
    ids=["exploiter", "event", "part"],
)
def test_nobody_writes_over_what_a_colleague_wrote_meanwhile(
    client: Client, cast: Cast, which: str, first: dict[str, object], stale: dict[str, object], field: str
) -> None:
    case = presumed_case(cast.nora)
    rows = {
        "exploiter": lambda: alleged(case, cast.nora, phone=""),
        "event": lambda: told_event(case, cast.nora, place=""),
        "control": lambda: told_facts(case, cast.nora, control=[], control_note=""),
    }
    row = rows[which]()
    url = f"{case.get_absolute_url()}facts/control/" if which == "control" else row.get_absolute_url()
    required = {"name": GUARD["name"]} if which == "exploiter" else {"kind": "transit", "order": "1"}
    seen = client.get(url).context["form"]["seen"].value()
    for _twice in range(2):
        assert client.post(url, {**required, **first, "seen": seen}).status_code == 302
    for old in (seen, ""):
        answer = client.post(url, {**required, **stale, "seen": old})
        assert answer.status_code == 409
        assert "Somebody changed this after you opened it" in answer.content.decode()
        assert TYPED in answer.content.decode()
    kept = type(row).objects.get(pk=row.pk)
    assert getattr(kept, field) == first[field]
    assert sent(client, url, {**required, **first, **stale}).status_code == 302


def test_another_part_that_was_written_meanwhile_stands_in_nobodys_way(
    client: Client, cast: Cast, case: Case
) -> None:
    url = f"{case.get_absolute_url()}facts/"
    seen = client.get(f"{url}control/").context["form"]["seen"].value()
    assert sent(client, f"{url}person/", {"education": "none"}).status_code == 302
    assert client.post(f"{url}control/", {"control_note": TYPED, "seen": seen}).status_code == 302


# ---- what always holds ----


def test_who_writes(cast: Cast, case: Case) -> None:
    for actor in (cast.dana, cast.sami, cast.ada, cast.odile, cast.stat):
        assert told(lambda by=actor: told_facts(case, by)) == ["by_screener"]
        assert told(lambda by=actor: alleged(case, by)) == ["by_screener"]


@pytest.mark.two_connections
def test_who_may_not_write_and_tries_is_remembered(committed_cast: Cast) -> None:
    case = presumed_case(committed_cast.nora)
    assert got(client_of(committed_cast.dana), case) == [200, 403, 403, 200, 403]
    refused = Event.objects.filter(case_id=case.pk, outcome="refused").order_by("id")
    assert [one.kind for one in refused] == ["facts.record", "happening.add", "exploiter.add"]


def test_a_closed_case_takes_nothing_more(client: Client, cast: Cast, case: Case) -> None:
    case = perform(case, "follow_up", by=cast.nora, safety_plan=True)
    case = perform(case, "close", by=cast.dana, closing_reason="wish")
    assert told(lambda: told_event(case, cast.nora)) == ["wrong_state"]
    assert got(client, case) == [200, 409, 409, 200, 409]
    for page in ("facts/", "facts/exploiters/"):
        answer = client.get(case.get_absolute_url() + page)
        assert not answer.context["may_write"]
        assert not [word for word in (">Add", ">Correct", ">Write down<") if word in answer.content.decode()]


def test_what_was_erased_is_said_to_be_and_never_an_error(client: Client, cast: Cast, case: Case) -> None:
    decline(case=case, can_decide="yes", by=cast.nora)
    for page in ("facts/", "facts/exploiters/"):
        answer = client.get(case.get_absolute_url() + page)
        assert answer.status_code == 200
        assert "The keys of this case were destroyed" in answer.content.decode()
        assert GUARD["name"] not in answer.content.decode()
    assert got(client, case) == [200, 409, 409, 200, 409]


def test_nothing_changes_without_the_log(cast: Cast, case: Case) -> None:
    guard, event = AllegedExploiter.objects.get(), TraffickingEvent.objects.get()
    changes_nothing_without_the_log(lambda: told_facts(case, cast.nora, control_note="Another"))
    changes_nothing_without_the_log(lambda: told_event(case, cast.nora))
    changes_nothing_without_the_log(lambda: alleged(case, cast.nora))
    changes_nothing_without_the_log(lambda: actions.change_event(event=event, place="Here", by=cast.nora))
    changes_nothing_without_the_log(
        lambda: actions.change_exploiter(exploiter=guard, name="X Y", by=cast.nora)
    )


@pytest.mark.parametrize(
    "wrong", [{"industry": "A", "exploitation": []}, {"sexual_types": ["remote"]}], ids=str
)
def test_the_database_keeps_kinds_with_their_form(cast: Cast, wrong: dict[str, object]) -> None:
    case = presumed_case(cast.nora)
    with pytest.raises(IntegrityError), transaction.atomic():
        told_facts(case, cast.nora, **wrong)


def test_words_days_and_weaknesses_lie_sealed(cast: Cast, case: Case) -> None:
    with connection.cursor() as cursor:
        for table in ("facts_casefacts", "facts_traffickingevent", "facts_allegedexploiter"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            row = cursor.fetchone()[0]
            told = [*GUARD.values(), TOLD["vulnerabilities"], TOLD["control_note"], "2024", "tents", "1975"]
            secret = [one for one in told if isinstance(one, str) and len(one) > 3 and one != "stranger"]
            # By itself: four digits stand in the sealed bytes by chance.
            assert not [
                one for one in secret if re.search(rf"(?<![0-9a-f]){re.escape(one)}(?![0-9a-f])", row)
            ]
