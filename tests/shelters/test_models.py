"""What the database keeps, and who sees which stays."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.enums import ServiceKind
from consent.actions import withdraw
from shelters.enums import HOLDING, IN_HOUSE, OPEN, PlacementStatus
from shelters.models import Placement, Shelter
from tests.cast import Cast
from tests.makers import drafted, presumed_case
from tests.makers_shelters import admitted, in_days, placement_at, requested, reserved, shelter_of
from workflow.guard import NotThroughTheGate

ENDED = [one for one in PlacementStatus if one not in OPEN and one != PlacementStatus.NEW]


def _write(placement: Placement, **values: Any) -> None:
    """Change columns past every rule, as SQL of the application's own role could."""
    columns = ", ".join(f"{name} = %s" for name in values)
    with transaction.atomic(), connection.cursor() as cursor:
        statement = f"UPDATE shelters_placement SET {columns} WHERE id = %s"
        cursor.execute(statement, [*values.values(), placement.pk])


@pytest.mark.parametrize("state", HOLDING)
def test_database_gives_a_bed_once_a_night(cast: Cast, state: str) -> None:
    first, second = placement_at(state, cast), reserved(cast, "1b")
    with pytest.raises(IntegrityError, match="one_stay_a_night_for_a_bed"):
        _write(second, bed_id=first.bed_id)
    _write(second, bed_id=first.bed_id, starts=first.ends, ends=in_days(20))


@pytest.mark.parametrize("state", HOLDING)
def test_database_gives_a_person_one_bed_a_night(cast: Cast, state: str) -> None:
    first, second = placement_at(state, cast), reserved(cast, "1b")
    with pytest.raises(IntegrityError, match="one_stay_a_night_for_a_case"):
        _write(second, case_id=first.case_id)
    _write(second, case_id=first.case_id, starts=first.ends, ends=in_days(20))


def test_database_lets_one_person_live_in_a_bed_whatever_the_days(cast: Cast) -> None:
    first, second = admitted(cast), admitted(cast, "1b")
    later = {"starts": first.ends, "ends": in_days(20)}
    with pytest.raises(IntegrityError, match="one_person_lives_in_a_bed"):
        _write(second, bed_id=first.bed_id, **later)
    with pytest.raises(IntegrityError, match="a_person_lives_in_one_bed"):
        _write(second, case_id=first.case_id, **later)


def test_database_keeps_days_in_order(cast: Cast) -> None:
    placement = requested(cast)
    with pytest.raises(IntegrityError, match="stay_ends_after_it_starts"):
        _write(placement, ends=placement.starts)


def test_database_holds_no_stay_without_a_bed(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="a_stay_has_a_bed"):
        _write(admitted(cast), bed_id=None)


def test_database_wants_a_reason_for_a_refusal_and_an_exit(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="refused_stay_has_a_reason"):
        _write(placement_at(PlacementStatus.REFUSED, cast), refusal_reason="")
    with pytest.raises(IntegrityError, match="exit_has_a_reason"):
        _write(placement_at(PlacementStatus.EXITED, cast), exit_reason="")


def test_database_wants_a_longer_stay_to_be_longer(cast: Cast) -> None:
    placement = placement_at(PlacementStatus.EXTENSION_REQUESTED, cast)
    with pytest.raises(IntegrityError, match="longer_stay_is_longer"):
        _write(placement, extension_until=placement.ends)


def test_database_keeps_one_open_stay_of_a_referral(cast: Cast) -> None:
    first, second = requested(cast), requested(cast)
    with pytest.raises(IntegrityError, match="one_open_stay_of_a_referral"):
        _write(second, referral_id=first.referral_id)


def test_database_refuses_a_move_that_is_not_declared(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="cannot go from requested to admitted"):
        _write(requested(cast), status="admitted")


def test_nothing_is_written_past_the_gate(cast: Cast) -> None:
    placement = requested(cast)
    for row in (placement, placement.shelter, placement.shelter.beds.first()):
        assert row
        with pytest.raises(NotThroughTheGate):
            row.save()
    with pytest.raises(NotThroughTheGate):
        Placement.objects.update(starts=date(2020, 1, 1))


@pytest.mark.parametrize("state", [one for one in PlacementStatus if one != PlacementStatus.NEW])
def test_shelter_and_carrier_see_a_stay_and_nobody_else(cast: Cast, state: str) -> None:
    placement = placement_at(state, cast)
    sees = {
        name
        for name, actor in cast.everybody().items()
        if Placement.objects.visible_to(actor).filter(pk=placement.pk).exists()
    }
    assert sees == {"sami", "vera", "nora", "dana", "dov"}


def test_shelter_still_sees_a_stay_whose_case_it_may_not_see(cast: Cast) -> None:
    placement = admitted(cast)
    for consent in placement.case.consents.all():
        withdraw(consent=consent, by=cast.nora)
    assert not placement.case.is_visible_to(cast.sami)
    seen = Placement.objects.visible_to(cast.sami).with_sight(cast.sami).get()
    assert seen.case_is_visible is False
    assert Placement.objects.visible_to(cast.nora).with_sight(cast.nora).get().case_is_visible is True


def test_shelter_is_seen_by_its_own_people(cast: Cast) -> None:
    shelter_of(cast.sami)
    assert Shelter.objects.visible_to(cast.vera).exists()
    assert not Shelter.objects.visible_to(cast.otto).exists()
    assert not Shelter.objects.visible_to(cast.stat).exists()


def test_overdue_and_missed(cast: Cast) -> None:
    lives, waits = admitted(cast), reserved(cast, "1b")
    assert not Placement.objects.overdue().exists()
    assert not Placement.objects.missed().exists()
    _write(lives, starts=in_days(-20), ends=in_days(-1))
    _write(waits, starts=in_days(-1))
    assert list(Placement.objects.overdue()) == [lives]
    assert list(Placement.objects.missed()) == [waits]
    lives = Placement.objects.get(pk=lives.pk)
    assert lives.is_overdue
    assert not waits.is_overdue


def test_states_are_told_apart() -> None:
    assert set(IN_HOUSE) < set(HOLDING) < set(OPEN)
    assert not set(OPEN) & set(ENDED)


def test_referral_to_no_shelter(cast: Cast) -> None:
    referral = drafted(presumed_case(cast.nora), cast.nora, cast.lena, ServiceKind.LEGAL_AID)
    with pytest.raises(Shelter.DoesNotExist):
        Placement.of(referral, pk=uuid4())


def test_care_note_is_sealed(cast: Cast) -> None:
    placement = admitted(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT care_note FROM shelters_placement WHERE id = %s", [placement.pk])
        assert b"penicillin" not in bytes(cursor.fetchone()[0])
    assert "penicillin" in str(Placement.objects.get(pk=placement.pk).care_note)
