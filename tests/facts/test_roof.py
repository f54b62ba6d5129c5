"""Under one roof: asked both ways, told to nobody but the carrier, and to them of their own records alone."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError
from django.test import TestCase
from django.utils import timezone

from accounts.actors import Actor
from audit.log import read
from audit.models import Event
from consent.actions import withdraw
from desk.waiting import waiting_for
from facts import actions
from facts.models import AllegedExploiter
from facts.roof import Known
from identification.actions import decline
from identification.models import Case
from shelters.actions import add_bed, admit, check_roofs, leave, refuse, reserve
from shelters.models import Bed, Placement
from tests.breakglass.told import told
from tests.cast import Cast
from tests.helpers import client_of, log_is_broken, statements_of
from tests.makers import presumed_case
from tests.makers_breakglass import hal
from tests.makers_facts import GUARD, alleged, named
from tests.makers_shelters import admitted, admitting, requested, reserved, reserving
from wall.context import acting_as


def resident(cast: Cast, carrier: Actor, **identity: object) -> Case:
    """Return the case of somebody who lives in Sami's shelter; another organisation carries it."""
    case = presumed_case(carrier)
    admitted(replace(cast, nora=carrier), "1a", case=named(case, carrier, **identity) if identity else case)
    return case


@pytest.fixture
def other(cast: Cast) -> Actor:
    """A case manager of another organisation."""
    return hal()


def newcomer(cast: Cast, **identity: object) -> Placement:
    """Return the stay that is asked for, for somebody who wants to come."""
    case = presumed_case(cast.nora)
    return requested(cast, case=named(case, cast.nora, **identity) if identity else case)


def reserving_as_sami(cast: Cast, placement: Placement) -> list[str]:
    """Return what Sami is told; the database shows what his shelter is a party to."""
    with acting_as(cast.sami.organisation_id):
        return told(lambda: reserve(placement=placement, **reserving(placement, "1b"), by=cast.sami))


def morning() -> tuple[str, list[list[str]]]:
    """Return what the check of a morning says, and who gets mail."""
    said, before = StringIO(), len(mail.outbox)
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("check_roofs", stdout=said)
    return said.getvalue(), [one.to for one in mail.outbox[before:]]


def found(placement: Placement) -> list[list[str]]:
    """Return which records were found, each time that it was written down."""
    events = Event.objects.filter(kind="roof.find", case_id=placement.case_id).order_by("id")
    return [read(one)["facts"]["records"] for one in events]


def labels(actor: Actor) -> str:
    """Return what waits for the actor, in one text."""
    return " / ".join(str(one.label) for one in waiting_for(actor))


NOT_SAFE, NO_BED = "A stay may not be safe", "A shelter could not take the person"
LIVES_THERE = "somebody who may be this person lives under the same roof"

# ---- who may be whom ----

NAMED = Known(("Zoran Izmišljen",), 1975, frozenset({"45556677"}))


@pytest.mark.parametrize(
    ("other", "may_be"),
    [
        (Known(("Зоран Измишлен",), None, frozenset()), True),
        (Known(("Izmišljen, Zoran",), 1977, frozenset()), True),
        (Known(("Zoran Izmišljen",), 1990, frozenset()), False),
        (Known(("Zoran",), None, frozenset()), False),
        (Known(("Zoran",), 1976, frozenset()), True),
        (Known(("Goran Petrović",), 1975, frozenset()), False),
        (Known(("Somebody Else",), 1990, frozenset({"45556677"})), True),
        (Known((), None, frozenset()), False),
        (Known(("–",), 1975, frozenset()), False),
    ],
    ids=[
        "another-script",
        "turned",
        "other-year",
        "one-word",
        "one-word-and-year",
        "other",
        "phone",
        "none",
        "dash",
    ],
)
def test_who_may_be_whom(other: Known, may_be: bool) -> None:
    assert NAMED.may_be(other) is may_be
    assert other.may_be(NAMED) is may_be


