"""What a screening must come to, written by hand from the publication and the decision table, and from no code of ours.

The lists stand here once more, a letter for each indicator in the order of its code; a dot is one that the list lacks.
"""

from collections.abc import Mapping, Set

ELEMENTS = ("DR", "CR", "RV", "EX", "CD", "VD")
LISTS = {
    "adult_labour": "SMMMMMMMMW SMMMMMMMMM MMMMMMMMMMMMMMWW SMMMMMMMW SSSSMMMMMMMMMMW MMMMMWW",
    "child_labour": "SMMMMMMMMS SSSSMMMMMM MMMMMMM.MMMMMMMM SMMMMMM.M SSSSSSSSMMMMMMM MMMMMMM",
    "adult_sexual": "SMMMMMMMMW SMMMMMMMMM MMMMMMMMMMMMMMWW MMMMMMMW. SSSSSMSSMMMMMMM MMMMMWW",
    "child_sexual": "SMMMMMMMMM SSSSMMMMMM MMMMMMM.MMMMMMMM SMMMMSM.M SSSSSSSSMMMMMMM MMMMMMM",
}
# As published: 2 strong; 1 strong and 1 medium or weak; 3 medium; 2 medium and 1 weak.
MINIMAL = {(2, 0, 0), (1, 1, 0), (1, 0, 1), (0, 3, 0), (0, 2, 1)}
# What one more yes may lead to, besides the same again.
HIGHER = {
    "no_indication": {"at_risk", "exploited_no_means", "presumed"},
    "at_risk": {"presumed"},
    "exploited_no_means": {"presumed"},
    "inconclusive_child": {"presumed"},
    "presumed": set(),
}


def strengths(profile: str) -> dict[str, str]:
    """Return the strength of each indicator of a list, by code."""
    parts = zip(ELEMENTS, LISTS[profile].split(), strict=True)
    return {
        f"{element}{number:02}": letter
        for element, letters in parts
        for number, letter in enumerate(letters, 1)
        if letter != "."
    }


def holds(strong: int, medium: int, weak: int) -> bool:
    """Tell whether an element with so many of each strength is positive."""
    if strong:
        return strong > 1 or medium > 0 or weak > 0
    return medium > 2 or (medium == 2 and weak > 0)


def positive(known: Mapping[str, str], answers: Mapping[str, str]) -> set[str]:
    """Return the elements that these answers make positive: yes counts, and nothing else."""
    counts = {element: dict.fromkeys("SMW", 0) for element in ELEMENTS}
    for code, said in answers.items():
        if said == "yes":
            counts[code[:2]][known[code]] += 1
    return {element for element, found in counts.items() if holds(found["S"], found["M"], found["W"])}


def result(age: int | None, found: Set[str]) -> str:
    """Return the result for a person of this age; who is not known to be 18 is a child, who needs no means."""
    exploited, means = "EX" in found, bool(found & {"DR", "CR", "RV", "CD", "VD"})
    if age is None or age < 18:
        return "presumed" if exploited else "inconclusive_child"
    if exploited and means:
        return "presumed"
    if exploited:
        return "exploited_no_means"
    return "at_risk" if means else "no_indication"


def is_higher_or_same(before: str, after: str) -> bool:
    """Tell whether a result is at least what it was."""
    return after == before or after in HIGHER[before]
