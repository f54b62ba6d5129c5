"""What the rules of a country say about a child: who answers, who has to be told, by when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from children.enums import OTHER_BODY
from identification import jurisdictions, rulebook
from identification.enums import AgeBand
from identification.jurisdictions import Value
from identification.models import Case
from identification.rulebook import Told

OF_AGE = 18


def who_answers(case: Case) -> Told | None:
    """Return who answers for those under 18, band by band, with source and standing; None where nothing is known.

    Which band is the child's, the open facts do not say: they say "under 18" or "not sure", so each could be.
    """
    return _told("age_bands", _bands(case, timezone.now()), case)


def who_is_told(case: Case) -> Told | None:
    """Return who must tell those bodies, and within which time; None where the country has no such rule."""
    return _told("notices", _notices(case, known_since([case])[case.pk]), case)


def bodies(case: Case) -> list[str]:
    """Return the bodies that answer for children in the country of a case, as its rules name them."""
    return _bodies(case, timezone.now())


def body_choices(case: Case) -> list[tuple[str, str]]:
    """Return the bodies as choices; the last one is for a body that the rules do not name."""
    from children.models import ProtectionNotice

    other = str(ProtectionNotice(body=OTHER_BODY).body_in_words)
    return [*((one, one) for one in bodies(case)), (OTHER_BODY, other)]


def due(case: Case) -> datetime | None:
    """Return by when child protection has to be told of a child; None where no time is set."""
    return dues([case])[case.pk]


def dues(cases: Iterable[Case]) -> dict[UUID, datetime | None]:
    """Return, by case, by when child protection has to be told, counted from when it was known that it may be a child.

    By the rules of that day, bodies and times: a later change of the law moves nothing. The cost is that of one case.
    """
    by_id = {case.pk: case for case in cases}
    return {pk: _due(by_id[pk], since) for pk, since in known_since(by_id.values()).items()}


def known_since(cases: Iterable[Case]) -> dict[UUID, datetime]:
    """Return, by case, since when the person is recorded as a child, or in doubt, without a break."""
    since = {case.pk: case.opened_at for case in cases}
    told = Case.history.filter(id__in=since).order_by("history_date", "history_id")
    was_adult: set[UUID] = set()
    for pk, at, band in told.values_list("id", "history_date", "age_band"):
        if band == AgeBand.ADULT:
            was_adult.add(pk)
        elif pk in was_adult:
            was_adult.remove(pk)
            since[pk] = at
    return since


def _due(case: Case, since: datetime) -> datetime | None:
    notices = _notices(case, since)
    hours = [one["hours"] for one in notices.value if one["hours"]] if notices else []
    return since + timedelta(hours=min(hours)) if hours else None


def _bodies(case: Case, at: datetime) -> list[str]:
    bands = _bands(case, at)
    return list(dict.fromkeys(one["who"] for one in bands.value)) if bands else []


def _bands(case: Case, at: datetime) -> Value | None:
    return _kept(case, "age_bands", at, lambda one: one["from"] < OF_AGE)


def _notices(case: Case, at: datetime) -> Value | None:
    known = _bodies(case, at)
    return _kept(case, "notices", at, lambda one: one["told"] in known) if known else None


def _kept(case: Case, name: str, at: datetime, keeps: Any) -> Value | None:
    """Return the value in force at a moment with the entries that are about children; None where none is left."""
    if case.jurisdiction not in jurisdictions.load():
        return None
    found = jurisdictions.value_if_any(case.jurisdiction, name, timezone.localdate(at))
    kept = [one for one in found.value if keeps(one)] if found else []
    return replace(found, value=kept) if found and kept else None


def _told(name: str, one: Value | None, case: Case) -> Told | None:
    return rulebook.told(name, one, jurisdictions.load()[case.jurisdiction]) if one else None