def test_other_names_and_telephones_are_read() -> None:
    known = Known.alleged(AllegedExploiter(**{**GUARD, "other_names": "Zoki; the Guard, Z. Primjer"}))
    assert [one.strip() for one in known.names] == ["Zoran Izmišljen", "Zoki", "the Guard", "Z. Primjer"]
    assert (known.year, len(known.phones)) == (1975, 1)


# ---- both ways ----


def test_nobody_moves_in_with_who_is_alleged(cast: Cast, other: Actor) -> None:
    resident(cast, other, full_name="Зоран Измишлен")
    coming = newcomer(cast)
    guard = alleged(coming.case, cast.nora)
    assert reserving_as_sami(cast, coming) == ["roof_is_safe"]
    assert stopped(coming) == [[str(guard.pk)]]


def test_nobody_who_is_alleged_moves_in(cast: Cast, other: Actor) -> None:
    living = resident(cast, other)
    alleged(living, other, is_kin=True)
    coming = newcomer(cast, full_name="Zoran Izmishlen")
    assert reserving_as_sami(cast, coming) == ["roof_is_safe"]
    assert stopped(coming) == [[]]
    assert not Event.objects.filter(kind="roof.refuse", case_id=living.pk).exists()


def test_on_arrival_it_is_asked_again_whatever_was_ticked(cast: Cast, other: Actor) -> None:
    coming = reserved(cast, "1b", case=presumed_case(cast.nora))
    resident(cast, other, contact="call +000 44 555 6677")
    alleged(coming.case, cast.nora)
    with acting_as(cast.sami.organisation_id):
        assert told(lambda: admit(placement=coming, **admitting(), by=cast.sami)) == ["roof_is_still_safe"]
        unticked = told(lambda: admit(placement=coming, **admitting(no_exploiter_here=False), by=cast.sami))
    assert unticked == ["no_exploiter_lives_here"]
    assert len(stopped(coming)) == 1


def test_who_was_written_down_by_mistake_stands_in_nobodys_way(cast: Cast, other: Actor) -> None:
    resident(cast, other, full_name="Zoran Izmišljen")
    coming = newcomer(cast)
    guard = alleged(coming.case, cast.nora)
    actions.change_exploiter(exploiter=guard, mistaken=True, by=cast.nora)
    assert reserve(placement=coming, **reserving(coming, "1b"), by=cast.sami).bed


def test_another_shelter_does_not_count(cast: Cast) -> None:
    named(admitted(cast, "1a", to=cast.otto).case, cast.nora, full_name="Zoran Izmišljen")
    coming = newcomer(cast)
    alleged(coming.case, cast.nora)
    assert reserve(placement=coming, **reserving(coming, "1b"), by=cast.sami).bed


def test_consent_taken_back_hides_nobody_and_keys_destroyed_say_nothing(cast: Cast, other: Actor) -> None:
    living = resident(cast, other, full_name="Zoran Izmišljen")
    coming = newcomer(cast)
    alleged(coming.case, cast.nora)
    for consent in living.consents.filter(recipient=cast.sami.organisation, status="given"):
        withdraw(consent=consent, by=other)
    assert reserving_as_sami(cast, coming) == ["roof_is_safe"]
    decline(case=living, can_decide="yes", by=other)
    assert reserve(placement=coming, **reserving(coming, "1b"), by=cast.sami).bed


# ---- who learns what ----


def test_the_shelter_learns_that_it_cannot_be_and_no_more(cast: Cast, other: Actor) -> None:
    living = resident(cast, other, full_name="Zoran Izmišljen")
    coming = newcomer(cast)
    guard = alleged(coming.case, cast.nora)
    client = client_of(cast.sami)
    refused = client.post(f"{coming.get_absolute_url()}do/reserve/", _typed(coming, "1b"))
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "This placement cannot be: ask the person&#x27;s case manager." in page
    trail = client.get(f"{coming.case.get_absolute_url()}trail/").content.decode()
    assert "under one roof" not in trail
    shown = page + trail + client.get(coming.get_absolute_url()).content.decode()
    assert not [one for one in ("Zoran", str(guard.pk), living.number) if one in shown]
    assert client.get(f"{coming.case.get_absolute_url()}facts/exploiters/").status_code == 404


