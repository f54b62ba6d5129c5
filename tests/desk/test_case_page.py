"""The case page: it leads to the pages that open, and to no other."""

import pytest

from accounts.enums import ServiceKind
from consent.enums import DataSet, Purpose
from identification.models import Case
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import consented, decided_case, pending_case, referral_at
from tests.makers_breakglass import broken, hal
from tests.makers_facts import with_facts

PAGES = ("facts/", "inquiries/", "deciding/", "decisions/")


def leads_to(case: Case, actor: object) -> set[str]:
    page = client_of(actor).get(case.get_absolute_url()).content.decode()
    return {one for one in PAGES if f'href="{case.get_absolute_url()}{one}"' in page}


def opens(case: Case, actor: object) -> set[str]:
    client = client_of(actor)
    return {one for one in PAGES if client.get(case.get_absolute_url() + one).status_code == 200}


@pytest.mark.parametrize("decided", [False, True], ids=["pending", "decided"])
def test_it_leads_to_the_pages_that_open(cast: Cast, decided: bool) -> None:
    case = with_facts(decided_case(cast) if decided else pending_case(cast), cast.nora)
    for to, kind in ((cast.lena, ServiceKind.LEGAL_AID), (cast.sami, ServiceKind.ACCOMMODATION)):
        referral_at("accepted", cast, case=case, to=to, kind=kind)
    found = {name: leads_to(case, one) for name, one in cast.everybody().items()}
    assert found == {name: opens(case, one) for name, one in cast.everybody().items()}
    assert found["nora"] == {"facts/", "inquiries/", "decisions/"}
    assert ("facts/" in found["ada"], "deciding/" in found["ada"]) == (not decided, not decided)
    assert found["lena"] == {"decisions/"}
    consented(case, cast.nora, cast.lena.organisation, Purpose.SHARING, [DataSet.LEGAL])
    assert leads_to(case, cast.lena) == opens(case, cast.lena) == {"facts/", "decisions/"}


def test_in_an_emergency_it_leads_to_none_of_them(cast: Cast) -> None:
    case, looker = with_facts(pending_case(cast), cast.nora), hal()
    broken(case, looker)
    assert leads_to(case, looker) == opens(case, looker) == set()
