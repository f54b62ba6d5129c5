"""The oracle, written by hand from the rules of the domain: who may know which word of which case.

It reads nothing of the product. A field is named `model.field`; where a row is about one organisation, `@` and that
organisation follow, of a paper its kind, and of a vote what it says. `*` stands for everything in the case but the
reasons of legal grounds, which only a supervisor or data protection officer of the carrier may read, what was written
with votes, the notes on why an identity was opened, which those who manage a case may read as well, complaints, and the
password of a copy.
"""

# Who works where.
WORKS_AT = {
    "odile": "police",
    "ada": "board",
    "aldo": "board",
    "nora": "lead",
    "dana": "lead",
    "dov": "lead",
    "sami": "shelter",
    "vera": "shelter",
    "otto": "other",
    "lena": "law",
    "rafi": "home",
    "stat": "figures",
}
OVERSEES = {"dana", "dov"}
MANAGES = {"nora"}
# Case managers and supervisors of organisations that are called in an emergency.
ANSWERS_EMERGENCIES = {"nora", "dana"}
# What is written about a person and is not sealed: it may stand in an address, yet is not for everybody.
PLAIN = {"case.number"}

SUMMARY = {"case.number"}
CASEWORK = SUMMARY | {"screening.note", "answernote.note"}
FULL = CASEWORK | {
    f"identity.{name}"
    for name in ("pseudonym", "full_name", "birth_date", "contact", "address", "document", "narrative")
}
FULL |= {f"contact.{name}" for name in ("value", "who_answers", "code_word", "hours")}
WRITTEN = ("act", "means", "purpose", "grounds")
JUDGED = {"case.override_reason", *(f"decision.{part}" for part in WRITTEN)}
# What its members wrote with their votes stays at the authority, but for a dissent once it is decided.
YES, NO = ({f"vote.{part}@{said}" for part in WRITTEN} for said in ("yes", "no"))
# What the authority asks and the carrier answers is between the two.
ASKED = {"inquiry.question", "inquiry.answer"}
WISH, NOTES = {"return.wish@home"}, {"matter.notes@law"}
CARE, LONGER = {"placement.care_note@shelter"}, {"placement.extension_reason@shelter"}


def shared(name: str) -> set[str]:
    """What an organisation that accepted a referral reads of the talks and the referral that name it."""
    return {f"consent.interpreter@{name}", f"referral.note@{name}"}


def papers(kind: str) -> set[str]:
    """Return what one reads of papers of a kind whose data set was agreed to; why one was taken away is no part."""
    return {f"document.name@{kind}", f"document.note@{kind}", f"part.content@{kind}"}


