"""What changes groups, with everything that goes with each change.

No event here names a case: whoever carries one of these cases later reads its whole trail, and learns nothing of
the others.
"""

from django.db import transaction

from accounts.actors import Actor
from audit.log import record
from groups.models import Group, Member
from groups.permissions import require_adder
from identification.actions import open_case
from identification.models import Case
from workflow.guard import writing


@transaction.atomic
def begin(*, group: Group, by: Actor) -> Group:
    """Return the group, begun: its facts stand, and people can be added. Begun twice, it is one."""
    require_adder(group, by)
    if known := Group.objects.visible_to(by).filter(pk=group.pk).first():
        return known
    with writing():
        group.save(force_insert=True)
    record("group.begin", by=by, target=str(group.pk))
    return group


@transaction.atomic
def correct(*, group: Group, by: Actor, **facts: str) -> Group:
    """Return the group with its facts put right; the log names those that changed, the history what they were.

    Nothing follows for the people who were added: each is a case, with facts of its own.
    """
    require_adder(group, by)
    group = Group.objects.visible_to(by).select_for_update().get(pk=group.pk)
    changed = [name for name, value in facts.items() if getattr(group, name) != value]
    for name in changed:
        setattr(group, name, facts[name])
    group._history_user = by.user
    with writing():
        group.save(update_fields=changed)
    record("group.correct", by=by, target=str(group.pk), fields=changed)
    return group


@transaction.atomic
def add_person(*, group: Group, case: Case, pseudonym: str = "", by: Actor) -> Case:
    """Return the case of one more person, with the group's facts; who is sent twice is added once.

    The group is held meanwhile, so that two who add the same person at one moment add one.
    """
    require_adder(group, by)
    group = (
        Group.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=group.pk)
    )
    if known := added(group, case):
        return known
    case.carrier, case.jurisdiction = group.organisation, group.jurisdiction
    case = open_case(case=case, pseudonym=pseudonym, by=by)
    with writing():
        Member(group=group, case=case).save(force_insert=True)
    record("group.add", by=by, target=str(group.pk))
    return case


def added(group: Group, case: Case) -> Case | None:
    """Return the case, if this person was added to the group already."""
    member = group.members.filter(case=case.pk).select_related("case").first()
    return member.case if member else None
