"""What holds and erases, with everything that goes with each change."""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from accounts import actions as accounts
from accounts.actors import Actor
from accounts.models import User
from audit.log import record
from identification import actions as cases
from identification.enums import CaseStatus
from identification.holds import held
from identification.models import Case
from retention import notifications
from retention.models import Erasure, LegalHold, Proposal, RefusalNotice
from retention.schedule import Rule, answer_days, kinds, needed_rule_for, notice_of
from workflow.gate import perform
from workflow.guard import writing


@transaction.atomic
def place(*, hold: LegalHold, until: date, reason: str, by: Actor) -> LegalHold:
    """Return the hold, standing."""
    return perform(hold, "place", until=until, reason=reason, by=by)


@transaction.atomic
def lift(*, legalhold: LegalHold, reason: str, by: Actor) -> LegalHold:
    """Return the hold, lifted; a declined case that waited for nothing else is erased now."""
    hold = perform(legalhold, "lift", reason=reason, by=by)
    finish(case=hold.case, by=Actor.system("hold_lifted"))
    return hold


@transaction.atomic
def finish(*, case: Case, by: Actor) -> Case:
    """Return the case: erased, if the person declined everything, and nothing holds it any more."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    first = case.goes_on_in
    done = first if first.status == CaseStatus.DECLINED_BY_PERSON else case
    if done.status != CaseStatus.DECLINED_BY_PERSON or held(done):
        return case
    return cases.forget(case=done, by=by)


@transaction.atomic
def ask_erasure(*, erasure: Erasure, wish_of: str, said: str, by: Actor) -> Erasure:
    """Return the wish, which waits for an answer: the clock runs by the rule of today, and is told."""
    rule = answer_days("erasure", erasure.case.jurisdiction)
    erasure.answer_rule, erasure.organisation_id = rule.as_entry(), by.organisation_id  # type: ignore[assignment]
    erasure.answer_due = timezone.localdate() + timedelta(days=rule.value)
    erasure = perform(erasure, "ask", wish_of=wish_of, said=said, by=by)
    notifications.erasure_is_asked(erasure.case.carrier_id)
    return erasure


@transaction.atomic
def approve_erasure(*, erasure: Erasure, best_interests: bool = False, by: Actor) -> Erasure:
    """Return the wish, done: everything open ended, every key of the person's case destroyed, in one transaction."""
    erasure = perform(erasure, "approve", best_interests=best_interests, by=by)
    cases.forget(case=erasure.case, by=by)
    return erasure


@transaction.atomic
def propose(*, case: Case, rule: Rule, by: Actor) -> Proposal:
    """Return the proposal: the rule has the case kept no longer, and a person is asked."""
    due_on = timezone.localdate(case.status_since) + timedelta(days=rule.needed_days)
    told: dict[str, Any] = {"rule_name": rule.name, "rule_entry": rule.value.as_entry(), "due_on": due_on}
    return perform(Proposal(case=case, outcome=case.status, **told), "propose", by=by)


@transaction.atomic
def propose_due(*, case: Case, by: Actor) -> Proposal:
    """Return the proposal by the rule of today, of which the carrier's data protection officers are told."""
    proposal = propose(case=case, rule=needed_rule_for(case), by=by)
    notifications.something_is_due(case.carrier_id)
    return proposal


@transaction.atomic
def execute(*, proposal: Proposal, by: Actor) -> Proposal:
    """Return the proposal, executed: the keys of its case are destroyed."""
    proposal = perform(proposal, "execute", by=by)
    cases.forget(case=proposal.case, by=by)
    return proposal


@transaction.atomic
def come_back(*, proposal: Proposal, by: Actor) -> Proposal:
    """Return the proposal, which waits for a person again."""
    return perform(proposal, "come_back", by=by)


@transaction.atomic
def lapse(*, proposal: Proposal, by: Actor) -> Proposal:
    """Return the proposal, lapsed."""
    return perform(proposal, "lapse", by=by)


def clear(*, rule: Rule, by: Actor) -> int:
    """What a rule lets go without asking is gone; return how much it was."""
    return unname(rule=rule, by=by) if rule.do == "unname" else purge(rule=rule, by=by)


@transaction.atomic
def unname(*, rule: Rule, by: Actor) -> int:
    """Who left so long ago has neither name nor address here; what they did stays. Return how many."""
    before = timezone.now() - timedelta(days=rule.needed_days)
    left = list(User.objects.left_before(before))
    for user in left:
        accounts.unname(user=user, by=by)
    return len(left)


@transaction.atomic
def purge(*, rule: Rule, by: Actor) -> int:
    """Nothing is left that no case needs and whose time is over; return how many rows went."""
    before = timezone.now() - timedelta(days=rule.needed_days)
    gone = sum(_purge(label, rule, before) for label in kinds()[rule.kind])
    if gone:
        record("retention.purge", by=by, rule=rule.name, rows=gone)
    return gone


@transaction.atomic
def decline(
    *,
    case: Case,
    can_decide: str,
    sex: str = "",
    nationality: str = "",
    form: str = "",
    region: str = "",
    by: Actor,
) -> Case:
    """Return the case, declined; where the country asks for one, an anonymous notice is written that leads nowhere."""
    case = cases.decline(case=case, can_decide=can_decide, by=by)
    if notice_of(case.jurisdiction):
        month = timezone.localdate().replace(day=1)
        told = {"sex": sex, "nationality": nationality, "form": form, "region": region}
        with writing():
            RefusalNotice(month=month, jurisdiction=case.jurisdiction, **told).save(force_insert=True)
        record("case.notify", by=by, case_id=case.pk, target=str(case.pk))
    return case


@transaction.atomic
def shuffle_notices() -> int:
    """Nobody finds by the order or the transaction of a notice whose it was; return how many there are."""
    with writing():
        return RefusalNotice.objects.shuffle()


def _purge(label: str, rule: Rule, before: Any) -> int:
    model: Any = apps.get_model(label)
    is_day = model._meta.get_field(rule.after["field"]).get_internal_type() == "DateField"
    over = {f"{rule.after['field']}__lt": timezone.localdate(before) if is_day else before}
    rows = model._default_manager.filter(**over, **rule.after["where"])
    with writing():
        return rows.remove() if hasattr(rows, "remove") else rows.delete()[0]