HAPPENED = {
    *(f"casefacts.{name}_note" for name in ("recruitment", "control", "exploitation", "vulnerabilities")),
    *("casefacts.age_when_exploited", "casefacts.vulnerabilities"),
    *(f"traffickingevent.{name}" for name in ("place", "starts", "ends", "description")),
}
ALLEGED = {f"allegedexploiter.{name}" for name in ("name", "other_names", "birth_year", "phone", "note")}
PASSPORT = papers("identity_document")
LOOK, FINDING = {"breakglass.reason@lead"}, {"breakglass.finding@lead"}
HELPERS = {
    "law": FULL | shared("law") | JUDGED | NOTES | PASSPORT,
    "home": FULL | shared("home") | WISH | PASSPORT,
    "board": FULL | shared("board") | JUDGED | PASSPORT | HAPPENED | ALLEGED,
}
# By story and organisation, or person: then their colleagues are not meant. Whoever is not named finds no trace of the
# case: the same answer as for a thing that never was. An empty set may know that there was something, and no word.
MAY_KNOW: dict[str, dict[str, set[str]]] = {
    # The police opened it; nobody else is in it.
    "opened": {"police": {"*"}},
    # Everybody helps, each as the person agreed; a decision is due.
    "helped": {"lead": {"*"}, "shelter": FULL | shared("shelter") | CARE | PASSPORT, **HELPERS},
    # The same, after the person took back what named the shelter, and kept the bed.
    "withdrawn": {"lead": {"*"}, "shelter": CARE, **HELPERS},
    # The same, more than a year old: no consent is in force, and no clock has come by. The bed is kept.
    "expired": {"lead": {"*"}, "shelter": CARE, "law": set(), "home": set(), "board": set()},
    # The same, after the person declined everything: the keys are gone.
    "erased": {
        "lead": {"case.number"},
        **{one: set() for one in ("shelter", "law", "home", "board")},
    },
    # The shelter was told as much as this, and no more.
    "offered": {"lead": {"*"}, "shelter": set()},
    "drafted": {"lead": {"*"}},
    "summary": {"lead": {"*"}, "shelter": SUMMARY | {"referral.note@shelter"}},
    "casework": {"lead": {"*"}, "shelter": CASEWORK | shared("shelter")},
    "health": {"lead": {"*"}, "shelter": CASEWORK | shared("shelter") | papers("medical_paper")},
    # The lawyer was told of the legal matter, so of what happened, and of nobody who is alleged.
    "counsel": {"lead": {"*"}, "law": CASEWORK | shared("law") | HAPPENED},
    "completed": {"lead": {"*"}, "shelter": set()},
    "longer": {"lead": {"*"}, "shelter": FULL | shared("shelter") | CARE | LONGER},
    "moved_on": {"lead": {"*"}, "shelter": FULL | shared("shelter")},
    # A child, and a legal ground instead of an agreement.
    "ground": {"lead": {"*"}, "shelter": FULL | shared("shelter") | PASSPORT},
    # The police opened it and passed it on: they keep the summary, and what they wrote themselves.
    "passed_on": {"lead": {"*"}, "police": SUMMARY | {"referral.note@lead"}},
    # Decided; the legal matter is closed, its notes are the carrier's.
    "judged": {"lead": {"*"}, "board": FULL | shared("board") | JUDGED, "law": FULL | shared("law") | JUDGED},
    # Two of three members have voted, not alike, and the authority waits for an answer.
    "voting": {"lead": {"*"}, "board": FULL | shared("board") | JUDGED | YES | NO | ASKED},
    # Two said yes and one no; the carrier had been asked before, and had answered.
    "divided": {"lead": {"*"} | NO, "board": FULL | shared("board") | JUDGED | YES | NO | ASKED},
    # Home again: the wish has been fulfilled and is the carrier's.
    "returned": {"lead": {"*"}, "home": FULL | shared("home"), "law": FULL | shared("law") | JUDGED},
    # The police carry it. Nora looks, for an hour, and at no papers; those who will review it know why, and no more.
    "emergency": {
        "police": {"*"},
        "nora": FULL | LOOK,
        **dict.fromkeys(("dana", "dov"), {"case.number"} | LOOK | FINDING),
    },
    # Dana looked and ended it, and Dov found it justified: she, too, is a stranger again.
    "reviewed": {"police": {"*"}, "dov": {"case.number"} | LOOK | FINDING},
    # Two cases of one person became one; a case that nobody has a reason to open.
    "merged": {"lead": {"*"}},
    # Kept for long enough; what holds it and what the person wished is the carrier's.
    "kept": {"lead": {"*"}},
    "bait": {"lead": {"*"}},
}


def may_know(who: str, story: str, field: str) -> bool:
    """Tell whether this member of the cast may read this field of the case of this story."""
    known = _told(who, story) or set()
    if field.startswith("consent.reason"):
        return "*" in known and who in OVERSEES
    if field.startswith("vote."):
        return field in known
    if field.startswith("complaint."):  # the one story with a complaint is about Nora
        return "*" in known and who in OVERSEES
    if field.startswith("copyrequest."):  # made ready for Nora; what it was compared with is never told
        return "*" in known and who in MANAGES and field == "copyrequest.password"
    if field == "openingnote.note":
        return "*" in known and who in OVERSEES | MANAGES
    return "*" in known or field in known


def is_stranger(who: str, story: str) -> bool:
    """Tell whether there is no trace of this story for this member of the cast."""
    return _told(who, story) is None


def may_break_glass(who: str) -> bool:
    """Tell whether this member of the cast may look in an emergency, and so learns whether a number is a case's."""
    return who in ANSWERS_EMERGENCIES


def _told(who: str, story: str) -> set[str] | None:
    told = MAY_KNOW[story]
    return told.get(who, told.get(WORKS_AT.get(who, "")))
