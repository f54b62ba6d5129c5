"""The consent form on paper: in the language that is chosen, readable, and naming nobody."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone, translation
from pypdf import PdfReader

from accounts.actions import found_organisation
from accounts.enums import OrganisationKind
from audit.models import Event
from consent import documents
from consent.actions import withdraw
from consent.enums import DataSet, InformedPoint
from consent.talks import texts
from entry import paper
from identification import actions
from papers.languages import Choice, day
from tests.cast import FOUNDER, Cast
from tests.consent.talks import drafts, given, ground, informed
from tests.consent.through import SPOKEN, explained
from tests.helpers import client_of
from tests.identification.forms import send
from tests.makers import presumed_case

NAME = "Xymena Quill"
ABOUT = texts.About("sharing", (), (), "longest", date(2027, 1, 1))
WORDS = {
    "en": ("Consent form", "Quiet Garden", "I agree that this organisation sees"),
    "ru": ("Quiet Garden", "соглас"),
}


def printed(cast: Cast, language: str = "en") -> PdfReader:
    case = presumed_case(cast.nora)
    actions.record_identity(case=case, full_name=NAME, pseudonym="Robin", contact="+999 55", by=cast.nora)
    (first, _second) = drafts(cast, case, data=(DataSet.SUMMARY, DataSet.HEALTH))
    client = client_of(cast.nora)
    answer = client.get(f"/talks/{first.talk}/form.pdf", {"language": language})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="paper-{str(first.talk)[:8]}.pdf"'
    return PdfReader(BytesIO(answer.content))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("language", WORDS)
def test_it_is_written_in_the_language_that_was_chosen(cast: Cast, language: str) -> None:
    text = text_of(printed(cast, language)).lower()
    for word in WORDS[language]:
        assert word.lower() in text, word
    with translation.override(language):
        wanted = [texts.contents(DataSet.SUMMARY), texts.contents(DataSet.HEALTH)]
        wanted += [texts.SENTENCES[InformedPoint.HELP](ABOUT, str)[0], texts.contents(DataSet.NEEDS)]
    for words in wanted:
        assert words.lower() in text, words


def test_the_russian_form_is_in_russian(cast: Cast) -> None:
    text = text_of(printed(cast, "ru"))
    letters = [letter for letter in text if letter.isalpha()]
    russian = [letter for letter in letters if "\u0400" <= letter <= "\u04ff"]
    assert len(russian) > 0.7 * len(letters)


def test_unless_another_is_chosen_it_is_in_the_language_of_the_talk(cast: Cast) -> None:
    talk = informed(cast, presumed_case(cast.nora, language="ru")).talk
    client = client_of(cast.nora)
    page = client.get(f"/talks/{talk}/").content.decode()
    assert '<option value="prs" selected>' in page
    assert "Go through it with an interpreter" not in page
    assert language_of(client, talk) == "prs"
    assert language_of(client, talk, "uz-cyrl") == "uz-Cyrl"


def test_where_we_have_not_the_persons_language_an_interpreter_is_needed(cast: Cast) -> None:
    (draft,) = drafts(cast, presumed_case(cast.nora, language="am"))
    client = client_of(cast.nora)
    assert "Go through it with an interpreter" in client.get(f"/talks/{draft.talk}/").content.decode()
    answer = client.get(f"/talks/{draft.talk}/form.pdf")
    reader = PdfReader(BytesIO(answer.content))
    assert reader.root_object["/Lang"] == "en"
    assert "Go through it with an interpreter" in text_of(reader)


@pytest.mark.parametrize("language", ["am", "xx", "EN", "../ru", "\x00"])
def test_a_language_that_we_have_not_cannot_be_chosen(cast: Cast, language: str) -> None:
    (draft,) = drafts(cast)
    asked = {"language": language}
    assert client_of(cast.nora).get(f"/talks/{draft.talk}/form.pdf", asked).status_code in (400, 404)
    assert not Event.objects.filter(kind="consent.print").exists()


def language_of(client: Client, talk: UUID, chosen: str = "") -> str:
    asked = {"language": chosen} if chosen else {}
    reader = PdfReader(BytesIO(client.get(f"/talks/{talk}/form.pdf", asked).content))
    return str(reader.root_object["/Lang"])


@pytest.mark.parametrize("language", WORDS)
def test_it_names_nobody(cast: Cast, language: str) -> None:
    reader = printed(cast, language)
    everything = text_of(reader) + str(reader.metadata)
    for word in (NAME, "Xymena", "Robin", "+999", "Nora"):
        assert word not in everything


@pytest.mark.parametrize("language", WORDS)
def test_every_font_that_is_used_is_embedded(cast: Cast, language: str) -> None:
    embedded = []
    for page in printed(cast, language).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            if font["/BaseFont"] == "/Helvetica":  # declared by the library on every page, with no text in it
                continue
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            embedded.append("/FontFile2" in inner["/FontDescriptor"])
    assert embedded
    assert all(embedded)


def test_after_a_yes_it_says_to_what_and_when_and_asks_for_no_second_sign(cast: Cast) -> None:
    (yes, _no) = drafts(cast, presumed_case(cast.nora, language="en"), data=(DataSet.SUMMARY, DataSet.HEALTH))
    client, talk = client_of(cast.nora), f"/talks/{yes.talk}/"
    paper_before = text_of(PdfReader(BytesIO(client.get(f"{talk}form.pdf").content)))
    explained(client, talk)
    assert send(client, f"{talk}answer/", {"agreed": [yes.data], **SPOKEN}).status_code == 302
    printed_after = PdfReader(BytesIO(client.get(f"{talk}form.pdf", {"language": "en"}).content))
    after = text_of(printed_after)
    with translation.override("en"):
        said = f"My yes was given on {day(timezone.localdate())}. My sign is kept locked away."
        assert texts.contents(DataSet.HEALTH) in paper_before
        assert texts.contents(DataSet.HEALTH) not in after
        assert texts.contents(DataSet.SUMMARY) in after
    assert said in after
    assert said not in paper_before
    for line in ("Witness", "Signature, or any sign I choose"):
        assert line in paper_before
        assert line not in after
    assert "Wanda" not in after


def test_after_a_yes_it_names_those_alone_to_whom_it_was_said(cast: Cast) -> None:
    case = presumed_case(cast.nora, language="en")
    yes = given(cast, case, recipient=cast.sami.organisation)
    (no,) = drafts(cast, case, recipient=cast.otto.organisation)
    paper_after = text_of(PdfReader(BytesIO(documents.form([no, yes], Choice("en")))))
    assert cast.sami.organisation.name in paper_after
    assert cast.otto.organisation.name not in paper_after


def test_where_one_sees_less_than_another_each_is_named_with_what_it_sees(cast: Cast) -> None:
    case = presumed_case(cast.nora, language="en")
    all_of_it = [given(cast, case, data=(one,)) for one in (DataSet.SUMMARY, DataSet.HEALTH)]
    less = given(cast, case, recipient=cast.otto.organisation)
    paper = text_of(PdfReader(BytesIO(documents.form([*all_of_it, less], Choice("en")))))
    agreed = paper.split("sees:", 1)[1].split("It was explained", 1)[0]
    theirs, others = agreed.split(cast.otto.organisation.name)
    with translation.override("en"):
        health = texts.contents(DataSet.HEALTH)
    assert health in theirs
    assert health not in others.split("With it they see", 1)[0]


def test_what_is_over_refused_or_a_legal_ground_is_no_form(cast: Cast) -> None:
    nora = client_of(cast.nora)
    over = given(cast, presumed_case(cast.nora, language="en"))
    assert "form.pdf" in nora.get(f"/talks/{over.talk}/").content.decode()
    withdraw(consent=over, by=cast.nora)
    for one in (over, ground(cast)):
        assert nora.get(f"/talks/{one.talk}/form.pdf").status_code == 404
        assert "form.pdf" not in nora.get(f"/talks/{one.talk}/").content.decode()


def test_printing_is_in_the_log(cast: Cast) -> None:
    printed(cast)
    assert Event.objects.filter(kind="consent.print").count() == 1


def test_others_do_not_print_it(cast: Cast) -> None:
    (draft,) = drafts(cast)
    assert client_of(cast.otto).get(f"/talks/{draft.talk}/form.pdf").status_code == 404


def test_names_of_organisations_in_other_letters(cast: Cast) -> None:
    asked = {"kind": OrganisationKind.NGO, "country": "BK", "by": FOUNDER}
    there = found_organisation(name="Тихий сад, Ўзбекистон, Қазақстан, Țară", **asked)
    (draft,) = drafts(cast, recipient=there)
    answer = client_of(cast.nora).get(f"/talks/{draft.talk}/form.pdf")
    assert there.name in text_of(PdfReader(BytesIO(answer.content)))


def test_a_name_in_letters_that_no_font_has_is_spelled_in_latin_ones(cast: Cast) -> None:
    asked = {"kind": OrganisationKind.NGO, "country": "BK", "by": FOUNDER}
    there = found_organisation(name="მშვიდი ბაღი, 花园", **asked)
    (draft,) = drafts(cast, recipient=there)
    answer = client_of(cast.nora).get(f"/talks/{draft.talk}/form.pdf")
    assert "მშვიდი ბაღი, HuaYuan" in text_of(PdfReader(BytesIO(answer.content)))


def test_any_other_letter_that_the_font_lacks_is_an_error_and_not_a_box(cast: Cast) -> None:
    (draft,) = drafts(cast)
    draft.case.number = "\u10d0\u8bed\u8bee"
    with pytest.raises(paper.MissingGlyph, match="lack U\\+8BED, U\\+8BEE"):
        documents.form([draft], Choice("en"))
