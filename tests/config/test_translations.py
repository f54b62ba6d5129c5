"""Everything people read can be read in Russian."""

import re

import pytest

from config import translations

HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]")


def test_every_sentence_has_a_translation() -> None:
    assert translations.missing() == []


def test_collecting_finds_code_templates_and_indicators() -> None:
    found = translations.collected()
    assert {"Quick exit", "opened the case", "Confiscation of documents"} <= found


def test_translations_keep_the_holes_of_the_original() -> None:
    wrong = []
    for entry in translations.catalogue("ru"):
        original = entry.id if isinstance(entry.id, str) else entry.id[0]
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        for text in strings if original else ():
            if sorted(HOLE.findall(text)) != sorted(HOLE.findall(original)):
                wrong.append(original)
    assert wrong == []


def test_no_sentence_is_left_that_nobody_says() -> None:
    found = {one if isinstance(one, str) else one[0] for one in translations.collected()}
    kept = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in translations.catalogue("ru")}
    assert kept - {""} <= found


@pytest.mark.parametrize("words", [[], ["nonsense"], ["update", "more"]])
def test_an_unknown_word_is_exit_2(words: list[str]) -> None:
    assert translations.main(words) == 2
