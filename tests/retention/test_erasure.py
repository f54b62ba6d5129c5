"""The person asks to be erased: asked, checked, approved by another, and done with everything that hangs on it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from desk.overdue import overdue
from encryption import keys
from encryption.errors import DecryptionError
from identification.enums import AgeBand, CaseStatus
from identification.models import Case, Identity, IdentityMark
from legal_aid.models import Matter
from referral.enums import ReferralStatus
from retention import actions
from retention.models import Erasure
from shelters.models import Placement
from tests.cast import Cast
from tests.helpers import codes, log_is_broken
from tests.makers import presumed_case, referral_at
from tests.makers_legal_aid import matter_at
from tests.makers_retention import REASON, held, wished
from tests.makers_shelters import admitted
from workflow.gate import perform
from workflow.refusal import Refused


def test_everything_open_ends_and_every_key_goes(cast: Cast) -> None:
    """Whoever sees the person may hear it: here the shelter, where they live."""
    placement = admitted(cast)
    case = placement.case
    new = Erasure(case=case)
    wish = actions.ask_erasure(erasure=new, wish_of="person", said="Delete it all.", by=cast.sami)
    wish = actions.approve_erasure(erasure=wish, by=cast.dov)
    keys.forget()
    case = Case.objects.get(pk=case.pk)
    assert (wish.status, case.status) == ("done", CaseStatus.ERASED)
    assert not keys.exist(case.pk)
    assert not IdentityMark.objects.filter(case=case).exists()
    assert not Placement.objects.open().filter(case=case).exists()
    assert set(case.accesses.current().values_list("organisation", flat=True)) == {case.carrier_id}
    for row in (Identity.objects.get(case=case), Identity.history.filter(case=case).first()):
        with pytest.raises(DecryptionError):
            _name = row.pseudonym
    with pytest.raises(DecryptionError):
        _words = Erasure.objects.get(pk=wish.pk).said


def test_two_people_decide_and_neither_carries_cases(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    wish = actions.ask_erasure(erasure=Erasure(case=case), wish_of="person", said="", by=cast.dana)
    for actor in (cast.dana, cast.nora, cast.sami):
        assert codes(wish, "approve", actor) == ["by_another_data_protection_officer"]
    assert codes(wish, "approve", cast.dov) == []
    assert codes(Erasure(case=case), "ask", cast.otto) == ["by_worker_of_the_person"]
    assert codes(Erasure(case=case), "ask", cast.nora) == ["no_other_wish_waits"]


def test_a_hold_refuses_and_only_a_hold_refuses(cast: Cast) -> None:
    wish = wished(presumed_case(cast.nora), cast)
    told = {"grounds": REASON, "complaint_explained": True}
    assert codes(wish, "refuse", cast.dov, **told) == ["something_holds_the_case"]
    held(wish.case, cast)
    with pytest.raises(Refused, match="nothing_holds_the_case"):
        actions.approve_erasure(erasure=wish, by=cast.dov)
    assert keys.exist(wish.case_id)
    untold = {**told, "complaint_explained": False}
    assert codes(wish, "refuse", cast.dov, **untold) == ["person_knows_the_way_to_complain"]
    blank = {**told, "grounds": "\u3164" * 20}
    assert codes(wish, "refuse", cast.dov, **blank) == ["grounds_are_given"]
    assert perform(wish, "refuse", by=cast.dov, **told).status == "refused"
    assert wished(wish.case, cast).status == "asked"  # they may ask again at any time


def test_pending_proceedings_hold_until_they_end(cast: Cast) -> None:
    matter = matter_at("active", cast)
    wish = wished(matter.case, cast)
    assert codes(wish, "approve", cast.dov) == ["nothing_holds_the_case"]
    perform(matter, "decide", outcome="granted", by=cast.lena)
    assert codes(wish, "approve", cast.dov) == ["nothing_holds_the_case"]
    perform(Matter.objects.get(pk=matter.pk), "close", by=cast.lena)
    assert codes(wish, "approve", cast.dov) == []


def test_for_a_child_only_their_own_wish_and_their_best_interests(cast: Cast) -> None:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    told = {"said": "", "wish_of": "acting"}
    assert codes(Erasure(case=case), "ask", cast.nora, **told) == ["a_childs_wish_is_their_own"]
    wish = wished(case, cast)
    assert codes(wish, "approve", cast.dov, best_interests=False) == ["it_is_best_for_a_child"]
    actions.approve_erasure(erasure=wish, best_interests=True, by=cast.dov)
    assert not keys.exist(case.pk)


def test_the_clock_of_the_answer_keeps_the_rule_it_began_under(cast: Cast) -> None:
    wish = wished(presumed_case(cast.nora), cast)
    assert wish.answer_due == timezone.localdate() + timedelta(days=30)
    assert wish.rule.source.startswith("Arvenian")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert wish.get_absolute_url() in {one.url for one in overdue(cast.dov)}
        assert wish.get_absolute_url() not in {one.url for one in overdue(cast.sami)}


@pytest.mark.parametrize("step", ["ask", "approve"])
def test_without_its_event_nothing_happens(cast: Cast, step: str) -> None:
    case = presumed_case(cast.nora)
    wish = wished(case, cast) if step == "approve" else Erasure(case=case)
    with pytest.raises(Exception, match="the log is broken"), log_is_broken():
        if step == "ask":
            actions.ask_erasure(erasure=wish, wish_of="person", said="", by=cast.nora)
        else:
            actions.approve_erasure(erasure=wish, by=cast.dov)
    assert keys.exist(case.pk)
    assert not Erasure.objects.filter(case=case, status__in=["asked", "done"]).exclude(pk=wish.pk).exists()


def test_nothing_is_done_twice(cast: Cast) -> None:
    wish = wished(referral_at(ReferralStatus.ACCEPTED, cast).case, cast)
    done = actions.approve_erasure(erasure=wish, by=cast.dov)
    with pytest.raises(Refused, match="wrong_state"):
        actions.approve_erasure(erasure=done, by=cast.dov)
    assert "something_is_left" in codes(Erasure(case=done.case), "ask", cast.nora)
    assert codes(done.case, "reopen", cast.nora) == ["wrong_state"]
