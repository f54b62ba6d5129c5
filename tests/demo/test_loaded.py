"""The loaded demo: somebody in every state of every workflow, judgments as published, a dump that names nobody.

One file, so that the demo is loaded once: with several cores each file goes to one of them.
"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import Organisation, User
from audit.log import read
from audit.models import Event
from demo.ids import number_of
from demo.password import PASSWORD
from demo.people import EVERYBODY
from demo.people.court import COURT_CASES
from demo.people.happened import HAPPENED
from demo.staff import STAFF, Worker
from demo.stories import STORIES
from facts.models import AllegedExploiter, CaseFacts
from groups.models import Member
from identification.enums import Result
from identification.models import Case, Identity, Screening
from tests.demo.judgments import JUDGMENTS
from wall.context import acting_as
from workflow import steps
from workflow.models import Stateful

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
STATES = [
    pytest.param(model, state, id=f"{model._meta.model_name}-{state}")
    for model in steps.stateful_models()
    for state in sorted({target for _source, target in steps.moves(model)})
]
FEWEST = 40


@pytest.mark.parametrize(("model", "state"), STATES)
def test_somebody_is_in_every_declared_state(model: type[Stateful], state: str) -> None:
    assert state in model.objects.values_list("status", flat=True)


def test_a_shelter_is_stopped_by_the_kin_of_somebody_alleged() -> None:
    (stopped,) = Event.objects.filter(kind="roof.refuse")
    kin = AllegedExploiter.objects.get(is_kin=True)
    assert kin.case.number == number_of("ramona")
    assert read(stopped)["facts"]["records"] == [str(kin.pk)]
    assert set(CaseFacts.objects.values_list("case__number", flat=True)) == set(map(number_of, HAPPENED))


def test_everybody_has_a_story() -> None:
    assert set(STORIES) == set(EVERYBODY)
    assert len(EVERYBODY) >= FEWEST


def test_every_story_has_become_a_case() -> None:
    assert Case.objects.exclude(status="merged").count() == len(EVERYBODY)


def test_the_people_of_the_three_countries_are_sealed_and_can_be_opened() -> None:
    gone = {EVERYBODY[one].full_name for one in ("farid", "ruben", "emil", "nadir")}
    names = {one.full_name for one in EVERYBODY.values()} - gone
    open_cases = Identity.objects.exclude(case__status__in=["declined_by_person", "erased"])
    assert {identity.full_name for identity in open_cases} == names
    assert set(Case.objects.values_list("jurisdiction", flat=True)) == {"AV", "BK", "CT"}


def test_everybody_can_sign_in_with_the_one_password_and_a_hash_of_their_own() -> None:
    users = {user.email: user for user in User.objects.all()}
    assert set(users) == {worker.email for worker in STAFF}
    assert len({user.password for user in users.values()}) == len(STAFF)
    assert users[STAFF[0].email].check_password(PASSWORD)
    assert users[STAFF[-1].email].check_password(PASSWORD)


def test_the_password_opens_the_door() -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": STAFF[4].email, "password": PASSWORD})
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert STAFF[4].name in page.content.decode()


@pytest.mark.parametrize("worker", STAFF, ids=lambda one: one.name)
def test_everybody_has_a_page_for_today_that_names_nobody(worker: Worker) -> None:
    client = Client()
    client.force_login(User.objects.get(email=worker.email))
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert not [one.key for one in EVERYBODY.values() if one.full_name in page.content.decode()]


@pytest.mark.parametrize("key", COURT_CASES)
def test_the_judgments_come_out_as_published(key: str) -> None:
    """In the order of the talks: as judged, then each variant."""
    talks = list(Screening.objects.filter(case__number=number_of(key)).order_by("status_since"))
    expected = JUDGMENTS[key]
    assert [one.result == Result.PRESUMED for one in talks] == [presumed for _codes, presumed in expected]
    said = [{code for code, answer in one.answered().items() if answer == "yes"} for one in talks]
    assert said == [set(codes) for codes, _presumed in expected]


@pytest.mark.parametrize("key", COURT_CASES)
def test_the_elements_and_results_are_those_of_the_stories(key: str) -> None:
    talks = Screening.objects.filter(case__number=number_of(key)).order_by("status_since")
    for screening, talk in zip(talks, COURT_CASES[key].talks, strict=True):
        assert screening.result == talk.result
        assert talk.elements is None or screening.scores()[0].positive == list(talk.elements)


def _run(command: str, *words: str) -> tuple[str, int]:
    """Return what a command says, and its exit code."""
    said = StringIO()
    try:
        call_command(command, *words, stdout=said, stderr=StringIO())
    except SystemExit as end:
        return said.getvalue(), int(str(end.code))
    return said.getvalue(), 0


def _counts() -> dict[str, int]:
    counts = {model.__name__: model.objects.count() for model in steps.stateful_models()}
    return {**counts, "Event": Event.objects.count()}


def test_a_second_run_changes_nothing_and_says_who_can_sign_in() -> None:
    before = _counts()
    said, code = _run("load_demo")
    assert code == 0
    assert _counts() == before
    assert said.count(PASSWORD) == 1
    assert all(worker.email in said for worker in STAFF)


def test_production_refuses_the_demo() -> None:
    with override_settings(PRODUCTION=True), pytest.raises(CommandError, match="never"):
        call_command("load_demo")


def test_a_dump_holds_nothing_that_names_a_person() -> None:
    said, code = _run("check_dump")
    assert code == 0, said
    assert "control found: yes" in said
    assert "found: 0" in said


def test_a_text_in_clear_is_found_and_removed_again() -> None:
    said, code = _run("check_dump", "--plant")
    assert code == 1
    assert "FOUND: name of" in said
    assert "demo_planted" not in connection.introspection.table_names()


def test_without_a_demo_there_is_nothing_to_check() -> None:
    User.objects.filter(email=STAFF[0].email).update(email="away@demo.example")
    with pytest.raises(CommandError, match="load_demo first"):
        call_command("check_dump")


def test_three_were_met_together_and_who_carries_one_of_them_is_told_nothing() -> None:
    with acting_as(Organisation.objects.get(name="Harbour Police").pk):
        assert Member.objects.values("group").distinct().count() == 1
        assert Member.objects.count() == 3
    with acting_as(Organisation.objects.get(name="Lantern House").pk):
        assert not Member.objects.exists()
