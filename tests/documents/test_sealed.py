"""What lies in the database of a document, and what a thief or a careless hand could do to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction

from audit.models import Event
from documents.actions import PART_BYTES, content_for
from documents.models import Document, Part
from encryption import keys
from encryption.errors import DecryptionError
from identification.actions import decline
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import presumed_case
from tests.makers_documents import NAME, NOTE, document_at
from tests.owner import as_owner
from workflow.guard import NotThroughTheGate, writing
from workflow.refusal import Refused

LONG = b"The canary sings. " * 50_000  # four parts


@pytest.fixture
def document(cast: Cast) -> Document:
    return document_at("clean", cast, content=LONG)


def sql(said: str, *values: Any) -> None:
    """Tamper as the owner of the tables, past the wall."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE documents_part NO FORCE ROW LEVEL SECURITY")
        cursor.execute(said, values)
        cursor.execute("ALTER TABLE documents_part FORCE ROW LEVEL SECURITY")


def stored() -> bytes:
    """Return everything that lies in the tables of documents."""
    found = b""
    for table in ("document", "historicaldocument", "part"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM documents_{table}")
            cells = (cell for row in cursor.fetchall() for cell in row)
            found += b"|".join(
                bytes(c) if isinstance(c, bytes | memoryview) else str(c).encode() for c in cells
            )
    return found


@pytest.mark.parametrize("size", [0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES])
def test_any_length_comes_back(cast: Cast, size: int) -> None:
    content = (b"0123456789abcdef" * (size // 16 + 1))[:size] or b"x"
    document = document_at("clean", cast, content=content)
    assert Document.objects.get(pk=document.pk).content() == content
    parts = list(document.parts.order_by("index"))
    assert [part.is_last for part in parts] == [False] * (len(parts) - 1) + [True]


def test_no_plain_text_lies_in_the_database(document: Document) -> None:
    lying = stored()
    assert len(lying) > len(LONG)
    for secret in (b"canary", NAME.encode(), NOTE.encode(), NAME.encode("utf-16-le")):
        assert secret not in lying


def test_whole_parts_take_a_bucket_to_the_last_byte(document: Document) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(content) FROM documents_part ORDER BY index")
        sizes = [row[0] for row in cursor.fetchall()]
    assert len(sizes) == 4
    assert set(sizes[:3]) == {3 + 12 + 256 * 1024 + 16}


MOVED: dict[str, Callable[[Document, Document], None]] = {
    "the end is cut off": lambda one, _two: sql(
        "DELETE FROM documents_part WHERE document_id = %s AND index = 3", one.pk
    ),
    "the end is cut off and the flag moved": lambda one, _two: (
        sql("DELETE FROM documents_part WHERE document_id = %s AND index = 3", one.pk),
        sql("UPDATE documents_part SET is_last = true WHERE document_id = %s AND index = 2", one.pk),
    ),
    "the beginning is cut off": lambda one, _two: (
        sql("DELETE FROM documents_part WHERE document_id = %s AND index = 0", one.pk),
        sql("UPDATE documents_part SET index = index - 1 WHERE document_id = %s AND index = 1", one.pk),
        sql("UPDATE documents_part SET index = index - 1 WHERE document_id = %s AND index = 2", one.pk),
        sql("UPDATE documents_part SET index = index - 1 WHERE document_id = %s AND index = 3", one.pk),
    ),
    "a part is missing": lambda one, _two: sql(
        "DELETE FROM documents_part WHERE document_id = %s AND index = 1", one.pk
    ),
    "all is missing": lambda one, _two: sql("DELETE FROM documents_part WHERE document_id = %s", one.pk),
    "two parts are swapped": lambda one, _two: sql(
        "UPDATE documents_part AS a SET content = b.content FROM documents_part AS b"
        " WHERE a.document_id = %s AND b.document_id = a.document_id AND a.index + b.index = 1",
        one.pk,
    ),
    "a part is of another document of the case": lambda one, two: sql(
        "UPDATE documents_part AS a SET content = b.content FROM documents_part AS b"
        " WHERE a.document_id = %s AND b.document_id = %s AND a.index = b.index AND a.index = 1",
        one.pk,
        two.pk,
    ),
    "the documents change their parts": lambda one, two: (
        sql("DELETE FROM documents_part WHERE document_id = %s", one.pk),
        sql("UPDATE documents_part SET document_id = %s WHERE document_id = %s", one.pk, two.pk),
    ),
    "a bit is bent": lambda one, _two: sql(
        "UPDATE documents_part SET content = set_byte(content, 5000, get_byte(content, 5000) # 1)"
        " WHERE document_id = %s AND index = 2",
        one.pk,
    ),
    "a part is added": lambda one, _two: sql(
        "INSERT INTO documents_part (id, case_id, document_id, index, is_last, content)"
        " SELECT gen_random_uuid(), case_id, document_id, 4, true, content FROM documents_part"
        " WHERE document_id = %s AND index = 3",
        one.pk,
    ),
}


@pytest.mark.parametrize("how", MOVED)
def test_what_was_moved_or_cut_is_never_sent(committed_cast: Cast, how: str) -> None:
    cast, document = committed_cast, document_at("clean", committed_cast, content=LONG)
    other = document_at("clean", cast, case=document.case, content=LONG)
    MOVED[how](document, other)
    with pytest.raises(DecryptionError):
        Document.objects.get(pk=document.pk).content()
    answer = client_of(cast.nora).get(f"{document.get_absolute_url()}file/")
    assert answer.status_code == 409
    assert b"canary" not in answer.content
    assert Event.objects.get(kind="document.view").outcome == "refused"


def test_an_erased_case_has_no_readable_documents(cast: Cast, document: Document) -> None:
    decline(case=document.case, can_decide="yes", by=cast.nora)
    keys.forget()
    again = Document.objects.get(pk=document.pk)
    for read in (again.content, lambda: again.name, lambda: again.note, lambda: again.history.latest().name):
        with pytest.raises(DecryptionError):
            read()
    with pytest.raises(Refused):
        content_for(document=again, by=cast.nora)
    client = client_of(cast.nora)
    assert client.get(document.get_absolute_url()).status_code == 200
    assert client.get(f"{document.get_absolute_url()}file/").status_code == 409


def test_parts_are_written_by_actions_alone_and_take_bytes_alone(document: Document) -> None:
    part = document.parts.first()
    for write in (
        part.save,
        part.delete,
        document.parts.all().delete,
        lambda: Part.objects.bulk_create([part]),
    ):
        with pytest.raises(NotThroughTheGate):
            write()
    part.content = "text"
    with pytest.raises(FieldError), transaction.atomic(), writing():
        part.save()
    fresh = Part(case=document.case, document=document, index=0, is_last=False, content=b"x")
    with pytest.raises(IntegrityError), transaction.atomic(), writing():
        fresh.save()


def test_a_case_without_documents_has_none(cast: Cast) -> None:
    assert not presumed_case(cast.nora).documents.exists()
