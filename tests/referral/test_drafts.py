"""Before a referral is sent: what may not be shared yet is said beside the field; a draft is changed or thrown away."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from consent.enums import DataSet, Purpose
from desk.waiting import waiting_for
from identification.models import Case
from referral.enums import ReferralStatus
from referral.models import Referral
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.makers import consented, drafted, presumed_case, referral_at, service_of

NOT_AGREED = "The person has not agreed to share this with Quiet Garden: "


def entered(cast: Cast, *data: str, **more: str) -> dict[str, Any]:
    service = str(service_of(cast.sami.organisation).pk)
    return {"key": str(uuid4()), "service": service, "data_sets": list(data), "urgency": "today", **more}


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora)


def test_what_the_person_has_not_agreed_to_is_said_before_the_draft_is_saved(
    cast: Cast, nora: Client, case: Case
) -> None:
    consented(case, cast.nora, cast.sami.organisation, data=[DataSet.SUMMARY])
    url = f"{case.get_absolute_url()}referrals/new/"
    answer = nora.post(url, entered(cast, "summary", "needs", "health"))
    assert Referral.objects.count() == 0
    errors = answer.context["form"].errors["data_sets"]
    assert errors == [f"{NOT_AGREED}Needs and plan; Health."]
    ask = f"{case.get_absolute_url()}consents/new/?recipient={cast.sami.organisation_id}&amp;purpose=sharing"
    page = answer.content.decode()
    assert f'href="{ask}"' in page
    assert 'name="anyway"' in page
    prefilled = nora.get(ask.replace("&amp;", "&")).context["form"]
    assert (prefilled["purpose"].value(), prefilled["recipient"].value()) == (
        Purpose.SHARING,
        str(cast.sami.organisation_id),
    )


def test_who_says_so_saves_it_as_it_is(cast: Cast, nora: Client, case: Case) -> None:
    url = f"{case.get_absolute_url()}referrals/new/"
    answer = nora.post(url, entered(cast, "summary", anyway="on"))
    assert answer.status_code == 302
    assert codes(Referral.objects.get(), "send", cast.nora) == ["consent_covers_receiver"]


def test_what_was_agreed_to_is_saved_without_a_word(cast: Cast, nora: Client, case: Case) -> None:
    url = f"{case.get_absolute_url()}referrals/new/"
    assert 'name="anyway"' not in nora.get(url).content.decode()
    consented(case, cast.nora, cast.sami.organisation)
    assert nora.post(url, entered(cast, "summary", "needs")).status_code == 302
    assert Referral.objects.get().status == ReferralStatus.DRAFT


@pytest.mark.parametrize(
    "query", ["?purpose=zz&recipient=zz", "?recipient=17&key=1", "?purpose=" + "x" * 500]
)
def test_a_strange_way_to_ask_is_an_empty_form(nora: Client, case: Case, query: str) -> None:
    assert nora.get(f"{case.get_absolute_url()}consents/new/{query}").status_code == 200


def test_a_draft_is_changed(cast: Cast, nora: Client, case: Case) -> None:
    consented(case, cast.nora, cast.sami.organisation)
    draft = drafted(case, cast.nora, cast.sami)
    url = f"{draft.get_absolute_url()}do/rewrite/"
    form = nora.get(url).context["form"]
    assert (form["urgency"].value(), form["note"].value()) == ("today", "A quiet room, please.")
    fresh = {"data_sets": ["summary"], "urgency": "planned", "note": "A lift, please."}
    assert nora.post(url, {**fresh, "data_sets": ["summary", "legal"]}).status_code == 302
    page = nora.get(draft.get_absolute_url()).content.decode()
    assert "Not agreed to yet, so it cannot be sent: Legal matters" in page
    assert nora.post(url, fresh).status_code == 302
    draft = Referral.objects.get(pk=draft.pk)
    assert (draft.data_sets, draft.urgency, draft.note) == (["summary"], "planned", "A lift, please.")


def test_a_draft_is_thrown_away_and_not_revoked(cast: Cast, nora: Client, case: Case) -> None:
    draft = drafted(case, cast.nora, cast.sami)
    page = nora.get(draft.get_absolute_url()).content.decode()
    assert f"{draft.get_absolute_url()}do/discard/" in page
    assert f"{draft.get_absolute_url()}do/revoke/" not in page
    assert nora.post(f"{draft.get_absolute_url()}do/discard/").status_code == 302
    assert Referral.objects.get(pk=draft.pk).status == ReferralStatus.REVOKED


@pytest.mark.parametrize("step", ["rewrite", "discard"])
def test_what_was_sent_is_a_draft_no_more(cast: Cast, step: str) -> None:
    assert codes(referral_at(ReferralStatus.SENT, cast), step, cast.nora) == ["wrong_state"]


def test_only_who_refers_changes_a_draft(cast: Cast, case: Case) -> None:
    draft = drafted(case, cast.nora, cast.sami)
    for other in (cast.sami, cast.dana, cast.odile):
        assert codes(draft, "rewrite", other) == ["by_referrer"]
        assert codes(draft, "discard", other) == ["by_sender_or_system"]


def test_the_inbox_begins_with_what_nobody_answered(cast: Cast) -> None:
    done = referral_at(ReferralStatus.COMPLETED, cast)
    accepted = referral_at(ReferralStatus.ACCEPTED, cast)
    waits = referral_at(ReferralStatus.SENT, cast)
    answer = client_of(cast.sami).get("/referrals/")
    shown = [row for row, _chip in answer.context["rows"]]
    assert shown[0].pk == waits.pk
    assert {one.pk for one in shown} == {done.pk, accepted.pk, waits.pk}
    page = answer.content.decode()
    assert f"Case {accepted.case.number}" in page
    assert waits.case.number not in page
    assert done.case.number not in page


def test_home_names_who_asks(cast: Cast) -> None:
    referral_at(ReferralStatus.SENT, cast)
    labels = [one.label for one in waiting_for(cast.sami)]
    assert "Answer a referral from Lantern House: Temporary accommodation and food" in labels
