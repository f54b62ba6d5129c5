"""The oracle, written by hand: who may open which route, in which world.

`opens`: the page is there (200, or a redirect onwards). `refused`: 403 in words, because the person may look
at the record but not do this. Everybody else of the cast gets the same 404 as for a thing that never was.
`open_to_all`: no sign-in is asked for.
"""

from tests.access.always import ALWAYS
from tests.access.rows import BOARD, EVERYBODY, LEAD, SEES, SHELTER, STILL_SEES, Row, only


def _facts(sees: frozenset[str], writes: str) -> list[Row]:
    """What happened, for the parties: nobody to whom a case is passed on reads it by that alone."""
    return [
        Row("case_facts", "case", opens=sees),
        Row("facts_part", "case", **only(writes, of=sees), step="control"),
        Row("event_new", "case", **only(writes, of=sees)),
        Row("event", "event", **only(writes, of=sees)),
        Row("case_exploiters", "case", opens=sees),
        Row("exploiter_new", "case", **only(writes, of=sees)),
        Row("exploiter", "exploiter", **only(writes, of=sees)),
    ]


def _contacts(sees: frozenset[str], writes: str, only_look: frozenset[str] = frozenset()) -> list[Row]:
    """How the person is reached, for whom sees the identity; whoever only looks marks nothing as unsafe."""
    return [
        Row("case_contacts", "case", opens=sees),
        Row("contact_new", "case", **only(writes, of=sees)),
        Row("contact", "contact", **only(writes, of=sees)),
        Row("contact_unsafe", "contact", **only(*(sees - only_look), of=sees), method="POST"),
    ]


def _keeping(sees: frozenset[str], holds: frozenset[str], hears: frozenset[str]) -> list[Row]:
    """How long a case is kept; who holds it is the carrier's, the wish to be erased anybody's who hears the person."""
    return [
        Row("case_keeping", "case", opens=sees),
        Row("hold_new", "case", **only(*holds, of=sees)),
        Row("erasure_new", "case", **only(*hears, of=sees)),
        Row("case_card", "case", opens=sees),
        Row("case_card_print", "case", opens=sees),
    ]


SCREENING = [
    *_keeping(frozenset({"odile"}), frozenset(), frozenset({"odile"})),
    Row("case_decline", "case", opens=frozenset({"odile"})),
    Row("case", "case", opens=frozenset({"odile"})),
    Row("case_trail", "case", opens=frozenset({"odile"})),
    Row("case_access", "case", opens=frozenset({"odile"})),
    Row("case_timeline", "case", opens=frozenset({"odile"})),
    Row("case_looks", "case", refused=frozenset({"odile"})),
    Row("identity", "case", opens=frozenset({"odile"})),
    Row("identity_edit", "case", opens=frozenset({"odile"})),
    Row("case_known", "case", opens=frozenset({"odile"})),
    Row("case_compare", "case", opens=frozenset({"odile"}), second="younger"),
    Row("case_merge", "younger", refused=frozenset({"odile"}), second="case"),
    Row("case_step", "case", opens=frozenset({"odile"}), step="presume"),
    Row("case_screenings", "case", opens=frozenset({"odile"})),
    Row("screening_new", "case", opens=frozenset({"odile"})),
    Row("screening", "screening", opens=frozenset({"odile"})),
    Row("screening_element", "screening", opens=frozenset({"odile"}), step="EX"),
    Row("screening_answer", "screening", opens=frozenset({"odile"}), step="EX01", method="POST"),
    Row("screenings_compare", "case", opens=frozenset({"odile"})),
    Row("case_safety", "case", opens=frozenset({"odile"})),
    Row("case_consents", "case", opens=frozenset({"odile"})),
    Row("case_decisions", "case", opens=frozenset({"odile"})),
    Row("consent_new", "case", opens=frozenset({"odile"})),
    Row("consents_no_police", "case", opens=frozenset({"odile"}), method="POST"),
    Row("ground_new", "case", refused=frozenset({"odile"})),
    Row("case_referrals", "case", opens=frozenset({"odile"})),
    Row("referral_new", "case", opens=frozenset({"odile"})),
    Row("case_documents", "case", opens=frozenset({"odile"})),
    Row("document_new", "case", opens=frozenset({"odile"})),
    Row("case_placements", "case", opens=frozenset({"odile"})),
    Row("case_matters", "case", opens=frozenset({"odile"})),
    Row("case_returns", "case", opens=frozenset({"odile"})),
    *_facts(frozenset({"odile"}), "odile"),
    *_contacts(frozenset({"odile"}), "odile"),
    Row("case_withdraw", "case", opens=frozenset({"odile"})),
    Row("withdrawal_paper", "case"),  # nothing was taken back
]


