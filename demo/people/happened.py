"""What happened to some of the invented people, and who is alleged: three after judgments, in words of our own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Told = dict[str, Any]
# Everything in these fields is sealed.
SEALED = ("place", "description", "name", "other_names", "phone", "note")


@dataclass(frozen=True)
class Happened:
    """The facts of one person, the story in its order, and who is alleged."""

    facts: Told
    story: tuple[Told, ...] = ()
    alleged: tuple[Told, ...] = field(default=())

    def secrets(self) -> Iterator[str]:
        """Yield every text that is sealed."""
        yield from (text for name, text in self.facts.items() if name.endswith("_note"))
        for one in (*self.story, *self.alleged):
            yield from (one[name] for name in SEALED if name in one)


def _part(kind: str, starts: str, country: str, place: str, description: str, ends: str = "") -> Told:
    told = {"kind": kind, "starts": starts, "ends": ends, "country": country}
    return {**told, "place": place, "description": description}


HAPPENED = {
    "court_w1": Happened(
        {
            "nationalities": ["BA"],
            "languages": ["bs", "en"],
            "education": "upper_secondary",
            "age_when_exploited": "31",
            "relation": "acquaintance",
            "recruitment": ["business", "newspaper"],
            "control": ["withholds_documents", "takes_earnings", "restricts_movement", "physical_threats"],
            "control_note": "Fines were written into a green copybook for every cigarette.",
            "exploitation": ["forced_labour"],
            "industry": "F",
            "segments": ["labour_migration"],
            "vulnerabilities": "poverty,migration",
        },
        (
            _part("recruitment", "2009-05", "BA", "A hall behind the fish market", "Signed for six months."),
            _part("transit", "2009-06-11", "AZ", "The arrivals hall", "Passports were gathered in a bag."),
            _part(
                "exploitation",
                "2009-06",
                "AZ",
                "A building site by the ring road",
                "Slept twelve to a room, and went nowhere without a foreman.",
                "2009-11",
            ),
        ),
        (
            {
                "name": "Radomir Predstavljen",
                "other_names": "Rade",
                "phone": "+000 71 204 8835",
                "roles": ["recruiter", "broker"],
                "relation": "acquaintance",
                "note": "Wore a ring with a blue stone.",
            },
        ),
    ),
    "court_w2": Happened(
        {
            "nationalities": ["BD"],
            "languages": ["bn"],
            "education": "primary",
            "age_when_exploited": "22",
            "relation": "stranger",
            "recruitment": ["friends"],
            "control": ["takes_earnings", "physical_threats", "threats_police"],
            "exploitation": ["forced_labour"],
            "industry": "A",
            "exploitation_note": "Seven hours a day, and three more when the lorry was late.",
            "segments": ["labour_migration"],
            "vulnerabilities": "migration,work,poverty",
        },
        (
            _part(
                "recruitment", "2012-10", "GR", "A square by the station", "Twenty-two a day were promised."
            ),
            _part(
                "exploitation",
                "2012-10",
                "GR",
                "Tents of cardboard and nylon",
                "Guards stood at the rows; nobody was paid.",
                "2013-04-17",
            ),
        ),
    ),
    "court_w3a": Happened(
        {
            "nationalities": ["BI", "FR"],
            "languages": ["fr"],
            "education": "none",
            "age_when_exploited": "16",
            "relation": "family",
            "recruitment": ["family"],
            "control": ["threats_police", "withholds_necessities", "psychological_abuse"],
            "control_note": "She was told that she would be sent back.",
            "exploitation": ["servitude", "child_labour"],
            "segments": ["slavery"],
            "vulnerabilities": "migration,education",
        },
        (
            _part("recruitment", "1995", "BI", "The house of the grandmother", "The family council decided."),
            _part(
                "exploitation",
                "1995",
                "FR",
                "A cellar under a villa",
                "Cooked, washed and minded the children of the house.",
                "1999-01-05",
            ),
        ),
    ),
    "ramona": Happened(
        {
            "nationalities": ["RO"],
            "languages": ["ro"],
            "relation": "friend",
            "recruitment": ["friends", "social_network"],
            "control": ["takes_earnings", "debt_bondage", "false_promises"],
            "exploitation": ["sexual"],
            "sexual_types": ["private"],
            "segments": ["sexual"],
            "vulnerabilities": "poverty",
        },
        (_part("recruitment", "2025-03", "RO", "A terrace above the tram", "A friend paid for the ticket."),),
        (
            {
                "name": "Costin Plăsmuit",
                "birth_year": "1988",
                "phone": "+000 58 611 9042",
                "roles": ["recruiter", "controller", "exploiter"],
                "relation": "friend",
            },
            {
                "name": "Hasmik Erevakayan",
                "roles": ["controller"],
                "relation": "acquaintance",
                "is_kin": True,
                "note": "Lives with him; counted the money each morning.",
            },
        ),
    ),
}
