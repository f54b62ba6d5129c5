"""A shelter and its beds. Where it stands is not kept here: it may be seen by very few."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Organisation
from shelters.enums import BedKind
from workflow.models import Guarded, GuardedQuerySet


class ShelterQuerySet(GuardedQuerySet):
    """Questions about shelters."""

    def visible_to(self, actor: Actor) -> "ShelterQuerySet":
        """Keep the shelter of the actor's own organisation."""
        if not actor.reads_cases:
            return self.none()
        return self.filter(organisation=actor.organisation_id)


class Shelter(Guarded):
    """A shelter of one organisation, whose name it bears, and the kinds of people it takes."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="shelter")
    kinds = ArrayField(models.CharField(max_length=30, choices=BedKind))

    objects = ShelterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("shelter")

    def __str__(self) -> str:
        return self.organisation.name


class Bed(Guarded):
    """One bed, for one kind of person; out of use, it is given to nobody."""

    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="beds")
    label = models.CharField(max_length=10)
    kind = models.CharField(max_length=30, choices=BedKind)
    accessible = models.BooleanField(default=False)
    in_use = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("bed")
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(fields=["shelter", "label"], name="one_bed_of_a_label_in_a_shelter"),
        ]

    def __str__(self) -> str:
        words = f"{self.label}, {self.get_kind_display()}"
        return f"{words}, {_('accessible')}" if self.accessible else words
