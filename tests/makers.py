"""Reaches a state by walking the real workflow, so that no test starts from an impossible one."""

from collections.abc import Iterable
from typing import Any

from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Organisation
from consent.actions import give, inform, prepare
from consent.enums import DataSet, InformedPoint, Purpose, purpose_of
from consent.models import Consent
from identification import actions
from identification.deciding.grounds import Grounds
from identification.enums import AgeBand, CaseStatus, Profile, Sex, YesNo
from identification.models import Case, Screening
from referral.actions import accept, complete, send
from referral.enums import ReferralOutcome, ReferralStatus, Urgency
from referral.models import Referral, Service
from tests.cast import COUNTRY, Cast
from tests.kept import kept
from tests.makers_children import guarded
from tests.makers_talks import agreed_aloud
from workflow.gate import perform

# Exploitation and coercion at the destination: presumed, for an adult and for a child.
POINTING = {"EX01": "yes", "EX02": "yes", "CD01": "yes", "CD03": "yes"}
# Something is asked in every element, and nothing is answered with yes.
NOTHING = {"DR01": "no", "CR01": "no", "RV01": "no", "EX01": "no", "CD01": "no", "VD01": "no"}
NOTED = {"EX01": "Sixteen hours a day, and no day off."}
GROUNDS = "Act, means and purpose are shown by the papers."
ELEMENTS = {
    "act": "Recruited with a false promise, and brought over the border.",
    "means": "Deceived about the work, and held by a debt.",
    "purpose": "Forced labour at the site.",
}
WRITTEN = Grounds(**ELEMENTS, text=GROUNDS)
REASON = "A trusted colleague saw the place."


def new_case(by: Actor, **given: Any) -> Case:
    """Return a case that exists in memory only."""
    safety = {"in_danger": YesNo.NO, "injured": YesNo.NO, "controlled": YesNo.NO}
    person = {"age_band": AgeBand.ADULT, "sex": Sex.FEMALE, "language": "ru", "jurisdiction": COUNTRY}
    return Case(carrier=by.organisation, **{**person, **safety, **given})


@kept
def opened_case(by: Actor, **given: Any) -> Case:
    """Return a case in `screening`, carried by the organisation of `by`."""
    return actions.open_case(case=new_case(by, **given), by=by, pseudonym="Robin")


@kept
def screened(
    case: Case, by: Actor, answers: dict[str, str] | None = None, notes: dict[str, str] | None = None
) -> Screening:
    """Return a completed screening of this case."""
    profile = Profile.CHILD_LABOUR if case.is_child else Profile.ADULT_LABOUR
    begun = Screening(case=case, profile=profile, screened_by=by.user)
    screening = perform(begun, "begin", by=by)
    screening = actions.answer(screening=screening, answers=answers or POINTING, notes=notes, by=by)
    return perform(screening, "complete", by=by)


@kept
def presumed_case(by: Actor, **given: Any) -> Case:
    """Return a case in `presumed`."""
    case = opened_case(by, **given)
    screened(case, by, notes=NOTED)
    return perform(case, "presume", by=by)


@kept
def consented(
    case: Case,
    by: Actor,
    recipient: Organisation | None,
    purpose: str = Purpose.SHARING,
    data: Iterable[str] = (DataSet.SUMMARY, DataSet.NEEDS, DataSet.IDENTITY),
) -> list[Consent]:
    """Return consents in force, one for each data set; for a child somebody acts, and agrees."""
    guarded(case, by)
    drafts = prepare(case=case, purpose=purpose, recipient=recipient, data=data, by=by)
    points = list(InformedPoint.values)
    inform(consents=drafts, points=points, language="ru", interpreter="", by=by)
    agreed_aloud(drafts, by)
    return [give(consent=one, child_agrees=True, guardian_agrees=True, by=by) for one in drafts]


def service_of(organisation: Organisation | None, kind: str = ServiceKind.ACCOMMODATION) -> Service:
    """Return the service of this kind that an organisation offers."""
    return Service.objects.get(organisation=organisation, kind=kind)


@kept
def drafted(
    case: Case, by: Actor, to: Actor, kind: str = ServiceKind.ACCOMMODATION, **given: Any
) -> Referral:
    """Return a referral in `draft`, with no consent yet."""
    data = [DataSet.SUMMARY, DataSet.NEEDS, DataSet.IDENTITY]
    fresh = {"data_sets": data, "urgency": Urgency.TODAY, "note": "A quiet room, please.", **given}
    return perform(Referral.to(service_of(to.organisation, kind), case, **fresh), "draft", by=by)


@kept
def referral_at(
    status: str,
    cast: Cast,
    *,
    case: Case | None = None,
    to: Actor | None = None,
    kind: str = ServiceKind.ACCOMMODATION,
) -> Referral:
    """Return a referral from Nora, by default to Sami's shelter, at draft, sent, received, accepted, and so on."""
    to = to or cast.sami
    case = case or presumed_case(cast.nora)
    consented(case, cast.nora, to.organisation, purpose_of(kind))
    referral = drafted(case, cast.nora, to, kind)
    for state, step in REFERRAL_STEPS:
        if referral.status == status:
            break
        referral = step(referral, cast, to)
        assert referral.status == state
    return referral


REFERRAL_STEPS = (
    (ReferralStatus.SENT, lambda referral, cast, to: send(referral=referral, by=cast.nora)),
    (ReferralStatus.RECEIVED, lambda referral, cast, to: perform(referral, "receive", by=to)),
    (ReferralStatus.ACCEPTED, lambda referral, cast, to: accept(referral=referral, by=to)),
    (ReferralStatus.IN_PROGRESS, lambda referral, cast, to: perform(referral, "start", by=to)),
    (
        ReferralStatus.COMPLETED,
        lambda referral, cast, to: complete(referral=referral, outcome=ReferralOutcome.HELPED, by=to),
    ),
)


@kept
def decided_case(cast: Cast, *, yes: bool = True, **given: Any) -> Case:
    """Return a case that Ada decided."""
    case = pending_case(cast, **given)
    decide = actions.identify if yes else actions.refuse_identification
    return decide(case=case, grounds=WRITTEN, appeal_told=True, by=cast.ada)


@kept
def recovering_case(by: Actor, **given: Any) -> Case:
    """Return a case in `recovery`, whose time began today."""
    return perform(presumed_case(by, **given), "start_recovery", by=by)


@kept
def pending_case(cast: Cast, **given: Any) -> Case:
    """Return a case that waits for the decision of the Identification Board."""
    case = perform(presumed_case(cast.nora, **given), "start_recovery", by=cast.nora)
    authority = cast.ada.organisation
    assert authority
    consented(case, cast.nora, authority, Purpose.IDENTIFICATION, [DataSet.IDENTITY])
    case = actions.request_identification(case=case, authority=authority, by=cast.nora)
    assert case.status == CaseStatus.IDENTIFICATION_PENDING
    return case
