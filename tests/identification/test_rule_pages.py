"""The pages that show the rules of a country, and the rule that each clock of a case rests on."""

import html
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from consent.enums import DataSet
from identification.jurisdictions import load
from identification.models import Case
from referral.actions import accept, send
from tests.cast import Cast
from tests.helpers import client_of
from tests.identification.countries import country, entry, site_with
from tests.makers import consented, decided_case, drafted, pending_case, presumed_case, recovering_case
from tests.owner import as_owner

PROTECTS = "Until then nobody may remove the person from the country."


def shown(client: Client, url: str) -> str:
    """Return the words of a page, without its marks."""
    answer = client.get(url)
    assert answer.status_code == 200
    body = re.sub(r"<title>.*?</title>|<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(body).split())


def later(days: int) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_the_list_tells_templates_from_what_a_case_may_follow(cast: Cast) -> None:
    words = shown(client_of(cast.stat), "/rules/")
    assert words.count("A template: no case follows it yet") == 8
    assert words.index("Costania") < words.index("Armenia")


@pytest.mark.parametrize("code", list(load()))
def test_each_country_can_be_read(cast: Cast, code: str) -> None:
    words = shown(client_of(cast.stat), f"/rules/{code}/")
    assert load()[code].name in words
    for listed in load()[code].values.values():
        assert all(one.source in words for one in listed)


@pytest.mark.parametrize("code", ["ZZ", "av", "none-such"])
def test_a_country_that_is_not_there(cast: Cast, code: str) -> None:
    assert client_of(cast.stat).get(f"/rules/{code}/").status_code == 404


def test_a_value_is_shown_with_what_it_was_before(cast: Cast) -> None:
    words = shown(client_of(cast.stat), "/rules/BK/")
    now, before = words.index("since 1 January 2024 · confirmed"), words.index("Before 30 days")
    assert words.index("Recovery and reflection, at least 45 days") < now < before


def test_a_value_of_the_future_is_shown_as_later(cast: Cast, tmp_path: Path) -> None:
    coming = country(recovery_days=[entry(30), entry(45, "2090-07-01", "art. 1, as amended")])
    with site_with(tmp_path, coming):
        words = shown(client_of(cast.stat), "/rules/AV/")
    assert "Later 45 days art. 1, as amended · since 1 July 2090" in words


def test_what_is_not_confirmed_says_so_and_a_repealed_rule_is_none(cast: Cast) -> None:
    words = shown(client_of(cast.stat), "/rules/MD/")
    assert "30 days Council of Europe Convention" in words
    assert "the day it began is not known · to be confirmed" in words
    assert "Stay in a shelter No rule is known." in words
    assert "since 15 January 2016" in words


def test_the_file_itself_speaks_its_own_language(cast: Cast) -> None:
    client = client_of(cast.stat)
    client.cookies["django_language"] = "ru"
    assert '<span lang="en">Identification Board</span>' in client.get("/rules/AV/").content.decode()


def test_the_case_page_says_which_rule_a_clock_rests_on(cast: Cast) -> None:
    words = shown(client_of(cast.nora), pending_case(cast).get_absolute_url())
    law = "Arvenian Law on Assistance to Victims of Trafficking (invented)"
    said = f"Rule when it began: 30 days · {law}, art. {{}} · since 1 January 2019 · confirmed"
    assert said.format(1) in words
    assert said.format(2) in words


def test_it_keeps_saying_so_after_the_rule_changed(cast: Cast, tmp_path: Path) -> None:
    case = recovering_case(cast.nora)
    with site_with(tmp_path, country(recovery_days=[entry(90, source="Another law")])):
        words = shown(client_of(cast.nora), case.get_absolute_url())
    assert "Rule when it began: 30 days · Arvenian Law" in words
    assert "Another law" not in words


def test_a_clock_from_before_rules_were_remembered(cast: Cast) -> None:
    case = recovering_case(cast.nora)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE identification_case SET began_under = '{}' WHERE id = %s", [case.pk])
    assert "The rule was not noted when this clock began." in shown(
        client_of(cast.nora), case.get_absolute_url()
    )


@pytest.mark.parametrize("scopes", [[DataSet.SUMMARY], [DataSet.SUMMARY, DataSet.NEEDS, DataSet.IDENTITY]])
def test_whoever_sees_the_case_sees_the_clock_and_what_it_protects_from(
    cast: Cast, scopes: list[DataSet]
) -> None:
    case = recovering_case(cast.nora)
    consented(case, cast.nora, cast.sami.organisation, data=scopes)
    referral = drafted(case, cast.nora, cast.sami, data_sets=scopes)
    accept(referral=send(referral=referral, by=cast.nora), by=cast.sami)
    words = shown(client_of(cast.sami), case.get_absolute_url())
    assert "Recovery and reflection until In 30 days" in words
    assert PROTECTS in words
    assert "Help does not depend on that decision, now or later." in words


def test_once_it_is_over_the_page_promises_nothing_and_blames_nobody(cast: Cast) -> None:
    case = recovering_case(cast.nora)
    with later(31):
        words = shown(client_of(cast.nora), case.get_absolute_url())
    assert "Recovery and reflection ended 1 day ago" in words
    assert PROTECTS not in words
    assert "Overdue" not in words


def test_the_person_is_told_until_when_to_appeal(cast: Cast) -> None:
    case = decided_case(cast, yes=False)
    assert "The person may appeal until In 30 days" in shown(client_of(cast.nora), case.get_absolute_url())
    with later(31):
        assert "may appeal" not in shown(client_of(cast.nora), case.get_absolute_url())


def test_an_extension_says_what_it_does_and_does_it(cast: Cast) -> None:
    case, client = recovering_case(cast.nora, jurisdiction="BK"), client_of(cast.nora)
    url = f"{case.get_absolute_url()}do/extend_recovery/"
    until = timezone.localdate() + timedelta(days=60)
    words = shown(client, url)
    assert f"The time then lasts until {until.day} {until:%B %Y}. This is extension 1 of 2." in words
    assert client.post(url).status_code == 302
    assert Case.objects.get(pk=case.pk).recovery_until == until


def test_what_cannot_be_extended_is_refused_in_words(cast: Cast) -> None:
    client = client_of(cast.nora)
    for case, reason in (
        (recovering_case(cast.nora, jurisdiction="CT"), "extended as often as the rule allows"),
        (presumed_case(cast.nora), "does not run"),
    ):
        for answer in (client.get, client.post):
            refused = answer(f"{case.get_absolute_url()}do/extend_recovery/")
            assert refused.status_code == 409
            assert reason in refused.content.decode()


def test_a_case_links_to_the_rules_it_follows(cast: Cast) -> None:
    case = recovering_case(cast.nora, jurisdiction="BK")
    assert 'href="/rules/BK/"' in client_of(cast.nora).get(case.get_absolute_url()).content.decode()
    assert 'href="/rules/"' in client_of(cast.nora).get("/cases/new/").content.decode()


def test_a_new_case_follows_no_template(cast: Cast) -> None:
    page = client_of(cast.nora).get("/cases/new/").content.decode()
    assert 'value="AV"' in page
    assert 'value="GE"' not in page
