"""Events as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from audit import kinds, log
from audit.models import Event, Outcome


@dataclass(frozen=True)
class Line:
    """One line of a trail."""

    at: datetime
    who: str
    sentence: str
    facts: list[tuple[str, str]]
    kind_class: str
    genuine: bool


def lines(events: Iterable[Event], names: Mapping[UUID, str]) -> list[Line]:
    """Return the events as lines; `names` gives the names of staff and organisations by id."""
    return [_line(event, names) for event in events]


def _line(event: Event, names: Mapping[UUID, str]) -> Line:
    said = log.read(event)
    sentence = str(kinds.sentence_of(event.kind))
    if event.outcome == Outcome.REFUSED:
        sentence = _("was refused: %(deed)s") % {"deed": sentence}
    facts = [(name, _text(value)) for name, value in said["facts"].items() if value not in (None, "", [])]
    return Line(event.at, _who(event, said, names), sentence, facts, event.outcome, log.is_genuine(event))


def _who(event: Event, said: Mapping[str, str], names: Mapping[UUID, str]) -> str:
    if said["command"]:
        return _("The system (%(command)s)") % {"command": said["command"]}
    ids = [known for known in (event.user_id, event.organisation_id) if known]
    return ", ".join(names.get(one, _("unknown")) for one in ids) or _("Somebody not signed in")


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
