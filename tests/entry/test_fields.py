"""What people type: what is taken, and in which words the rest is refused."""

import datetime
import unicodedata
import uuid
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError

from entry.fields import BLOCK, LINE, DayMonthYear, EntryKey, TextBlock, TextLine

TODAY = datetime.date(2026, 11, 22)
HIDDEN = {
    "a NUL": "\0",
    "a bell": "\a",
    "an escape": "\x1b[31m",
    "text that runs backwards": "\u202e",
    "left to right": "\u202a",
    "an isolate": "\u2066",
    "a mark of direction": "\u200f",
    "a space of no width": "\u200b",
    "a byte order mark": "\ufeff",
    "a soft hyphen": "\u00ad",
    "a word joiner": "\u2060",
    "a tag": "\U000e0041",
    "private use": "\ue000",
    "half of a pair": "\ud800",
    "no character": "\uffff",
}
VISIBLE = {
    "Russian": "Щербакова Юлия",
    "Tajik": "Ҳалима Ҷӯраева",
    "Armenian": "Հովհաննիսյան",
    "Georgian": "წერეთელი",
    "Persian with its joiner": "می\u200cخواهم",
    "Arabic": "فاطمة الزهراء",
    "Devanagari with its joiner": "क्\u200dष",
    "an apostrophe": "O'Brien-D’Arc",
    "markup, shown as it is typed": "<script>alert(1)</script>",
    "a formula": "=1+1",
    "an accent set apart": "e\u0301",
    "a flag": "🇺🇦",
}


def codes(field: forms.Field, typed: Any) -> set[str]:
    """Return the codes of what is wrong; an empty set when the entry is taken."""
    try:
        field.clean(typed)
    except ValidationError as error:
        return {str(one.code) for one in error.error_list}
    return set()


@pytest.mark.parametrize("field", [TextLine, TextBlock])
@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN)
def test_a_character_that_cannot_be_seen_is_refused_in_words(field: type[TextLine], character: str) -> None:
    with pytest.raises(ValidationError) as caught:
        field().clean(f"be{character}fore")
    assert (
        "This text holds a character that cannot be seen. Please type it again by hand."
        in caught.value.messages
    )


@pytest.mark.parametrize("field", [TextLine, TextBlock])
@pytest.mark.parametrize("text", VISIBLE.values(), ids=VISIBLE)
def test_every_script_is_taken_as_it_is(field: type[TextLine], text: str) -> None:
    assert field().clean(text) == text


def test_every_letter_of_our_languages_is_taken() -> None:
    letters = [chr(code) for code in (*range(0x20, 0x7F), *range(0xC0, 0x250), *range(0x400, 0x530))]
    letters += [chr(code) for code in (*range(0x531, 0x58B), *range(0x620, 0x660), *range(0x10A0, 0x1100))]
    known = "".join(letter for letter in letters if unicodedata.category(letter) != "Cn")
    assert TextBlock(strip=False).clean(known) == known


def test_several_lines_are_for_a_block_and_one_is_for_a_line() -> None:
    assert TextBlock().clean("one\r\ntwo\tthree") == "one\r\ntwo\tthree"
    assert codes(TextLine(), "one\ntwo") == {"several_lines"}
    assert codes(TextLine(), "one\rtwo") == {"several_lines"}


@pytest.mark.parametrize(("field", "most"), [(TextLine, LINE), (TextBlock, BLOCK)])
def test_length_has_a_limit(field: type[TextLine], most: int) -> None:
    assert codes(field(), "я" * most) == set()
    assert codes(field(), "я" * (most + 1)) == {"max_length"}


def test_a_field_may_say_its_own_limit() -> None:
    assert codes(TextLine(max_length=3), "four") == {"max_length"}


@pytest.mark.parametrize(
    "typed",
    [["7", "3", "1998"], ["07", "03", "1998"], [" 7 ", "3", "1998"], ["٧", "٣", "١٩٩٨"], ["۷", "۳", "۱۹۹۸"]],
)
def test_a_date_is_taken_in_the_digits_of_the_person(typed: list[str]) -> None:
    assert DayMonthYear().clean(typed) == datetime.date(1998, 3, 7)


