"""Defects that are planted for a moment: the walk must find each."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

from django.db.models import Q
from django.utils import timezone

from consent import actions as consents
from consent import models as consent_models
from consent import rules as consent_rules
from consent.enums import ConsentStatus, DataSet
from consent.models import Consent, ConsentQuerySet
from consent.signals import consent_withdrawn
from documents.models import DocumentQuerySet
from identification import access
from identification import permissions as case_permissions
from identification.enums import Scope
from identification.models import CaseAccess
from identification.models.access import CaseAccessQuerySet
from proofs.planted import always_no, always_yes, replaced
from referral import actions as referrals
from referral import models as referral_models
from referral.models import ReferralQuerySet
from referral.receivers import halt_referrals
from referral.rules import consent_covers_receiver
from shelters import permissions as shelter_permissions
from workflow import gate
from workflow.guard import writing

Planted = Callable[[], AbstractContextManager[None]]


def _expired_counts() -> AbstractContextManager[None]:
    return replaced(ConsentQuerySet, "in_force", lambda rows: rows.filter(status__in=consent_models.IN_FORCE))


def _sight_outlasts() -> AbstractContextManager[None]:
    return replaced(CaseAccessQuerySet, "current", lambda rows: rows.filter(ended_at=None))


def _forgets_the_identity() -> AbstractContextManager[None]:
    def end(*, case: Any, by: Any, organisation: Any = None, basis_id: Any = None) -> int:
        rows = CaseAccess.objects.filter(case=case, ended_at=None).exclude(scope=Scope.IDENTITY)
        rows = rows.filter(organisation=organisation) if organisation else rows
        for one in rows.filter(basis_id=basis_id) if basis_id else rows:
            one.ended_at = timezone.now()
            with writing():
                one.save(update_fields=["ended_at"])
        return 0

    return replaced(access, "end", end)


def _found(**wanted: Any) -> list[Consent]:
    rows = Consent.objects.in_force().filter(**wanted).order_by("given_at")
    return list({one.data: one for one in rows}.values())


def _any_purpose() -> AbstractContextManager[None]:
    def bases_for(case: Any, recipient: Any, _purpose: str, data: Any) -> list[Consent]:
        return _found(case=case, recipient=recipient, data__in=list(data))

    return replaced(referral_models, "bases_for", bases_for)


def _anybodys() -> AbstractContextManager[None]:
    def bases_for(_case: Any, recipient: Any, purpose: str, data: Any) -> list[Consent]:
        return _found(recipient=recipient, purpose=purpose, data__in=list(data))

    return replaced(referral_models, "bases_for", bases_for)


def _no_is_yes() -> AbstractContextManager[None]:
    kept = consents.record_answers

    def record_answers(*, consents: Any, agreed: Any, **told: Any) -> None:
        kept(consents=consents, agreed={one.data for one in consents}, **told)

    return replaced(consents, "record_answers", record_answers)


def _needs_show_the_name() -> AbstractContextManager[None]:
    return replaced(referrals, "SCOPE_OF", {**referrals.SCOPE_OF, DataSet.NEEDS: Scope.IDENTITY})


def _care_shows_the_name() -> AbstractContextManager[None]:
    kept = access.grant

    def grant(*, scope: Scope, **told: Any) -> CaseAccess:
        return kept(scope=Scope.IDENTITY if scope == Scope.DUTY_OF_CARE else scope, **told)

    return replaced(access, "grant", grant)


def _proposed_is_enough() -> AbstractContextManager[None]:
    counts = [*consent_models.IN_FORCE, ConsentStatus.GROUND_PROPOSED]
    return replaced(consent_models, "IN_FORCE", counts)


def _expiry_ends_nothing() -> AbstractContextManager[None]:
    kept = consents._end_basis

    def end_basis(consent: Consent, by: Any) -> Consent:
        return consent if consent.status == ConsentStatus.EXPIRED else kept(consent, by)

    return replaced(consents, "_end_basis", end_basis)


@contextmanager
def _child_alone() -> Iterator[None]:
    with ExitStack() as open_ones:
        open_ones.enter_context(always_yes(consent_rules.child_and_guardian_agree))
        open_ones.enter_context(always_yes(consent_rules.who_agrees_acts_for_the_child))
        yield


@contextmanager
def _referrals_go_on() -> Iterator[None]:
    consent_withdrawn.disconnect(halt_referrals)
    try:
        yield
    finally:
        consent_withdrawn.connect(halt_referrals)


def _any_paper() -> AbstractContextManager[None]:
    def covered(_rows: Any, actor: Any) -> Q:
        return Q(CaseAccess.objects.opens(actor))

    return replaced(DocumentQuerySet, "_covered_for", covered)


def _offers_stay_open() -> AbstractContextManager[None]:
    def readable(rows: Any, actor: Any) -> Any:
        return rows.filter(recipient=actor.organisation_id).exclude(status="draft")

    return replaced(ReferralQuerySet, "readable_by_recipient", readable)


PLANTED: dict[str, Planted] = {
    "what has expired counts": _expired_counts,
    "sight outlasts its time": _sight_outlasts,
    "withdrawal forgets the sight of the identity": _forgets_the_identity,
    "one purpose counts for another": _any_purpose,
    "what one person agreed to counts for another": _anybodys,
    "a no is written down as a yes": _no_is_yes,
    "needs show the identity too": _needs_show_the_name,
    "duty of care shows the identity": _care_shows_the_name,
    "a ground counts before a second person agreed": _proposed_is_enough,
    "a referral copies what was not agreed to": lambda: always_yes(consent_covers_receiver),
    "expiry ends nothing that rested on it": _expiry_ends_nothing,
    "referrals go on after a withdrawal": _referrals_go_on,
    "a referral stays readable without a basis": _offers_stay_open,
    "a child agrees alone": _child_alone,
    "nobody keeps how the person agreed": lambda: always_yes(consent_rules.how_they_agreed_is_kept),
    "a paper needs no basis of its own": _any_paper,
    "taking consent back is refused": lambda: always_no(case_permissions.by_worker_of_the_person),
    "leaving a bed is refused": lambda: always_no(shelter_permissions.by_any_worker),
    "the gate forgets its event": lambda: replaced(gate, "remember", lambda *_told, **_facts: None),
}
