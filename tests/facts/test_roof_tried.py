"""Under one roof, tried out: who writes many names, or enters what cannot be, learns no more than that."""

from datetime import timedelta

from django.utils import timezone

from facts import actions
from shelters.actions import admit, reserve
from tests.breakglass.told import told
from tests.cast import Cast
from tests.facts.test_roof import NOT_SAFE, labels, morning, newcomer, reserving_as_sami, resident, stopped
from tests.helpers import client_of
from tests.makers import presumed_case
from tests.makers_breakglass import hal
from tests.makers_facts import alleged
from tests.makers_shelters import admitted, admitting, reserved, reserving
from wall.context import acting_as


def test_a_wrong_entry_tells_nothing_of_who_lives_there(cast: Cast) -> None:
    resident(cast, hal(), full_name="Zoran Izmišljen")
    coming = newcomer(cast)
    alleged(coming.case, cast.nora)
    with acting_as(cast.sami.organisation_id):
        wrong = told(lambda: reserve(placement=coming, **reserving(coming, "2a"), by=cast.sami))
    assert wrong == ["bed_is_of_the_kind"]
    assert stopped(coming) == []
    assert reserving_as_sami(cast, coming) == ["roof_is_safe"]


def test_on_arrival_a_wrong_entry_tells_nothing_either(cast: Cast) -> None:
    coming = reserved(cast, "1b", case=presumed_case(cast.nora))
    resident(cast, hal(), full_name="Zoran Izmišljen")
    alleged(coming.case, cast.nora)
    old = admitting(risk_assessed_on=timezone.localdate() - timedelta(days=99))
    with acting_as(cast.sami.organisation_id):
        assert told(lambda: admit(placement=coming, **old, by=cast.sami)) == ["risk_assessment_is_recent"]
    assert stopped(coming) == []


def test_of_many_who_are_alleged_it_is_not_said_which_lives_there(cast: Cast) -> None:
    resident(cast, hal(), full_name="Zoran Izmišljen")
    there = admitted(cast, "1b", case=presumed_case(cast.nora))
    hit = alleged(there.case, cast.nora)
    for name in ("Milan Primjerov", "Petar Namjerov", "Luka Nepoznat"):
        last = alleged(there.case, cast.nora, name=name, phone="", birth_year="", other_names="")
    morning()
    url = f"{there.case.get_absolute_url()}facts/exploiters/"
    for one in (last, hit):
        answer = client_of(cast.nora).get(url)
        assert not [row for row in answer.context["rows"] if row.lives_there]
        assert "lives under the same roof. As many are written down" in answer.content.decode()
        actions.change_exploiter(exploiter=one, mistaken=True, by=cast.nora)
        assert NOT_SAFE in labels(cast.nora)
    morning()
    assert NOT_SAFE not in labels(cast.nora)


def test_of_many_who_are_alleged_it_is_not_said_which_stopped_a_stay(cast: Cast) -> None:
    resident(cast, hal(), full_name="Zoran Izmišljen")
    coming = newcomer(cast)
    alleged(coming.case, cast.nora)
    for name in ("Milan Primjerov", "Petar Namjerov", "Luka Nepoznat"):
        alleged(coming.case, cast.nora, name=name, phone="", birth_year="", other_names="")
    assert reserving_as_sami(cast, coming) == ["roof_is_safe"]
    answer = client_of(cast.nora).get(f"{coming.case.get_absolute_url()}facts/exploiters/")
    assert not [row for row in answer.context["rows"] if row.stopped]
    assert "one of the records below stopped a stay" in answer.content.decode()
    assert "none of the records below agrees" not in answer.content.decode()
