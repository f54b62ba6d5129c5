"""What people type: fields that refuse what no person means to type."""

import datetime
import unicodedata
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EARLIEST = datetime.date(1900, 1, 1)
LINE, BLOCK = 200, 10_000
IN_A_ROW = {"class": "choices--inline"}


def without_hidden_characters(text: str) -> None:
    """Refuse control and writing-direction characters: they make a text read as another than it is."""
    allowed = "\n\r\t\u200c\u200d"
    for character in text:
        if character not in allowed and unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn"):
            raise ValidationError(
                _("This text holds a character that cannot be seen. Please type it again by hand."),
                code="hidden_character",
            )


def on_one_line(text: str) -> None:
    """Refuse a text of several lines, which no browser's one-line box sends."""
    if "\n" in text or "\r" in text:
        raise ValidationError(_("Write this on one line."), code="several_lines")


def one_of(label: Any, choices: Any, **given: Any) -> forms.ChoiceField:
    """Return a question with a few short answers, all in sight, in rows of four at most."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect(attrs=IN_A_ROW), **given)


class TextLine(forms.CharField):
    """One line of up to 200 characters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LINE, **kwargs})
        self.validators.append(without_hidden_characters)
        if not isinstance(self.widget, forms.Textarea):
            self.validators.append(on_one_line)


class TextBlock(TextLine):
    """Several lines of up to 10,000 characters."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4})
        super().__init__(**{"max_length": BLOCK, "widget": widget, **kwargs})


class DayMonthYearWidget(forms.MultiWidget):
    """Three number boxes: a browser's own date box shows its own format, whatever the page's language."""

    template_name = "forms/day_month_year.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        sizes = (("2", _("Day")), ("2", _("Month")), ("4", _("Year")))
        boxes = [forms.TextInput({**box, "maxlength": most, "title": name}) for most, name in sizes]
        super().__init__(boxes, attrs)

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayMonthYear(forms.MultiValueField):
    """A date as day, month, year, from 1900 on; `past` or `future` say on which side of today it must lie."""

    widget = DayMonthYearWidget
    default_error_messages = {
        "incomplete": _("Enter a day, a month and a year."),
        "invalid": _("This is not a date. Enter a day, a month and a year, such as 7 3 1998."),
        "early": _("Enter a date after 1900."),
        "future": _("This date has not come yet. Enter today or a day before it."),
        "past": _("This date has passed. Enter today or a day after it."),
    }

    def __init__(self, *, past: bool = False, future: bool = False, **kwargs: Any) -> None:
        self.past, self.future = past, future
        parts = tuple(forms.IntegerField(min_value=1, max_value=9999) for _part in range(3))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        typed = [str(part or "").strip() for part in (value or [])]
        if any(typed) and not all(typed):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return super().clean(typed)
        except ValidationError as error:
            # Ours are told as they are; those of the three boxes, which carry no code together, as one.
            if getattr(error, "code", None) in ("required", "early", "future", "past"):
                raise
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def compress(self, data_list: list[int]) -> datetime.date | None:
        return self._date(data_list) if data_list else None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, datetime.date):
            self.check_side(value)

    def check_side(self, value: datetime.date) -> None:
        """Refuse a date before 1900 or on the wrong side of today."""
        today = timezone.localdate()
        wrong = {"early": value < EARLIEST, "future": self.past and value > today}
        wrong["past"] = self.future and value < today
        for code in (code for code, is_wrong in wrong.items() if is_wrong):
            raise ValidationError(self.error_messages[code], code=code)

    def _date(self, parts: list[int]) -> datetime.date:
        try:
            return datetime.date(parts[2], parts[1], parts[0])
        except (ValueError, TypeError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class EntryKey(forms.UUIDField):
    """A hidden key, made when the form is shown: the new row gets it, so that sending twice makes one row."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": uuid.uuid4, **kwargs})
