"""The people are invented, every one of them, and visibly so."""

from itertools import combinations

import pytest

from demo.people import EVERYBODY, Person

# "Example", "sample", "invented", "imaginary", "fiction", in the languages of the demo.
INVENTED = (
    *("exempl", "ejempl", "beispiel", "sample", "invent", "fict", "născocit", "închipuit", "wymyśl", "örnek"),
    *("kurmaca", "nümunə", "namuna", "namunawala", "to‘qima", "näidis", "primjer", "пример", "приклад"),
    *("вымышл", "вымысл", "выдуман", "вигадан", "небыл", "небил", "сочинён", "уявн", "намуна", "үлгі"),
    *("օրինակ", "հնար", "երևակայ", "մտացածին", "ნიმუშ", "გამონაგონ"),
    *("الخيالي", "النموذجي", "المثالي", "نمونه", "خیالی", "فرضی"),
)
# The applicants of the four judgments, and names of places and persons in the published facts.
REAL = ("zoletic", "zoletić", "chowdury", "chowdhury", "manolada", "serbaz", "vangelatos", "siliadin")


@pytest.mark.parametrize("person", EVERYBODY.values(), ids=EVERYBODY)
def test_the_name_says_that_it_is_invented(person: Person) -> None:
    assert any(word in person.full_name.lower() for word in INVENTED)


@pytest.mark.parametrize("person", EVERYBODY.values(), ids=EVERYBODY)
def test_no_real_person_is_named(person: Person) -> None:
    told = " ".join(text for _what, text in person.secrets()).lower()
    assert not [name for name in REAL if name in told]


def test_telephones_have_a_code_that_no_country_has() -> None:
    assert all(one.phone.startswith("+000 ") for one in EVERYBODY.values())


def test_nobody_shares_anything_with_anybody() -> None:
    for one, other in combinations(EVERYBODY.values(), 2):
        assert not {text for _what, text in one.secrets()} & {
            text for _what, text in other.secrets()
        } - _shared(one)


def _shared(one: Person) -> set[str]:
    """Two may be born on the same day."""
    return {one.birth_date.isoformat()}


def test_people_write_in_many_scripts() -> None:
    letters = "".join(one.full_name for one in EVERYBODY.values())
    for first, last in (("a", "z"), ("а", "я"), ("ա", "ֆ"), ("ა", "ჰ"), ("ا", "ي")):
        assert any(first <= letter <= last for letter in letters)
