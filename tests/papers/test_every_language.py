"""Every paper in every language: nothing is missing, no letter is a box, and a person can read it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest
import time_machine
from django.utils import timezone
from reportlab.pdfgen.canvas import Canvas

from audit.log import record
from config import paper_translations
from config.translations import catalogue
from consent import documents as consents
from consent.enums import DataSet
from consent.models import Consent
from entry.paper import FROM_THE_RIGHT, printed
from entry.paper.flowables import Words
from entry.paper.fonts import embed_fonts
from entry.paper.levels import LEFT_TO_RIGHT, letters
from identification import actions
from identification import documents as decisions
from identification.models import Case, Decision
from papers.catalogues import digest, file_of, read, sentences
from papers.languages import FOR_PAPERS, LANGUAGES, Choice, day, in_language
from retention.documents import card_of
from rights import documents as rights
from rights import sight
from tests.cast import Cast
from tests.consent.talks import drafts, given
from tests.makers import WRITTEN, pending_case
from tests.papers.glyphs import glyphs, opened, text_of

HOLE = re.compile(r"%\(\w+\)[sd]")
GROUNDS = "His passport was taken (file 3/2026).\nӘкесі Тоҷикистонда.\nأُخذ جواز سفرها."
# What the languages need beyond plain Latin and Cyrillic.
LETTERS = "ə ş ğ ı İ ș ț ă â î ә ғ қ ң ө ұ ү һ і ӣ ӯ ҳ ҷ ў oʻ gʻ maʼno ђ љ њ ћ џ ѓ ќ ѕ ë ç ướ ệ ậ ẵ"


@pytest.fixture
def papers(cast: Cast) -> list[Callable[[Choice], bytes]]:
    """The letter of a late no on appeal, a form that asks for everything, each with all that it can say, and one after
    a yes; then what was taken back, who sees the case, and the card of numbers."""
    case = pending_case(cast)
    with time_machine.travel(timezone.now() + timedelta(days=51), tick=False):
        actions.refuse_identification(case=case, grounds=WRITTEN, appeal_told=True, by=cast.ada)
    decision = Decision.objects.select_related("case__authority").get()
    decision.on_appeal = True
    asked: list[Consent] = drafts(cast, case, data=tuple(DataSet.values))
    record("case.view", by=cast.nora, case_id=case.pk, target=str(case.pk))
    return [
        partial(decisions.letter, decision),
        partial(consents.form, asked),
        partial(consents.form, [given(cast, case)]),
        partial(consents.withdrawal, case, asked),
        partial(_sight, case),
        partial(card_of, case),
    ]


def _sight(case: Case, choice: Choice) -> bytes:
    with in_language(choice.language):
        return rights.sight(sight.of(case), choice)


def test_no_paper_has_a_box_or_a_hole_and_each_has_its_mark(papers: list[Callable[[Choice], bytes]]) -> None:
    """The card alone bears no mark of ours: who carries it may be searched."""
    mark = "Machine-made translation, to be checked by a native speaker."
    for code in LANGUAGES:
        for made, least in zip(papers, (500, 500, 500, 300, 300, 40), strict=True):
            paper = made(Choice(code))
            drawn, said = glyphs(paper), text_of(paper)
            assert len(drawn) > least, code
            assert ".notdef" not in drawn, code
            assert "%(" not in said, code
            assert (mark in said) is (code != "en" and made is not papers[-1]), code
            assert len(opened(paper).pages) <= 2, code


def test_each_paper_says_its_sentences(papers: list[Callable[[Choice], bytes]]) -> None:
    for code in set(LANGUAGES) - FROM_THE_RIGHT:
        said = sentences(code)
        letter, form = (text_of(made(Choice(code))) for made in papers[:2])
        for sentence in ("Decision", "You are not identified as a victim of trafficking in human beings."):
            assert said[(sentence,)][0] in letter, (code, sentence)
        (late,) = (one for sentence, one in said.items() if len(sentence) > 1)
        assert any(HOLE.split(one)[-1].strip() in letter for one in late), code
        for sentence in (
            "Consent form",
            "Where you stay",
            "You may see what is kept about you, and have mistakes put right.",
        ):
            assert said[(sentence,)][0] in form, (code, sentence)


def test_the_languages_have_the_letters_that_they_need() -> None:
    with in_language("en"):
        paper = printed("Letters", [Words(letters(LETTERS, LEFT_TO_RIGHT), 11, LEFT_TO_RIGHT)])
    assert ".notdef" not in glyphs(paper)
    assert LETTERS in text_of(paper)


def test_a_letter_that_a_font_lacks_would_be_found() -> None:
    """The proof that the search for boxes can fail: one is drawn on purpose."""
    embed_fonts()
    paper = BytesIO()
    canvas = Canvas(paper)
    canvas.setFont("NotoSans", 11)
    canvas.drawString(50, 50, "o漢")
    canvas.save()
    assert glyphs(paper.getvalue()) == ["o", ".notdef"]


def test_nothing_is_missing_in_any_language() -> None:
    assert paper_translations.missing() == []
    assert set(sentences("en")) == paper_translations.collected()


@pytest.mark.parametrize("code", FOR_PAPERS)
def test_a_catalogue_holds_just_what_is_said_and_keeps_its_holes(code: str) -> None:
    file = read(file_of(code))
    said = {one.id if isinstance(one.id, str) else one.id[0] for one in file if one.id and not one.context}
    assert said == {sentence[0] for sentence in sentences("en")}
    for sentence, strings in sentences(code).items():
        assert len(strings) == (file.num_plurals if len(sentence) > 1 else 1), sentence
        for one in strings:
            assert sorted(HOLE.findall(one)) == sorted(HOLE.findall(sentence[0])), (sentence, one)


def test_the_russian_papers_keep_their_holes_too() -> None:
    assert catalogue("ru").num_plurals == 3
    for sentence, strings in sentences("ru").items():
        for one in filter(None, strings):
            assert sorted(HOLE.findall(one)) == sorted(HOLE.findall(sentence[0])), (sentence, one)


def test_each_language_has_a_version_of_its_own() -> None:
    assert len({digest(code) for code in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "3 May 2026"),
        ("ru", "3 мая 2026"),
        ("uk", "3 травня 2026"),
        ("ro", "3 mai 2026"),
        ("hy", "3 մայիսի 2026 թ."),
        ("ka", "3 მაისი, 2026"),
        ("kk", "2026 ж. 3 мамыр"),
        ("uz", "2026-yil 3-may"),
        ("uz-cyrl", "2026-йил 3-май"),
        ("sr-latn", "3. maja 2026."),
        ("prs", "3 می 2026"),
        ("ar", "3 مايو 2026"),
        ("vi", "3 tháng 5, 2026"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(code: str, said: str) -> None:
    with in_language(code):
        assert day(date(2026, 5, 3)) == said


@pytest.mark.parametrize("code", FOR_PAPERS)
def test_no_language_lacks_a_month(code: str) -> None:
    english = {f"{date(2026, month, 1):%B}" for month in range(1, 13)}
    own = {one.id: one.string for one in read(file_of(code)) if one.context == "alt. month"}
    assert set(own) == english
    assert len(set(own.values())) == 12
