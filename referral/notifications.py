"""Who is told of a referral: on commit, by mail, without a word about the person."""

from collections.abc import Iterable
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Membership
from referral.models import Referral
from referral.permissions import ANSWERERS


def referral_waits(referral: Referral) -> None:
    """Those who answer for the recipient are told that something waits for them."""
    _tell_later(
        _mails_of(referral.recipient_id, ANSWERERS),
        _("Something waits for you in Safe Passage"),
        _("A referral waits for an answer. Please sign in and look at what waits for you today."),
    )


def referral_declined(referral: Referral) -> None:
    """The case managers and supervisors of the carrying organisation are told that a service said no."""
    _tell_later(
        _mails_of(referral.case.carrier_id, (roles.CASE_MANAGER, roles.SUPERVISOR)),
        _("A referral was declined"),
        _("A service declined a referral of yours. Please sign in and look at what waits for you today."),
    )


def referral_expired(referral: Referral) -> None:
    """The case managers and supervisors of the carrying organisation are told that nobody answered."""
    _tell_later(
        _mails_of(referral.case.carrier_id, (roles.CASE_MANAGER, roles.SUPERVISOR)),
        _("A referral got no answer"),
        _(
            "A referral of yours expired without an answer. Please sign in and look at what waits for you today."
        ),
    )


def _tell_later(addresses: Iterable[str], subject: str, text: str) -> None:
    """Each is told apart, so that one address that refuses mail keeps nobody else from being told."""
    for address in addresses:
        _tell(address, subject, text)


def _tell(address: str, subject: str, text: str) -> None:
    transaction.on_commit(lambda: send_mail(subject, text, None, [address]), robust=True)


def _mails_of(organisation_id: UUID, wanted: Iterable[roles.Role]) -> list[str]:
    codes = [role.code for role in wanted]
    members = Membership.objects.current().filter(organisation=organisation_id, roles__overlap=codes)
    return list(members.values_list("user__email", flat=True).order_by("user__email"))
