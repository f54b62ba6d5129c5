"""A case is carried by another organisation once it accepts a referral for case management, as the person agreed."""

import pytest

from accounts.enums import ServiceKind
from consent.enums import DataSet, Purpose
from identification import actions
from identification.enums import Basis, Scope
from identification.models import Case
from referral.actions import accept, send
from referral.models import Referral
from tests.cast import Cast
from tests.makers import consented, drafted, presumed_case
from workflow.gate import perform
from workflow.refusal import Refused

MANAGEMENT = ServiceKind.CASE_MANAGEMENT


def sent_to_nora(cast: Cast, **given: object) -> Referral:
    case = presumed_case(cast.odile)
    data = given.get("data_sets", [DataSet.SUMMARY, DataSet.NEEDS, DataSet.IDENTITY])
    consented(case, cast.odile, cast.nora.organisation, Purpose.SHARING, data)
    return send(referral=drafted(case, cast.odile, cast.nora, MANAGEMENT, **given), by=cast.odile)


def scopes_of(case: Case, organisation: object) -> set[tuple[str, str]]:
    current = case.accesses.current().filter(organisation=organisation)
    return set(current.values_list("scope", "basis"))


def test_accepting_takes_the_case_over(cast: Cast) -> None:
    referral = accept(referral=sent_to_nora(cast), by=cast.nora)
    case = Case.objects.get(pk=referral.case_id)
    assert case.carrier == cast.nora.organisation
    assert (Scope.IDENTITY, Basis.CARRIES) in scopes_of(case, cast.nora.organisation)
    assert scopes_of(case, cast.odile.organisation) == {(Scope.SUMMARY, Basis.CARRIED)}


def test_the_police_no_longer_see_the_identity_and_no_longer_act(cast: Cast) -> None:
    referral = accept(referral=sent_to_nora(cast), by=cast.nora)
    case = Case.objects.get(pk=referral.case_id)
    assert case.is_visible_to(cast.odile)
    with pytest.raises(Case.DoesNotExist):
        actions.open_identity(case=case, by=cast.odile, reason="check")
    with pytest.raises(Refused, match="by_screener"):
        perform(case, "record_identity", by=cast.odile)


def test_nothing_moves_before_consent(cast: Cast) -> None:
    case = presumed_case(cast.odile)
    referral = drafted(case, cast.odile, cast.nora, MANAGEMENT)
    with pytest.raises(Refused, match="consent_covers_receiver"):
        send(referral=referral, by=cast.odile)


def test_agreeing_to_a_summary_is_not_agreeing_to_the_identity(cast: Cast) -> None:
    referral = sent_to_nora(cast, data_sets=[DataSet.SUMMARY])
    with pytest.raises(Refused, match="person_agrees_to_carrier"):
        accept(referral=referral, by=cast.nora)
    case = Case.objects.get(pk=referral.case_id)
    assert case.carrier == cast.odile.organisation
    assert not case.is_visible_to(cast.nora)


def test_only_for_ones_own_organisation(cast: Cast) -> None:
    referral = sent_to_nora(cast)
    with pytest.raises(Refused, match="person_agrees_to_carrier"):
        actions.hand_over(case=referral.case, carrier=cast.away, by=cast.nora)


def test_the_end_of_the_referral_leaves_the_case_with_its_carrier(cast: Cast) -> None:
    referral = accept(referral=sent_to_nora(cast), by=cast.nora)
    perform(referral, "start", by=cast.nora)
    case = Case.objects.get(pk=referral.case_id)
    assert case.is_visible_to(cast.nora)
    assert not case.is_visible_to(cast.sami)
