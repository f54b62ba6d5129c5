"""Adding, looking, taking a copy: in a browser without scripts."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from audit.models import Event
from documents.enums import CONTENT_TYPE, DocumentKind, FileType
from documents.models import Document
from entry.files.size import MOST_BYTES
from identification.models import Case
from tests.cast import Cast
from tests.clamd import EICAR, clamd
from tests.documents.corpus import SAMPLES
from tests.helpers import client_of
from tests.makers import presumed_case
from tests.makers_documents import NAME, NOTE, document_at, exif, picture

WITHOUT = override_settings(UPLOADS_WITHOUT_SCANNER=True)


@pytest.fixture
def case(cast: Cast) -> Case:
    return presumed_case(cast.nora)


def adds(
    client: Client, case: Case, content: bytes = b"A letter.", name: str = "letter.txt", **said: Any
) -> Any:
    file = SimpleUploadedFile(name, content, said.pop("declared", "text/plain"))
    entered = {"key": uuid4(), "kind": "papers", "note": "", "file": file, **said}
    return client.post(reverse("document_new", args=[case.number]), entered)


def page(answer: Any) -> str:
    return answer.content.decode()


def test_a_paper_is_added_checked_and_copied(cast: Cast, case: Case) -> None:
    client = client_of(cast.nora)
    with clamd() as daemon:
        added = adds(client, case, note=NOTE, name=NAME)
        assert daemon.received == [b"A letter."]
    document = Document.objects.get()
    assert (added.status_code, added.url) == (302, document.get_absolute_url())
    assert (document.name, document.note, document.type) == (NAME, NOTE, "txt")
    shown = page(client.get(added.url))
    assert NAME in shown
    assert "Can be opened" in shown
    copy = client.get(reverse("document_file", args=[document.pk]))
    assert copy.content == b"A letter."
    kinds = list(Event.objects.filter(case_id=case.pk).order_by("id").values_list("kind", flat=True))[-5:]
    assert kinds == [
        "document.receive",
        "document.start_scan",
        "document.pass_scan",
        "document.look",
        "document.view",
    ]


@pytest.mark.parametrize("kind", FileType)
def test_a_copy_is_never_shown_in_the_browser(cast: Cast, case: Case, kind: FileType) -> None:
    content = SAMPLES[kind][0]
    document = document_at(
        "clean", cast, case=case, content=content, type=kind, kind=DocumentKind.COURT_PAPER
    )
    copy = client_of(cast.nora).get(reverse("document_file", args=[document.pk]))
    assert copy.headers["Content-Type"] == CONTENT_TYPE[kind]
    assert copy.headers["Content-Disposition"] == f'attachment; filename="{case.number}-court_paper.{kind}"'
    assert copy.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert copy.headers["X-Content-Type-Options"] == "nosniff"
    assert copy.headers["Cache-Control"] == "no-store"
    assert copy.headers["X-Frame-Options"] == "DENY"
    assert int(copy.headers["Content-Length"]) == len(copy.content)
    assert copy.content == content


def test_the_list_names_nothing_and_leaves_one_event(cast: Cast, case: Case) -> None:
    document = document_at("clean", cast, case=case)
    shown = page(client_of(cast.nora).get(reverse("case_documents", args=[case.number])))
    assert document.get_absolute_url() in shown
    assert NAME not in shown
    assert NOTE not in shown
    assert Event.objects.filter(kind="document.list", case_id=case.pk).count() == 1


@pytest.mark.parametrize("status", ["received", "scanning", "infected", "error", "withdrawn"])
def test_what_is_not_clean_is_blocked_in_words(committed_cast: Cast, status: str) -> None:
    document, client = document_at(status, committed_cast), client_of(committed_cast.nora)
    address = reverse("document_file", args=[document.pk])
    assert address not in page(client.get(document.get_absolute_url()))
    answer = client.get(address)
    assert answer.status_code == 409
    assert document.get_status_display() in page(answer)
    assert b"A letter." not in answer.content
    assert Event.objects.filter(kind="document.view", outcome="refused").count() == 1


def test_a_virus_is_blocked_and_a_dead_scanner_can_be_asked_again(cast: Cast, case: Case) -> None:
    client = client_of(cast.nora)
    with clamd():
        assert "found something" in page(client.get(adds(client, case, EICAR).url))
    with clamd("closes early"):
        address = adds(client, case).url
        assert "did not answer" in page(client.get(address))
    assert f"{address}do/start_scan/" in page(client.get(address))
    with clamd():
        assert client.post(f"{address}do/start_scan/").url == address
    assert client.get(f"{address}file/").status_code == 200


def test_without_a_scanner_the_page_says_what_happens(cast: Cast, case: Case) -> None:
    client, address = client_of(cast.nora), reverse("document_new", args=[case.number])
    assert "nobody can open it until there is one" in page(client.get(address))
    overseer = client_of(cast.dana)
    assert "without a virus scanner" not in page(overseer.get("/oversight/"))
    with WITHOUT:
        assert "opened without a check" in page(client.get(address))
        assert "without a virus scanner" in page(overseer.get("/oversight/"))
        added = adds(client, case).url
        assert "Not checked for viruses" in page(client.get(added))
        assert client.get(f"{added}file/").status_code == 200
    assert client.get(f"{added}file/").status_code == 409, "the site has changed its mind"
    with clamd():
        assert "virus scanner" not in page(client.get(address))


def test_a_photo_from_a_phone_loses_its_place(cast: Cast, case: Case) -> None:
    client, photo = client_of(cast.nora), picture(exif=exif(orientation=6))
    form = page(client.get(reverse("document_new", args=[case.number])))
    assert 'capture="environment"' in form
    assert 'enctype="multipart/form-data"' in form
    with WITHOUT:
        taken = SimpleUploadedFile("IMG_0001.jpg", photo, "image/jpeg")
        address = adds(client, case, photo=taken, file="").url
        copy = client.get(f"{address}file/").content
    assert b"Exif" not in copy
    assert b"Canary" not in copy


@pytest.mark.parametrize(
    ("name", "declared", "content", "says"),
    [
        ("a.pdf", "application/pdf", b"PK\x05\x06" + bytes(18), "Archives and programs are never taken"),
        ("a.txt", "text/plain", b"", "This file is empty"),
        ("a.txt", "text/plain", b"a" * (MOST_BYTES + 1), "larger than 20 MB"),
        ("a.txt", "text/plain", "Письмо".encode("cp1251"), "UTF-8"),
    ],
)
def test_a_file_that_is_not_taken_is_said_beside_the_field(
    cast: Cast, case: Case, name: str, declared: str, content: bytes, says: str
) -> None:
    answer = adds(client_of(cast.nora), case, content, name, declared=declared, note="What I typed")
    assert answer.status_code == 200
    assert says in str(answer.context["form"].errors["file"])
    assert "What I typed" in page(answer)
    assert not Document.objects.exists()


def test_a_mistake_elsewhere_says_that_the_file_is_lost(cast: Cast, case: Case) -> None:
    answer = adds(client_of(cast.nora), case, kind="", note="What I typed")
    assert "Choose it again" in str(answer.context["form"].errors["file"])
    assert "What I typed" in page(answer)


def test_one_file_at_a_time_and_at_least_one(cast: Cast, case: Case) -> None:
    client = client_of(cast.nora)
    both = adds(client, case, photo=SimpleUploadedFile("a.jpg", picture(), "image/jpeg"))
    assert "one at a time" in page(both)
    assert "Take a photo or choose a file." in page(adds(client, case, file=""))
    three = {str(at): SimpleUploadedFile("a.txt", b"x") for at in range(3)}
    assert client.post(reverse("document_new", args=[case.number]), three).status_code == 400


def test_sending_twice_adds_one(cast: Cast, case: Case) -> None:
    client, key = client_of(cast.nora), uuid4()
    with WITHOUT:
        first, second = adds(client, case, key=key), adds(client, case, b"Another.", key=key)
    assert first.url == second.url == Document.objects.get().get_absolute_url()
    assert Document.objects.get().content() == b"A letter."


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\secret\\letter.txt", "letter.txt"),
        ("letter\u202etxt.exe", "lettertxt.exe"),
        ("a" * 500 + ".txt", ("a" * 500 + ".txt")[-120:]),
    ],
)
def test_a_name_is_made_harmless(cast: Cast, case: Case, sent: str, kept: str) -> None:
    with WITHOUT:
        adds(client_of(cast.nora), case, name=sent)
    name = Document.objects.get().name
    assert name == kept or (len(name) <= 120 and name.endswith(".txt") and kept.startswith("a"))


def test_a_full_day_is_said_before_anything_is_sent(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.rules.MOST_IN_A_CASE", 1)
    client = client_of(cast.nora)
    with WITHOUT:
        form = client.get(reverse("document_new", args=[case.number]))
        assert form.status_code == 200
        document_at("clean", cast, case=case)
        late = adds(client, case)
    assert late.status_code == 409
    assert "holds as many documents" in page(late)
    assert client.get(reverse("document_new", args=[case.number])).status_code == 409


@pytest.mark.parametrize("name", ["otto", "stat", "odile"])
def test_a_stranger_finds_nothing(cast: Cast, case: Case, name: str) -> None:
    document, client = document_at("clean", cast, case=case), client_of(getattr(cast, name))
    base = document.get_absolute_url()
    for address in (
        base,
        f"{base}file/",
        f"{base}do/withdraw/",
        reverse("case_documents", args=[case.number]),
    ):
        assert client.get(address).status_code == 404
    assert adds(client, case).status_code == 404
    assert Document.objects.count() == 1


def test_nothing_touches_a_disk(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    """Whoever tries to make a temporary file fails: Django's own handlers do, ours do not try."""
    settings.FILE_UPLOAD_TEMP_DIR = tempfile.tempdir = str(tmp_path / "nowhere")
    try:
        client, large = client_of(cast.nora), b"a" * (15 * 1024 * 1024)
        with WITHOUT:
            assert adds(client, case, large).status_code == 302
            settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
            with pytest.raises(FileNotFoundError):
                adds(client, case, large)
    finally:
        tempfile.tempdir = None


def test_a_large_form_field_is_refused_as_before(cast: Cast, case: Case) -> None:
    assert adds(client_of(cast.nora), case, note="a" * 10 * 1024 * 1024).status_code == 400


def test_other_pages_throw_files_away(cast: Cast, case: Case) -> None:
    client = client_of(cast.nora)
    file = SimpleUploadedFile("a.txt", b"A letter.", "text/plain")
    answer = client.post(reverse("screening_new", args=[case.number]), {"profile": "x", "file": file})
    assert answer.status_code == 200
    assert not answer.wsgi_request.FILES
    unknown = Client().post(reverse("document_new", args=[case.number]), {"file": file})
    assert unknown.status_code == 302
    assert not unknown.wsgi_request.FILES
