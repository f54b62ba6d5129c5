"""What a person is found by: only what next to nobody shares."""

from datetime import date

import pytest

from identification import marks
from identification.enums import MarkKind

BORN = date(1998, 3, 7)


def kinds(**known: object) -> set[str]:
    return {mark.kind.value for mark in marks.of(**known)}


def test_a_name_without_a_date_is_no_mark_nor_a_date_without_a_name() -> None:
    assert not marks.of(full_name="Anna Petrova")
    assert not marks.of(birth_date=BORN)
    assert kinds(full_name="Anna Petrova", birth_date=BORN) == {MarkKind.NAME_BIRTH}


def test_another_date_is_another_mark() -> None:
    one = marks.of(full_name="Anna Petrova", birth_date=BORN)
    assert not one & marks.of(full_name="Anna Petrova", birth_date=date(1998, 3, 8))


@pytest.mark.parametrize(
    ("born", "turned"),
    [(BORN, date(1998, 7, 3)), (date(1998, 3, 13), None), (date(1998, 5, 5), None), (None, None)],
)
def test_day_and_month_may_be_exchanged(born: date | None, turned: date | None) -> None:
    assert marks.swapped(born) == turned


@pytest.mark.parametrize(
    "text",
    ["+373 69 123 456", "069123456", "0 69 12-34-56", "tel. (069) 123456, after five", "00373 69123456"],
)
def test_a_telephone_is_known_by_its_last_digits(text: str) -> None:
    assert marks.phones(text) == {"69123456"}


@pytest.mark.parametrize("text", ["", "none", "12345", "born 2001-02-03", "11.12.2001", "9" * 30])
def test_what_is_no_telephone(text: str) -> None:
    assert marks.phones(text) == set()


@pytest.mark.parametrize(
    "text", ["AB 123456", "Passport ab-123456", "АВ 123456", "123456", "AB123456 of 2014-05-06"]
)
def test_a_long_number_of_a_document_does_without_its_letters(text: str) -> None:
    assert marks.documents(text) == {"123456"}


def test_a_short_number_keeps_its_letters() -> None:
    assert marks.documents("AA 12 34") == marks.documents("aa1234") == {"AA1234"}


@pytest.mark.parametrize("text", ["", "passport", "of 12.05.2014", "no. 123", "lost 2014-05-06"])
def test_what_is_no_document(text: str) -> None:
    assert marks.documents(text) == set()


def test_several_numbers_are_found_but_not_without_end() -> None:
    assert marks.phones("069123456 / 069123457") == {"69123456", "69123457"}
    assert len(marks.phones(", ".join(f"0691234{number}" for number in range(10, 40)))) == marks.MOST_NUMBERS
