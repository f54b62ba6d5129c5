"""How accounts are told."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from audit.models import Event

SENTENCES = {
    "organisation.found": _("registered an organisation"),
    "membership.start": _("gave somebody a place in an organisation"),
    "membership.end": _("ended somebody's place in an organisation"),
    "session.start": _("signed in"),
    "session.end": _("signed out"),
    "session.refused": _("failed to sign in"),
    "session.act_for": _("chose the organisation to act for"),
}


def with_names(events: "QuerySet[Event]") -> "QuerySet[Event]":
    """Return the same events, each with the names of who acted and for whom: in the same statement."""
    users = User.objects.filter(pk=OuterRef("user_id")).values("display_name")
    organisations = Organisation.objects.filter(pk=OuterRef("organisation_id")).order_by().values("name")
    return events.annotate(user_name=Subquery(users), organisation_name=Subquery(organisations))


def names_in(events: Iterable[Any]) -> dict[UUID, str]:
    """Return the names that events read `with_names` came with, by id."""
    named = [(one.user_id, one.user_name) for one in events]
    named += [(one.organisation_id, one.organisation_name) for one in events]
    return {one: name for one, name in named if one and name}
