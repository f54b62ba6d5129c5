"""The mail that invites: it says nothing but that there is a link."""

from django.utils.translation import gettext_lazy as _

from outlet.mail import Letter, post

INVITATION = Letter(
    "invitation",
    _("An invitation to Safe Passage"),
    (
        _(
            "You are invited to work in Safe Passage. This link works once, within three days:\n\n%(link)s\n\n"
            "If you do not expect it, do nothing."
        ),
    ),
)


def invited(email: str, link: str) -> None:
    """Send the link to the address, once what made it is committed."""
    post(INVITATION, [email], link=link)
