"""How accounts are told."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User

SENTENCES = {
    "organisation.found": _("registered an organisation"),
    "membership.start": _("gave somebody a place in an organisation"),
    "membership.end": _("ended somebody's place in an organisation"),
    "session.start": _("signed in"),
    "session.end": _("signed out"),
    "session.refused": _("failed to sign in"),
    "session.act_for": _("chose the organisation to act for"),
    "page.open": _("opened a page that is for other roles"),
}


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of the staff and organisations with these ids."""
    wanted = {one for one in ids if one}
    users = User.objects.filter(pk__in=wanted).values_list("pk", "display_name")
    organisations = Organisation.objects.filter(pk__in=wanted).order_by().values_list("pk", "name")
    return dict(users.union(organisations, all=True)) if wanted else {}
