"""A case gets a newer key while processes still hold the older one: nothing is lost, nothing stays behind."""

import uuid

import pytest
from django.apps import apps
from django.db import connection

from documents.enums import DocumentStatus
from documents.models import Document
from encryption import keys, resealing, rotation
from encryption.errors import DecryptionError
from encryption.fields import SealedTextField
from encryption.models import CaseKey
from identification import actions, rekeying
from identification.models import Case, Identity
from referral.models import Referral
from tests.cast import FOUNDER, Cast
from tests.encryption.conftest import NAME
from tests.makers import NOTHING, drafted, opened_case, referral_at, screened
from tests.makers_documents import NAME as PAPER
from tests.makers_documents import document_at
from wall.context import acting_as, as_nobody
from workflow.gate import perform

pytestmark = pytest.mark.two_connections


@pytest.fixture(autouse=True)
def nobody_keeps_keys_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "SECONDS_KEPT", 0.02)


@pytest.fixture
def case(committed_cast: Cast) -> Case:
    case = referral_at("accepted", committed_cast).case
    actions.record_identity(case=case, by=committed_cast.nora, full_name=NAME, narrative="Long.")
    return Case.objects.get(pk=case.pk)


def versions(case: Case) -> list[int]:
    return sorted(CaseKey.objects.filter(case_id=case.pk).values_list("version", flat=True))


def used(case: Case) -> set[int]:
    return {version for _case, version in resealing.used(case.pk)}


def renewed(case: Case) -> bool:
    ((_case_id, possible),) = rekeying.renew(cases=[case.pk], by=FOUNDER)
    return possible


def older_is_removed() -> list[tuple[object, bool]]:
    keys.time.sleep(3 * rotation.seconds_to_wait())
    return list(rekeying.remove_older(by=FOUNDER))


def every_value_opens(case: Case) -> int:
    keys.forget()
    count = 0
    for model in resealing.sealed_models():
        for row in model._default_manager.filter(**{resealing.owner(model): case.pk}):
            count += sum(getattr(row, field.attname) is not None for field in resealing.sealed_fields(model))
    return count


def test_every_value_and_its_history_is_under_the_newer_key(case: Case) -> None:
    count = every_value_opens(case)
    assert renewed(case)
    assert used(case) == {2}
    assert older_is_removed() == [(case.pk, True)]
    assert versions(case) == [2]
    assert every_value_opens(case) == count > 6
    assert Identity.objects.get(case=case).full_name == NAME


def test_a_sealed_field_of_the_case_itself_is_sealed_anew(committed_cast: Cast) -> None:
    case = opened_case(committed_cast.nora)
    screened(case, committed_cast.nora, NOTHING)
    perform(case, "override_upward", by=committed_cast.nora, reason="A reason told in confidence.")
    renewed(case)
    older_is_removed()
    keys.forget()
    assert Case.objects.get(pk=case.pk).override_reason == "A reason told in confidence."
    assert case.history.latest().override_reason == "A reason told in confidence."


def test_a_document_is_sealed_anew_byte_for_byte(committed_cast: Cast) -> None:
    content = bytes(range(256)) * 2048 + b"\xff\x80"  # three parts, and no text in any encoding
    document = document_at(DocumentStatus.CLEAN, committed_cast, content=content)
    assert renewed(document.case)
    older_is_removed()
    assert versions(document.case) == [2]
    keys.forget()
    document = Document.objects.get(pk=document.pk)
    assert (document.parts.count(), document.content() == content) == (3, True)
    assert document.name == document.history.latest().name == PAPER


def test_what_is_written_once_is_not_sealed_anew_by_an_organisation(case: Case, committed_cast: Cast) -> None:
    for acting in (lambda: acting_as(committed_cast.nora.organisation_id), as_nobody):
        with acting(), connection.cursor() as cursor:
            cursor.execute("UPDATE identification_historicalidentity SET full_name = NULL")
            assert cursor.rowcount == 0
    assert Identity.history.filter(case=case).latest().full_name == NAME


