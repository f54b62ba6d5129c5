"""Two real connections at the same moment: one of them wins, nothing is half done, and neither gets an error."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.db.models import Model

from audit.models import Event
from consent.actions import withdraw
from consent.enums import ConsentStatus
from consent.models import Consent
from hotline.actions import turn
from identification.indicators import load
from identification.indicators.actions import sign_off
from identification.models import Case, CaseAccess, SignOff
from referral.actions import accept
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.consent.talks import proposed
from tests.makers import presumed_case, referral_at
from tests.makers_hotline import call_at, case_of, hanna
from workflow.refusal import Refused

pytestmark = pytest.mark.two_connections
ROUNDS = 6


def test_two_people_accept_the_same_referral(committed_cast: Cast) -> None:
    """One acceptance, one refusal that says the state has moved on, one event of each."""
    referral = referral_at(ReferralStatus.RECEIVED, committed_cast)
    results = at_once(*[lambda: accept(referral=referral, by=committed_cast.sami)] * 2, hold=referral.case)
    assert sorted(type(one).__name__ for one in results) == ["Referral", "Refused"]
    refused = next(one for one in results if isinstance(one, Refused))
    assert [one.code for one in refused.refusals] == ["wrong_state"]
    told = Event.objects.filter(kind="referral.accept").values_list("outcome", flat=True)
    assert sorted(told) == ["done", "refused"]
    organisation = committed_cast.sami.organisation
    assert CaseAccess.objects.current().filter(organisation=organisation).count() == 3


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_consent_is_withdrawn_during_an_acceptance(committed_cast: Cast, _round: int) -> None:
    """Whichever comes first, the withdrawal is done, and afterwards the recipient sees nothing."""
    referral = referral_at(ReferralStatus.RECEIVED, committed_cast)
    consent = Consent.objects.filter(case=referral.case, recipient=referral.recipient).first()
    assert consent
    _accepted, withdrawn = at_once(
        lambda: accept(referral=referral, by=committed_cast.sami),
        lambda: withdraw(consent=consent, by=committed_cast.nora),
        hold=referral.case,
    )
    assert isinstance(withdrawn, Consent), withdrawn
    assert withdrawn.status == ConsentStatus.WITHDRAWN
    assert Referral.objects.get(pk=referral.pk).status == ReferralStatus.REVOKED
    assert not referral.case.is_visible_to(committed_cast.sami)


def test_two_people_turn_the_same_call(committed_cast: Cast) -> None:
    """One case, though each of the two entered one; the other is told that the state has moved on."""
    hilda = hanna("Hilda")
    hugo = replace(hanna("Hugo"), organisation=hilda.organisation)
    call = call_at("open", hilda)
    acts = [lambda by=by: turn(call=call, case=case_of(by), by=by) for by in (hilda, hugo)]
    results = at_once(*acts, hold=call)
    assert sorted(type(one).__name__ for one in results) == ["Case", "Refused"]
    refused = next(one for one in results if isinstance(one, Refused))
    assert [one.code for one in refused.refusals] == ["wrong_state"]
    assert Case.objects.count() == 1


def test_two_members_of_an_authority_sign_the_same_list(committed_cast: Cast) -> None:
    """One sign-off, though each of the two signed; neither gets an error."""
    ada = committed_cast.ada
    act = partial(sign_off, version=load().version, profile="adult_labour", source="The publication.", by=ada)
    results = at_once(act, act, hold=ada.organisation)
    assert len({one.pk for one in results}) == SignOff.objects.count() == 1


def test_two_taps_propose_one_ground(committed_cast: Cast) -> None:
    case, talk = presumed_case(committed_cast.nora), uuid4()
    act = partial(proposed, committed_cast, case, talk=talk)
    results = at_once(act, act, hold=case)
    assert [type(one) for one in results] == [Consent, Consent]
    assert Consent.objects.filter(talk=talk).count() == 1


def at_once(*acts: Callable[[], object], hold: Model) -> list[object]:
    """Run the acts in threads of their own, all of them waiting for the same row when it is let go."""
    results: list[object] = [None] * len(acts)
    started = threading.Barrier(len(acts) + 1)

    def run(place: int) -> None:
        started.wait(timeout=20)
        try:
            results[place] = acts[place]()
        except Refused as refused:
            results[place] = refused
        finally:
            for connection in connections.all():
                connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run, place)) for place in range(len(acts))]
    with transaction.atomic():
        type(hold).objects.select_for_update().get(pk=hold.pk)
        for thread in threads:
            thread.start()
        started.wait(timeout=20)
    for thread in threads:
        thread.join(timeout=30)
    return results