def test_the_carrier_learns_which_of_its_own_records_agree(cast: Cast, other: Actor) -> None:
    living = resident(cast, other, full_name="Зоран Измишлен")
    coming = newcomer(cast)
    alleged(coming.case, cast.nora)
    alleged(coming.case, cast.nora, name="Milan Primjerov", phone="", birth_year="", other_names="")
    reserving_as_sami(cast, coming)
    page = client_of(cast.nora).get(f"{coming.case.get_absolute_url()}facts/exploiters/").content.decode()
    assert page.count("this record stopped a stay") == 1
    assert page.index("Zoran") < page.index("this record stopped a stay") < page.index("Milan")
    assert living.number not in page
    trail = client_of(cast.nora).get(f"{coming.case.get_absolute_url()}trail/").content.decode()
    assert "when a shelter asked for a place under its roof" in trail


def test_where_none_of_its_records_agree_it_is_said_and_nothing_of_the_others(
    cast: Cast, other: Actor
) -> None:
    living = resident(cast, other)
    alleged(living, other)
    coming = newcomer(cast, full_name="Zoran Izmišljen")
    reserving_as_sami(cast, coming)
    page = client_of(cast.nora).get(f"{coming.case.get_absolute_url()}facts/exploiters/").content.decode()
    assert "none of the records below agrees" in page
    assert living.number not in page


def test_what_is_told_after_moving_in_is_asked_each_morning(cast: Cast, other: Actor) -> None:
    living = resident(cast, other, full_name="Zoran Izmišljen")
    there = admitted(cast, "1b", case=presumed_case(cast.nora))
    guard = alleged(there.case, cast.nora)
    assert morning() == (f"{there.pk}\n1 not safe\n", [["nora@example.org"]])
    assert found(there) == [[str(guard.pk)]]
    assert NOT_SAFE in client_of(cast.nora).get("/").content.decode()
    page = client_of(cast.nora).get(f"{there.case.get_absolute_url()}facts/exploiters/").content.decode()
    assert LIVES_THERE in page
    assert not Event.objects.filter(kind__startswith="roof.", case_id=living.pk).exists()
    assert (
        "same roof" not in client_of(cast.sami).get(f"{there.case.get_absolute_url()}trail/").content.decode()
    )


def test_a_second_morning_tells_what_is_new_alone(cast: Cast, other: Actor) -> None:
    resident(cast, other, full_name="Zoran Izmišljen")
    there = admitted(cast, "1b", case=presumed_case(cast.nora))
    guard = alleged(there.case, cast.nora)
    morning()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert morning() == (f"{there.pk}\n1 not safe\n", [])
        assert found(there) == [[str(guard.pk)]]
        assert NOT_SAFE in labels(cast.nora)
        kin = alleged(there.case, cast.nora, is_kin=True)
        assert morning()[1] == [["nora@example.org"]]
        assert [set(one) for one in found(there)] == [{str(guard.pk)}, {str(guard.pk), str(kin.pk)}]


def test_what_was_found_waits_until_it_is_no_longer_so(cast: Cast, other: Actor) -> None:
    living = resident(cast, other, full_name="Zoran Izmišljen")
    there = admitted(cast, "1b", case=presumed_case(cast.nora))
    guard = alleged(there.case, cast.nora)
    alleged(there.case, cast.nora, name="Milan Primjerov", phone="", birth_year="", other_names="")
    morning()
    (waiting,) = [one for one in waiting_for(cast.nora) if one.label.startswith(NOT_SAFE)]
    assert waiting.url == f"{there.case.get_absolute_url()}facts/exploiters/"
    assert (waiting.due, waiting.case_id) == (timezone.localdate(), there.case_id)
    assert not [one for one in (cast.dana, cast.sami, other) if NOT_SAFE in labels(one)]
    actions.change_exploiter(exploiter=guard, mistaken=True, by=cast.nora)
    assert NOT_SAFE not in labels(cast.nora)
    actions.change_exploiter(exploiter=guard, mistaken=False, by=cast.nora)
    leave(placement=living.placements.get(), by=cast.sami)
    assert morning() == ("0 not safe\n", [])
    assert NOT_SAFE not in labels(cast.nora)
    page = client_of(cast.nora).get(f"{there.case.get_absolute_url()}facts/exploiters/").content.decode()
    assert LIVES_THERE not in page


