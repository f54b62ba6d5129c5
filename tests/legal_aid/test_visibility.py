"""Who sees a legal matter, how much of it, and for whom it waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consent.actions import withdraw
from consent.enums import ConsentStatus
from consent.models import Consent
from identification.actions import decline
from legal_aid.actions import mark_deadline_done
from legal_aid.enums import OPEN, MatterStatus
from legal_aid.models import Deadline, Matter
from legal_aid.presenters import notes_for, waiting_for
from tests.cast import Cast
from tests.makers import consented
from tests.makers_legal_aid import NOTES, matter_at, with_deadline

OF_THE_CARRIER = {"nora", "dana", "dov"}


def who_sees(model: type[Matter] | type[Deadline], cast: Cast) -> set[str]:
    return {name for name, one in cast.everybody().items() if model.objects.visible_to(one).exists()}


def take_all_back(matter: Matter, cast: Cast) -> Matter:
    for consent in Consent.objects.filter(case=matter.case, status=ConsentStatus.GIVEN):
        withdraw(consent=consent, by=cast.nora)
    return Matter.objects.get(pk=matter.pk)


@pytest.mark.parametrize("status", [*OPEN, MatterStatus.HALTED])
def test_the_carrier_and_the_organisation_see_it(cast: Cast, status: str) -> None:
    matter_at(status, cast)
    assert who_sees(Matter, cast) == {*OF_THE_CARRIER, "lena"}


def test_without_a_basis_the_organisation_sees_it_no_longer(cast: Cast) -> None:
    take_all_back(matter_at(MatterStatus.ACTIVE, cast), cast)
    assert who_sees(Matter, cast) == OF_THE_CARRIER


def test_with_a_basis_again_the_organisation_sees_it_again(cast: Cast) -> None:
    matter = take_all_back(matter_at(MatterStatus.ACTIVE, cast), cast)
    consented(matter.case, cast.nora, matter.organisation)
    assert "lena" in who_sees(Matter, cast)


def test_what_is_closed_stays_in_the_organisations_own_list_without_the_notes(cast: Cast) -> None:
    matter = take_all_back(matter_at(MatterStatus.CLOSED, cast), cast)
    assert "lena" in who_sees(Matter, cast)
    assert notes_for(matter, cast.lena) is None
    assert notes_for(matter, cast.nora) == NOTES


def test_nobody_reads_the_notes_of_a_person_who_declined_everything(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    decline(case=matter.case, can_decide="yes", by=cast.nora)
    assert notes_for(Matter.objects.get(pk=matter.pk), cast.nora) is None


def test_a_deadline_is_seen_by_those_who_see_the_matter(cast: Cast) -> None:
    with_deadline(matter_at(MatterStatus.ACTIVE, cast), cast, timezone.localdate())
    assert who_sees(Deadline, cast) == {*OF_THE_CARRIER, "lena"}


def test_a_matter_without_a_lawyer_waits_for_the_counsel_alone(cast: Cast) -> None:
    matter = matter_at(MatterStatus.OPENED, cast)
    waiting = {name: waiting_for(one) for name, one in cast.everybody().items()}
    assert {name for name, found in waiting.items() if found} == {"lena"}
    assert [one.url for one in waiting["lena"]] == [matter.get_absolute_url()]


@pytest.mark.parametrize(("days", "waits"), [(-2, True), (0, True), (14, True), (15, False)])
def test_a_deadline_waits_when_it_is_near(cast: Cast, days: int, waits: bool) -> None:
    day = timezone.localdate() + timedelta(days=days)
    with_deadline(matter_at(MatterStatus.ACTIVE, cast), cast, day)
    assert [one.due for one in waiting_for(cast.lena)] == ([day] if waits else [])


def test_a_deadline_that_presses_comes_before_one_that_does_not(cast: Cast) -> None:
    matter, today = matter_at(MatterStatus.ACTIVE, cast), timezone.localdate()
    for days in (3, 4):
        with_deadline(matter, cast, today + timedelta(days=days))
    assert [one.urgency for one in waiting_for(cast.lena)] == [0, 1]


def test_what_is_done_or_halted_waits_for_nobody(cast: Cast) -> None:
    matter = matter_at(MatterStatus.ACTIVE, cast)
    mark_deadline_done(deadline=with_deadline(matter, cast, timezone.localdate()), by=cast.lena)
    assert waiting_for(cast.lena) == []
