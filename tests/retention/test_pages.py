"""The pages of keeping and erasing, as those who use them see them."""

from datetime import timedelta

from django.utils import timezone

from encryption import keys
from identification import actions as cases
from identification.models import Case
from retention.models import Erasure, LegalHold, RefusalNotice
from tests.cast import Cast
from tests.helpers import client_of, with_fresh_factor
from tests.makers import opened_case, presumed_case
from tests.makers_documents import document_at
from tests.makers_facts import alleged, told_event
from tests.makers_legal_aid import matter_at
from tests.makers_repatriation import return_at
from tests.makers_retention import REASON, closed_case, held, proposal_of, wished
from tests.makers_shelters import admitted

KEY = "8f14e45f-ceea-467f-9b0d-1234567890ab"


def day_after(days: int) -> dict[str, int]:
    day = timezone.localdate() + timedelta(days=days)
    return {"until_0": day.day, "until_1": day.month, "until_2": day.year}


def test_a_hold_is_written_down_once_and_lifted_by_another(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    client, url = client_of(cast.nora), f"{case.get_absolute_url()}keeping/hold/"
    entered = {"key": KEY, "held_for": "court", "reason": REASON, **day_after(30)}
    assert client.post(url, entered).status_code == 302
    assert client.post(url, entered).status_code == 302
    hold = LegalHold.objects.get()
    assert "A court" in client.get(f"{case.get_absolute_url()}keeping/").content.decode()
    assert REASON in client.get(hold.get_absolute_url()).content.decode()
    assert client.get(f"{hold.get_absolute_url()}do/lift/").status_code == 403
    dana = client_of(cast.dana)
    assert dana.post(f"{hold.get_absolute_url()}do/lift/", {"reason": "\u200b" * 12}).status_code in (
        200,
        409,
    )
    assert dana.post(f"{hold.get_absolute_url()}do/lift/", {"reason": REASON}).status_code == 302
    far = {**entered, "key": KEY[:-1] + "c", "until_2": "9999"}
    assert client.post(url, far).status_code == 409


def test_a_wish_is_heard_by_the_shelter_and_decided_by_the_carrier(cast: Cast) -> None:
    case = admitted(cast).case
    sami = client_of(cast.sami)
    entered = {"key": KEY, "wish_of": "person", "said": "All of it."}
    assert sami.post(f"{case.get_absolute_url()}keeping/erase/", entered).status_code == 302
    wish = Erasure.objects.get()
    assert "A person asks to be erased" in client_of(cast.dov).get("/").content.decode()
    url = f"{wish.get_absolute_url()}do/approve/"
    assert client_of(cast.dov).get(url).status_code == 302  # a fresh factor is asked for
    dov = with_fresh_factor(client_of(cast.dov))
    assert "All help that is open is called off" in dov.get(url).content.decode()
    assert dov.post(url).status_code == 302
    keys.forget()
    assert not keys.exist(case.pk)
    assert "destroyed" in dov.get(wish.get_absolute_url()).content.decode()
    assert dov.post(url).status_code == 409


def test_every_page_still_works_after_the_erasure(cast: Cast) -> None:
    placement = admitted(cast)
    case = placement.case
    record, matter = return_at("cleared", cast, case=case), matter_at("active", cast, case=case)
    document = document_at("clean", cast, case=case)
    event, exploiter = told_event(case, cast.nora), alleged(case, cast.nora)
    wish = wished(case, cast, said="Everything.")
    cases.decline(case=case, can_decide="yes", by=cast.nora)
    done = Case.objects.get(pk=case.pk)
    cases.forget(case=done, by=cast.dov)
    keys.forget()
    home = case.get_absolute_url()
    parts = "screenings consents referrals placements matters returns documents deciding inquiries decisions facts"
    parts += (
        " exploiters identity identity/edit access timeline trail looks keeping keeping/hold keeping/erase"
    )
    parts += " card safety"
    urls = [home, *(f"{home}{one}/" for one in parts.split()), "/", "/cases/", "/oversight/", "/retention/"]
    urls += [one.get_absolute_url() for one in (placement, record, matter, document, event, exploiter, wish)]
    urls += [f"{home}do/{one}/" for one in ("decline", "reopen", "close")]
    for client, opened in ((client_of(cast.nora), urls), (client_of(cast.dov), urls[-14:])):
        for url in opened:
            assert client.get(url).status_code < 500, url
    assert "Erased" in client_of(cast.nora).get(home).content.decode()


def test_what_is_due_is_told_without_a_name(cast: Cast) -> None:
    from django.core.management import call_command

    case = closed_case(cast, days_ago=3 * 365 + 4)
    call_command("propose_retention")
    dov = with_fresh_factor(client_of(cast.dov))
    listed = dov.get("/retention/").content.decode()
    assert case.number in listed
    assert "due for 4 days" in listed
    page = dov.get(proposal_of(case).get_absolute_url()).content.decode()
    assert "What is in it" in page
    assert "Somebody" not in page
    url = proposal_of(case).get_absolute_url()
    assert dov.post(f"{url}do/put_off/", {"reason": REASON, **day_after(20)}).status_code == 302
    assert dov.post(f"{url}do/agree/").status_code == 302
    assert client_of(cast.sami).get(url).status_code == 404
    held(case, cast)
    assert "Something holds this case" in dov.get("/retention/").content.decode()


def test_declining_asks_whether_the_person_can_decide_and_counts_them(cast: Cast) -> None:
    case = opened_case(cast.nora)
    client, url = client_of(cast.nora), f"{case.get_absolute_url()}do/decline/"
    told = {
        "can_decide": "not_now",
        "sex": "female",
        "form": "forced_labour",
        "nationality": "",
        "region": "",
    }
    assert "Identification Board" in client.get(url).content.decode()
    answer = client.post(url, told)
    assert answer.status_code == 409
    assert "cannot decide this freely now" in answer.content.decode()
    assert client.post(url, told | {"can_decide": "supported"}).status_code == 302
    assert RefusalNotice.objects.get().region == ""
    assert client.post(url, told | {"can_decide": "yes"}).status_code == 409
    assert RefusalNotice.objects.count() == 1
    assert "Forced labour" in client_of(cast.dov).get("/retention/notices/").content.decode()


def test_the_card_gives_nothing_away(cast: Cast) -> None:
    case = opened_case(cast.nora, language="ru")
    client = client_of(cast.nora)
    url = f"{case.get_absolute_url()}card/"
    assert "555-0140" in client.get(url).content.decode()
    for language in ("en", "ru", "prs"):
        answer = client.get(f"{url}print/", {"language": language})
        assert answer["Content-Disposition"] == f'attachment; filename="paper-{str(case.pk)[:8]}.pdf"'
        said = read(answer.content)
        assert "555-0140" in said
        for word in ("traffick", "Safe Passage", case.number, "555-0130", "ReportLab", "Lantern"):
            assert word.lower() not in said.lower(), word
    assert client.get(f"{url}print/", {"language": "zz"}).status_code == 404


def read(content: bytes) -> str:
    """Return all that a PDF says, its data about itself included."""
    from io import BytesIO

    from pypdf import PdfReader

    paper = PdfReader(BytesIO(content))
    assert len(paper.pages) == 1
    width, height = (float(paper.pages[0].mediabox[one]) for one in (2, 3))
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (86, 54)
    return " ".join(
        [*(page.extract_text() for page in paper.pages), *map(str, (paper.metadata or {}).values())]
    )


def test_our_own_words_about_keeping_are_in_the_readers_language(cast: Cast) -> None:
    nora = client_of(cast.nora)
    nora.cookies["django_language"] = "ru"
    page = nora.get("/retention/rules/").content.decode()
    assert "Хранится, пока продолжается помощь." in page
    for ours in ("ours, to be confirmed", "Kept for as long as help goes on."):
        assert ours not in page
