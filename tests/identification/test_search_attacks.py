"""The index in the hands of a thief, and digests that were planted."""

import hashlib
import hmac
from collections import Counter

import pytest
from django.db import connection

from encryption import keys
from encryption.blind import index_of
from identification import search
from identification.models import Case, IdentityMark
from identification.search import Asked
from tests.cast import Cast
from tests.identification.people import BORN, DOCUMENT, NAME, person
from workflow.guard import NotThroughTheGate


def digests(case: Case) -> set[bytes]:
    return {bytes(one.digest) for one in IdentityMark.objects.filter(case=case)}


def test_one_person_in_two_organisations_has_nothing_in_common(cast: Cast) -> None:
    """Who stole the table cannot tell which cases of two organisations are one person's."""
    one, other, twin = person(cast.nora), person(cast.odile), person(cast.nora)
    assert not digests(one) & digests(other)
    assert digests(one) == digests(twin)


def test_a_stolen_table_answers_no_guess(cast: Cast) -> None:
    """The thief knows the person and the whole method, and has the table, but not the key."""
    case = person(cast.nora)
    stolen = digests(case)
    for text in ("name_birth\x1fl srpkf\x1f1998-03-07", "document\x1f123456", "phone\x1f69123456"):
        guesses = {hashlib.sha256(text.encode()).digest()}
        guesses |= {
            hmac.new(key, text.encode(), "sha256").digest() for key in (b"", bytes(32), case.pk.bytes)
        }
        assert not guesses & stolen


def test_no_digest_stands_out_by_how_often_it_occurs(cast: Cast) -> None:
    """Twelve invented people: the commonest digest occurs as often as any, so counting them tells nothing."""
    names = ("Anna Petrova", "Ion Lungu", "Nino Beridze", "Aram Vardanyan")
    for number in range(12):
        person(
            cast.nora,
            full_name=names[number % 4],
            birth_date=BORN.replace(day=1 + number // 4),
            document=f"55{number:04}",
            contact=f"+373 69 55 {number:04}",
        )
    counted = Counter(bytes(one.digest) for one in IdentityMark.objects.all())
    assert set(counted.values()) == {1}


def test_a_digest_copied_to_another_case_is_looked_at_again_and_left_out(cast: Cast) -> None:
    case, other = person(cast.nora), person(cast.nora, full_name="Anna Petrova", document="777777")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO identification_identitymark (id, organisation_id, case_id, kind, digest, created_at)"
            " SELECT gen_random_uuid(), organisation_id, %s, kind, digest, now()"
            " FROM identification_identitymark WHERE case_id = %s",
            [other.pk, case.pk],
        )
    assert digests(case) <= digests(other)
    asked = Asked(full_name=NAME, birth_date=BORN, document=DOCUMENT)
    assert [one.case for one in search.find(asked, cast.nora)] == [case]


def test_a_mark_planted_for_an_organisation_opens_no_case_to_it(cast: Cast) -> None:
    case, otto = person(cast.nora), cast.otto.organisation_id
    assert otto
    genuine = index_of(otto).slow_digest("document", "123456")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE identification_identitymark SET organisation_id = %s, digest = %s WHERE case_id = %s",
            [otto, genuine, case.pk],
        )
    assert search.find(Asked(document=DOCUMENT), cast.otto) == []


def test_a_case_whose_keys_are_gone_is_left_out(cast: Cast) -> None:
    case = person(cast.nora)
    keys.destroy(case.pk)
    assert search.find(Asked(document=DOCUMENT), cast.nora) == []


def test_marks_are_written_and_removed_by_actions_only(cast: Cast) -> None:
    case = person(cast.nora)
    with pytest.raises(NotThroughTheGate):
        IdentityMark.objects.filter(case=case).remove()
    with pytest.raises(NotThroughTheGate):
        IdentityMark.objects.filter(case=case).delete()
    with pytest.raises(NotThroughTheGate):
        IdentityMark(case=case, organisation=case.carrier, kind="phone", digest=b"x").save()