def _documents(sees: frozenset[str]) -> list[Row]:
    """A paper that tells who the person is, one about a court, and one that is still blocked."""
    return [
        Row("case_documents", "case", opens=sees),
        Row("document_new", "case", **only("nora", of=sees)),
        Row("document", "passport", opens=sees),
        Row("document_file", "passport", opens=sees),
        Row("document_step", "passport", **only("nora", of=sees), step="withdraw"),
        Row("document", "court_paper", opens=LEAD),
        Row("document_file", "court_paper", opens=LEAD),
        Row("document_step", "court_paper", **only("nora", of=LEAD), step="withdraw"),
        Row("document", "blocked", opens=LEAD),
        Row("document_file", "blocked", opens=LEAD),
        Row("document_step", "blocked", **only("nora", of=LEAD), step="start_scan"),
    ]


def _talks(sees: frozenset[str]) -> list[Row]:
    """What belongs to a screening, besides its own pages."""
    return [
        Row("talk", "talk", opens=sees & (LEAD | SHELTER)),
        Row("consent", "consent", opens=sees & (LEAD | SHELTER)),
        Row("screening_answer", "screening", **only("nora", of=sees), step="EX01", method="POST"),
        Row("screenings_compare", "case", opens=sees),
        Row("case_safety", "case", opens=sees),
    ]


def _leading() -> list[Row]:
    """The pages of a talk: who carries the case leads it, alone; their colleagues may read what was kept."""
    pages = ("talk_language", "talk_capacity", "talk_answer")
    return [
        *(Row(name, "talk", **only("nora", of=LEAD)) for name in pages),
        *(Row(name, "talk", **only("nora", of=LEAD), step="help") for name in ("talk_point", "talk_hand")),
        Row("talk_sealed", "talk", opens=LEAD),
        Row("talk_picture", "drawn", opens=LEAD),
        Row("talk_guardians_paper", "drawn"),  # a grown-up's
        Row("consents_everything", "case", **only("nora", of=SEES), method="POST"),
    ]


def _deciding() -> list[Row]:
    """The authority's page of the case, and a question to the carrier."""
    return [
        Row("case_decisions", "case", opens=LEAD | BOARD | {"lena"}),
        Row("case_deciding", "case", **only("ada", "aldo", of=EVERYBODY)),
        Row("case_inquiries", "case", opens=LEAD | BOARD),
        Row("inquiry_new", "case", **only("ada", "aldo", of=LEAD | BOARD)),
        Row("inquiry", "inquiry", opens=LEAD | BOARD),
        Row("inquiry_step", "inquiry", **only("nora", of=LEAD | BOARD), step="reply"),
    ]


def _rights(sees: frozenset[str], carrier: frozenset[str]) -> list[Row]:
    """What a person asks for, through whoever works with them; who sees the case is the carrier's to show."""
    return [
        Row("case_rights", "case", opens=sees),
        Row("right_new", "case", **only(*(sees - {"vera"}), of=sees), step="complaint"),
        *(Row(name, "case", **only(*carrier, of=sees)) for name in ("sight", "sight_shown", "sight_paper")),
    ]


