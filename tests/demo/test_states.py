"""Every state of every workflow has somebody in it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from demo.password import PASSWORD
from demo.people import EVERYBODY
from demo.staff import STAFF, Worker
from demo.stories import STORIES
from identification.models import Case, Identity
from workflow import steps
from workflow.models import Stateful

STATES = [
    pytest.param(model, state, id=f"{model._meta.model_name}-{state}")
    for model in steps.stateful_models()
    for state in sorted({target for _source, target in steps.moves(model)})
]
FEWEST = 40


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("model", "state"), STATES)
def test_somebody_is_in_every_declared_state(model: type[Stateful], state: str) -> None:
    assert state in model.objects.values_list("status", flat=True)


def test_everybody_has_a_story() -> None:
    assert set(STORIES) == set(EVERYBODY)
    assert len(EVERYBODY) >= FEWEST


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_every_story_has_become_a_case() -> None:
    assert Case.objects.exclude(status="merged").count() == len(EVERYBODY)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_the_people_of_the_three_countries_are_sealed_and_can_be_opened() -> None:
    names = {one.full_name for one in EVERYBODY.values()} - {EVERYBODY["farid"].full_name}
    open_cases = Identity.objects.exclude(case__status="declined_by_person")
    assert {identity.full_name for identity in open_cases} == names
    assert set(Case.objects.values_list("jurisdiction", flat=True)) == {"AV", "BK", "CT"}


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_everybody_can_sign_in_with_the_one_password_and_a_hash_of_their_own() -> None:
    users = {user.email: user for user in User.objects.all()}
    assert set(users) == {worker.email for worker in STAFF}
    assert len({user.password for user in users.values()}) == len(STAFF)
    assert users[STAFF[0].email].check_password(PASSWORD)
    assert users[STAFF[-1].email].check_password(PASSWORD)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_the_password_opens_the_door() -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": STAFF[4].email, "password": PASSWORD})
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert STAFF[4].name in page.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("worker", STAFF, ids=lambda one: one.name)
def test_everybody_has_a_page_for_today_that_names_nobody(worker: Worker) -> None:
    client = Client()
    client.force_login(User.objects.get(email=worker.email))
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert not [one.key for one in EVERYBODY.values() if one.full_name in page.content.decode()]
