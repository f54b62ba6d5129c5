"""Every state of every workflow has somebody in it."""

import pytest
from django_fsm import RETURN_VALUE

from accounts.models import User
from demo.people import EVERYBODY
from demo.staff import PASSWORD, STAFF
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
    assert state != RETURN_VALUE
    assert model.objects.filter(status=state).exists()


def test_everybody_has_a_story() -> None:
    assert set(STORIES) == set(EVERYBODY)
    assert len(EVERYBODY) >= FEWEST


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_every_story_has_become_a_case() -> None:
    assert Case.objects.count() == len(EVERYBODY)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_the_people_of_the_three_countries_are_sealed_and_can_be_opened() -> None:
    names = {one.full_name for one in EVERYBODY.values()} - {EVERYBODY["farid"].full_name}
    open_cases = Identity.objects.exclude(case__status="declined_by_person")
    assert {identity.full_name for identity in open_cases} == names
    assert set(Case.objects.values_list("jurisdiction", flat=True)) == {"AV", "BK", "CT"}


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("worker", STAFF, ids=lambda one: one.name)
def test_everybody_who_works_there_can_sign_in(worker) -> None:
    assert User.objects.get(email=worker.email).check_password(PASSWORD)
