"""Under one roof: would somebody live with a person who is alleged to have exploited them, or with that one's kin?

Asked both ways: of the person who comes, and of those who live there already. The answer says no more than that it
cannot be, and which records of the person's own case agree; what other cases say stays there. Nothing is kept for
it: no digest in the database makes a person of one case comparable with a name in another (ADR 23). Names that
were told are often without a day of birth, so they are opened and compared as they sound, a house at a time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from encryption import keys
from facts.models import AllegedExploiter
from identification import index, marks, names
from identification.models import Identity

# A year of birth is often a guess.
YEARS_APART = 3
BETWEEN_NAMES = re.compile(r"[,;/\n]|\baka\b")


@dataclass(frozen=True, repr=False)
class Known:
    """By what somebody can be told: names, a year of birth, telephones."""

    names: tuple[str, ...]
    year: int | None
    phones: frozenset[str]

    @classmethod
    def alleged(cls, one: AllegedExploiter) -> "Known":
        """Return what is told of an alleged exploiter, or of kin."""
        told = [one.name or "", *BETWEEN_NAMES.split(one.other_names or "")]
        year = int(one.birth_year) if (one.birth_year or "").isdigit() else None
        return cls(tuple(filter(str.strip, told)), year, frozenset(marks.phones(one.phone or "")))

    @classmethod
    def person(cls, one: Identity) -> "Known":
        """Return what is known of the person whose case it is."""
        born: date | None = one.birth_date  # type: ignore[assignment]  # the field is typed as its text
        year = born.year if born else None
        found = index.known_of(one)
        told = (found["contact"] or "", *found["telephones"])
        phones = frozenset(phone for text in told for phone in marks.phones(text))
        return cls((one.full_name,) if one.full_name else (), year, phones)

    def may_be(self, other: "Known") -> bool:
        """Tell whether the two may be one: by a telephone, or by names that sound alike if no year speaks against."""
        if self.phones & other.phones:
            return True
        years = (self.year, other.year)
        if None not in years and abs(years[0] - years[1]) > YEARS_APART:  # type: ignore[operator]
            return False
        return any(_alike(one, two, None not in years) for one in self.names for two in other.names)


@dataclass(frozen=True)
class Clash:
    """That two cannot live under one roof, and which records of the case that asked agree: none, if it is theirs."""

    records: tuple[UUID, ...] = ()


def clash(case_id: UUID, others: Iterable[UUID]) -> Clash | None:
    """Return what stands between a person and those who live there; three statements, one where nobody is alleged.

    For the house, which is a party to every case in it: an organisation that is not sees no row of the others.
    A case whose keys were destroyed says nothing any more; a value that does not open is an error, never a yes.
    """
    house = {*others} - {case_id}
    alleged = list(AllegedExploiter.objects.standing().filter(case__in=[case_id, *house]))
    if not house or not alleged:
        return None
    people = _people(keys.read_all([case_id, *house]))
    told = [(one, Known.alleged(one)) for one in alleged if one.case_id in people]
    here = [known for case, known in people.items() if case in house]
    mine = [one.pk for one, known in told if one.case_id == case_id and any(map(known.may_be, here))]
    theirs = [known for one, known in told if one.case_id in house]
    is_alleged = case_id in people and any(map(people[case_id].may_be, theirs))
    return Clash(tuple(mine)) if mine or is_alleged else None


def _people(case_ids: Iterable[UUID]) -> dict[UUID, Known]:
    return {row.case_id: Known.person(row) for row in Identity.objects.filter(case__in=list(case_ids))}


def _alike(one: str, other: str, years_agree: bool) -> bool:
    """One name alone says too little; with the same year of birth it is enough to ask."""
    if min(len(names.words(one)), len(names.words(other))) < 2 and not years_agree:
        return False
    return names.are_alike(one, other) and _sounds(one, other)


def _sounds(one: str, other: str) -> bool:
    few, many = sorted((names.words(one), names.words(other)), key=len)
    if len(few) > 1:
        return bool(names.skeletons(one) & names.skeletons(other))
    return any(names.skeletons(word) & names.skeletons(few[0]) for word in many) if few else False
