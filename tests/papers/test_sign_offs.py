"""Who answers for a translation: an authority signs today's text, and the mark goes; a changed text has it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from audit.log import read
from audit.models import Event
from identification.models import Decision
from papers import actions, catalogues
from papers.languages import FOR_PAPERS
from papers.models import TranslationSignOff, is_unchecked
from tests.cast import Cast
from tests.helpers import client_of, with_fresh_factor
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import decided_case
from tests.papers.glyphs import text_of
from workflow.guard import NotThroughTheGate

MARK = "Machine-made translation, to be checked by a native speaker."
SIGN = "/papers/tg/sign/"


@pytest.fixture
def ada(cast: Cast) -> Client:
    return with_fresh_factor(client_of(cast.ada))


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One sentence of the Tajik catalogue is another one, as after an update of the product."""
    for cached in (catalogues.sentences, catalogues.digest):
        cached.cache_clear()
    file = catalogues.file_of("tg")
    text = file.read_text(encoding="utf-8")
    other = tmp_path / "tg" / "LC_MESSAGES" / "django.po"
    other.parent.mkdir(parents=True)
    other.write_text(text.replace('"Қарор"', '"Қарори мо"'), encoding="utf-8")
    monkeypatch.setattr(catalogues, "LOCALE", other.parents[2])
    yield
    monkeypatch.undo()
    for cached in (catalogues.sentences, catalogues.digest):
        cached.cache_clear()


def form() -> dict[str, str]:
    return {"read": "on", "version": catalogues.digest("tg")}


def letter(cast: Cast) -> str:
    case = decided_case(cast, language="tg")
    url = f"/decisions/{Decision.objects.get(case=case).pk}/letter/"
    return text_of(client_of(cast.nora).get(url).content)


def test_everybody_reads_every_translation(cast: Cast) -> None:
    stat = client_of(cast.stat)
    text = stat.get("/papers/").content.decode()
    assert text.count("Machine-made</span>") == len(FOR_PAPERS) + 1  # and Russian
    assert "Тоҷикӣ" in text
    page = stat.get("/papers/prs/").content.decode()
    assert 'lang="prs" dir="rtl"' in page
    assert "تصمیم" in page
    assert "Case [number]" in page
    assert "Sign this translation off" not in page


@pytest.mark.parametrize("language", ["en", "xx", "TG", "papers"])
def test_a_language_that_is_not_translated_is_404(ada: Client, language: str) -> None:
    for url in (f"/papers/{language}/", f"/papers/{language}/sign/"):
        assert ada.get(url).status_code == 404


def test_the_authority_signs_and_the_mark_goes(cast: Cast, ada: Client) -> None:
    assert MARK in letter(cast)
    assert ada.post(SIGN, form()).headers["Location"] == "/papers/tg/"
    row = TranslationSignOff.objects.get()
    assert (row.language, row.organisation, row.signed_by) == ("tg", cast.ada.organisation, cast.ada.user)
    assert not is_unchecked("tg")
    assert is_unchecked("uz")
    text = client_of(cast.nora).get("/papers/tg/").content.decode()
    assert "Signed off by Identification Board (Ada)" in text
    assert "notice--caution" not in text
    facts = read(Event.objects.get(kind="paper.sign"))["facts"]
    assert facts == {"language": "tg", "version": f"sha256:{catalogues.digest('tg')[:16]}"}


def test_a_signed_paper_has_no_mark(cast: Cast) -> None:
    actions.sign_off(language="tg", by=cast.ada)
    text = letter(cast)
    assert "Қарор" in text
    assert MARK not in text


def test_when_a_sentence_changes_the_mark_returns(cast: Cast, request: pytest.FixtureRequest) -> None:
    actions.sign_off(language="tg", by=cast.ada)
    actions.sign_off(language="ky", by=cast.ada)
    request.getfixturevalue("changed")
    assert is_unchecked("tg")
    assert MARK in letter(cast)
    text = client_of(cast.ada).get("/papers/tg/").content.decode()
    assert "for an earlier text; it counts no longer" in text
    assert "Sign this translation off" in text
    actions.sign_off(language="tg", by=cast.ada)
    assert TranslationSignOff.objects.filter(language="tg").count() == 2
    assert not is_unchecked("tg")


def test_what_is_signed_is_what_was_read(cast: Cast, ada: Client) -> None:
    for wrong in ({"version": "0" * 64}, {"version": ""}, {"read": ""}, {"version": "x" * 9000}):
        assert ada.post(SIGN, form() | wrong).status_code == 200
    assert not TranslationSignOff.objects.exists()


def test_a_colleague_takes_it_back(cast: Cast) -> None:
    row = actions.sign_off(language="tg", by=cast.ada)
    assert actions.sign_off(language="tg", by=cast.aldo) == row
    aldo, url = with_fresh_factor(client_of(cast.aldo)), f"/papers/signed/{row.pk}/revoke/"
    assert aldo.get(url).status_code == 200
    assert not is_unchecked("tg")
    assert aldo.post(url).headers["Location"] == "/papers/tg/"
    assert is_unchecked("tg")
    assert "taken back by Aldo" in aldo.get("/papers/tg/").content.decode()
    assert aldo.post(url).status_code == 404


def test_without_a_fresh_factor_nothing_is_signed(cast: Cast) -> None:
    row = actions.sign_off(language="ky", by=cast.ada)
    for url in (SIGN, f"/papers/signed/{row.pk}/revoke/"):
        answer = client_of(cast.ada).post(url, form())
        assert "next=" in answer.headers["Location"]
    assert TranslationSignOff.objects.standing().count() == 1


def test_nothing_is_signed_or_taken_back_without_the_log(cast: Cast) -> None:
    changes_nothing_without_the_log(lambda: actions.sign_off(language="tg", by=cast.ada))
    row = actions.sign_off(language="tg", by=cast.ada)
    changes_nothing_without_the_log(lambda: actions.revoke(sign_off=row, by=cast.ada))


def test_a_sign_off_is_written_by_its_action_alone(cast: Cast) -> None:
    row = actions.sign_off(language="tg", by=cast.ada)
    for write in (row.save, row.delete, TranslationSignOff.objects.all().delete):
        with pytest.raises(NotThroughTheGate):
            write()
