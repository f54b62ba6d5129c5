"""The list of legal grounds, for the data protection officer: all of them, their age, a page at a time."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from consent.enums import ConsentStatus
from consent.models import Consent
from entry import paging
from tests.cast import Cast
from tests.consent.talks import REASON, ground, proposed
from tests.helpers import client_of, walked
from tests.makers import presumed_case

URL = "/grounds/"


def test_it_tells_how_old_a_ground_is_and_whether_the_person_knows(cast: Cast) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=5), tick=False):
        consent = ground(cast)
    page = client_of(cast.dov).get(URL).content.decode()
    assert consent.case.number in page
    assert "5 days old" in page
    assert str(consent.get_person_told_display()) in page
    assert REASON not in page


def test_others_do_not_see_it(cast: Cast) -> None:
    ground(cast)
    assert [client_of(one).get(URL).status_code for one in (cast.nora, cast.vera, cast.sami)] == [403] * 3


@pytest.mark.parametrize(
    ("part", "kept"),
    [("proposed", [ConsentStatus.GROUND_PROPOSED]), ("in_force", [ConsentStatus.LEGAL_GROUND])],
)
def test_a_part_stays_chosen_on_the_next_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, part: str, kept: list[str]
) -> None:
    monkeypatch.setattr(paging, "PAGE", 1)
    case = presumed_case(cast.nora)
    for make in (ground, proposed, ground, proposed):
        make(cast, case)
    pages = walked(client_of(cast.dov), f"{URL}?only={part}", "rows")
    shown = [row.id for rows in pages for row in rows]
    assert len(pages) == len(shown) == 2
    assert list(Consent.objects.filter(pk__in=shown).values_list("status", flat=True).distinct()) == kept
