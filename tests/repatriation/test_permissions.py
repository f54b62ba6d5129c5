"""Who may take which step of a return, and who may not: everybody is asked."""

import pytest

from accounts import roles
from accounts.actors import Actor
from repatriation.enums import BEFORE_TRANSIT, FailureReason, ReturnStatus
from tests.cast import Cast
from tests.helpers import codes
from tests.makers_repatriation import return_at

OFFICER, MANAGER, COUNSEL, SUPERVISOR = {"rafi"}, {"nora"}, {"lena"}, {"dana"}
STEPS = [
    ("consent", ReturnStatus.EXPLORED, "by_officer_or_manager", OFFICER | MANAGER),
    ("name_receiver", ReturnStatus.EXPLORED, "by_officer_or_manager", OFFICER | MANAGER),
    ("assess_risk", ReturnStatus.CONSENTED, "by_case_manager", MANAGER),
    ("join_assessment", ReturnStatus.CONSENTED, "by_counsel_of_the_person", COUNSEL),
    ("clear", ReturnStatus.RISK_ASSESSED, "by_other_supervisor", SUPERVISOR),
    ("declare_not_safe", ReturnStatus.RISK_ASSESSED, "by_other_supervisor", SUPERVISOR),
    ("reassess", ReturnStatus.NOT_SAFE, "by_case_manager", MANAGER),
    ("start_documents", ReturnStatus.CLEARED, "by_return_officer", OFFICER),
    ("confirm_receiving", ReturnStatus.DOCUMENTS, "by_return_officer", OFFICER),
    ("schedule", ReturnStatus.RECEIVING_CONFIRMED, "by_return_officer", OFFICER),
    ("depart", ReturnStatus.SCHEDULED, "by_return_officer", OFFICER),
    ("hand_over", ReturnStatus.IN_TRANSIT, "by_return_officer", OFFICER),
    ("monitor", ReturnStatus.HANDED_OVER, "by_return_officer_or_system", OFFICER),
    ("complete", ReturnStatus.MONITORING, "by_return_officer_or_system", OFFICER),
    ("fail", ReturnStatus.DOCUMENTS, "by_return_officer_or_system", OFFICER),
    # Lena and Dov work on the case too; whoever the person tells may write it down.
    ("withdraw", ReturnStatus.EXPLORED, "by_any_worker_or_system", {"rafi", "nora", "lena", "dana", "dov"}),
]


@pytest.mark.parametrize(("step", "status", "permission", "allowed"), STEPS, ids=[one[0] for one in STEPS])
def test_who_may(cast: Cast, step: str, status: str, permission: str, allowed: set[str]) -> None:
    record = return_at(status, cast)
    refused = {name for name, one in cast.everybody().items() if codes(record, step, one) == [permission]}
    assert set(cast.everybody()) - refused == allowed


def test_who_assessed_the_risk_does_not_clear(cast: Cast) -> None:
    record = return_at(ReturnStatus.RISK_ASSESSED, cast)
    nora_too = Actor(cast.nora.user, cast.nora.organisation, frozenset({roles.SUPERVISOR.code}))
    lena_there = Actor(cast.lena.user, cast.nora.organisation, frozenset({roles.SUPERVISOR.code}))
    assert codes(record, "clear", nora_too) == ["by_other_supervisor"]
    assert codes(record, "declare_not_safe", lena_there) == ["by_other_supervisor"]


def test_the_system_ends_what_is_under_way_and_prepares_nothing(cast: Cast) -> None:
    system = Actor.system("case_declined")
    record = return_at(ReturnStatus.IN_TRANSIT, cast)
    assert codes(record, "fail", system, failure_reason=FailureReason.DECLINED) == []
    assert codes(record, "hand_over", system) == ["by_return_officer"]


def test_an_observer_of_the_return_organisation_records_no_change_of_mind(cast: Cast) -> None:
    record = return_at(ReturnStatus.EXPLORED, cast)
    watcher = Actor(cast.vera.user, cast.rafi.organisation, frozenset({roles.OBSERVER.code}))
    assert codes(record, "withdraw", watcher) == ["by_any_worker_or_system"]


@pytest.mark.parametrize("status", BEFORE_TRANSIT)
def test_a_change_of_mind_has_no_rule(cast: Cast, status: str) -> None:
    assert codes(return_at(status, cast), "withdraw", cast.nora) == []


@pytest.mark.parametrize("status", [ReturnStatus.IN_TRANSIT, ReturnStatus.MONITORING, ReturnStatus.COMPLETED])
def test_a_journey_that_has_begun_is_not_called_back(cast: Cast, status: str) -> None:
    assert codes(return_at(status, cast), "withdraw", cast.nora) == ["wrong_state"]
