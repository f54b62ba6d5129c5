"""What can be built anew from sealed values, such as an index to search by: declared by the apps that keep it."""

from collections.abc import Callable

# Given what hears "so many of so many", it builds the index anew and returns how many entries it has.
Rebuild = Callable[[Callable[[int, int], None]], int]

_declared: dict[str, Rebuild] = {}


def declare(name: str, rebuild: Rebuild) -> None:
    """Make an index known under a name in small letters. A second one of this name is a ValueError."""
    if _declared.setdefault(name, rebuild) is not rebuild:
        raise ValueError(f"there is an index {name} already")


def declared() -> dict[str, Rebuild]:
    """Return every index by its name."""
    return dict(_declared)
