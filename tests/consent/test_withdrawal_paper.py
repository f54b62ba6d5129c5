"""What was taken back, on paper: by organisation and day, in a language of the person, naming nobody."""

from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from audit.models import Event
from consent.enums import DataSet
from consent.withdrawal.actions import take_back
from consent.withdrawal.choices import everything
from identification.actions import record_identity
from identification.models import Case
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import consented, presumed_case

NAME = "Xymena Quill"


@pytest.fixture
def case(cast: Cast) -> Case:
    case = presumed_case(cast.nora)
    record_identity(case=case, by=cast.nora, full_name=NAME)
    consented(case, cast.nora, cast.sami.organisation, data=[DataSet.SUMMARY, DataSet.HEALTH])
    return case


def paper(client: Client, case: Case, language: str = "en") -> str:
    answer = client.get(f"{case.get_absolute_url()}withdrawn.pdf", {"language": language})
    assert answer.status_code == 200
    reader = PdfReader(BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_says_what_is_no_longer_shared_with_whom_since_when(cast: Cast, case: Case) -> None:
    nora = client_of(cast.nora)
    assert nora.get(f"{case.get_absolute_url()}withdrawn.pdf").status_code == 404
    take_back(case=case, choice=everything(), by=cast.nora)
    text = paper(nora, case)
    for told in (
        "You took your consent back",
        case.number,
        "Quiet Garden",
        "Your health, and medical papers",
        "Help does not depend",
    ):
        assert told in text
    assert str(timezone.localdate().year) in text
    assert NAME not in text
    assert Event.objects.filter(kind="consent.confirm", outcome="done").count() == 1
    for language in ("ru", "prs", "ar"):
        told = paper(nora, case, language)
        assert "Machine-made" in told
        assert "ealth" not in told, "what was shared is said in the person's language too"


def test_somebody_else_who_sees_the_case_gets_what_named_them_alone(cast: Cast, case: Case) -> None:
    take_back(case=case, choice=everything(), by=cast.nora)
    for who in ("sami", "otto", "lena"):
        answer = client_of(getattr(cast, who)).get(f"{case.get_absolute_url()}withdrawn.pdf")
        assert answer.status_code == 404
