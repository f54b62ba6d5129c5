"""Events as sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from django.utils.translation import gettext as _

from audit import kinds, log
from audit.models import Event, Outcome

# What a fact is called, and what it says.
Told: TypeAlias = tuple[str, str]
# The words of facts; the room above all others declares them, as only it knows every room.
_words: list[Callable[[Mapping[UUID, str]], "Teller"]] = []


class Teller(Protocol):
    """Tells facts and commands in words."""

    def fact(self, kind: str, name: str, value: Any) -> Told: ...
    def command(self, name: str) -> str: ...


@dataclass(frozen=True)
class Line:
    """One line of a trail."""

    at: datetime
    who: str
    sentence: str
    facts: list[Told]
    kind_class: str
    genuine: bool
    case_id: UUID | None


def declare_words(words: Callable[[Mapping[UUID, str]], Teller]) -> None:
    """Facts are told in these words from now on."""
    _words[:] = [words]


def in_words(names: Mapping[UUID, str]) -> Teller:
    """Return what tells facts to one who may know these names of staff and organisations."""
    return _words[0](names)


def lines(events: Iterable[Event], names: Mapping[UUID, str], teller: Teller) -> list[Line]:
    """Return the events as lines; `names` gives the names of staff and organisations by id."""
    return [_line(event, names, teller) for event in events]


def _line(event: Event, names: Mapping[UUID, str], teller: Teller) -> Line:
    said = log.read(event)
    sentence = str(kinds.sentence_of(event.kind))
    if event.outcome == Outcome.REFUSED:
        sentence = _("was refused: %(deed)s") % {"deed": sentence}
    known = {name: value for name, value in said["facts"].items() if value not in (None, "", [])}
    facts = [teller.fact(event.kind, name, value) for name, value in known.items()]
    who = _who(event, said, names, teller)
    return Line(event.at, who, sentence, facts, event.outcome, log.is_genuine(event), event.case_id)


def _who(event: Event, said: Mapping[str, str], names: Mapping[UUID, str], teller: Teller) -> str:
    if said["command"]:
        return _("The system (%(command)s)") % {"command": teller.command(said["command"])}
    ids = [known for known in (event.user_id, event.organisation_id) if known]
    return ", ".join(names.get(one, _("unknown")) for one in ids) or _("Somebody not signed in")
