"""Words on paper: joined and in the order of reading, from either side, broken into lines, and never left out."""

import pytest
from django.utils import translation

from entry import paper
from entry.paper.flowables import Words, broken
from entry.paper.fonts import width
from entry.paper.levels import LEFT_TO_RIGHT, RIGHT_TO_LEFT, apart, direction_of, drawn, letters
from papers.catalogues import sentences
from tests.papers.glyphs import glyphs, opened, text_of

HEH_FIRST, MEEM_LAST, LAM_ALEF = "\ufeeb", "\ufee2", "\ufefb"


def shown(words: str, base: object = RIGHT_TO_LEFT) -> str:
    return drawn(letters(words, base))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "from_left"),
    [
        ("رقم {}،".format(apart("7K3M-9QXD")), "،7K3M-9QXD \ufee2\ufed7\u0631"),
        ("رقم 7K3M-9QXD", "7K3M-9QXD \ufee2\ufed7\u0631"),
        ("رقم +373 22 123 456.", ".+373\u00a022\u00a0123\u00a0456 \ufee2\ufed7\u0631"),
        ("د (د)", "(\u062f) \u062f"),
        ("«د» [د]", "[\u062f] «\u062f»"),
        ("د Quiet Garden (NGO) د", "\u062f Quiet Garden (NGO) \u062f"),
        ("د 3/2026 د", "\u062f 3/2026 \u062f"),
        ("لا", LAM_ALEF),
        ("می\u200cرود", "\u062f\u0648\u0631\ufbfd\ufee3"),
    ],
)
def test_lines_from_the_right_are_drawn_as_they_are_read(words: str, from_left: str) -> None:
    assert shown(words) == from_left


def test_arabic_within_a_latin_line_is_turned_and_the_line_is_not() -> None:
    name = apart("د (و)")
    assert shown(f"Who: {name}, then", LEFT_TO_RIGHT) == "Who: (\u0648) \u062f, then"


@pytest.mark.parametrize("code", ["ar", "prs"])
def test_every_sentence_is_from_the_right_and_loses_no_letter(code: str) -> None:
    for said in sentences(code).values():
        for one in said:
            line = letters(one.replace("%(", "").replace(")s", "").replace(")d", ""), RIGHT_TO_LEFT)
            script = [letter for letter in line if letter.shape >= "\u0600" and letter.shape.isalpha()]
            if one == "%(day)s. %(who)s، %(where)s: %(what)s":  # its words come with the values
                continue
            assert script
            assert all(letter.level == 1 for letter in script), one
            assert drawn(line)[-1] == line[0].shape, one


@pytest.mark.parametrize(
    ("words", "base"),
    [("Hello", LEFT_TO_RIGHT), ("(3) سلام", RIGHT_TO_LEFT), ("3/2026", LEFT_TO_RIGHT), ("", LEFT_TO_RIGHT)],
)
def test_what_people_typed_reads_in_its_own_direction(words: str, base: object) -> None:
    assert direction_of(words) is base


@pytest.mark.parametrize(
    "words", ["a word " * 60, "دو سه چهار " * 60, "x" * 400, "ქართული" * 50, "کلمه" * 90]
)
def test_lines_break_and_none_is_wider_than_the_page(words: str) -> None:
    base = direction_of(words)
    said = letters(words, base)
    lines = list(broken(said, 11, 300))
    assert len(lines) > 3
    assert all(width(drawn(line), 11) <= 300 for line in lines)
    kept = [one for line in lines for one in line if one.shape != " "]
    assert kept == [one for one in said if one.shape != " "]


@pytest.mark.parametrize("odd", ["!", "(", "+", "()", "! ", "1-", "\u0301", "\u0651"], ids=ascii)
def test_the_oddest_text_is_drawn_whole(odd: str) -> None:
    words = f"د{odd * 2500}د"
    line = letters(words, direction_of(words))
    assert len(line) == len("".join(words.split())) + sum(one.shape == " " for one in line)
    assert paper.printed("Odd", [paper.typed(words)])


def test_a_long_text_goes_on_overleaf_and_each_page_has_its_number() -> None:
    with translation.override("en"):
        made = paper.printed("Long", [paper.typed("سلام و احترام " * 700), paper.to_write("Date")])
    reader = opened(made)
    assert len(reader.pages) > 1
    assert f"2 / {len(reader.pages)}" in reader.pages[1].extract_text()
    assert ".notdef" not in glyphs(made)


def test_no_font_has_it_so_it_is_an_error_and_never_left_out() -> None:
    with pytest.raises(paper.MissingGlyph, match=r"lack U\+6F22, U\+0001F600|lack U\+6F22, U\+1F600"):
        paper.text("ok 漢 😀")


@pytest.mark.parametrize("typed", ["漢字", "😀", "\ue000", "क", "ok"])
def test_what_people_typed_is_spelled_and_never_left_out(typed: str) -> None:
    assert paper.drawable(typed)
    assert paper.typed(typed)


def test_names_in_several_scripts_stand_on_one_line() -> None:
    name = "Ұлпан Հասմիկ ქეთევან Nguyễn Thị Ướt"
    made = paper.printed("Names", [paper.typed(name)])
    assert name in text_of(made)
    assert ".notdef" not in glyphs(made)


def test_a_line_to_write_on_has_room() -> None:
    said = Words(letters("x " * 100, LEFT_TO_RIGHT), 11, LEFT_TO_RIGHT, to_write=True)
    short = Words(letters("Date:", LEFT_TO_RIGHT), 11, LEFT_TO_RIGHT, to_write=True)
    for words, lines in ((said, 3), (short, 1)):
        words.wrap(480, 700)
        assert len(words.lines) == lines
