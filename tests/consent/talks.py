"""Consents at each of their states, reached by walking."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Organisation
from consent.actions import give, inform, prepare, propose_ground
from consent.enums import DataSet, GroundCode, InformedPoint, PersonTold, Purpose
from consent.models import Consent, Talk
from identification.models import Case
from tests.cast import Cast
from tests.makers import presumed_case
from tests.makers_children import guarded
from tests.makers_talks import agreed_aloud, decides
from workflow.gate import perform

POINTS = list(InformedPoint.values)
REASON = "The doctor says that the person may not live without care."


def drafts(
    cast: Cast,
    case: Case | None = None,
    *,
    recipient: Organisation | None = None,
    purpose: str = Purpose.SHARING,
    data: tuple[str, ...] = (DataSet.SUMMARY,),
    **other: Any,
) -> list[Consent]:
    """Return a talk of drafts by Nora, by default about sharing a summary with Sami's shelter."""
    case = case or presumed_case(cast.nora)
    guarded(case, cast.nora)
    recipient = recipient or cast.sami.organisation
    return prepare(case=case, purpose=purpose, recipient=recipient, data=data, by=cast.nora, **other)


def informed(cast: Cast, case: Case | None = None, **given: object) -> Consent:
    (draft,) = drafts(cast, case, **given)  # type: ignore[arg-type]
    inform(consents=[draft], points=POINTS, language="prs", interpreter="Somebody", by=cast.nora)
    decides(talk_of(draft), cast.nora)
    return Consent.objects.get(pk=draft.pk)


def signed(cast: Cast, case: Case | None = None, **given: object) -> Consent:
    """Return an explained consent to which the person said yes before a witness; it is yet to be given."""
    consent = informed(cast, case, **given)
    agreed_aloud([consent], cast.nora)
    return consent


def talk_of(consent: Consent) -> Talk:
    return Talk.objects.get(pk=consent.talk)


def given(cast: Cast, case: Case | None = None, **asked: object) -> Consent:
    return give(consent=signed(cast, case, **asked), child_agrees=True, guardian_agrees=True, by=cast.nora)


def proposed(
    cast: Cast, case: Case | None = None, until: date | None = None, talk: UUID | None = None
) -> Consent:
    """Return a legal ground that Dana proposed, for Sami's shelter to know of the person's health."""
    shelter = cast.sami.organisation
    assert shelter
    return propose_ground(
        case=case or presumed_case(cast.nora),
        purpose=Purpose.SHARING,
        recipient=shelter,
        data=DataSet.HEALTH,
        ground=GroundCode.VITAL_INTEREST,
        reason=REASON,
        person_told=PersonTold.LATER,
        tell_by=until or timezone.localdate() + timedelta(days=10),
        until=until or timezone.localdate() + timedelta(days=10),
        talk=talk,
        by=cast.dana,
    )


def ground(cast: Cast, case: Case | None = None, until: date | None = None) -> Consent:
    return perform(proposed(cast, case, until), "approve_ground", by=cast.dov)
