"""The timeline: deeds by day, on their ground, as far as the reader may know them."""

from datetime import timedelta
from itertools import groupby

import pytest
import time_machine
from django.utils import timezone

from audit.kinds import sentence_of
from audit.models import Event
from consent.actions import withdraw
from consent.enums import DataSet
from consent.models import Consent
from desk import timeline
from identification import access
from identification.enums import Basis, Scope
from identification.models import Case
from referral.actions import accept, send
from shelters.models import Placement
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import consented, drafted, opened_case, pending_case, presumed_case, screened
from tests.makers_deciding import PANEL, voted
from tests.makers_shelters import admitted
from workflow.gate import perform, require_permission
from workflow.refusal import Refused


@pytest.fixture
def placement(cast: Cast) -> Placement:
    """Somebody who lives in Sami's shelter; Nora carries the case."""
    return admitted(cast)


def told(case: Case, who: str, cast: Cast, part: str = "") -> list[str]:
    """Return what the timeline tells, the latest first."""
    days, _before = timeline.of(case, cast.everybody()[who], part)
    return [entry.sentence for day in days for entry in day.entries]


def test_it_tells_deeds_and_neither_looks_nor_refusals_nor_taps(cast: Cast) -> None:
    case = opened_case(cast.nora)
    screened(case, cast.nora)
    client_of(cast.nora).get(case.get_absolute_url())
    with pytest.raises(Refused):
        require_permission(case, "identify", by=cast.nora)
    kinds = set(Event.objects.filter(case_id=case.pk).values_list("kind", "outcome"))
    assert {("case.view", "done"), ("case.identify", "refused"), ("screening.answer", "done")} <= kinds
    sentences = told(case, "nora", cast)
    assert sentences[0] == "completed the screening"
    assert sentences[-2:] == ["gave an organisation sight of the case", "opened the case"]
    untold = {str(sentence_of(kind)) for kind in ("case.view", "case.identify", "screening.answer")}
    assert not untold & set(sentences)


def test_it_says_on_what_ground_and_into_which_state(cast: Cast, placement: Placement) -> None:
    days, _before = timeline.of(placement.case, cast.nora)
    entries = {entry.sentence: entry for day in reversed(days) for entry in reversed(day.entries)}
    accepted, granted = entries["accepted a referral"], entries["gave an organisation sight of the case"]
    assert (accepted.state, accepted.who) == ("Accepted", "Sami, Quiet Garden")
    assert [label for label, _text in accepted.facts] == ["On what ground"]
    assert dict(accepted.facts)["On what ground"].startswith("The person agreed (")
    assert dict(granted.facts)["How much"] == "Casework and identity; Casework; Summary"


def test_days_are_told_apart(cast: Cast) -> None:
    case = opened_case(cast.nora)
    screened(case, cast.nora)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        perform(case, "presume", by=cast.nora)
    days, _before = timeline.of(case, cast.nora)
    assert [len(day.entries) > 0 for day in days] == [True, True]
    assert days[0].day - days[1].day == timedelta(days=1)
    assert [entry.state for entry in days[0].entries] == ["Presumed victim"]


def test_parts_share_out_everything(cast: Cast, placement: Placement) -> None:
    every = told(placement.case, "nora", cast)
    parts = {code: told(placement.case, "nora", cast, code) for code in timeline.NAMES if code}
    assert sorted(every) == sorted(one for part in parts.values() for one in part)
    assert parts["help"][0] == "admitted the person"
    assert told(placement.case, "nora", cast, "no such part") == every


def test_a_shelter_reads_what_it_did_itself(cast: Cast, placement: Placement) -> None:
    mine = told(placement.case, "sami", cast)
    assert "admitted the person" in mine
    assert "opened the case" in mine
    assert "recorded that the person agreed" not in mine
    for consent in Consent.objects.filter(case=placement.case, status="given"):
        withdraw(consent=consent, by=cast.nora)
    page = client_of(cast.sami).get(f"{placement.case.get_absolute_url()}timeline/")
    assert page.status_code == 404
    assert "recorded that the person took the consent back" in (told(placement.case, "nora", cast))


def test_who_sees_a_summary_reads_what_they_did_themselves_and_no_more(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation, data=[DataSet.SUMMARY])
    referral = send(referral=drafted(case, cast.nora, cast.sami, data_sets=[DataSet.SUMMARY]), by=cast.nora)
    accept(referral=perform(referral, "receive", by=cast.sami), by=cast.sami)
    mine = told(case, "sami", cast)
    assert mine == ["gave an organisation sight of the case", "accepted a referral", "received a referral"]


def test_a_step_that_leads_nowhere_tells_no_state(cast: Cast) -> None:
    case = opened_case(cast.nora)
    perform(case, "ask_safety_again", in_danger="no", injured="no", controlled="no", by=cast.nora)
    days, _before = timeline.of(case, cast.nora)
    assert (days[0].entries[0].sentence, days[0].entries[0].state) == ("asked again about safety", "")


def test_two_deeds_of_one_minute_are_two_lines(cast: Cast) -> None:
    case = presumed_case(cast.nora)
    for to in (cast.sami, cast.otto):
        drafted(case, cast.nora, to)
    assert told(case, "nora", cast).count("wrote a referral") == 2


def test_who_voted_is_told_to_the_carrier_and_to_the_authority_alone(cast: Cast) -> None:
    case = voted(pending_case(cast, jurisdiction=PANEL), cast.ada)
    access.grant(
        case=case,
        organisation=cast.otto.organisation,
        scope=Scope.CASEWORK,
        basis=Basis.OPENED,
        by=cast.nora,
    )
    who = [name for name in ("nora", "ada", "otto") if "cast a vote" in told(case, name, cast)]
    assert who == ["nora", "ada"]
    assert "opened the case" in told(case, "otto", cast)


def test_it_goes_on_page_by_page(cast: Cast, placement: Placement, monkeypatch: pytest.MonkeyPatch) -> None:
    every = told(placement.case, "nora", cast)
    monkeypatch.setattr(timeline, "PAGE", 4)
    found: list[str] = []
    before: int | None = None
    while before is not None or not found:
        days, before = timeline.of(placement.case, cast.nora, "", before)
        found += [entry.sentence for day in days for entry in day.entries]
        if before is None:
            break
    assert [sentence for sentence, _again in groupby(found)] == [
        sentence for sentence, _again in groupby(every)
    ]


def test_the_page_names_nobody_and_remembers_the_look(cast: Cast, placement: Placement) -> None:
    page = client_of(cast.nora).get(f"{placement.case.get_absolute_url()}timeline/?part=help&before=x")
    assert page.status_code == 200
    assert page.context["part"] == "help"
    assert Event.objects.filter(kind="timeline.view", case_id=placement.case_id).count() == 1
