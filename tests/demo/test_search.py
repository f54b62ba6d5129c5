"""The search finds a text in every form, and the clock sets back nothing but dates."""

import base64

import pytest

from demo import dump
from demo.clock import pass_days
from demo.search import Secret, search
from identification.models import Case

SECRET = Secret("somebody", "name", "Անուշ Օրինակյան")
RAW = SECRET.text.encode()
FORMS = {
    "plain": RAW,
    "UTF-16 little endian": SECRET.text.encode("utf-16-le"),
    "UTF-16 big endian": SECRET.text.encode("utf-16-be"),
    "hexadecimal": RAW.hex().encode(),
    "HEXADECIMAL": RAW.hex().upper().encode(),
    "JSON": SECRET.text.encode("unicode_escape"),
    "base64 from 0": base64.b64encode(RAW + b"and more"),
    "base64 from 1": base64.b64encode(b"1" + RAW + b"and more"),
    "base64 from 2": base64.b64encode(b"12" + RAW + b"and more"),
}


@pytest.mark.parametrize(("form", "written"), FORMS.items(), ids=FORMS)
def test_a_text_is_found_in_every_form(form: str, written: bytes) -> None:
    assert [one.form for one in search(b"before " + written + b" after", [SECRET])] == [form]


@pytest.mark.parametrize("form", FORMS)
def test_a_text_is_found_among_stored_bytes(form: str) -> None:
    dumped = b"1\t\\\\x" + FORMS[form].hex().encode() + b"\tfree\n"
    assert form in [one.form for one in search(dump.opened(dumped), [SECRET])]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("zeros", [1, 31, 32, 8192])
def test_a_text_is_found_in_a_file_that_is_empty_before_and_after(form: str, zeros: int) -> None:
    assert form in [one.form for one in search(bytes(zeros) + FORMS[form] + bytes(zeros), [SECRET])]


def test_what_zeros_keep_apart_does_not_become_a_text() -> None:
    assert search(RAW[:10] + bytes(100) + RAW[10:], [SECRET]) == []


def test_nothing_is_found_where_nothing_is() -> None:
    assert search(b"quiet as a garden" * 100, [SECRET]) == []


def test_the_clock_never_touches_a_status() -> None:
    with pytest.raises(ValueError, match="status"):
        pass_days(Case(), 3, "status")
