"""A look that rested on nothing but what the person does not know of leaves no trace, whatever else there was."""

from typing import Any

import pytest
from django.utils import timezone

from audit.log import record
from consent.actions import propose_ground
from consent.enums import DataSet, GroundCode, PersonTold, Purpose
from consent.withdrawal.effects import foretold
from identification import access
from identification.actions import open_identity
from identification.enums import Basis, Scope
from identification.models import Case
from rights import sight
from tests.cast import Cast
from tests.makers import consented, presumed_case, referral_at
from tests.makers_rights import REASON, restricted
from workflow.gate import perform

pytestmark = pytest.mark.django_db


def untold(cast: Cast, case: Case, data: str, scope: Scope) -> None:
    """Two people agreed that the shelter sees this, and the person is told later."""
    today, shelter = timezone.localdate(), cast.sami.organisation
    assert shelter
    about: dict[str, Any] = {"case": case, "purpose": Purpose.SHARING, "recipient": shelter, "data": data}
    about |= {"ground": GroundCode.VITAL_INTEREST, "reason": REASON, "person_told": PersonTold.LATER}
    proposed = propose_ground(**about, tell_by=today, until=today, by=cast.dana)
    ground = perform(proposed, "approve_ground", by=cast.dov)
    whom = {"organisation": shelter, "scope": scope, "basis": Basis.LEGAL_GROUND, "basis_id": ground.pk}
    access.grant(case=case, **whom, by=cast.dana)


def shelters_looks(case: Case) -> list[sight.Looked]:
    return [one for one in sight.of(case).looks if one.organisation == "Quiet Garden"]


def test_what_was_agreed_to_and_is_kept_from_use_explains_no_look(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    record("case.view", by=cast.sami, case_id=case.pk, target=str(case.pk))
    restricted(cast, case)
    untold(cast, case, DataSet.SUMMARY, Scope.SUMMARY)
    record("case.view", by=cast.sami, case_id=case.pk, target=str(case.pk))
    assert len(shelters_looks(case)) == 1  # the one from before
    assert sight.of(case).looks_left_out == 1


def test_what_was_agreed_to_explains_no_look_at_more(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    (given,) = consented(case, cast.nora, cast.sami.organisation, data=[DataSet.SUMMARY])
    whom = {"organisation": cast.sami.organisation, "scope": Scope.SUMMARY, "basis": Basis.CONSENT}
    access.grant(case=case, **whom, basis_id=given.pk, by=cast.nora)
    untold(cast, case, DataSet.IDENTITY, Scope.IDENTITY)
    open_identity(case=case, by=cast.sami, reason="safety")
    assert shelters_looks(case) == []
    record("case.view", by=cast.sami, case_id=case.pk, target=str(case.pk))
    assert [one.what for one in shelters_looks(case)] == [["Your case"]]


def test_what_a_withdrawal_means_is_read_to_the_person_without_a_trace_of_it(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    untold(cast, case, DataSet.HEALTH, Scope.IDENTITY)
    told = foretold(case, list(case.consents.filter(ground="")), cast.nora)
    assert not [one for one in told.goes_on if "legal ground" in one.lower()]


def test_who_opened_how_the_person_is_reached_is_told_as_such(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    record("contact.view", by=cast.nora, case_id=case.pk, target=str(case.pk), reason="safety")
    assert ["Your name and how to reach you"] in [one.what for one in sight.of(case).looks]
