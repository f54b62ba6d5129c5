"""Sets of indicators: asked from their day on, installed by file, signed off; old screenings keep theirs."""

import json
from copy import deepcopy
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit.log import read
from audit.models import Event
from identification import indicators
from identification.actions import answer
from identification.explained import explained
from identification.indicators import actions, load, schema, version_on
from identification.models import InstalledSet, Screening, SignOff
from tests.cast import FOUNDER, Cast
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import POINTING, opened_case, screened
from workflow.gate import perform
from workflow.guard import NotThroughTheGate

SOURCE = "ILO and EC, Operational indicators, September 2009, tables on pages 4 to 11"
NEXT = "2027-01-01"


def another(**given: Any) -> dict[str, Any]:
    """A second version of the set that comes along, in which three strong ones are needed."""
    data = deepcopy(indicators.published("ilo_ec_2009_v1")) | {"version": 2, "effective_from": NEXT}
    data["rule"]["minimal_sets_smw"] = [[3, 0, 0]]
    return data | given


def run(command: str, argument: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command(command, argument, stdout=out, stderr=err, no_color=True)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def written(folder: Path, data: Any) -> str:
    file = folder / "set.json"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return str(file)


def signed(cast: Cast, profile: str = "adult_sexual") -> SignOff:
    return actions.sign_off(version="ilo_ec_2009_v1", profile=profile, source=SOURCE, by=cast.ada)


def begun(cast: Cast, profile: str = "adult_labour") -> Screening:
    new = Screening(case=opened_case(cast.nora), profile=profile, screened_by=cast.nora.user)
    return perform(new, "begin", by=cast.nora)


def test_the_set_that_comes_along_is_as_the_schema_says() -> None:
    assert schema.first_mistake(indicators.published("ilo_ec_2009_v1")) == ""


@pytest.mark.django_db
def test_a_set_is_asked_from_its_day_on() -> None:
    actions.install(data=another(), by=FOUNDER)
    asked = {day: version_on(date.fromisoformat(day)) for day in ("2001-01-01", "2026-12-31", NEXT)}
    assert asked == {
        "2001-01-01": "ilo_ec_2009_v1",
        "2026-12-31": "ilo_ec_2009_v1",
        NEXT: "ilo_ec_2009_v2",
    }
    assert [one.version for one in indicators.every()] == ["ilo_ec_2009_v2", "ilo_ec_2009_v1"]
    assert list(load("ilo_ec_2009_v2").elements) == list(load().elements)


def test_an_old_screening_keeps_its_version_and_result(cast: Cast) -> None:
    old, open_one = screened(opened_case(cast.nora), cast.nora, POINTING), begun(cast)
    actions.install(data=another(), by=FOUNDER)
    with time_machine.travel(NEXT):
        new = answer(screening=begun(cast), answers=POINTING, by=cast.nora)
        open_one = answer(screening=open_one, answers=POINTING, by=cast.nora)
        assert (new.indicator_set, new.score().result) == ("ilo_ec_2009_v2", "no_indication")
        assert (open_one.indicator_set, open_one.score().result) == ("ilo_ec_2009_v1", "presumed")
        old = Screening.objects.get(pk=old.pk)
        assert (old.indicator_set, old.result, old.score().result) == (
            "ilo_ec_2009_v1",
            "presumed",
            "presumed",
        )
        old = perform(old, "weigh_anew", by=cast.nora)
    assert old.result == "presumed"


def test_what_goes_out_comes_in_again(db: None, tmp_path: Path) -> None:
    actions.install(data=another(), by=FOUNDER)
    code, out, err = run("export_indicators", "ilo_ec_2009_v2")
    assert (code, err, json.loads(out)) == (0, "", another())
    assert list(json.loads(out)["elements"]) == list(load().elements)
    third = json.loads(out) | {"version": 3, "effective_from": "2028-01-01"}
    assert run("import_indicators", written(tmp_path, third)) == (
        0,
        "ilo_ec_2009_v3 is asked in new screenings from 2028-01-01 on.\n",
        "",
    )
    event = Event.objects.filter(kind="checklist.install").latest("id")
    assert read(event)["facts"] == {"version": "ilo_ec_2009_v3", "starts": "2028-01-01"}


def test_the_same_set_again_changes_nothing(db: None, tmp_path: Path) -> None:
    for data in (indicators.published("ilo_ec_2009_v1"), another(), another()):
        code, _out, err = run("import_indicators", written(tmp_path, data))
        assert (code, err) == (0, "")
    assert InstalledSet.objects.count() == 1


def test_a_set_that_is_not_here(db: None) -> None:
    assert run("export_indicators", "ilo_ec_2099_v9") == (
        2,
        "",
        "There is no indicator set 'ilo_ec_2099_v9'.\n",
    )


def _with(place: list[Any], value: object) -> dict[str, Any]:
    data = another()
    holder: Any = data
    for part in place[:-1]:
        holder = holder[part]
    if value is ...:
        del holder[place[-1]]
    else:
        holder[place[-1]] = value
    return data


WRONG = {
    "nothing": (b"", "not JSON"),
    "other letters": (b'{"set": "\xff"}', "not JSON in UTF-8"),
    "deep": (b"[" * 200_000, "not JSON"),
    "a list": ([], "The file is []: it must be an object."),
    "too large": (b" " * 1_000_001, "larger than"),
    "no rule": (_with(["rule"], ...), "The file lacks rule."),
    "something else": (_with(["colour"], "red"), 'The file has "colour", which nothing reads.'),
    "another name": (_with(["set"], "../etc"), 'set is "../etc"'),
    "a true version": (_with(["version"], True), "version is true: it must be a whole number."),
    "no version": (_with(["version"], 0), "version is too small: the limit is 1."),
    "no day": (_with(["effective_from"], "2027-02-30"), 'effective_from is "2027-02-30": there is no such'),
    "a hidden character": (_with(["name"], "a\u0000b"), "name is"),
    "half a character": (_with(["publisher"], "\ud800"), "publisher is"),
    "a line break": (_with(["name"], "a name\n"), "name is"),
    "no provenance": (_with(["provenance", "child_sexual"], ...), "provenance lacks child_sexual."),
    "a strength": (
        _with(["indicators", 3, "adult_labour"], "X"),
        'indicators[3].adult_labour is "X": use one of "S", "M", "W", null.',
    ),
    "a code": (_with(["indicators", 0, "code"], "D1"), 'indicators[0].code is "D1"'),
    "a code of another": (_with(["indicators", 0, "code"], "EX99"), "must begin with its element, DR"),
    "a code twice": (_with(["indicators", 1, "code"], "DR01"), "another indicator has this code"),
    "an element": (_with(["indicators", 0, "element"], "ZZ"), "indicators[0].element"),
    "no exploitation": (_with(["elements", "EX"], ...), "elements lacks EX."),
    "an empty element": (_with(["elements", "ZZ"], "More"), "elements.ZZ has no indicator in the list"),
    "small letters": (_with(["elements", "zz"], "More"), 'A name in elements is "zz"'),
    "nothing needed": (_with(["rule", "minimal_sets_smw", 0], [0, 0, 0]), "minimal_sets_smw[0] needs no"),
    "two numbers": (_with(["rule", "minimal_sets_smw", 0], [1, 1]), "minimal_sets_smw[0] is too small"),
    "half a number": (_with(["rule", "minimal_sets_smw", 0, 0], 1.5), "minimal_sets_smw[0][0] is 1.5"),
    "other contents": (another(version=1), "ilo_ec_2009_v1 is here with other contents"),
    "the same day": (another(effective_from="2009-09-01"), "ilo_ec_2009_v1 is asked from the same day"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_exits_with_2_and_names_the_place(db: None, tmp_path: Path, name: str) -> None:
    data, said = WRONG[name]
    code, out, err = run("import_indicators", written(tmp_path, data))
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1
    assert not InstalledSet.objects.exists()


def test_a_file_that_is_not_there(db: None, tmp_path: Path) -> None:
    assert run("import_indicators", str(tmp_path / "nowhere.json"))[0] == 2
    assert run("import_indicators", str(tmp_path))[0] == 2


def test_an_installed_set_never_changes(db: None) -> None:
    row = actions.install(data=another(), by=FOUNDER)
    assert row
    with pytest.raises(NotThroughTheGate):
        row.save()
    for statement in (
        "UPDATE identification_installedset SET text = ''",
        "DELETE FROM identification_installedset",
    ):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            connection.cursor().execute(statement)


def test_a_provisional_list_is_marked_until_it_is_signed_off(cast: Cast) -> None:
    talk, other = begun(cast, "adult_sexual"), begun(cast, "adult_labour")
    assert [one.named_lists[0][1] for one in (talk, other)] == [True, False]
    one = signed(cast)
    assert not talk.named_lists[0][1]
    (told,) = explained(talk).lists
    assert not told.is_provisional
    assert "Identification Board" in told.provenance
    actions.revoke(sign_off=one, by=cast.aldo)
    assert talk.named_lists[0][1]
    assert "Identification Board" not in explained(talk).lists[0].provenance


def test_a_sign_off_counts_for_this_version_and_this_list_alone(cast: Cast) -> None:
    signed(cast, "child_sexual")
    actions.install(data=another(effective_from="2026-01-01"), by=FOUNDER)
    actions.sign_off(version="ilo_ec_2009_v1", profile="adult_sexual", source=SOURCE, by=cast.ada)
    talk = begun(cast, "adult_sexual")
    assert (talk.indicator_set, talk.is_provisional("adult_sexual")) == ("ilo_ec_2009_v2", True)


def test_signing_twice_makes_one(cast: Cast) -> None:
    assert signed(cast) == signed(cast)
    row = actions.revoke(sign_off=signed(cast), by=cast.ada)
    assert (row.revoked_by, SignOff.objects.standing().count()) == (cast.ada.user, 0)
    assert signed(cast) != row
    assert SignOff.objects.count() == 2


@pytest.mark.parametrize("name", ["install", "sign_off", "revoke"])
def test_nothing_happens_without_its_event(cast: Cast, name: str) -> None:
    row = signed(cast, "child_sexual")
    acts = {
        "install": lambda: actions.install(data=another(), by=FOUNDER),
        "sign_off": lambda: signed(cast),
        "revoke": lambda: actions.revoke(sign_off=row, by=cast.ada),
    }
    changes_nothing_without_the_log(acts[name])
