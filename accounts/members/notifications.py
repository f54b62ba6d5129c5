"""The mail that invites: it says nothing but that there is a link."""

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _


def invited(email: str, link: str) -> None:
    """Send the link to the address, once what made it is committed."""
    subject = _("An invitation to Safe Passage")
    text = _(
        "You are invited to work in Safe Passage. This link works once, within three days:\n\n%(link)s\n\n"
        "If you do not expect it, do nothing."
    ) % {"link": link}
    transaction.on_commit(lambda: send_mail(subject, text, None, [email]), robust=True)
