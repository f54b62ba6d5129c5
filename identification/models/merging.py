"""Two cases of one person become one: the younger points to the older, keeps its rows, and nothing more is written."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, transition

from identification import permissions, rules
from identification.enums import MERGEABLE, CaseStatus
from workflow.models import Stateful
from workflow.wording import words

if TYPE_CHECKING:
    from identification.models.case import Case


class Mergeable(Stateful):
    """A case that may turn out to be the same person's as an older one."""

    merged_into = models.ForeignKey(
        "identification.Case", models.PROTECT, null=True, blank=True, related_name="merged_cases"
    )
    status_before_merge = models.CharField(
        max_length=30, choices=CaseStatus, blank=True, default="", db_default=""
    )

    class Meta:
        abstract = True

    @property
    def goes_on_in(self) -> Any:
        """The case in which this person's goes on: itself, or what it was merged into, however often.

        What was handed over since may be out of sight: then it is the last one that is seen.
        """
        case, cases = self, type(self)._default_manager
        while case.merged_into_id and (into := cases.filter(pk=case.merged_into_id).first()):
            case = into
        return case

    def of_one_person(self) -> set[UUID]:
        """Return the ids of every case that was merged with this one, itself among them."""
        found: set[UUID] = set()
        new = {self.goes_on_in.pk}
        while new:
            found |= new
            new = set(type(self)._default_manager.filter(merged_into__in=new).values_list("pk", flat=True))
        return found

    @transition(
        field="status",
        source=MERGEABLE,
        target=CaseStatus.MERGED,
        permission=permissions.by_case_manager,
        conditions=[
            rules.both_are_carried_here,
            rules.other_is_older_and_open,
            rules.both_are_children_or_neither,
            rules.nothing_is_open,
            rules.nobody_else_sees_it,
            rules.nothing_the_person_asked_for_is_lost,
        ],
        custom=words(
            _("Merge into the older case"), _("merged the case into an older one of the same person")
        ),
    )
    def merge(self, *, into: "Case") -> None:
        """This case is the same person's as an older one, which goes on alone."""
        self.merged_into, self.status_before_merge = into, self.status

    @transition(
        field="status",
        source=CaseStatus.MERGED,
        target=GET_STATE(lambda case, **_entered: case.status_before_merge, states=MERGEABLE),
        permission=permissions.by_case_manager,
        conditions=[rules.merge_can_still_be_undone],
        custom=words(_("Undo the merge"), _("undid the merge: the case is a case of its own again")),
    )
    def undo_merge(self) -> None:
        """The case is what it was before the merge."""
        self.merged_into = None
