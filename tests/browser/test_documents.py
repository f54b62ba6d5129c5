"""A paper from a phone: photographed, sealed, checked, and taken as a copy, never shown inside a page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from documents.models import Document
from tests.browser.conftest import PHONE
from tests.cast import Cast
from tests.clamd import clamd
from tests.makers import presumed_case
from tests.makers_documents import document_at, exif, picture

SignIn = Callable[[Actor], Page]
NARROW = {"width": 320, "height": 640}


def test_nora_adds_a_photo_and_takes_a_copy(people: Cast, sign_in: SignIn, tmp_path: Path) -> None:
    case, page = presumed_case(people.nora), sign_in(people.nora)
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(picture(size=(400, 300), exif=exif(orientation=6)))
    page.set_viewport_size(PHONE)
    page.goto(page.url.rstrip("/") + case.get_absolute_url())
    page.get_by_role("link", name="Documents").click()
    page.get_by_role("link", name="Add a document").click()
    page.get_by_label("Photo of papers").check()
    page.get_by_label("Take a photo").set_input_files(photo)
    with clamd():
        page.get_by_role("button", name="Add the document").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Photo of papers")
    expect(page.locator("main").get_by_text("Can be opened")).to_be_visible()
    with page.expect_download() as leaving:
        page.get_by_role("link", name="Take a copy").click()
    assert re.fullmatch(r"paper-[0-9a-f]{8}\.jpg", leaving.value.suggested_filename)
    assert b"Exif" not in Path(leaving.value.path()).read_bytes()


def test_a_refused_file_is_said_beside_the_field_and_the_rest_is_kept(
    people: Cast, sign_in: SignIn, tmp_path: Path
) -> None:
    case, page = presumed_case(people.nora), sign_in(people.nora)
    program = tmp_path / "letter.pdf"
    program.write_bytes(b"MZ\x90\0" + bytes(300))
    page.goto(page.url.rstrip("/") + case.get_absolute_url() + "documents/new/")
    page.get_by_label("Court paper").check()
    page.get_by_label("Note").fill("From the second hearing.")
    page.get_by_label("Or choose a file").set_input_files(program)
    page.get_by_role("button", name="Add the document").click()
    expect(page.get_by_role("alert")).to_contain_text("This kind of file is not taken")
    expect(page.get_by_label("Note")).to_have_value("From the second hearing.")
    expect(page.get_by_label("Court paper")).to_be_checked()
    assert not Document.objects.exists()


@pytest.mark.parametrize("status", ["clean", "error", "infected", "received"])
def test_no_page_of_documents_scrolls_sideways(people: Cast, sign_in: SignIn, status: str) -> None:
    document = document_at(status, people)
    page = sign_in(people.nora)
    page.set_viewport_size(NARROW)
    root, case = page.url.rstrip("/"), document.case.get_absolute_url()
    with override_settings(UPLOADS_WITHOUT_SCANNER=True):
        for path in (f"{case}documents/", f"{case}documents/new/", document.get_absolute_url()):
            page.goto(root + path)
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, path
