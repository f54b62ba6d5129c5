"""Who sees a case in an emergency looks, and changes and takes out nothing."""

from typing import Any

import pytest
from django.urls import get_resolver, reverse

from accounts import roles
from accounts.actors import Actor
from breakglass.models import BreakGlass
from children.models import AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice
from consent.enums import DataSet
from consent.models import Consent
from documents.models import Document
from hotline.models import Call
from identification.models import Case, CaseAccess, Inquiry, Screening
from legal_aid.models import Matter
from referral.models import Referral
from repatriation.models import Return
from retention.models import Erasure, LegalHold, Proposal
from rights.models import Complaint, CopyRequest, Correction, Restriction
from shelters.models import Placement
from tests.access import worlds
from tests.breakglass.told import told
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import consented
from tests.makers_breakglass import broken, member_of
from tests.makers_rights import restricted
from workflow import gate, steps
from workflow.models import Stateful

OF_A_CHILD = {AgeAssessment, BestInterestsNote, Guardianship, ProtectionNotice}
BY_RIGHT = {Complaint, CopyRequest, Correction, Restriction, Erasure, LegalHold}
LISTED = {Case, Inquiry, Screening, Consent, Document, Referral, Placement, Return, Matter, *BY_RIGHT}
# Nobody does anything to a call that has a case.
TRIED = [model for model in steps.stateful_models() if model not in (BreakGlass, Call, Proposal, *OF_A_CHILD)]


@pytest.fixture
def world(cast: Cast) -> worlds.World:
    helped = worlds.helped(cast)
    helped.known["restriction"] = restricted(cast, helped.case, DataSet.HEALTH)
    return helped


@pytest.fixture
def looker(world: worlds.World) -> Actor:
    """Somebody who holds every role there is, and looks in an emergency."""
    one = member_of("police", *roles.ALL.values())
    broken(world.case, one)
    return one


def test_every_stateful_model_is_tried() -> None:
    assert set(TRIED) == LISTED


def record_of(model: type[Stateful], world: worlds.World) -> Any:
    named = [world.case, *world.known.values(), world.known.get("talk")]
    return next(one for one in named if type(one) is model)


@pytest.mark.parametrize("model", TRIED, ids=lambda model: model.__name__)
def test_no_step_of_any_workflow_is_theirs(world: worlds.World, looker: Actor, model: type[Stateful]) -> None:
    record, names = record_of(model, world), {one.name for one in steps.transitions(model)}
    refused = {name: told(lambda name=name: gate.perform(record, name, by=looker)) for name in names}
    assert refused == {name: ["by_more_than_a_look"] for name in names}


def test_no_step_of_what_is_due_to_be_erased_is_theirs(world: worlds.World) -> None:
    proposal, looker = world.known["proposal"], member_of("police", *roles.ALL.values())
    broken(proposal.case, looker)
    for name in {one.name for one in steps.transitions(Proposal)}:
        assert told(lambda name=name: gate.perform(proposal, name, by=looker)) == ["by_more_than_a_look"]


def test_no_step_for_a_child_is_theirs(cast: Cast) -> None:
    world, looker = worlds.child(cast), member_of("police", *roles.ALL.values())
    broken(world.case, looker)
    for model in OF_A_CHILD:
        record = record_of(model, world)
        for name in {one.name for one in steps.transitions(model)}:
            refused = told(lambda record=record, name=name: gate.perform(record, name, by=looker))
            assert refused == ["by_more_than_a_look"], (model, name)


def test_a_record_of_the_case_that_is_not_there_yet_is_not_theirs_either(
    world: worlds.World, looker: Actor
) -> None:
    assert looker.user
    new = Screening(case=world.case, profile="adult_labour", screened_by=looker.user)
    assert told(lambda: gate.perform(new, "begin", by=looker)) == ["by_more_than_a_look"]


def test_nothing_is_offered(world: worlds.World, looker: Actor) -> None:
    page = client_of(looker).get(world.case.get_absolute_url()).content.decode()
    assert "Nothing is yours to do here now." in page
    assert "/do/" not in page


def test_who_has_a_sight_of_their_own_works_on(world: worlds.World, cast: Cast) -> None:
    """The gate looks at the sight, not at whether anybody looks in an emergency."""
    broken(world.case, member_of("hotline", roles.CASE_MANAGER))
    gate.perform(world.case, "halt_identification", by=cast.nora)


def test_a_colleague_sees_nothing(world: worlds.World, looker: Actor) -> None:
    from accounts.actions import add_member

    assert looker.organisation
    colleague = Actor.of(
        add_member(
            email="colleague@example.org",
            display_name="Colleague",
            organisation=looker.organisation,
            roles=[roles.CASE_MANAGER],
            by=Actor.system("found_the_cast"),
        )
    )
    assert client_of(colleague).get(world.case.get_absolute_url()).status_code == 404
    assert client_of(colleague).get("/cases/").content.decode().count(world.case.number) == 0


def test_no_paper_leaves_the_house(world: worlds.World, looker: Actor, cast: Cast) -> None:
    """The consent names the looker's own organisation, and its form is still not theirs to print."""
    consent = consented(world.case, cast.nora, looker.organisation)[0]
    assert client_of(cast.nora).get(reverse("consent_form", args=[consent.talk])).status_code == 200
    assert client_of(looker).get(reverse("consent_form", args=[consent.talk])).status_code == 404
    assert not world.case.is_visible_to(looker)
    assert world.case.number not in client_of(looker).get("/cases/").content.decode()


def test_every_page_they_see_says_so(world: worlds.World, looker: Actor) -> None:
    client, shown = client_of(looker), 0
    for url in _pages_of(world):
        page = client.get(url)
        if page.status_code == 200:
            shown += 1
            assert "You see this case in an emergency" in page.content.decode(), url
            assert "/emergency/end/" in page.content.decode(), url
    assert shown > 8


def test_those_who_carry_the_case_see_no_such_banner(world: worlds.World, looker: Actor, cast: Cast) -> None:
    page = client_of(cast.nora).get(world.case.get_absolute_url()).content.decode()
    assert "You see this case in an emergency" not in page
    assert "one person looks for an hour" in page


def test_the_database_holds_that_it_is_one_persons_and_expires(world: worlds.World, looker: Actor) -> None:
    access = CaseAccess.objects.get(basis="break_glass")
    assert access.person == looker.user
    assert access.expires_at is not None


def _pages_of(world: worlds.World) -> list[str]:
    """Return every address that names this case or one of its screenings."""
    patterns = [pattern for part in get_resolver().url_patterns for pattern in part.url_patterns]
    named = [
        one.name
        for one in patterns
        if str(one.pattern).startswith("cases/<case:number>/") and str(one.pattern).count("<") == 1
    ]
    urls = [reverse(name, args=[world.case.number]) for name in named]
    return [*urls, world.known["screening"].get_absolute_url()]
