"""Nothing of a document happens, and nothing is shown, when its event cannot be written."""

from collections.abc import Callable

import pytest
from django.core.exceptions import FieldError
from django.db.transaction import atomic
from django.db.utils import DatabaseError
from django.test import override_settings

from accounts.actors import Actor
from documents import leaving
from documents.enums import DocumentStatus
from documents.models import Document
from tests.cast import Cast
from tests.helpers import client_of, log_is_broken
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import presumed_case
from tests.makers_documents import document_at, received
from workflow.gate import perform
from workflow.steps import transitions

Act = Callable[[], object]
SCANNER = Actor.system("virus_scanner")


def receiving(cast: Cast) -> Act:
    case = presumed_case(cast.nora)
    return lambda: received(case, cast.nora, b"A letter." * 100_000)


def said(step: str) -> Callable[[Cast], Act]:
    def saying(cast: Cast) -> Act:
        document = document_at(DocumentStatus.SCANNING, cast)
        return lambda: perform(document, step, by=SCANNER)

    return saying


def beginning(cast: Cast) -> Act:
    document = document_at(DocumentStatus.RECEIVED, cast)
    return lambda: perform(document, "start_scan", by=cast.nora)


def withdrawing(cast: Cast) -> Act:
    document = document_at(DocumentStatus.CLEAN, cast)
    return lambda: perform(document, "withdraw", reason="It was the wrong paper.", by=cast.nora)


ACTS = {
    "receive": receiving,
    "start_scan": beginning,
    **{step: said(step) for step in ("pass_scan", "let_through", "find_malware", "miss_scan")},
    "withdraw": withdrawing,
}


@pytest.mark.parametrize("name", ACTS)
@override_settings(UPLOADS_WITHOUT_SCANNER=True)
def test_nothing_happens_without_its_event(cast: Cast, name: str) -> None:
    changes_nothing_without_the_log(ACTS[name](cast))


def test_a_document_whose_parts_cannot_be_written_is_not_there(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    with pytest.raises(FieldError):
        received(case, cast.nora, "no bytes")
    assert not Document.objects.exists()


def test_every_step_has_its_twin() -> None:
    assert {one.name for one in transitions(Document)} == set(ACTS)


@override_settings(UPLOADS_WITHOUT_SCANNER=True)
def test_a_check_whose_outcome_cannot_be_written_leaves_the_document_blocked(cast: Cast) -> None:
    document = document_at(DocumentStatus.SCANNING, cast)
    with pytest.raises(DatabaseError), log_is_broken(), atomic():
        perform(document, "let_through", by=SCANNER)
    assert Document.objects.get(pk=document.pk).status == DocumentStatus.SCANNING


def test_no_byte_leaves_without_the_event(cast: Cast) -> None:
    document = document_at(DocumentStatus.CLEAN, cast)
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), atomic():
        leaving.copy(document, by=cast.nora)
    for address in ("", "file/"):
        with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), atomic():
            client_of(cast.nora).get(f"{document.get_absolute_url()}{address}")
