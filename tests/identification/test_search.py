"""Finding a person: by what is written this way or that, among the cases whose identity one may see."""

from datetime import date, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actors import Actor
from audit import log
from audit.models import Event
from encryption import keys
from encryption.blind import index_of
from encryption.models import IndexKey
from identification import access, actions, index, search
from identification.enums import Basis, MarkKind, Scope
from identification.models import Case, IdentityMark
from identification.search import Asked
from tests.cast import Cast
from tests.identification.people import BORN, DOCUMENT, NAME, OTHER_SPELLING, PHONE, person, shown_to
from tests.identification.spellings import HELD_OUT, KNOWN
from tests.makers import opened_case
from tests.owner import as_owner


def found(by: Actor, **known: Any) -> list[Case]:
    return [one.case for one in search.find(Asked(**known), by)]


def marks_of(case: Case) -> set[tuple[Any, bytes]]:
    return {(one.organisation_id, bytes(one.digest)) for one in IdentityMark.objects.filter(case=case)}


@pytest.mark.parametrize(
    ("asked", "agrees"),
    [
        ({"full_name": NAME, "birth_date": BORN}, [MarkKind.NAME_BIRTH]),
        ({"full_name": OTHER_SPELLING, "birth_date": BORN}, [MarkKind.NAME_BIRTH]),
        ({"full_name": OTHER_SPELLING, "birth_date": date(1998, 7, 3)}, [MarkKind.NAME_BIRTH]),
        ({"document": "Passport АВ-123456"}, [MarkKind.DOCUMENT]),
        ({"contact": "069123456"}, [MarkKind.PHONE]),
        ({"contact": PHONE, "document": DOCUMENT}, [MarkKind.DOCUMENT, MarkKind.PHONE]),
        ({"contact": PHONE, "document": "999999"}, [MarkKind.PHONE]),
    ],
)
def test_a_person_is_found(cast: Cast, asked: dict[str, Any], agrees: list[MarkKind]) -> None:
    case = person(cast.nora)
    person(cast.nora, full_name="Anna Petrova", document="777777", contact="+373 69 777 777")
    (one,) = search.find(Asked(**asked), cast.nora)
    assert (one.case, one.pseudonym, one.agrees) == (case, "Robin", agrees)


@pytest.mark.parametrize(
    "asked",
    [
        {"full_name": NAME},
        {"birth_date": BORN},
        {"full_name": NAME, "birth_date": date(1998, 3, 8)},
        {"full_name": "Anna Petrova", "birth_date": BORN},
        {"document": "999999"},
        {},
    ],
)
def test_nobody_else_is(cast: Cast, asked: dict[str, Any]) -> None:
    person(cast.nora)
    assert found(cast.nora, **asked) == []


def test_written_in_one_alphabet_and_found_in_another(cast: Cast) -> None:
    """Through the whole product: some people of the published list, the first spelling recorded, the last asked."""
    missed = []
    for spelled in islice(KNOWN + HELD_OUT, 0, None, 7):
        case = person(cast.nora, full_name=spelled[0], document="", contact="")
        if found(cast.nora, full_name=spelled[-1], birth_date=BORN) != [case]:
            missed.append(spelled)
        actions.record_identity(case=case, by=cast.nora, birth_date=None)
    assert not missed


@pytest.mark.parametrize("scope", [Scope.DUTY_OF_CARE, Scope.SUMMARY, Scope.CASEWORK])
def test_who_sees_less_than_the_identity_finds_nothing(cast: Cast, scope: Scope) -> None:
    case = person(cast.nora)
    shown_to(cast.sami, case, Scope.IDENTITY)
    actions.open_identity(case=case, by=cast.sami, reason="check")
    assert found(cast.sami, document=DOCUMENT) == [case]
    access.end(case=case, organisation=cast.sami.organisation, by=cast.nora)
    shown_to(cast.sami, case, scope)
    assert found(cast.sami, document=DOCUMENT) == []


def test_nobody_searches_in_another_organisations_cases(cast: Cast) -> None:
    person(cast.nora)
    for who in (cast.odile, cast.otto, cast.stat, cast.lena):
        assert found(who, full_name=NAME, birth_date=BORN, document=DOCUMENT, contact=PHONE) == []


def test_who_comes_to_see_the_identity_finds_the_person_once_they_opened_it(cast: Cast) -> None:
    case = person(cast.nora)
    shown_to(cast.lena, case, Scope.IDENTITY)
    assert found(cast.lena, document=DOCUMENT) == []
    actions.open_identity(case=case, by=cast.lena, reason="check")
    assert found(cast.lena, document=DOCUMENT) == [case]
    before = marks_of(case)
    actions.open_identity(case=case, by=cast.lena, reason="check")
    assert marks_of(case) == before