def _with_case(sees: frozenset[str]) -> list[Row]:
    """The pages of the case that Nora carries, for those who see it."""
    return [
        *(Row(name, "case", opens=sees) for name in ("case", "case_trail", "case_timeline", "case_access")),
        Row("case_looks", "case", **only(*LEAD, of=sees)),
        Row("identity", "case", opens=sees),
        Row("identity_edit", "case", **only("nora", of=sees)),
        Row("case_known", "case", opens=sees),
        Row("case_compare", "case", opens=LEAD, second="younger"),
        Row("case_merge", "younger", **only("nora", of=LEAD), second="case"),
        Row("case_step", "case", **only("nora", of=sees), step="halt_identification"),
        Row("case_step", "case", **only("ada", "aldo", of=sees), step="identify"),
        Row("case_screenings", "case", opens=sees),
        Row("screening_new", "case", **only("nora", of=sees)),
        Row("screening", "screening", opens=sees),
        Row("screening_element", "screening", **only("nora", of=sees), step="EX"),
        *_talks(sees),
        *_rights(sees, LEAD),
        Row("case_consents", "case", opens=sees),
        Row("consent_new", "case", **only("nora", of=sees)),
        Row("consents_no_police", "case", **only("nora", of=sees), method="POST"),
        Row("ground_new", "case", **only("dana", of=sees)),
        *_deciding(),
        Row("case_referrals", "case", opens=sees),
        Row("referral_new", "case", **only("nora", of=sees)),
        *_documents(sees),
        Row("case_placements", "case", opens=sees),
        Row("case_matters", "case", opens=sees),
        Row("case_returns", "case", opens=sees),
        *_contacts(sees, "nora", frozenset({"vera"}) & sees),
        Row("case_withdraw", "case", **only(*(sees - {"vera"}), of=sees)),
        Row("matter", "matter", opens=LEAD | {"lena"}),
        Row("matter_step", "matter", **only("lena", of=LEAD | {"lena"}), step="decide"),
        Row("matter_deadlines", "matter", **only("lena", of=LEAD | {"lena"})),
        Row("matter_open", "legal_referral", **only("lena", of=LEAD | {"lena"})),
        Row("return", "return", opens=LEAD | {"rafi", "lena"}),
        Row("return_step", "return", **only("rafi", of=LEAD | {"rafi", "lena"}), step="start_documents"),
        Row("return_explore", "return_referral", **only("rafi", "nora", of=LEAD | {"rafi"})),
    ]


HELPED = [
    Row("consent_form", "talk", opens=LEAD | SHELTER),
    *_keeping(SEES, LEAD, SEES - {"vera"}),
    Row("case_decline", "case", **only("nora", of=SEES)),
    Row("hold", "hold", opens=LEAD),
    Row("hold_step", "hold", **only("dana", "dov", of=LEAD), step="lift"),
    Row("erasure", "erasure", opens=LEAD),
    # Who proved a moment ago that it is them is refused in words; these did not, and are asked for that first.
    Row("erasure_step", "erasure", opens=EVERYBODY, step="take_back"),
    Row("proposal", "proposal", opens=LEAD),
    Row("proposal_step", "proposal", opens=EVERYBODY, step="agree"),
    Row("openings_lift", "openings", **only("dana", of=frozenset({"dana", "dov"}))),
    *_with_case(SEES),
    *_facts(LEAD | BOARD, "nora"),
    Row("decision_letter", "decision", opens=LEAD | BOARD),
    *_leading(),
    Row("right", "correction", opens=LEAD),
    Row("right_step", "correction", opens=LEAD, step="correct"),
    # It is about Nora, and Sami wrote it down.
    Row("right", "complaint", opens=frozenset({"dana", "dov", "sami"})),
    Row("right_step", "complaint", **only("dana", "dov", of=frozenset({"dana", "dov", "sami"})), step="take"),
    # A fresh factor comes before anything is looked for.
    Row("copy_file", "copy", opens=EVERYBODY, method="POST"),
    Row("shelter_board", opens=SHELTER),
    Row("consent_step", "consent", **only("sami", *LEAD, of=LEAD | SHELTER), step="withdraw"),
    Row("talk_withdraw", "talk", **only("sami", *LEAD, of=LEAD | SHELTER)),
    Row("referral", "referral", opens=LEAD | SHELTER),
    Row("referral_step", "referral", **only("nora", of=LEAD | SHELTER), step="revoke"),
    Row("placement", "placement", opens=LEAD | SHELTER),
    Row("placement_step", "placement", **only("nora", "sami", of=LEAD | SHELTER), step="ask_transfer"),
    Row("placement_request", "referral", **only("nora", "sami", of=LEAD | SHELTER)),
    Row("deadline_done", "deadline", **only("lena", of=LEAD | {"lena"}), method="POST"),
]

