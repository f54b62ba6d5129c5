"""One name in many spellings is found; another name is not. The figures are those of ADR 13."""

from itertools import product

import pytest

from identification.names import are_alike, skeletons, words
from tests.identification.spellings import HELD_OUT, KNOWN, pairs


def is_found(one: str, other: str) -> bool:
    """Tell whether who is written down as one is found as the other, where the date of birth is the same."""
    return bool(skeletons(one) & skeletons(other)) and are_alike(one, other)


def recall(persons: list[list[str]]) -> float:
    every = pairs(persons)
    return sum(is_found(*pair) for pair in every) / len(every)


def test_of_the_spellings_the_table_was_made_with_nearly_all_are_found() -> None:
    assert len(pairs(KNOWN)) > 600
    assert recall(KNOWN) >= 0.99


def test_of_those_it_never_saw_95_in_a_hundred_are_found() -> None:
    assert len(pairs(HELD_OUT)) > 200
    assert recall(HELD_OUT) >= 0.95


def test_nobody_is_taken_for_another() -> None:
    persons = KNOWN + HELD_OUT
    others = [
        pair for at, one in enumerate(persons) for other in persons[at + 1 :] for pair in product(one, other)
    ]
    assert len(others) > 40_000
    assert not [pair for pair in others if is_found(*pair)]


def test_a_name_has_few_digests() -> None:
    counts = [len(skeletons(name)) for person in KNOWN + HELD_OUT for name in person]
    assert sum(counts) / len(counts) < 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Петрова Анна Ивановна", "Anna Petrova"),
        ("Anna Petrova", "PETROVA, Anna"),
        ("Anna Petrova-Lungu", "Anna Lungu"),
        ("Məmmədova Aygün Rəşid qızı", "Айгюн Мамедова"),
        ("Anna Petrova", "Annna  Pettrova"),
        ("Harutyun", "Арутюн"),
    ],
)
def test_order_fathers_names_and_doubled_letters_do_not_matter(one: str, other: str) -> None:
    assert is_found(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Petrova", "Anna Sidorova"),
        ("Anna", "Anna Petrova"),
        ("Oksana Melnyk", "Milena Kosan"),
        ("Boris Petrov", "Marina Petrova"),
        ("Anna Petrova", ""),
    ],
)
def test_one_word_alone_is_not_enough(one: str, other: str) -> None:
    assert not is_found(one, other)


@pytest.mark.parametrize("text", ["", "–", "123", "’’", "\u200d", "Ия", "Аа Оо", "李小龍", "a" * 200])
def test_whatever_is_typed_has_an_answer(text: str) -> None:
    assert isinstance(skeletons(text), set)
    assert are_alike(text, text) == bool(words(text))
