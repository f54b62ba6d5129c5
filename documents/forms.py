"""What is entered to add a document, and to take one away."""

import unicodedata
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.enums import DocumentKind, FileType
from documents.filetypes import TOO_LARGE, NotAccepted, examined
from entry.fields import EntryKey, TextBlock
from entry.files.size import MOST_BYTES
from workflow.forms import StepForm

LONGEST_NAME = 120
PICTURES = "image/jpeg,image/png"
TAKEN = ".pdf,.jpg,.jpeg,.png,.txt,.docx,.m4a,.mp3"
EMPTY = _("This file is empty. Choose another.")
LOST = _("The file did not arrive whole. Choose it again.")


class DocumentFile(forms.FileField):
    """A file whose type is told by its bytes; gives its type, the bytes to keep, and a harmless name."""

    default_error_messages = {"empty": EMPTY, "missing": LOST, "invalid": LOST, "max_length": LOST}

    def clean(self, data: Any, initial: Any = None) -> tuple[FileType, bytes, str] | None:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE, code="too_large")
        content = file.read()
        if len(content) != file.size:
            raise ValidationError(LOST, code="lost")
        try:
            return (*examined(content), harmless(file.name or ""))
        except NotAccepted as refused:
            raise ValidationError(str(refused.sentence), code="not_accepted") from None


class AddForm(forms.Form):
    """A document: taken with the camera, or chosen."""

    key = EntryKey()
    kind = forms.ChoiceField(label=_("What is it?"), choices=DocumentKind.choices, widget=forms.RadioSelect)
    photo = DocumentFile(
        label=_("Take a photo"),
        help_text=_("Place and device are taken out of the picture."),
        required=False,
        widget=forms.FileInput(attrs={"accept": PICTURES, "capture": "environment"}),
    )
    file = DocumentFile(
        label=_("Or choose a file"),
        help_text=_(
            "PDF, JPEG, PNG, plain text, Word (DOCX), M4A or MP3, up to 20 MB. "
            "If something must be put right on this page, choose the file again: a browser cannot keep it."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": TAKEN}),
    )
    note = TextBlock(label=_("Note"), help_text=_("Kept sealed."), required=False)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        chosen = [entered[name] for name in ("photo", "file") if entered.get(name)]
        if len(chosen) > 1:
            self.add_error("file", _("Take a photo or choose a file, one at a time."))
        elif not chosen and not {"photo", "file"} & set(self.errors):
            self.add_error("file", _("Take a photo or choose a file."))
        elif chosen and self.errors:
            self.add_error("file", _("The browser could not keep the file. Choose it again."))
        entered["chosen"] = chosen[0] if chosen else None
        return entered


class WithdrawForm(StepForm):
    """Why the document is taken away."""

    consequence = _("Nobody can open it any more. This cannot be undone: to have it back, add it again.")
    reason = TextBlock(label=_("Why"), help_text=_("Kept sealed."))


def harmless(name: str) -> str:
    """Return the name of a file without folders, and without characters that cannot be seen or turn the others."""
    seen = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    return PurePath(seen.replace("\\", "/")).name[-LONGEST_NAME:]