WITHDRAWN = [
    Row("consent_form", "talk"),  # nobody signs what was taken back
    *_with_case(STILL_SEES),
    *_facts(LEAD | BOARD, "nora"),
    Row("withdrawal_paper", "case", opens=LEAD),
    Row("referral", "referral", opens=LEAD),
    Row("placement", "placement", opens=LEAD | SHELTER),
    Row("placement_step", "placement", **only("sami", *LEAD, of=LEAD | SHELTER), step="leave"),
    Row("placement_request", "referral", **only("nora", of=LEAD)),
]

LOOKS = frozenset({"odile", "nora"})
EMERGENCY = [
    Row("case", "case", opens=LOOKS),
    Row("case_trail", "case", opens=LOOKS),
    Row("case_access", "case", opens=LOOKS),
    Row("case_timeline", "case", opens=LOOKS),
    Row("case_looks", "case", refused=LOOKS),
    Row("identity", "case", opens=LOOKS),
    Row("identity_edit", "case", **only("odile", of=LOOKS)),
    Row("case_step", "case", **only("odile", of=LOOKS), step="presume"),
    Row("case_screenings", "case", opens=LOOKS),
    Row("screening_new", "case", **only("odile", of=LOOKS)),
    Row("screening", "screening", opens=LOOKS),
    Row("screening_element", "screening", **only("odile", of=LOOKS), step="EX"),
    # What is sent comes last: Nora's look was ended by then (`glass_end`).
    Row("screening_answer", "screening", opens=frozenset({"odile"}), step="EX01", method="POST"),
    Row("screenings_compare", "case", opens=LOOKS),
    Row("case_safety", "case", opens=LOOKS),
    Row("case_consents", "case", opens=LOOKS),
    Row("consent_new", "case", **only("odile", of=LOOKS)),
    Row("ground_new", "case", refused=LOOKS),
    Row("case_decisions", "case", opens=frozenset({"odile"})),
    Row("case_rights", "case", opens=LOOKS),
    Row("right_new", "case", **only("odile", of=LOOKS), step="complaint"),
    *(Row(name, "case", **only("odile", of=LOOKS)) for name in ("sight", "sight_shown", "sight_paper")),
    Row("case_referrals", "case", opens=LOOKS),
    Row("referral_new", "case", **only("odile", of=LOOKS)),
    Row("case_placements", "case", opens=LOOKS),
    Row("case_matters", "case", opens=LOOKS),
    Row("case_returns", "case", opens=LOOKS),
    *_facts(frozenset({"odile"}), "odile"),
    Row("case_contacts", "case", opens=LOOKS),
    Row("contact_new", "case", **only("odile", of=LOOKS)),
    Row("contact", "contact", **only("odile", of=LOOKS)),
    Row("case_withdraw", "case", **only("odile", of=LOOKS)),
    # Nobody oversees cases at the police, so the overseers of Nora's own organisation review it.
    Row("glass", "glass", opens=LOOKS | {"dana", "dov"}),
    Row("glass_step", "glass", **only("dana", "dov", of=LOOKS | {"dana", "dov"}), step="justify"),
    Row("glass_end", "case", opens=frozenset({"nora"}), method="POST"),
]

SEES_THE_CHILD = LEAD | SHELTER | BOARD
CHILD = [
    Row("case", "case", opens=SEES_THE_CHILD),
    Row("case_child", "case", opens=SEES_THE_CHILD),
    Row("guardianship_new", "case", **only("nora", of=SEES_THE_CHILD)),
    Row("best_interests_new", "case", **only("nora", of=SEES_THE_CHILD)),
    Row("protection_notice_new", "case", **only("nora", of=SEES_THE_CHILD)),
    Row("age_assessment_new", "case", **only("nora", of=SEES_THE_CHILD)),
    # Who acts by name, and every other sealed part, is the carrier's alone.
    Row("guardianship", "guardianship", opens=LEAD),
    Row("guardianship_step", "guardianship", **only("nora", of=LEAD), step="suspect"),
    Row("best_interests", "note", opens=LEAD),
    Row("age_assessment", "assessment", opens=LEAD),
    Row("age_assessment_step", "assessment", **only("nora", of=LEAD), step="find_adult"),
    Row("case_safety", "case", opens=SEES_THE_CHILD),
    Row("placement", "placement", opens=LEAD | SHELTER),
]

WORLDS = {
    "emergency": EMERGENCY,
    "screening": ALWAYS + SCREENING,
    "helped": HELPED,
    "withdrawn": WITHDRAWN,
    "child": CHILD,
}
