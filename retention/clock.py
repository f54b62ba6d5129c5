"""What the clock finds: cases kept for long enough, proposals whose day has come, and what goes by itself."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from encryption.models import CaseKey, ErasedCase
from identification.enums import CaseStatus
from identification.models import Case
from retention.enums import OPEN_PROPOSALS, ProposalStatus
from retention.models import Proposal
from retention.schedule import CASE_FILE, Rule, rule_for, rules


def due_cases() -> Iterator[Case]:
    """Yield the cases that were kept for as long as the rule of today says, and for which nobody was asked."""
    asked = Proposal.objects.open().filter(case=OuterRef("pk"))
    erased = ErasedCase.objects.filter(case_id=OuterRef("pk"))
    ended = Case.objects.filter(status__in=_outcomes()).exclude(Exists(asked)).exclude(Exists(erased))
    for case in ended.order_by("status_since").iterator():
        if is_due(case, rule_for(case)):
            yield case


def is_due(case: Case, rule: Rule | None) -> bool:
    """Tell whether the case was kept for as long as a rule says, and a person is to be asked."""
    if rule is None or rule.days is None or rule.do != "erase" or not rule.asks:
        return False
    return timezone.localdate(case.status_since) + timedelta(days=rule.days) <= timezone.localdate()


def to_come_back() -> Iterator[Proposal]:
    """Yield what was put off until today, and is still due."""
    rows = Proposal.objects.filter(status=ProposalStatus.PUT_OFF, put_off_until__lte=timezone.localdate())
    yield from (one for one in rows.select_related("case") if one.is_due)


def to_lapse() -> Iterator[Proposal]:
    """Yield what is due no longer, as its case was opened again, or is gone."""
    rows = Proposal.objects.filter(status__in=OPEN_PROPOSALS).select_related("case")
    yield from (one for one in rows if not one.is_due)


def approved() -> Iterator[Proposal]:
    """Yield what a person approved."""
    rows = Proposal.objects.filter(status=ProposalStatus.APPROVED).select_related("case")
    yield from rows.order_by("status_since")


def declined_and_kept() -> Iterator[Case]:
    """Yield the cases of people who wanted nothing whose keys a legal hold has kept."""
    keys = list(CaseKey.objects.filter(case_id__in=_declined()).values_list("case_id", flat=True).distinct())
    yield from Case.objects.filter(pk__in=keys)


def by_themselves() -> list[Rule]:
    """Return the rules about what belongs to no case and goes without anybody being asked."""
    return [one for one in rules("") if one.do in ("delete", "unname") and one.days is not None]


def _declined() -> list[UUID]:
    return list(Case.objects.filter(status=CaseStatus.DECLINED_BY_PERSON).values_list("pk", flat=True))


def _outcomes() -> set[str]:
    return {status for one in rules("") if one.kind == CASE_FILE and one.asks for status in one.outcomes}
