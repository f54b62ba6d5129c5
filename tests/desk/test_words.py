"""Events in words: labels, names, states and reasons; looks left out of the case page; numbers in oversight."""

from audit.log import record
from audit.models import Event, Outcome
from desk import trail
from desk.words import InWords
from referral.enums import ReferralStatus
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import opened_case, presumed_case, referral_at, screened


def facts_of(kind: str, actor: object, case: object) -> list[tuple[str, str]]:
    events = list(Event.objects.filter(kind=kind).order_by("-id"))
    (line,) = trail.told(events[:1], actor, case)
    return line.facts


def test_states_are_told_in_words(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    assert facts_of("case.presume", cast.nora, case) == [
        ("State before", "Screening"),
        ("State after", "Presumed victim"),
    ]


def test_the_carrier_reads_the_name_of_an_organisation(cast: Cast) -> None:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    told = dict(facts_of("access.grant", cast.nora, case))
    assert told["Organisation"] == "Quiet Garden"
    assert told["On what ground"] == "The person agreed"
    assert told["How much"] in ("Summary", "Casework", "Casework and identity")


def test_others_read_no_name_that_is_not_theirs_to_know(cast: Cast) -> None:
    case = referral_at(ReferralStatus.ACCEPTED, cast).case
    record("access.grant", by=cast.sami, case_id=case.pk, organisation=cast.otto.organisation_id)
    told = dict(facts_of("access.grant", cast.sami, case))
    assert told["Organisation"] == str(cast.otto.organisation_id)
    assert dict(facts_of("access.grant", cast.nora, case))["Organisation"] == "Far Meadow"


def test_a_refusal_says_its_reasons(cast: Cast) -> None:
    record("case.presume", by=cast.nora, outcome=Outcome.REFUSED, reasons=["wrong_state", "by_screener"])
    told = dict(facts_of("case.presume", cast.nora, None))
    assert told["Why it was refused"].startswith("The state did not allow it.; Only a first responder")


def test_a_command_is_told_in_words_and_an_unknown_one_by_its_name() -> None:
    words = InWords({})
    assert words.command("consent_withdrawn") == "when consent was taken back"
    assert words.command("rehearsal") == "rehearsal"
    assert words.fact("case.list", "ids", ["a", "b"]) == ("How many were shown", "2")
    assert words.fact("identity.change", "fields", ["full_name"]) == ("What changed", "full name")


def test_looks_are_in_the_trail_and_not_on_the_case_page(cast: Cast) -> None:
    case, nora = presumed_case(cast.nora), client_of(cast.nora)
    nora.get(f"{case.get_absolute_url()}consents/")
    page = nora.get(case.get_absolute_url())
    assert not [line for line in page.context["lines"] if line.sentence.startswith("looked")]
    assert [line for line in page.context["lines"] if "presumed victim" in line.sentence]
    trail = nora.get(f"{case.get_absolute_url()}trail/").content.decode()
    assert "looked at the consents" in trail


def test_oversight_shows_the_number_of_a_case_one_sees(cast: Cast) -> None:
    mine, theirs = presumed_case(cast.nora), opened_case(cast.odile)
    record("case.view", by=cast.nora, case_id=theirs.pk)
    page = client_of(cast.dana).get("/oversight/").content.decode()
    assert f"Case {mine.number}" in page
    assert theirs.number not in page


def test_a_result_shows_what_was_asked_and_no_code(cast: Cast) -> None:
    screening = screened(opened_case(cast.nora), cast.nora)
    page = client_of(cast.nora).get(screening.get_absolute_url()).content.decode()
    labels = {one.code: one.label for one in screening.indicators.indicators}
    assert "EX01" not in page
    assert labels["EX01"].split("(")[0].split("'")[0] in page


def test_the_directory_names_countries(cast: Cast) -> None:
    page = client_of(cast.nora).get("/services/").content.decode()
    assert "Arvenia" in page
    assert ">AV<" not in page


def test_opening_a_case_says_what_comes_next(cast: Cast) -> None:
    nora = client_of(cast.nora)
    entered = {"key": "7a1c1d3e-0000-4000-8000-000000000002", "age_band": "adult", "sex": "female"}
    safety = dict.fromkeys(("in_danger", "injured", "controlled"), "no")
    case = nora.post("/cases/new/", {**entered, **safety, "language": "ru", "jurisdiction": "AV"}).url
    page = nora.get(case).content.decode()
    assert "What to do now" in page
    assert "Begin a screening" in page