def test_no_morning_without_the_log(cast: Cast, other: Actor) -> None:
    resident(cast, other, full_name="Zoran Izmišljen")
    alleged(admitted(cast, "1b", case=presumed_case(cast.nora)).case, cast.nora)
    with pytest.raises(DatabaseError), log_is_broken():
        check_roofs(by=Actor.system("check_roofs"))


# ---- a stay that was stopped waits for its carrier ----


def test_who_carries_is_told_once_of_a_stay_that_wasstopped(cast: Cast, other: Actor) -> None:
    resident(cast, other, full_name="Zoran Izmišljen")
    coming = newcomer(cast)
    alleged(coming.case, cast.nora)
    assert NO_BED not in labels(cast.nora)
    before = len(mail.outbox)
    for _again in range(2):
        with TestCase.captureOnCommitCallbacks(execute=True):
            reserving_as_sami(cast, coming)
    assert [one.to for one in mail.outbox[before:]] == [["nora@example.org"]]
    assert not [
        one for one in ("Zoran", coming.case.number, cast.sami.organisation.name) if one in _last_mail()
    ]
    (waiting,) = [one for one in waiting_for(cast.nora) if one.label.startswith(NO_BED)]
    assert waiting.url == f"{coming.case.get_absolute_url()}facts/exploiters/"
    assert not [one for one in (cast.dana, cast.sami, other) if NO_BED in labels(one)]


def test_a_stopped_stay_waits_for_a_week_or_until_there_is_a_bed(cast: Cast, other: Actor) -> None:
    living = resident(cast, other)
    alleged(living, other)
    coming = newcomer(cast, full_name="Zoran Izmišljen")
    reserving_as_sami(cast, coming)
    stopped = refuse(placement=coming, refusal_reason="full", by=cast.sami)
    assert NO_BED in labels(cast.nora)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert NO_BED not in labels(cast.nora)
    reserved(cast, "1a", case=stopped.case, to=cast.otto)
    assert NO_BED not in labels(cast.nora)


def test_it_costs_the_same_in_a_full_house(cast: Cast, other: Actor) -> None:
    resident(cast, other, full_name="Somebody Else")
    coming = newcomer(cast)
    alleged(coming.case, cast.nora)
    small = _asked(cast, coming)
    for label in ("1b", "1c", "1d"):
        _bed(cast, coming, label)
        admitted(cast, label, case=named(presumed_case(cast.nora), cast.nora, full_name="Ann Other"))
    assert _asked(cast, coming) <= small


def _bed(cast: Cast, placement: Placement, label: str) -> None:
    if not Bed.objects.filter(shelter=placement.shelter, label=label).exists():
        add_bed(shelter=placement.shelter, label=label, kind="women", by=cast.sami)


def _asked(cast: Cast, placement: Placement) -> int:
    """Return how many statements it takes to be refused a bed in which somebody lives: every rule is asked."""
    url = f"{placement.get_absolute_url()}do/reserve/"
    return len(statements_of(client_of(cast.sami), "post", url, _typed(placement, "1a"), 409))


def _typed(placement: Placement, label: str) -> dict[str, str]:
    entered = reserving(placement, label)
    days = {
        f"{name}_{place}": str(part)
        for name in ("starts", "ends", "risk_assessed_on")
        for place, part in enumerate((entered[name].day, entered[name].month, entered[name].year))
    }
    return {"bed": str(entered["bed"].pk), **days}


def _last_mail() -> str:
    return f"{mail.outbox[-1].subject} {mail.outbox[-1].body}"


def stopped(placement: Placement) -> list[list[str]]:
    events = Event.objects.filter(kind="roof.refuse", case_id=placement.case_id).order_by("id")
    return [read(one)["facts"]["records"] for one in events]
