"""The anonymous notice of a person who wants nothing: what a country counts, and nothing that leads to a case."""

import uuid
from random import SystemRandom

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actors import Actor
from facts.enums import Exploitation
from identification.enums import Sex
from retention.enums import NOT_TOLD
from workflow.guard import require_writing
from workflow.models import Guarded, GuardedQuerySet

FORMS = [*Exploitation.choices, (NOT_TOLD, _("Not told"))]


class RefusalNoticeQuerySet(GuardedQuerySet):
    """Questions about anonymous notices."""

    def visible_to(self, actor: Actor) -> "RefusalNoticeQuerySet":
        """Keep those of the actor's country, for those who oversee."""
        country = actor.organisation.country if actor.organisation else ""
        return self.filter(jurisdiction=country) if actor.has(*roles.OVERSEERS) else self.none()

    def shuffle(self) -> int:
        """Every notice is written anew under a new number, in an order that says nothing; return how many there are.

        The database knows in which transaction a row was written, and beside which: afterwards both are the same for
        all, so that nobody finds by it whose case was declined at that moment.
        """
        require_writing(self.model)
        rows = list(self)
        SystemRandom().shuffle(rows)
        models.QuerySet.delete(self.all())
        for row in rows:
            row.pk, row._state.adding = uuid.uuid4(), True
        self.bulk_create(rows)
        return len(rows)


class RefusalNotice(Guarded):
    """Sex, nationality, form of exploitation and region, in a month of a country. No case, no day, no author."""

    month = models.DateField(_("month"))
    jurisdiction = models.CharField(_("country"), max_length=2)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex)
    nationality = models.CharField(_("nationality"), max_length=2, blank=True)
    form = models.CharField(_("form of exploitation"), max_length=20, choices=FORMS)
    region = models.CharField(_("region"), max_length=60, blank=True)

    objects = RefusalNoticeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("anonymous notice")
        constraints = [
            models.CheckConstraint(condition=models.Q(month__day=1), name="a_notice_knows_the_month_alone")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.jurisdiction}"
