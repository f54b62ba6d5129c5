"""Four invented people whose screening follows the facts of four judgments on Article 4 of the Convention.

The European Court of Human Rights decided these cases; each is cited by application number and date.
Nobody here bears an applicant's name, and nothing here is told about the applicants: the indicators were
coded from the published facts by someone who knew the outcome, so they show that the rule works as before,
not that it is right.
"""

from dataclasses import dataclass

from demo.people.person import Person
from identification.enums import AgeBand, Profile, Result, Sex

PEOPLE = (
    Person(
        "court_w1",
        "AV",
        "Zoran Primjerović",
        "Old Crane",
        Sex.MALE,
        1978,
        "bs",
        "Radili smo na gradilištu i spavali u jednoj baraci. Pasoše nam nisu vratili, a plata je kasnila.",
    ),
    Person(
        "court_w2",
        "BK",
        "Rahim Namunawala",
        "Sand Plover",
        Sex.MALE,
        1990,
        "bn",
        "আমরা মাঠে ফল তুলতাম আর তাঁবুতে থাকতাম। মজুরি চাইলে পাহারাদার ভয় দেখাত।",
    ),
    Person(
        "court_w3a",
        "CT",
        "Aline Exemplaire-Fictive",
        "Grey Pinafore",
        Sex.FEMALE,
        2009,
        "fr",
        "Je m’occupais de toute la maison du matin au soir. Je ne suis jamais allée à l’école.",
        AgeBand.CHILD,
    ),
    Person(
        "court_w3b",
        "CT",
        "Odette Exemplaire-Fictive",
        "Red Satchel",
        Sex.FEMALE,
        2013,
        "fr",
        "J’aidais à la maison après la classe. Je dormais au sous-sol avec ma grande sœur.",
        AgeBand.CHILD,
    ),
)


@dataclass(frozen=True)
class Talk:
    """One screening: the indicators answered with yes, and the result that must follow."""

    indicators: tuple[str, ...]
    result: Result
    elements: tuple[str, ...] | None = None


@dataclass(frozen=True)
class CourtCase:
    """A judgment by its public citation, and the talks that follow its facts: first as judged, then varied."""

    citation: str
    profile: Profile
    talks: tuple[Talk, ...]


_W3B = ("EX02", "EX04", "VD01", "VD04")
COURT_CASES = {
    "court_w1": CourtCase(
        "ECtHR 20116/12, 7 October 2021, against Azerbaijan: Article 4 violated",
        Profile.ADULT_LABOUR,
        (
            Talk(
                (
                    *("DR02", "DR03", "DR05", "EX01", "EX02", "EX04", "EX05"),
                    *("CD01", "CD03", "CD04", "CD14", "VD02"),
                ),
                Result.PRESUMED,
                ("DR", "EX", "CD"),
            ),
        ),
    ),
    "court_w2": CourtCase(
        "ECtHR 21884/15, 30 March 2017, against Greece: Article 4(2) violated",
        Profile.ADULT_LABOUR,
        (
            Talk(
                ("DR02", "DR03", "RV02", "EX01", "EX02", "EX04", "EX05", "CD03", "CD04", "CD14", "VD05"),
                Result.PRESUMED,
                ("EX", "CD"),
            ),
        ),
    ),
    "court_w3a": CourtCase(
        "ECtHR 67724/09, 11 October 2012, against France, the elder of two: Article 4 violated",
        Profile.CHILD_LABOUR,
        (Talk(("EX01", "EX02", "EX04", "EX09", "VD01", "VD02", "VD04"), Result.PRESUMED, ("EX", "VD")),),
    ),
    "court_w3b": CourtCase(
        "ECtHR 67724/09, 11 October 2012, against France, the younger of two: Article 4 not violated",
        Profile.CHILD_LABOUR,
        (
            Talk(_W3B, Result.INCONCLUSIVE_CHILD, ()),
            Talk((*_W3B, "EX01"), Result.PRESUMED),
            Talk((*_W3B, "EX05"), Result.PRESUMED),
        ),
    ),
}
