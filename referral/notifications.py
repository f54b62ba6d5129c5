"""Who is told of a referral: on commit, by mail, without a word about the person."""

from django.utils.translation import gettext as _

from accounts import roles
from accounts.notifications import tell
from referral.models import Referral
from referral.permissions import ANSWERERS


def referral_waits(referral: Referral) -> None:
    """Those who answer for the recipient are told that something waits for them."""
    tell(
        referral.recipient_id,
        ANSWERERS,
        _("Something waits for you in Safe Passage"),
        _("A referral waits for an answer. Please sign in and look at what waits for you today."),
    )


def referral_declined(referral: Referral) -> None:
    """The case managers and supervisors of the carrying organisation are told that a service said no."""
    tell(
        referral.case.carrier_id,
        (roles.CASE_MANAGER, roles.SUPERVISOR),
        _("A referral was declined"),
        _("A service declined a referral of yours. Please sign in and look at what waits for you today."),
    )


def referral_expired(referral: Referral) -> None:
    """The case managers and supervisors of the carrying organisation are told that nobody answered."""
    tell(
        referral.case.carrier_id,
        (roles.CASE_MANAGER, roles.SUPERVISOR),
        _("A referral got no answer"),
        _(
            "A referral of yours expired without an answer. Please sign in and look at what waits for you today."
        ),
    )
