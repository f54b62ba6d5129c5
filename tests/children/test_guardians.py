"""Who acts for a child: one at a time, by day, never one who is suspected."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from children import actions
from children.enums import AppointedBy, GuardianKind, GuardianshipStatus
from children.models import Guardianship
from children.presenters import not_yet_told, who_acts
from children.rules import NOBODY_ACTS
from consent.actions import give
from consent.enums import ConsentStatus
from consent.models import Consent
from identification.actions import correct_facts
from identification.enums import AgeBand, Sex
from identification.models import Case
from tests.cast import Cast
from tests.consent.talks import signed
from tests.helpers import codes, log_is_broken
from tests.makers import opened_case, presumed_case
from tests.makers_children import SUSPICION, appointed, in_days, told
from workflow.gate import perform
from workflow.guard import writing
from workflow.refusal import Refused

BOTH = {"child_agrees": True, "guardian_agrees": True}


@pytest.fixture
def child(cast: Cast) -> Case:
    return presumed_case(cast.nora, age_band=AgeBand.CHILD)


def suspected(child: Case, cast: Cast) -> Guardianship:
    guardian = appointed(child, cast.nora)
    return actions.suspect(guardianship=guardian, reason=SUSPICION, by=cast.nora)


def test_both_the_first_and_the_last_day_count(child: Case, cast: Cast) -> None:
    appointed(child, cast.nora, starts=in_days(0), until=in_days(3))
    acts = {days: child.guardianships.acting(in_days(days)).exists() for days in (-1, 0, 3, 4)}
    assert acts == {-1: False, 0: True, 3: True, 4: False}


def test_a_second_one_is_refused_while_one_acts(child: Case, cast: Cast) -> None:
    appointed(child, cast.nora, until=in_days(3))
    with pytest.raises(Refused) as refused:
        appointed(child, cast.nora)
    assert [one.code for one in refused.value.refusals] == ["nobody_else_acts"]
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        appointed(child, cast.nora, starts=in_days(0), until=None)
        assert child.guardianships.acting().count() == 1


def test_the_database_lets_one_act_on_a_day_whoever_writes(child: Case, cast: Cast) -> None:
    first = appointed(child, cast.nora)
    given = {"kind": "parent", "appointed_by": "law", "starts": in_days(0), "status": "acting"}
    second = Guardianship(case=child, **given)
    with (
        pytest.raises(IntegrityError, match="one_acts_for_a_child_on_a_day"),
        transaction.atomic(),
        writing(),
    ):
        second.save(force_insert=True)
    perform(first, "end", end_reason="unable", by=cast.nora)
    appointed(child, cast.nora)


def test_a_suspected_guardian_stops_counting_and_the_authority_acts(child: Case, cast: Cast) -> None:
    guardian = suspected(child, cast)
    assert guardian.status == GuardianshipStatus.SUSPECTED
    (acting,) = child.guardianships.acting()
    assert (acting.kind, acting.appointed_by) == (GuardianKind.AUTHORITY, AppointedBy.LAW)
    assert codes(acting, "suspect", cast.nora, reason=SUSPICION) == ["guardian_is_not_the_authority"]
    appointed(child, cast.nora)
    assert [one.kind for one in child.guardianships.acting()] == [GuardianKind.APPOINTED]
    acting.refresh_from_db()
    assert (acting.status, acting.end_reason) == ("ended", "replaced")


@pytest.mark.parametrize(
    ("kind", "by", "refused"),
    [
        ("parent", "law", ["suspicion_is_settled_by_a_court"]),
        ("relative", "other", ["suspicion_is_settled_by_a_court"]),
        ("relative", "child_protection", []),
        ("parent", "court", []),
        ("authority", "law", ["nobody_else_acts"]),
    ],
)
def test_after_a_suspicion_only_a_court_or_child_protection_appoints(
    child: Case, cast: Cast, kind: str, by: str, refused: list[str]
) -> None:
    suspected(child, cast)
    given = {"kind": kind, "appointed_by": by, "until": None}
    if not refused:
        appointed(child, cast.nora, **given)
        assert [one.kind for one in child.guardianships.acting()] == [kind]
        return
    with pytest.raises(Refused) as told:
        appointed(child, cast.nora, **given)
    assert [one.code for one in told.value.refusals] == refused
    assert [one.kind for one in child.guardianships.acting()] == [GuardianKind.AUTHORITY]


def test_after_a_suspicion_law_appoints_nobody_else_when_the_authority_ended_either(
    child: Case, cast: Cast
) -> None:
    suspected(child, cast)
    perform(child.guardianships.acting().get(), "end", end_reason="decided", by=cast.nora)
    given = {"appointed_by": "law", "starts": in_days(0)}
    parent = Guardianship(case=child, kind="parent", **given)
    assert codes(parent, "appoint", cast.nora) == ["suspicion_is_settled_by_a_court"]
    assert codes(Guardianship(case=child, kind="authority", **given), "appoint", cast.nora) == []


def test_the_authority_by_decision_of_a_court_goes_on_until_it_is_ended(child: Case, cast: Cast) -> None:
    decided = appointed(child, cast.nora, kind="authority", appointed_by="court")
    with pytest.raises(Refused) as refused:
        appointed(child, cast.nora, kind="parent", appointed_by="law")
    assert [one.code for one in refused.value.refusals] == ["nobody_else_acts"]
    assert child.guardianships.acting().get() == decided


def test_a_suspicion_is_not_ended_so_that_child_protection_has_to_be_told(child: Case, cast: Cast) -> None:
    told(child, cast.nora)
    guardian = suspected(child, cast)
    assert codes(guardian, "end", cast.nora, end_reason="unable") != []
    with pytest.raises(Refused):
        perform(guardian, "end", end_reason="unable", by=cast.nora)
    waiting = [one.label for one in not_yet_told(child)]
    assert waiting == ["Tell child protection that the guardian is suspected"]


def test_nobody_agrees_for_a_child_for_whom_nobody_acts(child: Case, cast: Cast) -> None:
    consent = signed(cast, child)
    assert codes(consent, "give", cast.nora, **BOTH) == []
    perform(child.guardianships.acting().get(), "end", end_reason="unable", by=cast.nora)
    assert codes(consent, "give", cast.nora, **BOTH) == ["who_agrees_acts_for_the_child"]
    with pytest.raises(Refused):
        give(consent=consent, **BOTH, by=cast.nora)
    assert Consent.objects.get(pk=consent.pk).status == ConsentStatus.INFORMED
    assert codes(consent, "refuse", cast.nora) == []


def test_a_guardian_whose_time_is_over_agrees_to_nothing(child: Case, cast: Cast) -> None:
    appointed(child, cast.nora, until=in_days(1))
    consent = signed(cast, child)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert codes(consent, "give", cast.nora, **BOTH) == ["who_agrees_acts_for_the_child"]


def test_the_authority_agrees_in_the_place_of_a_suspected_guardian(child: Case, cast: Cast) -> None:
    suspected(child, cast)
    assert codes(signed(cast, child), "give", cast.nora, **BOTH) == []
    perform(child.guardianships.acting().get(), "end", end_reason="decided", by=cast.nora)
    consent = Consent.objects.get(case=child)
    assert codes(consent, "give", cast.nora, **BOTH) == ["who_agrees_acts_for_the_child"]


def test_who_writes(child: Case, cast: Cast) -> None:
    new = Guardianship(case=child, kind="parent", appointed_by="law", starts=in_days(0))
    assert codes(new, "appoint", cast.nora) == []
    for other in (cast.odile, cast.dana, cast.sami, cast.ada, cast.stat):
        assert codes(new, "appoint", other) == ["by_screener"]
    met = opened_case(cast.odile, age_band=AgeBand.CHILD)
    first = Guardianship(case=met, kind="authority", appointed_by="law", starts=in_days(0))
    assert codes(first, "appoint", cast.odile) == []


def test_an_adult_has_none(cast: Cast) -> None:
    new = Guardianship(case=presumed_case(cast.nora), kind="parent", appointed_by="law", starts=in_days(0))
    assert codes(new, "appoint", cast.nora) == ["person_counts_as_a_child"]


def test_nobody_acts_any_more_for_one_who_is_grown_up(child: Case, cast: Cast) -> None:
    guardian = appointed(child, cast.nora)
    facts = {"sex": Sex.FEMALE, "language": "ru"}
    correct_facts(case=child, age_band=AgeBand.ADULT, **facts, by=cast.nora)
    guardian.refresh_from_db()
    assert (guardian.status, guardian.end_reason) == ("ended", "of_age")


def test_nothing_happens_when_the_log_is_broken(child: Case, cast: Cast) -> None:
    guardian = appointed(child, cast.nora)
    before = Event.objects.count()
    with log_is_broken():
        for act in (
            lambda: actions.suspect(guardianship=guardian, reason=SUSPICION, by=cast.nora),
            lambda: perform(guardian, "end", end_reason="unable", by=cast.nora),
            lambda: told(child, cast.nora),
        ):
            with pytest.raises(Exception, match="the log is broken"), transaction.atomic():
                act()
    assert [one.status for one in child.guardianships.all()] == [GuardianshipStatus.ACTING]
    assert not child.protection_notices.exists()
    assert Event.objects.count() == before


def test_that_nobody_acts_is_said_in_one_sentence_which_sends_nobody_where_they_cannot_write(
    child: Case, cast: Cast
) -> None:
    told_on_the_page = who_acts(child)
    assert told_on_the_page == str(NOBODY_ACTS)
    assert "the organisation that carries the case writes down" in told_on_the_page
