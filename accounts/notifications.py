"""Telling the people of an organisation: on commit, by mail, without a word about a person."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.roles import Role
from outlet.mail import Letter, post

WAITS = _("Something waits for you in Safe Passage")
LOOK = _("Please sign in and look at what waits for you today.")


def waits(code: str, what: object) -> Letter:
    """Return the letter that says what waits, and where to look."""
    return Letter(code, WAITS, (what, LOOK))


def tell(organisation_id: UUID, wanted: Iterable[Role], letter: Letter) -> None:
    """Those who hold one of these roles there get the letter once this is saved."""
    codes = [role.code for role in wanted]
    tell_each(letter, Membership.objects.current().filter(organisation=organisation_id, roles__overlap=codes))


def tell_each(letter: Letter, members: "QuerySet[Membership]") -> None:
    """Each of these people gets the letter, once, however many places they have."""
    post(letter, members.values_list("user__email", flat=True))
