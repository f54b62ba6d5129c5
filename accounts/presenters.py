"""How accounts are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import Organisation, Session, User
from accounts.sessions import BEGAN, DEVICE

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
    "session.end_all": _("signed out on all devices"),
    "session.act_for": _("chose the organisation to act for"),
    "page.open": _("opened a page that is for other roles"),
    "factor.add": _("set up a way to show that it is them"),
    "factor.remove": _("took away a way to show that it is them"),
    "factor.use": _("showed that it is them"),
    "factor.picture": _("saw the picture of a new secret for one-time codes"),
    "account.unname": _("took name and address off the account of somebody who left"),
    "account.forget": _("took away every way to sign in to an account"),
    "password.change": _("changed their password"),
    "membership.change": _("changed somebody's roles in an organisation"),
    "invitation.send": _("invited somebody to the organisation"),
    "invitation.withdraw": _("took an invitation back"),
    "invitation.accept": _("accepted an invitation"),
}


def role_names(codes: Iterable[str]) -> list[str]:
    """Return the names of the roles with these codes."""
    return [str(roles.ALL[code].name) for code in codes]


@dataclass(frozen=True)
class OpenSession:
    """One place where somebody is signed in."""

    browser: str
    system: str
    began: datetime
    last_seen: datetime
    is_this: bool


def open_sessions(user: User, current: str | None) -> list[OpenSession]:
    """Return where a person is signed in, the latest first. When it was last used is read from when it runs out."""
    age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    rows = Session.objects.filter(user_id=user.pk, expire_date__gt=timezone.now()).order_by("-expire_date")
    found = []
    for row in rows:
        kept = row.get_decoded()
        browser, system = kept.get(DEVICE, ("", ""))
        began = datetime.fromtimestamp(kept.get(BEGAN, 0) * 60, UTC)
        found.append(OpenSession(browser, system, began, row.expire_date - age, row.session_key == current))
    return found


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of the staff and organisations with these ids, read in one statement."""
    wanted = {one for one in ids if one}
    users = User.objects.filter(pk__in=wanted).values_list("pk", "display_name")
    organisations = Organisation.objects.filter(pk__in=wanted).order_by().values_list("pk", "name")
    return dict(users.union(organisations, all=True)) if wanted else {}


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
