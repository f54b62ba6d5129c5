"""A group: the facts of a place at which several people were met, and which cases they became."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Organisation, User
from encryption.history import SealedHistory
from groups.enums import INDUSTRIES, Place
from identification.enums import YesNo
from identification.models import Case
from workflow.models import Guarded, GuardedQuerySet


class GroupQuerySet(GuardedQuerySet):
    """Questions about groups."""

    def visible_to(self, actor: Actor) -> "GroupQuerySet":
        """Keep the groups that the actor's own organisation met; none for one whose roles see no case."""
        return self.filter(organisation=actor.organisation_id) if actor.reads_cases else self.none()


class Group(Guarded):
    """The facts of one place, entered once: codes alone."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    met_at = models.DateTimeField(default=timezone.now)
    jurisdiction = models.CharField(_("country"), max_length=2)
    place = models.CharField(_("kind of place"), max_length=20, choices=Place)
    industry = models.CharField(_("industry"), max_length=1, choices=INDUSTRIES, blank=True)
    in_danger = models.CharField(_("in danger now"), max_length=10, choices=YesNo)
    controlled = models.CharField(_("controlled by somebody nearby"), max_length=10, choices=YesNo)

    objects = GroupQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("group")
        indexes = [models.Index(fields=["organisation", "-met_at"], name="groups_of_an_organisation")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/groups/{self.pk}/"

    @classmethod
    def of_case(cls, actor: Actor) -> Subquery:
        """Return, for rows with a `case`, the id of the group it was met in; none to who did not meet that group."""
        met = Member.objects.filter(case=OuterRef("case"), group__in=cls.objects.visible_to(actor))
        return Subquery(met.values("group")[:1])


class Member(Guarded):
    """One person of a group is one case. Nobody but the organisation that met the group knows this row."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.pk)
