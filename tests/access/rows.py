"""A row of the access matrix, and the sets of people that rows name."""

from dataclasses import dataclass, field

EVERYBODY = frozenset(
    ["odile", "ada", "aldo", "nora", "sami", "vera", "lena", "rafi", "otto", "stat", "dana", "dov"]
)
LEAD = frozenset({"nora", "dana", "dov"})
SHELTER = frozenset({"sami", "vera"})
BOARD = frozenset({"ada", "aldo"})
# Who sees the case that Nora carries.
SEES = LEAD | SHELTER | BOARD | {"lena", "rafi"}
# The same after the person took back what they had agreed to for the shelter.
STILL_SEES = SEES - SHELTER


@dataclass(frozen=True)
class Row:
    """One route in one world."""

    route: str
    args: str = ""
    opens: frozenset[str] = field(default_factory=frozenset)
    refused: frozenset[str] = field(default_factory=frozenset)
    method: str = "GET"
    open_to_all: bool = False
    step: str = ""
    second: str = ""  # the other case, where a route is about two


def only(*names: str, of: frozenset[str] = frozenset()) -> dict[str, frozenset[str]]:
    """These may; the others of `of` may look at the record and are refused in words."""
    return {"opens": frozenset(names), "refused": of - set(names)}
