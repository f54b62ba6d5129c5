"""Who is told that somebody looks in an emergency: on commit, by mail, without a word about anybody."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import Membership
from accounts.notifications import tell_each
from breakglass.models import OWNERS, BreakGlass
from outlet.mail import Letter

BROKEN = Letter(
    "glass_is_broken",
    _("Somebody looks at a case in an emergency"),
    (_("Somebody opened a case in an emergency. Please sign in and look at what waits for you today."),),
)


def glass_is_broken(glass: BreakGlass) -> None:
    """The owners of the case, and the overseers of both organisations, are told."""
    owners = Q(organisation=glass.case.carrier_id, roles__overlap=[role.code for role in OWNERS])
    overseers = Q(organisation=glass.organisation_id, roles__overlap=[role.code for role in roles.OVERSEERS])
    tell_each(BROKEN, Membership.objects.current().filter(owners | overseers).exclude(user=glass.user_id))
