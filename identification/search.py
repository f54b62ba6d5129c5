"""Finding a person again: one look into the blind index, and then a closer one at what was found.

Only cases whose identity the actor may see, so nobody searches in another organisation's cases. What the index
finds is opened and compared before it is told: digests may be equal by chance, or planted.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.actors import Actor
from encryption.blind import index_of
from encryption.errors import DecryptionError
from identification import marks, names
from identification.enums import MarkKind
from identification.index import INDEXED_FIELDS, known_of, said_by
from identification.marks import Mark
from identification.models import Case, Identity, IdentityMark

MOST_LOOKED_AT, MOST_TOLD = 60, 10


@dataclass(frozen=True)
class Asked:
    """What is known of the person looked for; the same words as on an identity."""

    full_name: str = ""
    birth_date: date | None = None
    document: str = ""
    contact: str = ""
    telephones: tuple[str, ...] = ()

    @classmethod
    def of(cls, identity: Identity) -> "Asked":
        """Return what an identity says."""
        known = known_of(identity)
        return cls(**{name: value for name, value in known.items() if value})

    @property
    def marks(self) -> set[Mark]:
        """By what the person may be found: the date of birth also with day and month exchanged."""
        turned = marks.of(full_name=self.full_name, birth_date=marks.swapped(self.birth_date))
        known: dict[str, Any] = {name: getattr(self, name) for name in (*INDEXED_FIELDS, "telephones")}
        return marks.of(**known) | turned


@dataclass(frozen=True)
class Candidate:
    """A case that may be the same person's, what to call them, and what agrees."""

    case: Case
    pseudonym: str
    agrees: list[MarkKind]


def find(asked: Asked, actor: Actor, *, but: Case | None = None) -> list[Candidate]:
    """Return the cases that may be this person's, of those whose identity the actor may see; the newest first."""
    wanted = asked.marks
    if not wanted or actor.organisation_id is None:
        return []
    index = index_of(actor.organisation_id)
    rows = IdentityMark.objects.visible_to(actor).with_any(mark.digest(index) for mark in wanted)
    cases = {row.case_id: row.case for row in rows.order_by("-case__opened_at")[:MOST_LOOKED_AT]}
    others = [case for case in cases.values() if but is None or not _are_one(case, but)]
    looked = (_candidate(case, asked, wanted) for case in others)
    return [one for one in looked if one and one.agrees][:MOST_TOLD]


def _are_one(case: Case, other: Case) -> bool:
    """Tell whether this is the same case, or the two were merged already."""
    return case.pk == other.pk or case.merged_into_id == other.pk or case.pk == other.merged_into_id


def _candidate(case: Case, asked: Asked, wanted: set[Mark]) -> Candidate | None:
    try:
        return Candidate(case, case.identity.pseudonym or "", _agreeing(case.identity, asked, wanted))
    except DecryptionError:
        return None  # its keys were destroyed a moment ago


def _agreeing(identity: Identity, asked: Asked, wanted: set[Mark]) -> list[MarkKind]:
    """Return what really agrees, now that the identity is open."""
    by_phone = any(mark.kind is MarkKind.PHONE for mark in wanted)
    theirs = marks.of(**(known_of(identity) if by_phone else said_by(identity)))
    kinds = {mark.kind for mark in theirs & wanted}
    if MarkKind.NAME_BIRTH in kinds and not names.are_alike(asked.full_name, identity.full_name or ""):
        kinds.remove(MarkKind.NAME_BIRTH)
    return [kind for kind in MarkKind if kind in kinds]
