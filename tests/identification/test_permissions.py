"""Whose task each step of a case and a screening is: those named, and nobody else of the cast."""

from dataclasses import replace

import pytest

from accounts import roles
from accounts.actors import Actor
from accounts.enums import ServiceKind
from consent.enums import Purpose
from identification import actions
from identification.models import Case, Screening
from referral.actions import accept, send
from tests.cast import Cast
from tests.helpers import codes
from tests.identification.who import is_theirs, who_may
from tests.makers import (
    NOTHING,
    WRITTEN,
    consented,
    decided_case,
    drafted,
    opened_case,
    pending_case,
    screened,
)
from workflow.gate import perform


def also(actor: Actor, *held: roles.Role) -> Actor:
    """Return the same person for the same organisation, holding these roles too."""
    return replace(actor, roles=actor.roles | {role.code for role in held})


def test_open(cast: Cast) -> None:
    assert who_may(cast, Case(carrier=cast.nora.organisation), "open") == {"odile", "nora", "system"}


@pytest.mark.parametrize("step", ["presume", "override_upward", "record_identity", "decline"])
def test_steps_of_those_who_screen(cast: Cast, step: str) -> None:
    assert who_may(cast, opened_case(cast.nora), step) == {"nora"}
    assert who_may(cast, opened_case(cast.odile), step) == {"odile"}


@pytest.mark.parametrize(
    "step", ["ask_not_indicated", "start_recovery", "request_identification", "follow_up", "reopen"]
)
def test_steps_of_the_case_manager(cast: Cast, step: str) -> None:
    assert who_may(cast, opened_case(cast.nora), step) == {"nora"}
    assert who_may(cast, opened_case(cast.odile), step) == set()


def test_halting_is_the_case_managers_or_the_systems(cast: Cast) -> None:
    assert who_may(cast, pending_case(cast), "halt_identification") == {"nora", "system"}


@pytest.mark.parametrize("step", ["agree_not_indicated", "close"])
def test_steps_of_the_supervisor(cast: Cast, step: str) -> None:
    case = opened_case(cast.nora)
    case.asked_by = cast.nora.user
    assert who_may(cast, case, step) == {"dana"}
    case.asked_by = cast.dana.user
    assert who_may(cast, case, step) == set()


def test_one_person_in_two_roles_is_still_one_person(cast: Cast) -> None:
    both = also(cast.nora, roles.SUPERVISOR)
    case = opened_case(cast.nora)
    screened(case, cast.nora, NOTHING)
    case = perform(case, "ask_not_indicated", by=both)
    assert codes(case, "agree_not_indicated", both) == ["by_other_supervisor"]
    assert codes(case, "agree_not_indicated", cast.dana) == []


@pytest.mark.parametrize("step", ["identify", "refuse_identification"])
def test_steps_of_the_authority_that_was_asked(cast: Cast, step: str) -> None:
    case = pending_case(cast)
    assert who_may(cast, case, step) == {"ada", "aldo"}
    case.authority = cast.away
    assert who_may(cast, case, step) == set()


@pytest.mark.parametrize("step", ["grant_appeal", "dismiss_appeal"])
def test_an_appeal_is_for_other_members(cast: Cast, step: str) -> None:
    case = perform(decided_case(cast, yes=False), "appeal", by=cast.nora)
    assert who_may(cast, case, step) == {"aldo"}
    assert codes(case, step, cast.ada, grounds=WRITTEN, appeal_told=True) == ["by_other_authority_member"]


def test_appeal_is_for_those_who_speak_for_the_person(cast: Cast) -> None:
    case = decided_case(cast, yes=False)
    assert who_may(cast, case, "appeal") == {"nora"}
    consented(case, cast.nora, cast.lena.organisation)
    referral = send(referral=drafted(case, cast.nora, cast.lena, ServiceKind.LEGAL_AID), by=cast.nora)
    assert who_may(cast, case, "appeal") == {"nora"}
    accept(referral=referral, by=cast.lena)
    assert who_may(cast, case, "appeal") == {"nora", "lena"}


def test_hand_over_is_for_case_managers(cast: Cast) -> None:
    assert who_may(cast, opened_case(cast.odile), "hand_over") == {"nora"}


@pytest.mark.parametrize("step", ["begin", "answer", "complete"])
def test_steps_of_a_screening(cast: Cast, step: str) -> None:
    for one, name in ((cast.nora, "nora"), (cast.odile, "odile")):
        assert who_may(cast, Screening(case=opened_case(one), profile=""), step) == {name}


def test_a_role_in_another_organisation_gives_nothing(cast: Cast) -> None:
    elsewhere = replace(cast.nora, organisation=cast.otto.organisation)
    case = pending_case(cast)
    assert is_theirs(case, "halt_identification", cast.nora)
    assert not is_theirs(case, "halt_identification", elsewhere)


def test_identification_needs_no_permission_of_the_police(cast: Cast) -> None:
    """The authority decides without the first responder, whoever opened the case."""
    case = actions.identify(case=pending_case(cast), grounds=WRITTEN, appeal_told=True, by=cast.ada)
    assert not case.consents.filter(purpose=Purpose.POLICE).exists()
