"""What changes accounts. Each leaves an event in the same transaction."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accounts.factors.known import has_second_factor
from accounts.models import Invitation, Membership, Organisation, Session, User
from accounts.roles import ALL, Role
from audit.log import Doer, record

INVITATION_LASTS = timedelta(days=3)
TOKEN_BYTES = 32


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
    """Return the membership, ended: the person is signed out everywhere, and their next click finds nothing."""
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    Session.objects.filter(user_id=membership.user_id).delete()
    record("membership.end", by=by, target=str(membership.pk), user=membership.user_id)
    return membership


@transaction.atomic
def change_roles(*, membership: Membership, roles: Iterable[str], by: Actor) -> Membership:
    """Return the membership with these roles instead of the former: they count from the next click on."""
    former, membership.roles = membership.roles, sorted(roles)
    membership.save(update_fields=["roles"])
    target, user = str(membership.pk), membership.user_id
    record("membership.change", by=by, target=target, former=former, roles=membership.roles, user=user)
    return membership


@transaction.atomic
def end_all_sessions(*, user: User, by: Doer) -> User:
    """Return the person, signed out on every device."""
    ended, _rows = Session.objects.filter(user_id=user.pk).delete()
    record("session.end_all", by=by, target=str(user.pk), sessions=ended)
    return user


@transaction.atomic
def forget_sign_in(*, user: User, by: Doer) -> User:
    """Return the person, whose account nothing opens any more until an invitation begins it anew."""
    Authenticator.objects.filter(user=user.pk).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record("account.forget", by=by, target=str(user.pk))
    return end_all_sessions(user=user, by=by)


@transaction.atomic
def unname(*, user: User, by: Doer) -> User:
    """Return the account of somebody who left, without name and address; what they did stays under its number."""
    user.display_name, user.email, user.is_active = "–", f"{user.pk}@left.invalid", False
    user.save(update_fields=["display_name", "email", "is_active"])
    EmailAddress.objects.filter(user=user).delete()
    record("account.unname", by=by, target=str(user.pk))
    return forget_sign_in(user=user, by=by)


@transaction.atomic
def invite(*, organisation: Organisation, email: str, roles: Iterable[str], by: Actor) -> Invitation:
    """Return a new invitation with the token of its link, which is told only here; an older one of the address ends."""
    for older in Invitation.objects.pending().filter(organisation=organisation, email=email.lower()):
        withdraw_invitation(invitation=older, by=by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email.lower(),
        roles=sorted(roles),
        digest=digest_of(token),
        invited_by=by.user,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    invitation.token = token
    record("invitation.send", by=by, target=str(invitation.pk), roles=invitation.roles)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """Return the invitation, ended: its link no longer works, and the address is forgotten."""
    ended = _end(Invitation.objects.select_for_update().pending().get(pk=invitation.pk))
    record("invitation.withdraw", by=by, target=str(ended.pk))
    return ended


@transaction.atomic
def accept_invitation(*, digest: str, display_name: str, password: str | None, by: Actor) -> Membership:
    """Return the place that the invitation gave, once: Invitation.DoesNotExist for a link that no longer works.

    Who has an account keeps it as it is, unless nothing opens it: then the password is its first.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).open().get(digest=digest)
    user = User.objects.filter(email=invitation.email).first()
    user = user or _new_user(invitation.email, display_name, None)
    if password and nothing_opens(user):
        user.set_password(password)
        user.save(update_fields=["password"])
    held = [ALL[code] for code in invitation.roles]
    place = Membership.objects.current().filter(user=user, organisation=invitation.organisation).first()
    place = place or add_member(
        email=user.email,
        display_name=user.display_name,
        organisation=invitation.organisation,
        roles=held,
        by=by,
    )
    _end(invitation)
    record("invitation.accept", by=by, target=str(invitation.pk), user=user.pk)
    return place


def nothing_opens(user: User) -> bool:
    """Tell whether no password and no second factor opens this account, so that an invitation may begin it."""
    return not user.has_usable_password() and not has_second_factor(user)


def digest_of(token: str) -> str:
    """Return what is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _end(invitation: Invitation) -> Invitation:
    invitation.ended_at, invitation.email = timezone.now(), ""
    invitation.save(update_fields=["ended_at", "email"])
    return invitation


def _new_user(email: str, display_name: str, password: str | None) -> User:
    user = User(email=email, display_name=display_name)
    user.set_password(password)
    user.save()
    return user
