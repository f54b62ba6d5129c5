"""Why the gate stayed shut."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


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
