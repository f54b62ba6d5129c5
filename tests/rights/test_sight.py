"""Who can see my case: what the person is told, and what leaves no trace."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from audit.log import record
from consent.actions import propose_ground
from consent.enums import DataSet, GroundCode, PersonTold, Purpose
from consent.models import Consent
from consent.talks import texts
from identification import access
from identification.enums import Basis, Scope
from identification.models import Case
from papers.languages import Choice
from rights import documents, file, sight
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import presumed_case, referral_at
from workflow.gate import perform

pytestmark = pytest.mark.django_db


def proposed_to_police(cast: Cast, case: Case, told: str, tell_by: date | None = None) -> Consent:
    """Dana proposed that the police see a case, as a court ordered it; the person was told, or not."""
    assert cast.odile.organisation
    return propose_ground(
        case=case,
        purpose=Purpose.POLICE,
        recipient=cast.odile.organisation,
        data=DataSet.SUMMARY,
        ground=GroundCode.COURT_ORDER,
        reason="The court of Arvenia ordered it in a long letter.",
        person_told=told,
        until=timezone.localdate() + timedelta(days=10),
        tell_by=tell_by,
        by=cast.dana,
    )


def grounded(cast: Cast, told: str, tell_by: date | None = None) -> tuple[Case, Consent]:
    """Return a case that the police looked at on a legal ground alone."""
    case = presumed_case(cast.nora)
    ground = perform(proposed_to_police(cast, case, told, tell_by), "approve_ground", by=cast.dov)
    assert cast.odile.organisation
    whom = {"organisation": cast.odile.organisation, "scope": Scope.SUMMARY}
    access.grant(case=case, basis=Basis.LEGAL_GROUND, basis_id=ground.pk, by=cast.dana, **whom)
    record("case.view", by=cast.odile, case_id=case.pk, target=str(case.pk))
    return case, ground


@pytest.mark.parametrize("told", [PersonTold.FORBIDDEN, PersonTold.LATER])
def test_what_the_person_must_not_know_leaves_no_trace(cast: Cast, told: str) -> None:
    day = timezone.localdate() if told == PersonTold.LATER else None
    case, ground = grounded(cast, told, day)
    nora = client_of(cast.nora)
    shown = nora.get(f"/cases/{case.number}/sight/shown/?language=en")
    paper = nora.get(f"/cases/{case.number}/sight.pdf?language=en")
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages)
    copied = file.as_json(file.gathered(case), case.number).decode()
    for said in (shown.content.decode(), words, copied):
        assert "Harbour Police" not in said
        assert "law allows" not in said
        assert "court_order" not in said
    workers = nora.get(f"/cases/{case.number}/sight/").content.decode()
    assert "Harbour Police" in workers
    assert "Looks left out: 1" in workers
    perform(ground, "tell_person", by=cast.nora)
    shown = nora.get(f"/cases/{case.number}/sight/shown/?language=en").content.decode()
    assert "Harbour Police" in shown
    assert "law allows" in shown


def test_what_they_saw_on_another_ground_is_told_all_the_same(cast: Cast) -> None:
    case, _ground = grounded(cast, PersonTold.FORBIDDEN)
    whom = {"organisation": cast.odile.organisation, "scope": Scope.CASEWORK, "expires_at": None}
    access.grant(case=case, basis=Basis.CARRIED, by=cast.dana, **whom)
    record("screening.view", by=cast.odile, case_id=case.pk, target=str(case.pk))
    found = sight.of(case)
    assert [one.organisation for one in found.seers] == ["Lantern House", "Harbour Police"]
    assert ["What you told"] in [one.what for one in found.looks if one.organisation == "Harbour Police"]
    assert found.looks_left_out == 1


def test_it_tells_organisation_and_kind_of_worker_and_no_name(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    dana, nora = client_of(cast.dana), client_of(cast.nora)
    dana.get(case.get_absolute_url())
    nora.get(f"{case.get_absolute_url()}consents/")
    found = sight.of(case)
    assert {"Quiet Garden", "Lantern House"} == {one.organisation for one in found.seers}
    told = {(one.organisation, one.who, *one.what) for one in found.looks}
    assert ("Lantern House", "Somebody who checks the work", "Your case") in told
    assert ("Lantern House", "A worker", "What you agreed to") in told
    paper = documents.sight(found, Choice("en"))
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "Quiet Garden" not in words
    assert "A shelter" in words
    assert not [name for name in ("Nora", "Dana", "Sami") if name in words]


def test_only_the_carrier_shows_it(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    for page in ("sight/", "sight/shown/", "sight.pdf"):
        assert client_of(cast.sami).get(f"{case.get_absolute_url()}{page}").status_code == 403
        assert client_of(cast.otto).get(f"{case.get_absolute_url()}{page}").status_code == 404
        assert client_of(cast.nora).get(f"{case.get_absolute_url()}{page}").status_code == 200


def test_the_page_in_the_persons_hands_leads_back_to_work_alone_and_is_given_back(cast: Cast) -> None:
    """The way back asks who is there: tests/accounts/test_in_hand.py."""
    case = presumed_case(cast.nora)
    page = client_of(cast.nora).get(f"{case.get_absolute_url()}sight/shown/?language=en")
    assert page.status_code == 200
    links = re.findall(r'<a [^>]*href="([^"]+)"', page.content.decode())
    assert links == [f"{case.get_absolute_url()}sight/"]
    assert texts.give_back() in page.content.decode()
    assert "Who can see my case" in page.context["aloud"]