@pytest.mark.parametrize("status", ["organisation", "nobody"])
def test_nothing_is_renewed_or_removed_for_who_may_not_see_every_row(
    case: Case, committed_cast: Cast, status: str
) -> None:
    """One who sees the case and not all that is sealed with its key would remove a key that is still needed."""
    renewed(case)
    keys.time.sleep(3 * rotation.seconds_to_wait())
    with acting_as(committed_cast.nora.organisation_id) if status == "organisation" else as_nobody():
        for act in (
            lambda: list(rekeying.renew(cases=[case.pk], by=FOUNDER)),
            lambda: list(rekeying.remove_older(by=FOUNDER)) or rekeying.check(by=FOUNDER),
            lambda: rekeying.check(by=FOUNDER),
            lambda: rekeying.rewrap_all(tell=lambda *_told: None, by=FOUNDER),
            lambda: rekeying.reindex("identities", tell=lambda *_told: None, by=FOUNDER),
        ):
            with pytest.raises(rekeying.OutOfSight):
                act()
    assert versions(case) == [1, 2]


def test_a_row_read_before_opens_after(case: Case) -> None:
    before = Identity.objects.get(case=case)
    renewed(case)
    keys.forget()
    assert before.full_name == NAME


def test_what_a_slow_process_seals_with_the_older_key_is_not_lost(case: Case, committed_cast: Cast) -> None:
    """Its ring is from before: it knows version 1 only, for as long as it may keep a ring."""
    ring = keys._read(case.pk)
    renewed(case)
    keys._keep(case.pk, ring, keys.time.monotonic() + 60)
    referral = drafted(case, committed_cast.nora, committed_cast.otto, note="Sealed late.")
    assert used(case) == {1, 2}
    assert older_is_removed() == [(case.pk, True)]
    assert (used(case), versions(case)) == ({2}, [1, 2])  # sealed anew, and the wait begins again
    older_is_removed()
    assert versions(case) == [2]
    keys.forget()
    assert Referral.objects.get(pk=referral.pk).note == "Sealed late."


def test_the_older_key_does_not_go_before_its_time(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "SECONDS_KEPT", 60)
    renewed(case)
    list(rekeying.remove_older(by=FOUNDER))
    assert versions(case) == [1, 2]


def test_a_run_that_was_stopped_is_finished_by_the_next(case: Case) -> None:
    renewed(case)
    CaseKey.objects.update(retired_at=None)  # killed right after the commit
    assert older_is_removed() == []
    assert rotation.unfinished() == [case.pk]  # the wait has begun only now
    assert older_is_removed() == [(case.pk, True)]
    assert versions(case) == [2]


def test_a_value_that_does_not_open_leaves_its_case_as_it_was(case: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE identification_identity SET full_name = set_byte(full_name, 20, 0)")
        cursor.execute("UPDATE identification_identity SET full_name = set_byte(full_name, 21, 0)")
    assert not renewed(case)
    assert (versions(case), used(case)) == ([1], {1})


def test_an_erased_case_gets_no_key(case: Case, committed_cast: Cast) -> None:
    actions.decline(case=case, can_decide="yes", by=committed_cast.nora)
    renewed(case)
    assert versions(case) == []


def test_a_case_that_cannot_be_seen_keeps_its_key(case: Case) -> None:
    unseen = uuid.uuid4()
    keys.create(unseen)
    assert list(rekeying.renew(cases=[unseen], by=FOUNDER)) == [(unseen, False)]
    assert CaseKey.objects.filter(case_id=unseen).count() == 1


def test_one_who_seals_at_the_same_moment_wins(case: Case) -> None:
    """What was read is compared with what is there: a value that changed meanwhile is left alone."""
    identity = Identity.objects.get(case=case)
    field = Identity._meta.get_field("full_name")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE identification_identity SET full_name = full_name || '\\x00'::bytea")
    assert resealing._replace(identity, field) == 0


def test_no_model_with_a_sealed_field_is_forgotten() -> None:
    every = {
        model
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, SealedTextField)
    }
    assert set(resealing.sealed_models()) == every
    assert {"HistoricalIdentity", "HistoricalCase"} <= {model.__name__ for model in every}
    assert all(resealing.owner(model) in {f.attname for f in model._meta.fields} for model in every)


def test_a_destroyed_key_is_not_made_again(case: Case) -> None:
    keys.destroy(case.pk)
    with pytest.raises(DecryptionError):
        keys.add_version(case.pk)
