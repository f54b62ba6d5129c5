"""What of each table with a case's data a copy tells, and what it leaves out, each on its ground.

A test names every such table and column that is neither told nor left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from consent.enums import PersonTold
from identification.enums import Basis
from rights.enums import Ground, Part

OTHERS, ELSEWHERE, WORK = Ground.OTHERS, Ground.KEPT_ELSEWHERE, Ground.WORK


@dataclass(frozen=True)
class Told:
    """A table of which a copy tells these columns; the others are left out, each on a ground.

    `kept` hides rows: those that the person does not know of leave no trace.
    """

    model: str
    columns: tuple[str, ...]
    left_out: Mapping[str, Ground] = field(default_factory=dict)
    of: str = "case"
    kept: Q = field(default_factory=Q)
    part: str = ""


def _because(ground: Ground, *columns: str) -> dict[str, Ground]:
    return dict.fromkeys(columns, ground)


KNOWN = Q(ground="") | Q(person_told=PersonTold.TOLD)
TOLD = (
    Told(
        "identification.Case",
        (
            *("number", "opened_at", "status", "status_since", "jurisdiction", "carrier", "authority"),
            *("age_band", "sex", "language", "in_danger", "injured", "controlled", "closing_reason"),
            *("recovery_until", "recovery_extensions", "decision_due", "stage", "question_due"),
        ),
        {
            **_because(OTHERS, "asked_by", "override_reason"),
            **_because(WORK, "recovery_warned", "began_under", "round", "paused_on", "merged_into"),
            **_because(WORK, "status_before_merge"),
        },
        of="pk",
        part=Part.FACTS,
    ),
    Told(
        "identification.Identity",
        (
            *("pseudonym", "full_name", "birth_date", "contact", "contact_is_safe", "address", "document"),
            "narrative",
        ),
        part=Part.IDENTITY,
    ),
    Told(
        "contact.Contact",
        (
            *("kind", "order", "value", "call", "write", "leave_word", "code_word", "hours", "language"),
            *("checked_on", "unsafe_since", "added_at"),
        ),
        _because(OTHERS, "who_answers", "checked_by"),
        part=Part.IDENTITY,
    ),
    Told(
        "identification.CaseAccess",
        ("organisation", "scope", "basis", "granted_at", "expires_at", "ended_at", "suspended_at"),
        {**_because(OTHERS, "person"), **_because(WORK, "basis_id", "opened_at")},
    ),
    Told(
        "identification.Screening",
        ("status", "status_since", "profile", "result", "cooperation", "note"),
        {**_because(OTHERS, "screened_by"), **_because(WORK, "also", "indicator_set")},
        part=Part.SCREENING,
    ),
    Told("identification.Answer", ("code", "value"), _because(WORK, "screening"), of="screening__case"),
    Told("identification.AnswerNote", ("code", "note"), _because(WORK, "screening"), part=Part.SCREENING),
    Told(
        "identification.Decision",
        (
            *("outcome", "authority", "on_appeal", "stage", "decided_at", "due", "appeal_until", "next_due"),
            *("act", "means", "purpose", "grounds"),
        ),
        {**_because(OTHERS, "decided_by"), **_because(WORK, "round", "members", "dissent_in_letter")},
    ),
    Told(
        "identification.Inquiry",
        ("status", "authority", "asked_at", "due"),
        {
            **_because(ELSEWHERE, "question", "answer"),
            **_because(OTHERS, "asked_by"),
            **_because(WORK, "round", "pauses", "warned_at"),
        },
    ),
    Told(
        "consent.Consent",
        (
            *("status", "status_since", "purpose", "recipient", "data", "language", "points"),
            *("lasts", "until", "given_at", "expires_at", "ground", "told_at"),
        ),
        {
            **_because(OTHERS, "written_by", "interpreter", "approved_by", "reason"),
            **_because(WORK, "talk", "person_told", "tell_by"),
        },
        kept=KNOWN,
    ),
    Told(
        "consent.Talk",
        (
            *("begun_at", "kind", "language", "capacity", "capacity_note", "ask_again_on", "points", "way"),
            *("signed_name", "signed_at", "guardian_way"),
        ),
        # A picture is shown from its own page: its bytes are no words.
        _because(OTHERS, "written_by", "interpreter", "witness", "guardian_words", "guardian_picture")
        | _because(ELSEWHERE, "picture"),
    ),
    Told("consent.Suspension", ("data", "begun_at", "ended_at"), _because(WORK, "asked_in")),
    Told(
        "children.Guardianship",
        ("status", "kind", "appointed_by", "starts", "until", "end_reason"),
        _because(OTHERS, "written_by", "appointment", "name", "contact", "suspicion"),
        part=Part.CHILD,
    ),
    Told(
        "children.BestInterestsNote",
        ("status", "about", "conclusion", "childs_view", "written_at", "review_on"),
        _because(OTHERS, "written_by", "reasons"),
        part=Part.CHILD,
    ),
    Told(
        "children.ProtectionNotice",
        ("status", "body", "told_on", "way"),
        _because(OTHERS, "written_by", "reference") | _because(WORK, "written_at"),
        part=Part.CHILD,
    ),
    Told(
        "children.AgeAssessment",
        ("status", "requested_at", "reason", "finding", "child_agrees", "guardian_agrees"),
        _because(OTHERS, "written_by"),
        part=Part.CHILD,
    ),
    Told(
        "breakglass.BreakGlass",
        ("status", "organisation", "danger", "begun_at", "expires_at", "over_at"),
        _because(OTHERS, "user", "reason", "reviewed_by", "finding") | _because(WORK, "review_due"),
    ),
    Told(
        "hotline.Call",
        ("organisation", "taken_at", "channel", "language", "category", "in_danger", "advice", "pointed_to"),
        _because(OTHERS, "taken_by") | _because(WORK, "status"),
    ),
    Told(
        "referral.Referral",
        (
            *("status", "status_since", "sender", "recipient", "kind", "purpose", "data_sets", "urgency"),
            *("note", "sent_at", "deadline_at", "decline_reason", "outcome"),
        ),
        _because(OTHERS, "sent_by") | _because(WORK, "service"),
        part=Part.HELP,
    ),
    Told(
        "documents.Document",
        ("status", "kind", "type", "kilobytes", "name", "added_at"),
        _because(OTHERS, "note", "reason", "added_by") | _because(WORK, "scanned_at"),
        part=Part.DOCUMENTS,
    ),
    Told(
        "facts.CaseFacts",
        (
            *("nationalities", "languages", "education", "age_when_exploited", "relation", "recruitment"),
            *("recruitment_note", "control", "control_note", "exploitation", "industry", "sexual_types"),
            *("exploitation_note", "segments", "vulnerabilities", "vulnerabilities_note"),
        ),
        part=Part.HAPPENED,
    ),
    Told(
        "facts.TraffickingEvent",
        ("kind", "order", "country", "place", "starts", "ends", "description", "mistaken", "added_at"),
        part=Part.HAPPENED,
    ),
    Told(
        "facts.AllegedExploiter",
        ("roles", "added_at", "mistaken"),
        _because(OTHERS, "name", "other_names", "birth_year", "phone", "relation", "is_kin", "note"),
    ),
    Told(
        "shelters.Placement",
        (
            "status",
            "status_since",
            "kind",
            "needs_accessible",
            "starts",
            "ends",
            "extension_until",
            "exit_reason",
        ),
        {
            **_because(ELSEWHERE, "care_note", "extension_reason", "refusal_reason", "risk_assessed_on"),
            **_because(OTHERS, "asked_by"),
            **_because(WORK, "referral", "shelter", "bed"),
        },
        part=Part.STAY,
    ),
    Told(
        "legal_aid.Matter",
        ("status", "status_since", "organisation", "kind", "outcome"),
        _because(ELSEWHERE, "notes") | _because(OTHERS, "lawyer") | _because(WORK, "referral"),
        part=Part.LEGAL,
    ),
    Told("legal_aid.Deadline", ("kind", "due", "done_at"), _because(WORK, "matter"), of="matter__case"),
    Told(
        "repatriation.Return",
        (
            *(
                "status",
                "status_since",
                "organisation",
                "destination_country",
                "receiving_organisation",
                "wish",
            ),
            *(
                "risk",
                "risk_assessed_at",
                "asylum_claim",
                "proceeding_pending",
                "travel_on",
                "monitoring_until",
            ),
            *("no_contact_wished", "failure_reason"),
        ),
        {
            **_because(OTHERS, "risk_assessed_by_manager", "risk_assessed_by_counsel", "cleared_by"),
            **_because(WORK, "referral", "leave_of_court", "sending_signed", "receiving_signed"),
        },
        part=Part.RETURN,
    ),
    Told(
        "rights.Correction",
        ("status", "status_since", "asked_at", "due", "part", "statement", "reason", "told_at"),
        _because(OTHERS, "written_by") | _because(WORK, "began_under"),
    ),
    Told(
        "rights.Restriction",
        ("status", "status_since", "asked_at", "data", "why", "reason", "told_at"),
        _because(OTHERS, "written_by") | _because(WORK, "began_under", "due"),
    ),
    Told(
        "rights.Complaint",
        (
            *(
                "status",
                "status_since",
                "asked_at",
                "due",
                "about",
                "organisation",
                "story",
                "outcome",
                "answer",
            ),
            "told_at",
        ),
        _because(OTHERS, "written_by", "person", "handler") | _because(WORK, "began_under"),
    ),
    Told(
        "retention.Erasure",
        (
            *("status", "organisation", "wish_of", "said", "asked_at", "answer_due", "grounds"),
            "complaint_explained",
        ),
        _because(OTHERS, "asked_by", "decided_by") | _because(WORK, "answer_rule"),
    ),
    # Where the person must not know of a hold, the second person leaves it out of the copy, on a ground.
    Told(
        "retention.LegalHold",
        ("status", "held_for", "until", "placed_at"),
        _because(OTHERS, "placed_by", "lifted_by", "reason", "why_lifted"),
    ),
    Told(
        "retention.Proposal",
        ("status", "due_on", "proposed_at", "put_off_until"),
        {
            **_because(OTHERS, "decided_by", "reason"),
            **_because(WORK, "rule_name", "outcome", "rule_entry"),
        },
    ),
)
# Tables of a case of which nothing is told, and why.
LEFT_OUT: dict[str, Ground] = {
    "identification.Vote": Ground.KEPT_ELSEWHERE,  # what members of the authority wrote before they decided
    "identification.OpeningNote": Ground.OTHERS,  # what staff wrote about their own look
    "identification.IdentityMark": Ground.WORK,  # digests to find a person again by
    "identification.Honeytoken": Ground.WORK,
    "identification.HoneytokenAlert": Ground.OTHERS,
    "groups.Member": Ground.OTHERS,  # who was met together with whom
    "documents.Part": Ground.WORK,  # the bytes: each paper is handed out from its own page
    "encryption.CaseKey": Ground.WORK,
    "encryption.ErasedCase": Ground.WORK,
    "rights.CopyRequest": Ground.WORK,  # it changes while the copy is made; who looked is told
    "audit.Event": Ground.WORK,  # told in plain words, as who looked
}
# Columns that need not be told: the row's own number, which case it is of, and since when it is as it is.
PLAIN = frozenset({"id", "case", "status_since"})


def hides_untold_sight(untold: list[Any]) -> Q:
    """Return the condition that keeps accesses on a ground which the person does not know of out of sight."""
    return ~Q(basis=Basis.LEGAL_GROUND, basis_id__in=untold)


def part_models(part: str) -> list[str]:
    """Return the tables of one part of the file."""
    return [one.model for one in TOLD if one.part == part]
