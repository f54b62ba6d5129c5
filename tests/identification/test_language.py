"""A language is chosen from a list: what people typed before becomes a code, and nothing typed is taken any more."""

import re

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from consent.models import Consent
from identification.enums import LANGUAGE_CODE, Language, languages
from identification.forms import OpenCaseForm
from identification.models import Case
from identification.presenters import summary
from identification.typed_languages import code_of, typed_to_codes
from tests.cast import Cast
from tests.helpers import client_of
from tests.makers import consented, opened_case, presumed_case
from tests.owner import as_owner

FORGET = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE identification_case DROP CONSTRAINT language_of_a_case_is_a_code;
ALTER TABLE consent_consent DROP CONSTRAINT language_of_a_talk_is_a_code;
"""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ru", "ru"),
        (" Russian ", "ru"),
        ("FARSI", "fa"),
        ("русский", "ru"),
        ("", ""),
        ("   ", ""),
        ("Sign language", "sgn"),
        ("Elena Petrova", "other"),
        ("other", "other"),
    ],
)
def test_what_was_typed_becomes_a_code(typed: str, code: str) -> None:
    assert code_of(typed, {one.value: str(one.label) for one in Language}) == code


def test_every_code_is_taken_by_the_database() -> None:
    assert all(re.fullmatch(LANGUAGE_CODE, code) for code in [*Language.values, ""])


@pytest.mark.parametrize("typed", ["Russian", "a b", "Лена", "toolong"])
def test_a_typed_language_is_refused_by_the_database(cast: Cast, typed: str) -> None:
    case = opened_case(cast.nora)
    with pytest.raises(IntegrityError, match="language_of_a_case_is_a_code"), connection.cursor() as cursor:
        cursor.execute("UPDATE identification_case SET language = %s WHERE id = %s", [typed, case.pk])


def test_the_list_is_in_the_readers_alphabet_and_another_comes_last() -> None:
    with translation.override("en"):
        names = [name for _code, name in languages()]
    assert names[:-1] == sorted(names[:-1])
    assert names[-1] == "Another language"
    assert {code for code, _name in languages()} == set(Language.values)


@pytest.mark.parametrize(("sent", "taken"), [("prs", True), ("", True), ("other", True), ("Dari", False)])
def test_only_what_is_on_the_list_can_be_sent(sent: str, taken: bool) -> None:
    assert ("language" not in OpenCaseForm({"language": sent}).errors) == taken


def test_pages_show_the_name_and_not_the_code(cast: Cast) -> None:
    case = presumed_case(cast.nora, language="prs")
    assert "Dari" in [str(value) for _label, value in summary(case)]
    assert "<dd>Dari</dd>" in client_of(cast.nora).get(case.get_absolute_url()).content.decode()


def typed_into(table: str, case: Case, text: str) -> None:
    column = "case_id" if table.startswith("consent") else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET language = %s WHERE {column} = %s", [text, case.pk])


TABLES = (
    "identification_case",
    "identification_historicalcase",
    "consent_consent",
    "consent_historicalconsent",
)


def test_the_migration_leaves_nothing_typed(cast: Cast) -> None:
    """Every row and its history, as the owner of the tables converts them."""
    case = presumed_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation)
    known = MigrationExecutor(connection).loader.project_state().apps
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(FORGET)
        for table in TABLES:
            typed_into(table, case, "Lena speaks Dari")
        for app, model in (("identification", "case"), ("consent", "consent")):
            typed_to_codes(app, model, f"historical{model}").code(known, None)
    models = (Case, Case.history.model, Consent, Consent.history.model)
    found = {one for model in models for one in model._base_manager.values_list("language", flat=True)}
    assert found == {"other"}
