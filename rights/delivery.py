"""A copy as it leaves the house: a PDF of AES-256 that holds the same file for machines. Made anew each time."""

import secrets
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter

from entry.paper import printed, text, typed
from papers.languages import Choice, in_language
from papers.marks import marks
from rights import clocks, documents, file
from rights.models import CopyRequest
from rights.sight import of as sight_of

# Without letters and digits that are taken for one another when they are read aloud.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, IN_A_GROUP = 5, 4
ATTACHED = "file.json"


def new_password() -> str:
    """Return a password that can be read aloud: 20 letters and digits, some 98 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _letter in range(IN_A_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def made(copy: CopyRequest, choice: Choice) -> bytes:
    """Return the copy: the first page in the person's language, the file, who looked, and the file for machines.

    Without the password nothing of it can be read, the attachment included.
    """
    sections = file.without(file.gathered(copy.case), copy.withheld)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(_paper(copy, sections, choice))))
    writer.add_attachment(ATTACHED, file.as_json(sections, copy.case.number))
    writer.encrypt(copy.password or "", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _paper(copy: CopyRequest, sections: list[file.Section], choice: Choice) -> bytes:
    case = copy.case
    with in_language(choice.language):
        first = [*marks(choice), *_cover(copy, sections)]
        looks = [text(documents.heading_looks(), 14), *map(text, documents.looks(sight_of(case)))]
    body = [part for one in sections for part in _section(one)]
    return printed(_("A copy of your file"), [*first, *body, *looks])


def _cover(copy: CopyRequest, sections: list[file.Section]) -> list[Any]:
    grounds = {str(ground) for one in sections for ground in one.left_out.values()}
    withheld = [documents.withheld_because(one) for one in sorted(grounds)]
    return documents.cover(copy.case.number, withheld, clocks.supervisory_authority(copy.case))


def _section(section: file.Section) -> list[Any]:
    parts: list[Any] = [text(section.heading, 13)]
    for row in file.told_lines(section):
        parts += [typed(f"{label}: {value}") for label, value in row]
        parts.append(text(" "))
    return parts
