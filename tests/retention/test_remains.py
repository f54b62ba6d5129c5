"""Of somebody who was erased, or wanted nothing, stays what a list names, column by column, and no planted word."""

from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models

from consent.models import Talk
from encryption.fields import SealedTextField
from identification import actions as cases
from retention import actions, schedule
from retention.models import RefusalNotice
from rights import actions as rights
from rights.enums import Part
from tests.cast import Cast
from tests.makers_contact import reached
from tests.makers_documents import document_at
from tests.makers_facts import alleged, told_event
from tests.makers_legal_aid import matter_at
from tests.makers_retention import held, wished
from tests.makers_rights import asked_copy, complaint, restricted
from tests.makers_talks import drawn
from tests.retention.remains import GONE, HISTORY, STAYS
from wall.tables import bearing_a_case
from workflow.guard import writing

CANARY = "Zaphyrine Quellbrook"


def unlisted(every: Any) -> list[str]:
    """Return the columns of tables that bear a case which are neither sealed nor on the list."""
    bears = {one.table for one in bearing_a_case()} - GONE
    return [one for model in every if model._meta.db_table in bears for one in _unlisted(model)]


def _unlisted(model: type[models.Model]) -> list[str]:
    label = model._meta.label
    listed = set(STAYS.get(label.replace(".Historical", "."), "").split())
    listed |= set(HISTORY.split()) if ".Historical" in label else set()
    plain = {one.attname for one in model._meta.concrete_fields if not isinstance(one, SealedTextField)}
    return sorted(f"{label}.{name}" for name in plain - listed)


def test_every_column_that_stays_is_on_the_list() -> None:
    assert unlisted(apps.get_models(include_auto_created=True)) == []


def test_nothing_is_on_the_list_that_is_not_there() -> None:
    for label, columns in STAYS.items():
        there = {one.attname for one in apps.get_model(label)._meta.concrete_fields}
        assert set(columns.split()) <= there, label


def test_a_column_that_nobody_listed_is_found() -> None:
    from identification.models import Identity

    planted = models.CharField(max_length=80)
    planted.contribute_to_class(Identity, "nickname")
    try:
        assert unlisted([Identity]) == ["identification.Identity.nickname"]
    finally:
        Identity._meta.local_fields.remove(planted)
        Identity._meta._expire_cache()


def test_every_model_about_a_person_has_a_rule() -> None:
    assert schedule.without_a_rule(apps.get_models(include_auto_created=True)) == []


def test_a_model_that_nobody_gave_a_rule_is_found() -> None:
    class Planted(models.Model):
        case_id = models.UUIDField()

        class Meta:
            app_label = "retention"
            managed = False

        def __str__(self) -> str:
            return ""

    try:
        assert schedule.without_a_rule([Planted]) == ["retention.Planted"]
    finally:
        del apps.all_models["retention"]["planted"]
        apps.clear_cache()


def asked_and_reached(case: Any, cast: Cast) -> None:
    """Plant the word in how the person is reached, in what they agreed to, and in what they asked for."""
    reached(case, cast.nora, value=CANARY, who_answers=CANARY, code_word=CANARY)
    talk = Talk.objects.get(pk=drawn(case, cast.nora).pk)
    with writing():
        talk.interpreter = talk.witness = talk.signed_name = talk.capacity_note = CANARY
        talk.guardian_words, talk.picture = CANARY, CANARY.encode()
        talk.guardian_picture = CANARY.encode()
        talk.save()
    complaint(cast, case, story=f"{CANARY} shouted at me.")
    rights.ask_correction(
        case=case, by=cast.nora, key=uuid4(), part=Part.IDENTITY, statement=f"My name is {CANARY}."
    )
    restricted(cast, case)
    asked_copy(cast, case)


@pytest.mark.parametrize("way", ["decline", "erase"])
def test_no_planted_word_is_left_in_any_table(cast: Cast, way: str) -> None:
    matter = matter_at("active", cast)
    case = matter.case
    known = dict.fromkeys(("full_name", "contact", "address", "document", "narrative"), CANARY)
    cases.record_identity(case=case, by=cast.nora, **known)
    document_at("clean", cast, case=case, content=CANARY.encode(), name=f"{CANARY}.pdf")
    told_event(case, cast.nora)
    alleged(case, cast.nora)
    asked_and_reached(case, cast)
    wish = wished(case, cast, said=CANARY)
    if way == "erase":
        cases.forget(case=_closed(matter, cast), by=cast.dov)
    else:
        asked = {"sex": "female", "form": "forced_labour"}
        actions.decline(case=case, can_decide="yes", by=cast.nora, **asked)
    assert _tables_with(CANARY) == []
    assert wish.pk


def test_the_look_finds_what_is_plain(cast: Cast) -> None:
    """The control: a word in an open column is found."""
    case = held(matter_at("active", cast).case, cast).case
    with connection.cursor() as cursor:
        cursor.execute("UPDATE identification_case SET closing_reason = 'Zaphyrine' WHERE id = %s", [case.pk])
    assert _tables_with("Zaphyrine") == ["identification_case"]


def test_a_notice_leads_nowhere(cast: Cast) -> None:
    matter = matter_at("active", cast)
    asked = {"sex": "female", "form": "forced_labour", "nationality": "MD", "region": "Harbour district"}
    actions.decline(case=matter.case, can_decide="yes", by=cast.nora, **asked)
    notice = RefusalNotice.objects.get()
    assert {one.attname for one in RefusalNotice._meta.concrete_fields} == {
        "id", "month", "jurisdiction", "sex", "nationality", "form", "region",
    }  # fmt: skip
    assert notice.month.day == 1
    before = notice.pk
    assert actions.shuffle_notices() == 1
    assert RefusalNotice.objects.get().pk != before


def _closed(matter: Any, cast: Cast) -> Any:
    from workflow.gate import perform

    perform(perform(matter, "decide", outcome="granted", by=cast.lena), "close", by=cast.lena)
    return matter.case


def _tables_with(word: str) -> list[str]:
    """Return the tables of which a row holds the word in plain, as text or as bytes."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" AS one WHERE position(%s in one::text) > 0 '
                "OR position(%s in one::text) > 0)",
                [word, word.encode().hex()],
            )
            found += [table] if cursor.fetchone()[0] else []
    return found
