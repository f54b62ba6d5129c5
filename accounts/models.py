"""People who work in the system, their organisations, and who works where in which roles."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.enums import OrganisationKind, ServiceKind


class UserManager(BaseUserManager["User"]):
    """Users are made by `accounts.actions`."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def left_before(self, moment: datetime) -> "models.QuerySet[User]":
        """Return those who have worked nowhere since then, and still have a name here."""
        stay = Membership.objects.filter(
            Q(ended_at=None) | Q(ended_at__gte=moment), user=models.OuterRef("pk")
        )
        worked = Membership.objects.filter(user=models.OuterRef("pk"))
        return self.filter(models.Exists(worked), ~models.Exists(stay), is_active=True)


class User(AbstractBaseUser):
    """A person who works in the system. Signs in by e-mail; sees nothing without a membership."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    display_name = models.CharField(_("name shown to colleagues"), max_length=80)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @classmethod
    def with_places(cls, user_id: Any) -> "User | None":
        """Return the person with their current places read, in one query; None when there is no such person."""
        places = list(Membership.objects.places_of(user_id))
        if not places:
            return cls.objects.filter(pk=user_id).first()
        user = places[0].user
        user.places = places
        return user

    @cached_property
    def places(self) -> "list[Membership]":
        """The current memberships, oldest first, with their organisations; read once."""
        return list(Membership.objects.places_of(self.pk))


class Organisation(models.Model):
    """An organisation: what it is, in which country, and which services it gives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=OrganisationKind)
    country = models.CharField(max_length=2)
    services = ArrayField(models.CharField(max_length=30, choices=ServiceKind), default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about who works where."""

    def current(self) -> "MembershipQuerySet":
        """Keep the memberships that have not ended."""
        return self.filter(ended_at=None)

    def overseers(self) -> "MembershipQuerySet":
        """Keep the current supervisors and data protection officers."""
        return self.current().filter(roles__overlap=[role.code for role in roles.OVERSEERS])

    def places_of(self, user_id: Any) -> "MembershipQuerySet":
        """Keep the current memberships of one person, oldest first."""
        mine = self.current().filter(user=user_id)
        return mine.select_related("user", "organisation").order_by("started_at")


class Membership(models.Model):
    """A person works for an organisation in some roles, from a day until it ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=30, choices=roles.choices()))
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(ended_at=None),
                name="one_current_membership_per_person_and_organisation",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.organisation}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def pending(self) -> "InvitationQuerySet":
        """Keep those that nobody accepted or took back, out of date or not."""
        return self.filter(ended_at=None)

    def open(self) -> "InvitationQuerySet":
        """Keep those whose link still works."""
        return self.pending().filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A place in an organisation, offered to an e-mail address by a link that works once.

    The link itself is not kept, only its digest; the address is forgotten when the invitation ends.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(blank=True)
    roles = ArrayField(models.CharField(max_length=30, choices=roles.choices()))
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)  # none: a command
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()
    token = ""  # known only to who makes it, for the one mail

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(ended_at=None),
                name="one_pending_invitation_per_address_and_organisation",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(email=""), name="an_ended_invitation_keeps_no_address"
            ),
        ]

    def __str__(self) -> str:
        return f"to {self.organisation}"


class Session(AbstractBaseSession):
    """A session of a browser; `accounts.sessions` reads and writes it."""

    user_id = models.UUIDField(null=True, db_index=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        from accounts.sessions import SessionStore

        return SessionStore
