"""What a proof found."""

from dataclasses import dataclass, field

SHOWN = 200


@dataclass
class Found:
    """Violations, counted, the first few of them in words."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(words)


@dataclass
class Result:
    """How often a promise was tried, how often it was broken, and whether the planted defects were found."""

    proof: str
    n: int
    seed: int
    found: Found
    controls: dict[str, bool]  # each planted defect, and whether the proof saw it
    seen: str  # what the n tries were, in words

    @property
    def control_found(self) -> bool:
        """Tell whether every planted defect was found; a proof without one proves nothing."""
        return bool(self.controls) and all(self.controls.values())

    @property
    def holds(self) -> bool:
        """Tell whether the promise was kept, by a proof that can fail."""
        return not self.found.count and self.control_found
