"""Who is told that somebody looks in an emergency: on commit, by mail, without a word about anybody."""

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Membership
from breakglass.models import OWNERS, BreakGlass


def glass_is_broken(glass: BreakGlass) -> None:
    """The owners of the case, and the overseers of both organisations, are told."""
    owners = Q(organisation=glass.case.carrier_id, roles__overlap=[role.code for role in OWNERS])
    overseers = Q(organisation=glass.organisation_id, roles__overlap=[role.code for role in roles.OVERSEERS])
    members = Membership.objects.current().filter(owners | overseers).exclude(user=glass.user_id)
    for address in sorted(set(members.values_list("user__email", flat=True))):
        _send_later(address)


def _send_later(address: str) -> None:
    subject = _("Somebody looks at a case in an emergency")
    text = _("Somebody opened a case in an emergency. Please sign in and look at what waits for you today.")
    transaction.on_commit(lambda: send_mail(subject, text, None, [address]), robust=True)
