"""`manage.py keys`: what an operator types, what is said, what is remembered."""

import io
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.factors.adapter import FactorAdapter
from audit import log
from audit.models import Event
from encryption import indexes, keys, masters
from encryption.models import CaseKey, IndexKey
from identification.actions import decline, record_identity
from identification.models import Case, Identity, IdentityMark
from identification.search import Asked, find
from tests.cast import Cast
from tests.encryption.rings import new_master, ring
from tests.helpers import log_is_broken
from tests.identification.people import DOCUMENT
from tests.makers import opened_case

pytestmark = pytest.mark.two_connections


@pytest.fixture(autouse=True)
def nobody_keeps_keys_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "SECONDS_KEPT", 0.02)


@pytest.fixture
def cases(committed_cast: Cast) -> list[Case]:
    return [opened_case(committed_cast.nora) for _case in range(3)]


def said(*words: str) -> str:
    """Run the command and return what it says on both channels."""
    out = io.StringIO()
    call_command("keys", *words, stdout=out, stderr=out)
    return out.getvalue()


def events(kind: str) -> list[dict[str, Any]]:
    return [log.read(event) for event in Event.objects.filter(kind=kind).order_by("pk")]


def versions() -> set[int]:
    return set(CaseKey.objects.values_list("version", flat=True))


def opened() -> set[str]:
    keys.forget()
    return {identity.pseudonym for identity in Identity.objects.all()}


def test_one_case_gets_a_newer_key(cases: list[Case]) -> None:
    assert "1 cases have a newer key" in said("rotate-case", "--case", cases[0].number)
    assert sorted(CaseKey.objects.values_list("case_id", "version")) == sorted(
        [(cases[0].pk, 2), (cases[1].pk, 1), (cases[2].pk, 1)]
    )
    assert opened() == {"Robin"}
    (renewal,), (removal,) = events("case.renew_key"), events("case.remove_key")
    assert (renewal["command"], renewal["case"]) == ("keys.rotate-case", str(cases[0].pk))
    assert renewal["facts"] == {"version": 2, "values": 2}
    assert removal["facts"] == {"versions": [1]}


def test_all_that_are_old_get_a_newer_key_and_the_others_do_not(cases: list[Case]) -> None:
    CaseKey.objects.filter(case_id=cases[0].pk).update(created_at="2020-01-01T00:00Z")
    assert "1 cases have a newer key" in said("rotate-case", "--older-than", "30")
    assert "0 cases have a newer key" in said("rotate-case", "--older-than", "30")
    assert "3 of 3" in said("rotate-case", "--older-than", "0")
    assert opened() == {"Robin"}


def test_what_was_begun_is_finished(cases: list[Case]) -> None:
    keys.add_version(cases[0].pk)
    assert "wait until nobody uses" in said("rotate-case")
    assert sorted(CaseKey.objects.values_list("version", flat=True)) == [1, 1, 2]


def test_a_case_that_cannot_be_changed_is_named_and_the_others_are_done(cases: list[Case]) -> None:
    with connection.cursor() as cursor:
        damage = "UPDATE identification_identity SET pseudonym = pseudonym || 'x'::bytea WHERE case_id = %s"
        cursor.execute(damage, [cases[0].pk])
    with pytest.raises(CommandError, match=str(cases[0].pk)):
        said("rotate-case", "--older-than", "0")
    assert versions() == {1, 2}
    assert CaseKey.objects.get(case_id=cases[0].pk).version == 1


def test_no_newer_key_without_its_event(cases: list[Case]) -> None:
    with log_is_broken(), pytest.raises(Exception, match="the log is broken"):
        said("rotate-case", "--case", cases[0].number)
    assert versions() == {1}
    assert opened() == {"Robin"}


def test_an_unknown_number_changes_nothing(cases: list[Case]) -> None:
    with pytest.raises(CommandError, match="no case of this number"):
        said("rotate-case", "--case", "AAAA-AAAA")
    assert versions() == {1}


def test_a_new_master_key(cases: list[Case]) -> None:
    (published,), new = settings.FIELD_ENCRYPTION_KEY, new_master()
    masters.require_right_keys(remember=True)
    with ring(new, published):
        with pytest.raises(CommandError, match="No server has started"):
            said("rotate-master")
        masters.require_right_keys(remember=True)
        assert "3 keys of cases wrapped anew" in said("rotate-master")
        assert "0 under an older master key" in said("check")
    with ring(new):
        masters.require_right_keys(remember=True)
        assert opened() == {"Robin"}
    with ring(published), pytest.raises(CommandError, match="is not the key of this database"):
        said("check")
    assert events("keys.rewrap")[0]["facts"]["rows"] == 3
    assert new not in str(events("keys.rewrap"))


