"""Telling the people of an organisation: on commit, by mail, without a word about a person."""

from collections.abc import Iterable
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction

from accounts.models import Membership
from accounts.roles import Role


def tell(organisation_id: UUID, wanted: Iterable[Role], subject: str, text: str) -> None:
    """Those who hold one of these roles there are told once this is saved.

    Each apart, so that one address that refuses mail keeps nobody else from being told.
    """
    codes = [role.code for role in wanted]
    members = Membership.objects.current().filter(organisation=organisation_id, roles__overlap=codes)
    for address in members.values_list("user__email", flat=True).order_by("user__email"):
        _tell(address, subject, text)


def _tell(address: str, subject: str, text: str) -> None:
    transaction.on_commit(lambda: send_mail(subject, text, None, [address]), robust=True)
