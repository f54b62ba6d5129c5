"""Whoever acts for a child says yes beside the child, in their own way: sealed, and nothing is given without it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from PIL import Image

from consent.enums import OF_A_GUARDIAN, ConsentStatus, Way
from consent.models import Consent, Talk
from consent.talks.actions import sign
from identification.models import Case
from tests.cast import Cast
from tests.consent.talks import given, informed
from tests.consent.through import GUARDIAN, SPOKEN, explained, prepared
from tests.helpers import client_of, codes
from tests.identification.forms import send
from tests.makers import presumed_case
from tests.makers_children import guarded
from tests.makers_talks import agreed_aloud, drawn, picture

YES = {"agreed": ["needs"], "child_agrees": "on", **SPOKEN}


@pytest.fixture
def nora(cast: Cast) -> Client:
    return client_of(cast.nora)


@pytest.fixture
def child(cast: Cast) -> Case:
    case = presumed_case(cast.nora, age_band="child", language="en")
    guarded(case, cast.nora)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def talk(nora: Client, cast: Cast, child: Case) -> str:
    address = prepared(nora, cast, child)
    explained(nora, address)
    return address


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.jpg", picture("JPEG"), "image/jpeg")


def is_given() -> bool:
    return Consent.objects.filter(status=ConsentStatus.GIVEN).exists()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"guardian_way": "typed"},
        {"guardian_way": "typed", "guardian_words": "\u3164"},
        {"guardian_way": "spoken", "guardian_words": " "},
        {"guardian_way": "paper", "guardian_words": "Gerda Guardian"},
    ],
    ids=["no way", "no name", "blank name", "no witness", "no paper"],
)
def test_a_guardians_yes_needs_how_it_was_said(nora: Client, talk: str, said: dict[str, str]) -> None:
    answer = send(nora, f"{talk}answer/", {**YES, "guardian_agrees": "on", **said})
    assert answer.status_code == 409
    assert "Keep how whoever acts for the child agreed" in answer.content.decode()
    assert not is_given()
    assert Talk.objects.get().way == ""


@pytest.mark.parametrize("way", ["drawn", "thumbprint", "made up"])
def test_in_no_other_way(nora: Client, talk: str, way: str) -> None:
    said = {"guardian_way": way, "guardian_words": "Gerda Guardian", "guardian_picture": photo()}
    assert send(nora, f"{talk}answer/", {**YES, "guardian_agrees": "on", **said}).status_code == 200
    assert not is_given()


def test_their_name_is_sealed_and_read_by_the_carrier_alone(nora: Client, cast: Cast, talk: str) -> None:
    assert send(nora, f"{talk}answer/", {**YES, **GUARDIAN}).status_code == 302
    assert is_given()
    held = Talk.objects.get()
    assert (held.guardian_way, held.guardian_words, held.guardian_picture) == (
        "typed",
        "Gerda Guardian",
        None,
    )
    assert "Gerda Guardian" not in nora.get(talk).content.decode()
    sealed = nora.get(f"{talk}sealed/").content.decode()
    assert "Gerda Guardian" in sealed
    assert "guardian.jpg" not in sealed
    assert client_of(cast.sami).get(f"{talk}sealed/").status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(consent_talk)::text FROM consent_talk")
        assert "Gerda" not in cursor.fetchone()[0]


def test_their_paper_is_shown_to_who_opens_the_talk(nora: Client, cast: Cast, talk: str) -> None:
    assert nora.get(f"{talk}guardian.jpg").status_code == 404
    said = {"guardian_agrees": "on", "guardian_way": "paper", "guardian_picture": photo()}
    assert send(nora, f"{talk}answer/", {**YES, **said}).status_code == 302
    assert f"{talk}guardian.jpg" in nora.get(f"{talk}sealed/").content.decode()
    shown = nora.get(f"{talk}guardian.jpg")
    assert shown["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(shown.content)).size == (40, 20)
    for who in (cast.sami, cast.otto, cast.odile):
        assert client_of(who).get(f"{talk}guardian.jpg").status_code == 404
    assert nora.get(f"{talk}sign.jpg").status_code == 404


def test_a_no_needs_no_guardians_sign(nora: Client, talk: str) -> None:
    assert send(nora, f"{talk}answer/", {"agreed": []}).status_code == 302
    assert set(Consent.objects.values_list("status", flat=True)) == {ConsentStatus.REFUSED}


def test_a_grown_up_is_asked_for_none_and_none_is_kept(nora: Client, cast: Cast) -> None:
    address = prepared(nora, cast, presumed_case(cast.nora))
    explained(nora, address)
    assert "guardian" not in nora.get(f"{address}answer/").content.decode()
    assert send(nora, f"{address}answer/", {"agreed": ["needs"], **SPOKEN, **GUARDIAN}).status_code == 302
    assert Talk.objects.get().guardian_way == ""


def test_the_form_asks_for_it_of_a_child(nora: Client, talk: str) -> None:
    page = nora.get(f"{talk}answer/").content.decode()
    for name in ("guardian_agrees", "guardian_way", "guardian_words", "guardian_picture"):
        assert f'name="{name}"' in page
    assert [way for way in Way if f'value="{way}"' in page.split('name="guardian_way"', 1)[1]] == [
        way for way in Way if way in OF_A_GUARDIAN
    ]


def test_the_gate_asks_for_it_as_well(cast: Cast, child: Case) -> None:
    consent = given(cast, child)
    assert Talk.objects.get(pk=consent.talk).guardian_way == Way.SPOKEN
    unsigned = drawn(child, cast.nora)
    waiting = Consent.objects.get(talk=unsigned.pk)
    both: dict[str, Any] = {"child_agrees": True, "guardian_agrees": True}
    assert codes(waiting, "give", cast.nora, **both) == ["how_the_guardian_agreed_is_kept"]


def test_in_code_as_well_nothing_is_kept_in_another_way_or_for_a_grown_up(cast: Cast, child: Case) -> None:
    signed = Talk.objects.get(pk=informed(cast, child).talk)
    said = {"guardian_way": Way.DRAWN, "guardian_words": "Gerda Guardian", "guardian_picture": picture()}
    kept = sign(talk=signed, way=Way.SPOKEN, witness="Wanda Witness", by=cast.nora, **said)
    assert (kept.guardian_way, kept.guardian_words, kept.guardian_picture) == ("", None, None)
    earlier = sign(
        talk=signed,
        way=Way.SPOKEN,
        witness="Wanda Witness",
        by=cast.nora,
        **{**said, "guardian_way": Way.TYPED},
    )
    assert (earlier.guardian_way, earlier.guardian_words) == (Way.TYPED, "Gerda Guardian")
    later = sign(
        talk=signed,
        way=Way.SPOKEN,
        witness="Wanda Witness",
        by=cast.nora,
        **{**said, "guardian_way": Way.PAPER},
    )
    assert (later.guardian_way, later.guardian_words) == (Way.PAPER, None)
    assert later.guardian_picture
    unsaid = sign(talk=signed, way=Way.SPOKEN, witness="Wanda Witness", by=cast.nora)
    assert (unsaid.guardian_way, unsaid.guardian_words, unsaid.guardian_picture) == ("", None, None)
    grown_up = agreed_aloud([informed(cast)], cast.nora)
    assert (grown_up.way, grown_up.guardian_way) == (Way.SPOKEN, "")


@pytest.mark.parametrize("way", OF_A_GUARDIAN)
def test_the_table_holds_that_it_is_whole(cast: Cast, child: Case, way: str) -> None:
    unsigned = drawn(child, cast.nora)
    with (
        pytest.raises(IntegrityError, match="how_the_guardian_agreed_is_whole"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE consent_talk SET guardian_way = %s WHERE id = %s", [way, unsigned.pk])
