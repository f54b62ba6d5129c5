"""Pictures that are entered: taken with the camera, or drawn on the screen. Only their pixels are kept."""

import base64
import binascii
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from entry.files import pictures
from entry.files.refusal import DAMAGED, NotAccepted
from entry.files.size import MOST_BYTES, TOO_LARGE

CAMERA = {"accept": "image/jpeg,image/png", "capture": "environment"}
MOST_DRAWN = 400_000
DRAWN = "data:image/png;base64,"


class Photo(forms.FileField):
    """A photo, made small enough to keep; gives the bytes of a picture that holds pixels and nothing else."""

    widget = forms.FileInput(attrs=CAMERA)
    default_error_messages = {"empty": DAMAGED, "missing": DAMAGED, "invalid": DAMAGED}

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        file = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE, code="too_large")
        return _kept(file.read())


class Drawing(forms.CharField):
    """A sign drawn on the screen: a script fills it in, so it is empty where there is none."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": MOST_DRAWN, **kwargs})

    def clean(self, value: Any) -> bytes | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            content = base64.b64decode(typed.removeprefix(DRAWN), validate=True)
        except (binascii.Error, ValueError):
            raise ValidationError(DAMAGED, code="not_accepted") from None
        return _kept(content)


def _kept(content: bytes) -> bytes:
    try:
        return pictures.small(content)
    except NotAccepted as refused:
        raise ValidationError(str(refused.sentence), code="not_accepted") from None