def test_a_check_finds_what_is_lost_and_what_was_erased_is_not_lost(
    cases: list[Case], committed_cast: Cast
) -> None:
    decline(case=cases[0], can_decide="yes", by=committed_cast.nora)
    opened_case(committed_cast.nora)
    assert "3 keys of cases" in said("check")
    CaseKey.objects.filter(case_id=cases[1].pk).delete()
    CaseKey.objects.filter(case_id=cases[2].pk).update(wrapped=b"damaged")
    with pytest.raises(CommandError) as told:
        said("check")
    assert [str(case.pk) in str(told.value) for case in cases] == [False, True, True]
    counts = {"keys": 2, "damaged": 1, "lost": 1, "orphans": 0, "returned": 0, "others_damaged": 0}
    assert events("keys.check")[-1]["facts"] == counts


def test_a_new_master_key_wraps_what_belongs_to_no_case_as_well(
    cases: list[Case], committed_cast: Cast
) -> None:
    record_identity(case=cases[0], by=committed_cast.nora, document=DOCUMENT)
    factor = Authenticator(user=committed_cast.nora.user, type=Authenticator.Type.TOTP)
    factor.data = {"secret": FactorAdapter().encrypt("KEY")}
    factor.save()
    (published,), new = settings.FIELD_ENCRYPTION_KEY, new_master()
    masters.require_right_keys(remember=True)
    with ring(new, published):
        masters.require_right_keys(remember=True)
        assert "5 under an older master key" in said("check")
        assert "1 keys of indexes and 1 second factors as well" in said("rotate-master")
        assert "0 under an older master key" in said("check")
    with ring(new):
        assert found_by(committed_cast, DOCUMENT) == [cases[0]]
        factor.refresh_from_db()
        assert FactorAdapter().decrypt(factor.data["secret"]) == "KEY"
    facts = events("keys.rewrap")[0]["facts"]
    assert (facts["indexes"], facts["factors"], facts["damaged"]) == (1, 1, 0)


def test_a_factor_that_does_not_open_is_told_and_the_others_are_wrapped_anew(
    cases: list[Case], committed_cast: Cast
) -> None:
    for who, secret in (
        (committed_cast.nora, "damaged"),
        (committed_cast.otto, FactorAdapter().encrypt("KEY")),
    ):
        Authenticator(user=who.user, type=Authenticator.Type.TOTP, data={"secret": secret}).save()
    masters.require_right_keys(remember=True)
    with pytest.raises(CommandError, match="1 do not open and stay as they are"):
        said("rotate-master")
    with pytest.raises(CommandError, match="Something does not open"):
        said("check")
    assert events("keys.rewrap")[0]["facts"]["factors"] == 1
    assert events("keys.check")[-1]["facts"]["others_damaged"] == 1


def test_what_people_are_found_by_is_built_anew(cases: list[Case], committed_cast: Cast) -> None:
    record_identity(case=cases[0], by=committed_cast.nora, document=DOCUMENT)
    IndexKey.objects.all().delete()  # lost: whatever is made now is another
    assert found_by(committed_cast, DOCUMENT) == []
    assert f"identities: {IdentityMark.objects.count()} entries" in said("reindex")
    assert found_by(committed_cast, DOCUMENT) == [cases[0]]
    assert events("keys.reindex")[0]["facts"]["index"] == "identities"
    assert events("person.reindex")[0]["facts"]["cases"] == 3


def found_by(cast: Cast, document: str) -> list[Case]:
    return [one.case for one in find(Asked(document=document), cast.nora)]


def test_an_index_is_built_anew(cases: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "_declared", {})

    def rebuild(tell: Any) -> int:
        tell(2, 2)
        return 2

    indexes.declare("names", rebuild)
    with pytest.raises(ValueError, match="already"):
        indexes.declare("names", lambda tell: 0)
    told = said("reindex")
    assert "names: 2 entries" in told
    assert "2 of 2" in told
    assert events("keys.reindex")[0]["facts"] == {"index": "names", "entries": 2}
