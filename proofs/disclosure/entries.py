"""What is entered where something plausible is sent: one answer for each name that a form may ask for."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from consent.enums import InformedPoint
from contact.forms import ASKED
from proofs.disclosure.attempts import Attempt
from tests.cast import Cast

LONG = "Something was written here that is long enough for everybody."
# In every story the person has, beside a document of their own, one with this number: a search finds them all.
SHARED_NUMBER = "PK4711000"


def plausible(attempt: Attempt, cast: Cast) -> dict[str, Any]:
    """Return the entries for one attempt; a form takes what it asks for and leaves the rest."""
    assert cast.sami.organisation
    entered: dict[str, Any] = {
        **CODES,
        **dict.fromkeys(TEXTS, LONG),
        **dict.fromkeys(BOXES, "on"),
        "key": str(uuid4()),
        "recipient": str(cast.sami.organisation.pk),
        "authority": str(cast.ada.organisation_id),
        "organisation": str(cast.sami.organisation.pk),
        "receiving_organisation": str(cast.away.pk),
        "lawyer": str(cast.lena.user_id),
        "service": str(cast.sami.organisation.offered.values_list("pk", flat=True)[0]),
        "points": InformedPoint.values,
        "number": attempt.typed,
        "file": SimpleUploadedFile("paper.txt", b"A letter."),
    }
    for name, days in DAYS.items():
        day = timezone.localdate() + timedelta(days=days)
        entered |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    return entered | BY_ROUTE.get(attempt.route, {})


TEXTS = (
    "reason",
    "finding",
    "act",
    "means",
    "grounds",
    "note",
    "notes",
    "question",
    "answer",
    "care_note",
    "wish",
    "childs_view",
    "appointment",
    "contact",
    "name",
    "reference",
    "interpreter",
    "witness",
    "guardian_words",
    "pseudonym",
    "full_name",
    "address",
    "statement",
    "story",
)
BOXES = (
    "appeal_told",
    "safety_plan",
    "no_exploiter_here",
    "exit_plan",
    "child_agrees",
    "guardian_agrees",
    "sending_signed",
    "receiving_signed",
    "no_contact_wished",
)
DAYS = {
    "until": 20,
    "starts": 0,
    "ends": 10,
    "risk_assessed_on": 0,
    "due": 3,
    "travel_on": 9,
    "review_on": 30,
    "told_on": 0,
    "checked_on": 0,
}
CODES = {
    **dict.fromkeys(("in_danger", "injured", "controlled", "cooperation"), "no"),
    "age_band": "adult",
    "sex": "female",
    "language": "ru",
    "jurisdiction": "AV",
    "profile": "adult_labour",
    "purpose": "sharing",
    "data": "summary",
    "data_sets": "summary",
    "agreed": "summary",
    "lasts": "days_30",
    "capacity": "yes",
    "ground": "vital_interest",
    "person_told": "told",
    "urgency": "today",
    "why": "wish",
    "decline_reason": "full",
    "outcome": "helped",
    "refusal_reason": "full",
    "exit_reason": "home",
    "closing_reason": "wish",
    "kind": "women",
    "destination_country": "BK",
    "risk": "low",
    "asylum_claim": "no",
    "proceeding_pending": "no",
    "leave_of_court": "no",
    "failure_reason": "documents",
    "appointed_by": "court",
    "about": "placement",
    "conclusion": "yes",
    "body": "other",
    "way": "phone",
    "end_reason": "unable",
    "is_active": "yes",
    "category": "work_abroad",
    "place": "vehicle",
    "industry": "A",
    "channel": "phone",
    "advice": "again",
    "EX01": "yes",
    "danger": "life",
    "roles": "observer",
    "email": "another@example.org",
    "login": "nora@example.org",
    "password": "not-the-right-password",
}
BY_ROUTE: dict[str, dict[str, Any]] = {
    "right_new": {"about": "other"},
    "case_step": {"outcome": "yes", "purpose": LONG},
    "identity": {"reason": "speak_with"},
    "case_contacts": {"reason": "speak_with"},
    **{
        one: {"kind": "phone", "value": "+000 1234567", "order": "1", **dict.fromkeys(ASKED, "no")}
        for one in ("contact_new", "contact")
    },
    "case_withdraw": {"what": "all"},
    "person_search": {"full_name": "", "document": SHARED_NUMBER},
    "openings_lift": {"reason": "many_arrived"},
    "document_new": {"kind": "papers"},
    "guardianship_new": {"kind": "appointed"},
    **{one: {"kind": "transit", "order": "1", "place": LONG} for one in ("event_new", "event")},
    **{one: {"name": LONG} for one in ("exploiter_new", "exploiter")},
    "consent_new": {"kind": ""},
    "talk_answer": {"way": "spoken", "guardian_way": "spoken"},
    "matter_open": {"kind": "compensation"},
    "matter_deadlines": {"kind": "hearing"},
}