@pytest.mark.parametrize(
    "typed",
    [
        ["31", "2", "2020"],
        ["29", "2", "2023"],
        ["31", "4", "2020"],
        ["0", "1", "2020"],
        ["1", "13", "2020"],
        ["-1", "1", "2020"],
        ["1", "1", "0"],
        ["1", "1", "10000"],
        ["1", "1", "9" * 5000],
        ["9" * 30, "1", "2020"],
        ["1", "1", "1e3"],
        ["1.5", "1", "2020"],
        ["one", "May", "2020"],
        ["\0", "1", "2020"],
        ["1", "1", "20\u202e20"],
        ["1", "1", "²⁰²⁰"],
        ["1", "1", "nan"],
        ["1", "1", "infinity"],
        ["1; DROP", "1", "2020"],
    ],
)
def test_what_is_no_date_is_refused(typed: list[str]) -> None:
    assert codes(DayMonthYear(), typed) == {"invalid"}


@pytest.mark.parametrize(
    "typed",
    [
        ["7", "", ""],
        ["", "3", "1998"],
        ["7", "3", ""],
        ["7", None, "1998"],
        ["", "", "1998"],
        [" ", "3", "1998"],
    ],
)
def test_a_part_of_a_date_is_refused(typed: list[str | None]) -> None:
    assert codes(DayMonthYear(), typed) == {"incomplete"}
    assert codes(DayMonthYear(required=False), typed) == {"incomplete"}


@pytest.mark.parametrize("typed", [["", "", ""], [None, None, None], None, [], [" ", "", "\t"]])
def test_nothing_is_refused_where_a_date_is_needed_and_taken_where_not(typed: Any) -> None:
    assert codes(DayMonthYear(), typed) == {"required"}
    assert DayMonthYear(required=False).clean(typed) is None


@pytest.mark.parametrize("typed", [["31", "12", "1899"], ["1", "1", "1"], ["7", "3", "98"]])
def test_a_date_before_1900_is_refused(typed: list[str]) -> None:
    assert codes(DayMonthYear(), typed) == {"early"}


def test_the_first_day_of_1900_is_taken() -> None:
    assert codes(DayMonthYear(), ["1", "1", "1900"]) == set()


@time_machine.travel(TODAY)
@pytest.mark.parametrize(
    ("asked", "day", "refused"),
    [
        ({"past": True}, "23", {"future"}),
        ({"past": True}, "22", set()),
        ({"past": True}, "21", set()),
        ({"future": True}, "21", {"past"}),
        ({"future": True}, "22", set()),
        ({"future": True}, "23", set()),
        ({}, "23", set()),
        ({}, "21", set()),
    ],
)
def test_a_date_lies_on_its_side_of_today(asked: dict[str, bool], day: str, refused: set[str]) -> None:
    assert codes(DayMonthYear(**asked), [day, "11", "2026"]) == refused


class Born(forms.Form):
    """A form with a date."""

    born = DayMonthYear(past=True)


def test_a_date_is_asked_for_in_three_boxes_and_shown_again_as_typed() -> None:
    form = Born({"born_0": "31", "born_1": "2", "born_2": "2020"})
    assert not form.is_valid()
    html = str(form)
    assert html.count("<input") == 3
    assert 'type="date"' not in html
    assert "<fieldset" in html
    for value in ("31", "2", "2020"):
        assert f'value="{value}"' in html
    assert "This is not a date." in html


def test_a_known_date_fills_the_three_boxes() -> None:
    html = str(Born(initial={"born": datetime.date(1998, 3, 7)}))
    for value in ("7", "3", "1998"):
        assert f'value="{value}"' in html


class Keyed(forms.Form):
    """A form that makes a row."""

    key = EntryKey()


def test_a_key_is_made_when_the_form_is_shown_and_hidden() -> None:
    form, other = Keyed(), Keyed()
    assert form["key"].value() != other["key"].value()
    assert 'type="hidden"' in str(form)
    assert uuid.UUID(str(form["key"].value()))


def test_a_key_comes_back_as_it_went() -> None:
    key = uuid.uuid4()
    form = Keyed({"key": str(key)})
    assert form.is_valid()
    assert form.cleaned_data["key"] == key


@pytest.mark.parametrize("typed", ["", "not a key", "\0", "0" * 31, "../../x"])
def test_what_is_no_key_is_refused(typed: str) -> None:
    assert not Keyed({"key": typed}).is_valid()
