"""What waits for whom on the home page."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from repatriation.enums import ReturnStatus, RiskLevel
from repatriation.presenters import waiting_for
from tests.cast import Cast
from tests.makers_repatriation import return_at
from workflow.gate import perform


def who_waits(cast: Cast) -> set[str]:
    return {name for name, one in cast.everybody().items() if waiting_for(one)}


@pytest.mark.parametrize(
    ("status", "who"),
    [
        (ReturnStatus.EXPLORED, {"rafi"}),
        (ReturnStatus.CONSENTED, {"nora"}),
        (ReturnStatus.RISK_ASSESSED, {"dana"}),
        (ReturnStatus.NOT_SAFE, set()),
        (ReturnStatus.CLEARED, {"rafi"}),
        (ReturnStatus.SCHEDULED, {"rafi"}),
        (ReturnStatus.MONITORING, set()),
        (ReturnStatus.COMPLETED, set()),
    ],
)
def test_whose_turn_it_is(cast: Cast, status: str, who: set[str]) -> None:
    record = return_at(status, cast)
    assert who_waits(cast) == who
    for name in who:
        assert [one.url for one in waiting_for(cast.everybody()[name])] == [record.get_absolute_url()]


def test_an_assessment_to_join_waits_for_the_counsel(cast: Cast) -> None:
    perform(return_at(ReturnStatus.CONSENTED, cast), "assess_risk", risk=RiskLevel.LOW, by=cast.nora)
    assert who_waits(cast) == {"lena"}


def test_the_end_of_the_follow_up_waits_for_the_officer(cast: Cast) -> None:
    record = return_at(ReturnStatus.MONITORING, cast)
    with time_machine.travel(timezone.now() + timedelta(days=200)):
        (waiting,) = waiting_for(cast.rafi)
    assert waiting.due == record.monitoring_until
    assert record.case.number in waiting.label
