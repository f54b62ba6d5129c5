"""Who is told of a referral: on commit, by mail, without a word about the person."""

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.notifications import WAITS, tell
from outlet.mail import Letter
from referral.models import Referral
from referral.permissions import ANSWERERS

CARRIERS = (roles.CASE_MANAGER, roles.SUPERVISOR)
ARRIVED = Letter(
    "referral_waits",
    WAITS,
    (_("A referral waits for an answer. Please sign in and look at what waits for you today."),),
)
DECLINED = Letter(
    "referral_declined",
    _("A referral was declined"),
    (_("A service declined a referral of yours. Please sign in and look at what waits for you today."),),
)
EXPIRED = Letter(
    "referral_expired",
    _("A referral got no answer"),
    (
        _(
            "A referral of yours expired without an answer. Please sign in and look at what waits for you today."
        ),
    ),
)


def referral_waits(referral: Referral) -> None:
    """Those who answer for the recipient are told that something waits for them."""
    tell(referral.recipient_id, ANSWERERS, ARRIVED)


def referral_declined(referral: Referral) -> None:
    """The case managers and supervisors of the carrying organisation are told that a service said no."""
    tell(referral.case.carrier_id, CARRIERS, DECLINED)


def referral_expired(referral: Referral) -> None:
    """The case managers and supervisors of the carrying organisation are told that nobody answered."""
    tell(referral.case.carrier_id, CARRIERS, EXPIRED)
