"""What is asked by right stands against those who would rather be rid of it, and ends with the file."""

from uuid import uuid4

import pytest

from accounts.actors import Actor
from identification.actions import decline, merge
from identification.holds import held
from identification.models import Case
from retention import actions as retention
from rights import actions
from rights.enums import WhyRestricted
from rights.models import Complaint
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.makers import opened_case, presumed_case
from tests.makers_legal_aid import matter_at
from tests.makers_retention import REASON, closed_case, wished
from tests.makers_retention import held as hold
from tests.makers_rights import complaint, copy_at, correction

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("why", WhyRestricted)
def test_what_the_person_needs_for_a_claim_is_not_erased_by_the_clock(cast: Cast, why: str) -> None:
    case = closed_case(cast, days_ago=3 * 365)
    actions.restrict(case=case, by=cast.nora, key=uuid4(), data="", why=why)
    due = retention.propose_due(case=case, by=Actor.system("propose_retention"))
    wanted = why in (WhyRestricted.CLAIM, WhyRestricted.UNLAWFUL)
    assert codes(due, "agree", cast.dov) == (["nothing_holds_the_case"] if wanted else [])


def test_proceedings_under_one_number_hold_the_other(cast: Cast) -> None:
    older, younger = presumed_case(cast.nora), opened_case(cast.nora)
    matter_at("assigned", cast, case=older)
    merge(case=younger, into=older, by=cast.nora)
    assert held(Case.objects.get(pk=older.pk))
    assert held(Case.objects.get(pk=younger.pk))


def test_what_was_asked_for_while_a_hold_stood_ends_with_the_file(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    standing = hold(case, cast)
    asked = complaint(cast, decline(case=case, can_decide="yes", by=cast.nora))
    retention.lift(legalhold=standing, reason=REASON, by=cast.dov)
    assert Complaint.objects.filter(pk=asked.pk).values_list("status", flat=True)[0] == "ended"


def test_the_pages_of_what_was_asked_open_when_the_file_is_erased(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    asked = [complaint(cast, case), correction(cast, case), copy_at("prepared", cast, case)]
    retention.approve_erasure(erasure=wished(case, cast), by=cast.dov)
    dana = client_of(cast.dana)
    assert [dana.get(one.get_absolute_url()).status_code for one in asked] == [200, 200, 200]
    new = {"key": str(uuid4()), "data": "", "why": WhyRestricted.WISH}
    assert dana.post(f"/cases/{case.number}/rights/new/restriction/", new).status_code == 409