def test_a_look_in_an_emergency_leaves_nothing_to_find_the_person_by(cast: Cast) -> None:
    case, hour = person(cast.nora), timezone.now() + timedelta(hours=1)
    look = {"scope": Scope.IDENTITY, "basis": Basis.BREAK_GLASS, "basis_id": uuid4(), "expires_at": hour}
    access.grant(case=case, organisation=cast.lena.organisation, person=cast.lena.user, by=cast.lena, **look)
    actions.open_identity(case=case, by=cast.lena, reason="danger")
    assert not IdentityMark.objects.filter(organisation=cast.lena.organisation_id).exists()
    shown_to(cast.lena, case, Scope.IDENTITY)  # ordinary sight beside it
    actions.open_identity(case=case, by=cast.lena, reason="check")
    assert found(cast.lena, document=DOCUMENT) == [case]


def test_a_changed_identity_is_found_by_what_it_says_now_by_all_who_see_it(cast: Cast) -> None:
    case = person(cast.nora)
    shown_to(cast.lena, case, Scope.IDENTITY)
    actions.record_identity(case=case, by=cast.nora, document="CD 987654")
    for who in (cast.nora, cast.lena):
        assert found(who, document=DOCUMENT) == []
        assert found(who, document="CD 987654") == [case]


def test_a_change_of_something_else_leaves_the_marks(cast: Cast) -> None:
    case = person(cast.nora)
    before = list(IdentityMark.objects.filter(case=case).order_by("pk").values_list("pk", flat=True))
    actions.record_identity(case=case, by=cast.nora, address="Canary Street 7")
    assert list(IdentityMark.objects.filter(case=case).order_by("pk").values_list("pk", flat=True)) == before


def test_erasure_takes_the_marks_along(cast: Cast) -> None:
    case = person(cast.nora)
    actions.decline(case=case, can_decide="yes", by=cast.nora)
    assert not marks_of(case)
    assert found(cast.nora, document=DOCUMENT) == []


def test_one_case_that_does_not_open_keeps_its_marks_and_stops_nobody_else(cast: Cast) -> None:
    broken, whole = (person(cast.nora, document=f"88888{number}") for number in range(2))
    before = marks_of(broken)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE identification_identity SET full_name = '\\x00'::bytea WHERE case_id = %s", [broken.pk]
        )
    index.remove(whole.pk)
    index.reindex(by=Actor.system("reindex"))
    assert marks_of(broken) == before
    assert found(cast.nora, document="888881") == [whole]
    assert log.read(Event.objects.get(kind="person.reindex"))["facts"]["unreadable"] == 1


def test_the_index_is_rebuilt_in_batches_and_can_be_taken_up_again(cast: Cast) -> None:
    cases = [person(cast.nora, document=f"77777{number}") for number in range(3)]
    declined = actions.decline(case=person(cast.nora), can_decide="yes", by=cast.nora)
    opened_case(cast.nora)
    before = {case.pk: marks_of(case) for case in cases}
    IndexKey.objects.all().delete()  # every key is another from now on, so every digest is
    by, after, batches = Actor.system("reindex"), None, 0
    while after := index.reindex(by=by, after=after, batch=2):
        batches += 1
    assert batches == 3
    for number, case in enumerate(cases):
        assert marks_of(case)
        assert not marks_of(case) & before[case.pk]
        assert found(cast.nora, document=f"77777{number}") == [case]
    assert not marks_of(declined)


def test_a_search_is_one_look_into_the_index(cast: Cast) -> None:
    person(cast.nora)
    keys.forget()
    with CaptureQueriesContext(connection) as captured:
        assert found(cast.nora, full_name=NAME, birth_date=BORN, document=DOCUMENT)
    tables = [one["sql"].split('FROM "')[1].split('"')[0] for one in captured.captured_queries]
    assert tables == ["encryption_indexkey", "identification_identitymark", "encryption_casekey"]


def test_the_database_looks_into_the_index_and_reads_no_table(cast: Cast) -> None:
    case, digest = person(cast.nora), index_of(cast.nora.organisation_id).digest("name_birth", "x")  # type: ignore[arg-type]
    _fill(case, 20_000)
    rows = IdentityMark.objects.visible_to(cast.nora).with_any([digest]).order_by("-case__opened_at")[:60]
    plan = rows.explain()
    assert "marks_of_an_organisation" in plan
    assert "Seq Scan on identification_identitymark" not in plan


def _fill(case: Case, count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO identification_identitymark (id, organisation_id, case_id, kind, digest, created_at)"
            " SELECT gen_random_uuid(), %s, %s, 'phone', sha256(n::text::bytea), now()"
            " FROM generate_series(1, %s) AS n",
            [case.carrier_id, case.pk, count],
        )
        cursor.execute("ANALYZE identification_identitymark")


def test_no_more_are_told_than_a_person_can_look_at(cast: Cast) -> None:
    for _number in range(search.MOST_TOLD + 2):
        person(cast.nora, document="", full_name="", birth_date=None)
    assert len(found(cast.nora, contact=PHONE)) == search.MOST_TOLD


def test_nothing_about_the_person_stands_beside_a_mark() -> None:
    columns = {field.column for field in IdentityMark._meta.concrete_fields}
    assert columns == {"id", "organisation_id", "case_id", "kind", "digest", "created_at"}
