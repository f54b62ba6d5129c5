"""The pages of the checklists: what everybody reads, and what the competent authority signs."""

import pytest
from django.test import Client

from accounts import roles
from accounts.actions import add_member, found_organisation
from accounts.actors import Actor
from accounts.enums import OrganisationKind
from audit.log import read
from audit.models import Event
from identification.enums import Profile
from identification.indicators import actions, load
from identification.models import Screening, SignOff
from tests.cast import FOUNDER, Cast
from tests.helpers import client_of, with_fresh_factor
from tests.identification.test_checklists import SOURCE, another, signed
from tests.makers import opened_case
from workflow.gate import perform

LIST = "/checklists/ilo_ec_2009_v1/adult_sexual/"
MARK = "Provisional list: not checked against its source"


@pytest.fixture
def ada(cast: Cast) -> Client:
    return with_fresh_factor(client_of(cast.ada))


def test_everybody_reads_the_lists_with_their_provenance(cast: Cast) -> None:
    actions.install(data=another(), by=FOUNDER)
    signed(cast, "child_sexual")
    text = client_of(cast.stat).get("/checklists/").content.decode()
    for words in (
        *(str(Profile(one).label) for one in load().provenance),
        "67 indicators",
        "Asked in new screenings since 1 September 2009",
        "Will be asked in new screenings from 1 January 2027",
        "Signed off by Identification Board (Ada)",
        SOURCE,
    ):
        assert words in text, words
    assert text.count("secondary source that cites the primary") == 4
    assert text.count('chip--waiting"') == 3


@pytest.mark.parametrize("profile", Profile.values)
def test_a_list_is_shown_in_full(cast: Cast, profile: str) -> None:
    text = client_of(cast.odile).get(f"/checklists/ilo_ec_2009_v1/{profile}/").content.decode()
    assert all(f"{one.code} · " in text for one in load().of(profile))
    assert (MARK in text) is (profile in ("adult_sexual", "child_sexual"))
    assert "Sign this list off" not in text


@pytest.mark.parametrize("path", ["ilo_ec_2099_v9/adult_sexual/", "ilo_ec_2009_v1/nobody/", "x/y/sign/"])
def test_a_list_that_is_not_there_is_404(ada: Client, path: str) -> None:
    assert ada.get(f"/checklists/{path}").status_code == 404


def test_the_authority_signs_and_the_mark_goes(cast: Cast, ada: Client) -> None:
    new = Screening(case=opened_case(cast.nora), profile="adult_sexual", screened_by=cast.nora.user)
    talk = perform(new, "begin", by=cast.nora).get_absolute_url()
    nora = client_of(cast.nora)
    assert MARK in nora.get(talk).content.decode()
    assert ada.post(f"{LIST}sign/", {"source": SOURCE}).headers["Location"] == LIST
    row = SignOff.objects.get()
    assert (row.organisation, row.signed_by, row.source) == (cast.ada.organisation, cast.ada.user, SOURCE)
    text = ada.get(LIST).content.decode()
    assert SOURCE in text
    assert MARK not in text
    assert "Sign this list off" not in text
    for page in (talk, f"{talk}EX/"):
        assert MARK not in nora.get(page).content.decode()
    assert "Identification Board" in nora.get(talk).content.decode()
    facts = read(Event.objects.get(kind="checklist.sign"))["facts"]
    assert facts == {"version": "ilo_ec_2009_v1", "profile": "adult_sexual"}


def test_every_screen_of_a_screening_marks_a_provisional_list(cast: Cast) -> None:
    case, nora = opened_case(cast.nora), client_of(cast.nora)
    for _time in range(2):
        new = Screening(case=case, profile="adult_labour", also=["adult_sexual"], screened_by=cast.nora.user)
        talk = perform(new, "begin", by=cast.nora)
    url = f"{case.get_absolute_url()}screenings/"
    pages = [url, f"{url}new/", f"{url}compare/", talk.get_absolute_url(), f"{talk.get_absolute_url()}EX/"]
    told = [nora.get(page).content.decode().lower() for page in pages]
    assert [page for page, text in zip(pages, told, strict=True) if "provisional" not in text] == []
    signed(cast)
    told = [nora.get(page).content.decode() for page in pages]
    assert not [text for text in told if MARK in text or "(provisional list)" in text]


def test_a_colleague_takes_it_back_and_the_mark_returns(cast: Cast) -> None:
    row = signed(cast)
    aldo = with_fresh_factor(client_of(cast.aldo))
    url = f"/checklists/signed/{row.pk}/revoke/"
    assert aldo.get(url).status_code == 200
    assert not SignOff.objects.exclude(revoked_at=None).exists()
    assert aldo.post(url).headers["Location"] == LIST
    text = aldo.get(LIST).content.decode()
    assert MARK in text
    assert "taken back by Aldo" in text
    assert aldo.post(url).status_code == 404


def test_another_authority_signs_for_itself_and_takes_back_its_own(cast: Cast) -> None:
    row, other = signed(cast), _member_of_another_authority()
    client = with_fresh_factor(client_of(other))
    assert client.post(f"/checklists/signed/{row.pk}/revoke/").status_code == 404
    assert "Sign this list off" in client.get(LIST).content.decode()
    client.post(f"{LIST}sign/", {"source": SOURCE})
    assert SignOff.objects.standing().count() == 2
    actions.revoke(sign_off=row, by=cast.ada)
    assert MARK not in client.get(LIST).content.decode()


def _member_of_another_authority() -> Actor:
    board = found_organisation(
        name="Northern Board", kind=OrganisationKind.AUTHORITY, country="BK", by=FOUNDER
    )
    told = {"email": "berit@example.org", "display_name": "Berit", "roles": [roles.AUTHORITY_MEMBER]}
    return Actor.of(add_member(organisation=board, by=FOUNDER, **told))  # type: ignore[arg-type]


def test_without_a_fresh_factor_nothing_is_signed(cast: Cast) -> None:
    row, ada = signed(cast, "child_sexual"), client_of(cast.ada)
    for url in (f"{LIST}sign/", f"/checklists/signed/{row.pk}/revoke/"):
        answer = ada.post(url, {"source": SOURCE})
        assert answer.status_code == 302
        assert "next=" in answer.headers["Location"]
    assert SignOff.objects.standing().count() == 1


@pytest.mark.parametrize("who", ["nora", "dana", "lena", "stat", "odile"])
def test_nobody_else_signs(committed_cast: Cast, who: str) -> None:
    row = signed(committed_cast, "child_sexual")
    client = with_fresh_factor(client_of(getattr(committed_cast, who)))
    for url in (f"{LIST}sign/", f"/checklists/signed/{row.pk}/revoke/"):
        assert client.post(url, {"source": SOURCE}).status_code == 403
    assert SignOff.objects.standing().count() == 1
    assert Event.objects.filter(kind="page.open", outcome="refused").count() == 2


@pytest.mark.parametrize(
    "source", ["", "short", ". . . . . . . . . . .", "x" * 201, "hidden\x00 character", "two\nlines of words"]
)
def test_a_sign_off_says_against_what(ada: Client, source: str) -> None:
    assert ada.post(f"{LIST}sign/", {"source": source}).status_code == 200
    assert not SignOff.objects.exists()
