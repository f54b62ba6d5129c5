"""Why the gate stayed shut, and how that is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn
from uuid import UUID

from audit.log import Doer, record
from audit.models import Outcome


class Ground(StrEnum):
    """The three kinds of no."""

    PERMISSION = "permission"
    STATE = "state"
    RULE = "rule"


@dataclass(frozen=True)
class Refusal:
    """One reason: its kind, its code, and the sentence for the person at the screen."""

    ground: Ground
    code: str
    sentence: str


class Refused(Exception):
    """The gate stayed shut; nothing was changed. `refusals` says why, every reason at once."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = list(refusals)
        self.is_remembered = False
        super().__init__("; ".join(one.code for one in refusals))

    @property
    def is_about_permission(self) -> bool:
        """Tell whether the person may not do this at all, whatever the state."""
        return any(one.ground is Ground.PERMISSION for one in self.refusals)

    @property
    def sentences(self) -> list[str]:
        """The reasons in words."""
        return [one.sentence for one in self.refusals]


def refuse(
    kind: str,
    ground: Ground,
    code: str,
    sentence: object,
    *,
    by: Doer,
    case_id: UUID | None = None,
    target: object = "",
) -> NoReturn:
    """Raise Refused, remembered under `kind`: for what is no step of a record, as a list or a page."""
    refused = Refused([Refusal(ground, code, str(sentence))])
    remember_refusal(refused, kind, by=by, case_id=case_id, target=target)
    raise refused


def remember_refusal(
    refused: Refused, kind: str, *, by: Doer, case_id: UUID | None = None, target: object = ""
) -> None:
    """The refusal is in the log where no rollback reaches it; once, though it may pass several gates on its way."""
    if refused.is_remembered:
        return
    refused.is_remembered = True
    reasons, no = [one.code for one in refused.refusals], Outcome.REFUSED
    record(kind, by=by, case_id=case_id, target=str(target), outcome=no, apart=True, reasons=reasons)
