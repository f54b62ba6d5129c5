"""The legal clocks of a case. Each remembers the rule it began under: a later change of the law does not move it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from identification import permissions, rules
from identification.enums import HELPED, CaseStatus
from identification.jurisdictions import Value, value, value_if_any
from workflow.models import Stateful
from workflow.permissions import by_the_clock
from workflow.wording import words

# What begins together: the time itself, what it protects from, and how it may be extended.
RECOVERY = ("recovery_days", "recovery_protects", "recovery_extensions", "recovery_extension_days")


class Clocks(Stateful):
    """A case with the time for recovery and reflection, the time for a decision, and the time to appeal."""

    recovery_until = models.DateField(null=True, blank=True)
    recovery_extensions = models.PositiveSmallIntegerField(default=0, db_default=0)
    # The last day that the case manager was warned of; after an extension it is another.
    recovery_warned = models.DateField(null=True, blank=True)
    decision_due = models.DateField(null=True, blank=True)
    # By the name of a value: the value, its first day, source and standing when the clock began. Nothing of a person.
    began_under = models.JSONField(default=dict, db_default={}, blank=True, editable=False)

    if TYPE_CHECKING:
        jurisdiction: Any  # the case's own

    class Meta:
        abstract = True

    def begin_clock(self, name: str) -> date:
        """Return the last day of a clock that begins today; the case remembers under which rule.

        Where today's law knows no such clock any more, it is the one that the case remembers.
        """
        found = value_if_any(self.jurisdiction, name) or self.rule(name)
        rule = found or value(self.jurisdiction, name)
        self.remember([(name, rule)])
        return timezone.localdate() + timedelta(days=rule.value)

    def remember(self, found: list[tuple[str, Value | None]]) -> None:
        """The case holds these rules from now on, and those not found no longer."""
        kept = {name: entry for name, entry in self.began_under.items() if name not in dict(found)}
        self.began_under = {**kept, **{name: one.as_entry() for name, one in found if one}}

    def rule(self, name: str) -> Value | None:
        """Return the rule that a clock of this case began under; None where none did, or none was remembered."""
        entry = self.began_under.get(name)
        return Value.of(entry) if entry else None

    @property
    def extension_days(self) -> int:
        """How many days an extension of the recovery adds, by the rule that it began under; 0 where there is none."""
        rule = self.rule("recovery_extension_days")
        return rule.value if rule else 0

    @property
    def last_day_to_appeal(self) -> date:
        """The last day on which the decision of the day that the state began can be appealed against."""
        decided = timezone.localdate(self.status_since)
        rule = self.rule("appeal_days") or value(self.jurisdiction, "appeal_days", decided)
        return decided + timedelta(days=rule.value)

    @transition(
        field="status",
        source=CaseStatus.PRESUMED,
        target=CaseStatus.RECOVERY,
        permission=permissions.by_case_manager,
        custom=words(
            _("Start recovery and reflection"),
            _("started the time for recovery and reflection"),
            tone="primary",
        ),
    )
    def start_recovery(self) -> None:
        """The recovery and reflection clock runs (CoE Convention, art. 13); co-operation plays no part.

        A time that runs already goes on.
        """
        if not self.is_recovering:
            self.recovery_until, self.recovery_extensions = self.begin_clock(RECOVERY[0]), 0
            self.remember([(name, value_if_any(self.jurisdiction, name)) for name in RECOVERY])

    @transition(
        field="status",
        source=HELPED,
        target=None,
        permission=permissions.by_case_manager,
        conditions=[rules.recovery_runs, rules.extension_is_left],
        custom=words(_("Extend recovery and reflection"), _("extended the time for recovery and reflection")),
    )
    def extend_recovery(self) -> None:
        """The person has more time, as the rule allows under which it began."""
        if self.recovery_until:
            self.recovery_until += timedelta(days=self.extension_days)
            self.recovery_extensions += 1

    @transition(
        field="status",
        source=HELPED,
        target=None,
        permission=by_the_clock,
        conditions=[rules.recovery_ends_soon, rules.nobody_was_warned],
        custom=words(
            _("Warn that recovery ends"), _("warned that the time for recovery and reflection ends soon")
        ),
    )
    def warn_recovery(self) -> None:
        """The case manager was warned of this last day, once: `identification.clocks.actions.warn` sends the mail."""
        self.recovery_warned = self.recovery_until

    @property
    def is_recovering(self) -> bool:
        """Tell whether the time for recovery and reflection runs; its last day belongs to it."""
        return self.recovery_until is not None and timezone.localdate() <= self.recovery_until
