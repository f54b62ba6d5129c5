"""Who sees which documents: the carrier all, the others what a consent covers, now."""

from typing import Any

import pytest

from accounts.actors import Actor
from consent.actions import withdraw
from consent.enums import DataSet, Purpose
from consent.models import Consent
from documents.enums import DocumentKind, DocumentStatus
from documents.models import Document
from identification.actions import hand_over, request_identification
from identification.enums import AgeBand
from identification.models import Case
from referral.actions import accept, send
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import consented, drafted, pending_case, presumed_case, referral_at
from tests.makers_documents import document_at

IDENTITY = {DocumentKind.IDENTITY_DOCUMENT, DocumentKind.PAPERS}
EVERY = set(DocumentKind)


def shared(cast: Cast, data: list[DataSet]) -> Case:
    """Return a case of which Sami's shelter was sent just these data sets."""
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation, data=data)
    referral = drafted(case, cast.nora, cast.sami, data_sets=data)
    send(referral=referral, by=cast.nora)
    accept(referral=referral, by=cast.sami)
    return case


def one_of_each(cast: Cast, case: Case) -> None:
    for kind in DocumentKind:
        document_at("clean", cast, case=case, kind=kind)


def seen(by: Actor) -> set[str]:
    """Return the kinds that somebody sees."""
    return {document.kind for document in Document.objects.visible_to(by)}


def opened(by: Actor) -> set[str]:
    """Return the kinds that somebody sees; the page of each opens, and the page of no other."""
    visible = set(Document.objects.visible_to(by))
    client = client_of(by)
    for document in Document.objects.all():
        for address in (document.get_absolute_url(), f"{document.get_absolute_url()}file/"):
            assert client.get(address).status_code == (200 if document in visible else 404)
    return {document.kind for document in visible}


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        ([DataSet.SUMMARY], set()),
        ([DataSet.SUMMARY, DataSet.NEEDS, DataSet.LOCATION], set()),
        ([DataSet.SUMMARY, DataSet.IDENTITY], IDENTITY),
        ([DataSet.SUMMARY, DataSet.HEALTH], {DocumentKind.MEDICAL_PAPER}),
        ([DataSet.SUMMARY, DataSet.LEGAL], {DocumentKind.COURT_PAPER}),
        (list(DataSet), {*IDENTITY, DocumentKind.MEDICAL_PAPER, DocumentKind.COURT_PAPER}),
    ],
    ids=lambda one: "-".join(sorted(one)),
)
def test_a_recipient_sees_what_the_person_agreed_to(cast: Cast, data: list[DataSet], kinds: set[str]) -> None:
    case = shared(cast, data)
    one_of_each(cast, case)
    assert opened(cast.sami) == seen(cast.vera) == kinds
    for who in (cast.nora, cast.dana, cast.dov):
        assert seen(who) == EVERY
    for who in (cast.otto, cast.stat, cast.lena, cast.ada, cast.odile):
        assert seen(who) == set()
    assert opened(cast.lena) == set()


def test_taking_consent_back_takes_the_documents_back(cast: Cast) -> None:
    case = shared(cast, list(DataSet))
    one_of_each(cast, case)
    health = Consent.objects.get(case=case, data=DataSet.HEALTH)
    withdraw(consent=health, by=cast.nora)
    assert opened(cast.sami) == set(), "the referral that rested on it is halted whole"


def test_one_purpose_implies_no_other(cast: Cast) -> None:
    """A consent to share health with the same shelter for research opens no medical paper."""
    case = shared(cast, [DataSet.SUMMARY, DataSet.IDENTITY])
    one_of_each(cast, case)
    consented(case, cast.nora, cast.sami.organisation, Purpose.RESEARCH, [DataSet.HEALTH])
    assert opened(cast.sami) == IDENTITY


def test_a_consent_in_another_case_opens_nothing(cast: Cast) -> None:
    shared(cast, list(DataSet))
    case = shared(cast, [DataSet.SUMMARY])
    one_of_each(cast, case)
    assert opened(cast.sami) == set()


@pytest.mark.parametrize("status", ["received", "scanning", "infected", "error", "withdrawn"])
def test_a_recipient_does_not_even_learn_of_what_is_blocked(cast: Cast, status: str) -> None:
    case = referral_at("accepted", cast).case
    document = document_at(status, cast, case=case)
    assert not Document.objects.visible_to(cast.sami).exists()
    assert Document.objects.visible_to(cast.nora).get() == document
    page = client_of(cast.sami).get(f"{case.get_absolute_url()}documents/").content.decode()
    assert document.get_absolute_url() not in page


def test_the_authority_sees_who_the_person_is(cast: Cast) -> None:
    case = pending_case(cast)
    one_of_each(cast, case)
    assert opened(cast.ada) == IDENTITY


def test_the_authority_of_a_child_needs_no_consent_for_that(cast: Cast) -> None:
    case = presumed_case(cast.nora, age_band=AgeBand.CHILD)
    request_identification(case=case, authority=cast.ada.organisation, by=cast.nora)
    one_of_each(cast, case)
    assert opened(cast.ada) == IDENTITY


def test_documents_go_with_the_case(cast: Cast) -> None:
    case = presumed_case(cast.odile)
    from tests.makers_documents import received

    received(case, cast.odile)
    consented(case, cast.odile, cast.nora.organisation)
    hand_over(case=case, carrier=cast.nora.organisation, by=cast.nora)
    assert Document.objects.visible_to(cast.nora).count() == 1
    assert Document.objects.visible_to(cast.odile).count() == 0


def test_each_kind_is_said_to_belong_to_a_data_set_or_to_nobody_else() -> None:
    from documents.enums import DATA_OF

    assert set(DocumentKind) - set(DATA_OF) == {DocumentKind.SIGNED_CONSENT, DocumentKind.OTHER}
    assert DocumentStatus.CLEAN == "clean"


def test_seeing_is_one_statement(cast: Cast, django_assert_num_queries: Any) -> None:
    one_of_each(cast, shared(cast, list(DataSet)))
    with django_assert_num_queries(1):
        assert len(Document.objects.visible_to(cast.sami)) == 4
