"""What changes accounts. Each leaves an event in the same transaction."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Membership, Organisation, User
from accounts.roles import Role
from audit.log import record


@transaction.atomic
def found_organisation(
    *, name: str, kind: str, country: str, services: Iterable[str] = (), by: Actor, key: UUID | None = None
) -> Organisation:
    """Return a new organisation."""
    given = {"pk": key} if key else {}
    organisation = Organisation.objects.create(
        name=name, kind=kind, country=country, services=list(services), **given
    )
    record("organisation.found", by=by, target=str(organisation.pk), kind_of_organisation=kind)
    return organisation


@transaction.atomic
def add_member(
    *,
    email: str,
    display_name: str,
    organisation: Organisation,
    roles: Iterable[Role],
    by: Actor,
    password: str | None = None,
) -> Membership:
    """Return the membership of a person, known by e-mail or new, in an organisation."""
    user = User.objects.filter(email=email.lower()).first() or _new_user(email, display_name, password)
    codes = sorted(role.code for role in roles)
    membership = Membership.objects.create(user=user, organisation=organisation, roles=codes)
    record("membership.start", by=by, target=str(membership.pk), roles=codes, user=user.pk)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor) -> Membership:
    """Return the membership, ended: the person's next click finds nothing of the organisation."""
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    record("membership.end", by=by, target=str(membership.pk), user=membership.user_id)
    return membership


def _new_user(email: str, display_name: str, password: str | None) -> User:
    user = User(email=email, display_name=display_name)
    user.set_password(password)
    user.save()
    return user
