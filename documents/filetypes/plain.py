"""Plain text: letters and nothing that runs, kept as UTF-8."""

import codecs
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from entry.files.refusal import NotAccepted, refuse_if

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_UTF_8 = _("This text could not be read. Save it as plain text in UTF-8, or as a PDF.")
NOT_PLAIN = _("This is not plain text: it holds a page, a program or hidden characters. Save it as a PDF.")
BREAKS = "\n\r\t\f"
# Characters that make a text read as another than it is.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MARKUP = re.compile(
    r"^\s*(<|#!|\{\\rtf|%!|MIME-Version:|Content-Type:|From: |Received: )"
    r"|<\s*(script|html|svg|iframe|object|embed|body|img|link|meta|math|\?php|!doctype|!entity)\b",
    re.IGNORECASE,
)


def looks_like(content: bytes) -> bool:
    """Tell whether it could be text: text holds no NUL, unless it says at once that its letters are wide."""
    return content.startswith(WIDE) or b"\0" not in content


def checked(content: bytes) -> bytes:
    """Return the text in UTF-8."""
    text = _decoded(content)
    refuse_if(MARKUP.search(text) or any(map(_is_hidden, set(text))), NOT_PLAIN)
    return text.encode()


def _decoded(content: bytes) -> str:
    wide = content.startswith(WIDE)
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise NotAccepted(NOT_UTF_8) from None


def _is_hidden(character: str) -> bool:
    if character in BREAKS:
        return False
    return character in TURNING or unicodedata.category(character) in ("Cc", "Co", "Cs")
