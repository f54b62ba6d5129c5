"""Every attempt: each member of the cast, and nobody, at each route, by each method, on each object."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import get_resolver, reverse

from accounts.checks import routes
from accounts.models import Invitation, Membership
from breakglass import views as emergencies
from breakglass.models import BreakGlass
from children import views as children
from children.models import AgeAssessment, BestInterestsNote, Guardianship
from consent import views as consents
from consent.models import Consent
from contact.models import Contact
from documents import views as documents
from documents.models import Document
from facts.models import AllegedExploiter, TraffickingEvent
from groups.models import Group
from hotline import views as calls
from hotline.models import Call
from identification.models import Case, DailyOpenings, Decision, Inquiry, Screening, SignOff
from identification.views import cases, deciding, screening
from legal_aid import views as matters
from legal_aid.models import Deadline, Matter
from papers.models import TranslationSignOff
from practice.models import Attempt as Attempted
from proofs.disclosure.oracle import WORKS_AT
from referral import views as referrals
from referral.models import Referral, Service
from repatriation import views as returns
from repatriation.models import Return
from retention import views as keeping
from retention.models import Erasure, LegalHold, Proposal
from rights.models import Complaint, CopyRequest, Correction, Restriction
from rights.views import requests
from shelters import views as shelters
from shelters.models import Placement

# What an address holds, by its first word: the records, and the steps that they have.
RECORDS: dict[str, tuple[Any, Any]] = {
    "screenings": (Screening, screening.STEPS),
    "consents": (Consent, consents.STEPS),
    "referrals": (Referral, referrals.STEPS),
    "placements": (Placement, shelters.STEPS),
    "returns": (Return, returns.STEPS),
    "matters": (Matter, matters.STEPS),
    "deadlines": (Deadline, {}),
    "services": (Service, {}),
    "documents": (Document, documents.STEPS),
    "guardianships": (Guardianship, children.GUARDIAN_STEPS),
    "best-interests": (BestInterestsNote, {}),
    "age-assessments": (AgeAssessment, children.AGE_STEPS),
    "emergency": (BreakGlass, emergencies.STEPS),
    "decisions": (Decision, {}),
    "events": (TraffickingEvent, {}),
    "exploiters": (AllegedExploiter, {}),
    "contacts": (Contact, {}),
    "inquiries": (Inquiry, deciding.STEPS),
    "calls": (Call, calls.STEPS),
    "holds": (LegalHold, keeping.HOLD_STEPS),
    "erasures": (Erasure, keeping.ERASURE_STEPS),
    "retention": (Proposal, keeping.PROPOSAL_STEPS),
    "groups": (Group, {}),
    "oversight": (DailyOpenings, {}),
    "members": (Membership, {}),
    "invitations": (Invitation, {}),
    "factors": (Authenticator, {}),
    "checklists": (SignOff, {}),
    "papers": (TranslationSignOff, {}),
    "practice": (Attempted, {}),
    "cases": (Case, cases.STEPS),
    "rights": ((Complaint, CopyRequest, Correction, Restriction), requests.STEPS),
}
# Records of no single case.
COMMON = (
    Service,
    DailyOpenings,
    Membership,
    Invitation,
    Authenticator,
    SignOff,
    TranslationSignOff,
    Attempted,
    Group,
)
# Addresses that hold two cases: these stories' are the other one.
OTHERS = ("opened", "drafted")
# Asked by the number of a case that is typed, and stands in no address.
TYPED = frozenset({"glass_break"})
NOBODY = "nobody"
ELEMENTS = ("EX",)
INDICATORS = ("EX01",)
PARTS = ("person", "vulnerabilities")
KINDS = ("copy", "correction", "restriction", "complaint")
# What an address holds that is about no case.
OF_NO_CASE = {
    "version": ["ilo_ec_2009_v1"],
    "profile": ["adult_sexual"],
    "vignette": ["cold-store"],
    "language": ["tg"],
}
MOST = 4  # records of a kind in one story: one for each organisation is enough
NUMBER_OF_NONE = "0000-0000"


@dataclass(frozen=True)
class Attempt:
    """Somebody asks for something; `story` is empty for a page about no single case, and "none" for a random id."""

    who: str
    route: str
    path: str
    method: str
    story: str
    step: str = ""
    typed: str = ""


METHODS = ("GET", "HEAD", "POST nothing", "POST something")


def every_attempt(stories: dict[str, Case]) -> Iterator[Attempt]:
    """Yield each of them; KeyError for a route whose addresses hold something that nobody described here."""
    people = (NOBODY, *WORKS_AT)
    for name, route in routes(get_resolver()):
        word = str(route.pattern).partition("/")[0]
        for story, arguments, typed in _objects(name, word, route.pattern.converters, stories):
            path = reverse(name, kwargs=arguments)
            step = arguments.get("name", "")
            for who, method in product(people, METHODS):
                if not (step and method == "HEAD"):
                    yield Attempt(who, name, path, method, story, step, typed)


def _objects(
    route: str, word: str, converters: dict[str, Any], stories: dict[str, Case]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    if not converters:
        typed = _keys("number", Case, stories) if route in TYPED else [("", "")]
        yield from ((story, {}, number) for story, number in typed)
        return
    if word == "rules":  # a country's rules: about nobody
        yield from ((("none" if code == "ZZ" else ""), {"code": code}, "") for code in ("AV", "GE", "ZZ"))
        return
    model, steps = RECORDS["consents" if word == "talks" else word]
    others = [stories[one].number if one in stories else NUMBER_OF_NONE for one in OTHERS]
    further = {
        "name": list(steps),
        "element": list(ELEMENTS),
        "code": list(INDICATORS),
        "other": sorted(set(others)),
        "part": list(PARTS),
        "point": ["help", "who"],
        "kind": list(KINDS),
        **OF_NO_CASE,
    }
    rest = [name for name in converters if name in further]
    key = next((name for name in converters if name not in further), "")
    model = Invitation if route == "invitation_withdraw" else model
    for story, value in _keys(key, model, stories) if key else [("", "")]:
        for chosen in product(*(further[name] for name in rest)):
            arguments = dict(zip(rest, chosen, strict=True))
            yield story, {key: value, **arguments} if key else arguments, ""


def _keys(key: str, model: Any, stories: dict[str, Case]) -> Iterator[tuple[str, Any]]:
    if key == "number":
        yield "none", NUMBER_OF_NONE
        yield from ((story, case.number) for story, case in stories.items())
        return
    yield "none", 7 if model is Authenticator else uuid.UUID(int=7)
    if model in COMMON:
        known = model.objects.values_list("pk", flat=True) if key == "pk" else ()
        yield from (("", one) for one in known[:MOST])
        return
    for story, case in stories.items():
        of_case = {"matter__case": case} if model is Deadline else {"case": case}
        every = model if isinstance(model, tuple) else (model,)
        rows = [one for each in every for one in _one_each(each.objects.filter(**of_case))]
        found = {getattr(one, key) for one in rows}
        yield from ((story, value) for value in sorted(found))


def _one_each(rows: Any) -> list[Any]:
    """Return one record for each organisation, state and kind."""
    about = ("recipient_id", "status", "kind")
    each = {tuple(getattr(one, name, None) for name in about): one for one in rows}
    return list(each.values())[:MOST]
