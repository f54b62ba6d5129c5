"""What is kept and not used: no recipient reads it, no new one is told, and the bed goes on."""

import pytest

from audit.models import Event
from consent.bases import bases_for, basis_for
from consent.enums import DataSet, Purpose
from consent.models import Suspension
from identification.enums import Basis, Scope
from identification.models import Case
from referral.actions import send
from rights import actions
from rights.enums import RestrictionStatus
from tests.cast import Cast
from tests.helpers import client_of, codes, log_is_broken
from tests.makers import consented, drafted, referral_at
from tests.makers_rights import REASON, restricted
from tests.makers_shelters import admitted
from tests.rights.test_sight import grounded, proposed_to_police
from workflow.gate import perform
from workflow.refusal import Refused

pytestmark = pytest.mark.django_db


def sees(actor, case, at_least=Scope.SUMMARY) -> bool:
    return Case.objects.visible_to(actor, at_least=at_least).filter(pk=case.pk).exists()


def lifted(cast: Cast, restriction):
    return actions.lift(restriction=restriction, reason=REASON, person_told=True, by=cast.nora)


def test_all_of_it(cast: Cast) -> None:
    """The recipient sees nothing, nothing new is sent, the carrier goes on; once lifted all is as it was."""
    case = referral_at("accepted", cast, to=cast.lena, kind="legal_aid").case
    assert sees(cast.lena, case)
    restriction = restricted(cast, case)
    assert sees(cast.nora, case, Scope.IDENTITY)
    assert not sees(cast.lena, case)
    assert client_of(cast.lena).get(case.get_absolute_url()).status_code == 404
    consented(case, cast.nora, cast.sami.organisation)  # what is agreed to meanwhile is not used either
    assert basis_for(case, cast.sami.organisation_id, Purpose.SHARING, DataSet.SUMMARY) is None
    referral = drafted(case, cast.nora, cast.sami)
    with pytest.raises(Refused):
        send(referral=referral, by=cast.nora)
    assert (
        "kept and not used: everything" in client_of(cast.nora).get(case.get_absolute_url()).content.decode()
    )
    lifted(cast, restriction)
    assert sees(cast.lena, case)
    assert send(referral=referral, by=cast.nora).status == "sent"
    kinds = set(Event.objects.filter(case_id=case.pk).values_list("kind", flat=True))
    assert {"access.suspend", "access.resume", "restriction.restrict", "restriction.lift"} <= kinds


def test_one_data_set(cast: Cast) -> None:
    """Who was told the name no longer opens it; what else was agreed to goes on."""
    case = referral_at("accepted", cast, to=cast.lena, kind="legal_aid").case
    before = sees(cast.lena, case, Scope.IDENTITY)
    assert before
    restricted(cast, case, DataSet.IDENTITY)
    assert not sees(cast.lena, case, Scope.IDENTITY)
    assert sees(cast.lena, case)
    asked = [DataSet.SUMMARY, DataSet.IDENTITY]
    found = bases_for(case, cast.lena.organisation_id, Purpose.SHARING, asked)
    assert [one.data for one in found] == [DataSet.SUMMARY]


def test_a_new_agreement_does_not_bring_the_sight_back(cast: Cast) -> None:
    """Sight moves from a consent to the one that replaces it; what was suspended stays so."""
    case = referral_at("accepted", cast, to=cast.lena, kind="legal_aid").case
    restricted(cast, case)
    consented(case, cast.nora, cast.lena.organisation)
    assert not sees(cast.lena, case)


def test_the_bed_goes_on(cast: Cast) -> None:
    placement = admitted(cast)
    restriction = restricted(cast, placement.case)
    assert not sees(cast.sami, placement.case)
    (care,) = placement.case.accesses.current().filter(organisation=cast.sami.organisation)
    assert (care.scope, care.basis) == (Scope.DUTY_OF_CARE, Basis.DUTY_OF_CARE)
    placement.refresh_from_db()
    assert placement.status == "admitted"
    assert client_of(cast.sami).get(placement.get_absolute_url()).status_code == 200
    lifted(cast, restriction)
    assert sees(cast.sami, placement.case, Scope.CASEWORK)


def test_a_ground_from_before_is_kept_too_and_one_decided_afterwards_counts(cast: Cast) -> None:
    case, ground = grounded(cast, "told")
    asked = (case, cast.odile.organisation_id, Purpose.POLICE, DataSet.SUMMARY)
    restricted(cast, case)
    assert basis_for(*asked) is None
    assert not sees(cast.odile, case)
    perform(ground, "end_ground", by=cast.dov)
    anew = perform(proposed_to_police(cast, case, "told"), "approve_ground", by=cast.dov)
    assert basis_for(*asked) == anew


def test_two_at_once_are_lifted_one_by_one(cast: Cast) -> None:
    case = referral_at("accepted", cast, to=cast.lena, kind="legal_aid").case
    whole, part = restricted(cast, case), restricted(cast, case, DataSet.IDENTITY)
    lifted(cast, whole)
    assert sees(cast.lena, case)
    assert not sees(cast.lena, case, Scope.IDENTITY)
    lifted(cast, part)
    assert sees(cast.lena, case, Scope.IDENTITY)


def test_who_may_and_when(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    restriction = restricted(cast, case, DataSet.HEALTH, by=cast.sami)  # whoever sees the person
    with pytest.raises(Refused):
        restricted(cast, case, DataSet.HEALTH)
    told = {"reason": REASON, "person_told": True}
    assert codes(restriction, "lift", cast.sami, **told) == ["by_carrier"]
    untold = {"reason": REASON, "person_told": False}
    assert codes(restriction, "lift", cast.nora, **untold) == ["person_was_told_before"]
    assert codes(restriction, "lift", cast.nora, reason=".\u3164" * 40, person_told=True) == [
        "reason_is_told"
    ]
    for by in (cast.vera, cast.otto, cast.stat):
        with pytest.raises(Refused):
            restricted(cast, case, DataSet.LEGAL, by=by)


def test_nothing_is_kept_from_use_or_used_again_without_the_event(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    with log_is_broken(), pytest.raises(Exception, match="the log is broken"):
        restricted(cast, case)
    assert not Suspension.objects.exists()
    assert sees(cast.sami, case)
    restriction = restricted(cast, case)
    with log_is_broken(), pytest.raises(Exception, match="the log is broken"):
        lifted(cast, restriction)
    restriction.refresh_from_db()
    assert restriction.status == RestrictionStatus.IN_FORCE
    assert not sees(cast.sami, case)
