"""For somebody who lost every way to sign in: `manage.py forget_sign_in nora@example.org`, after having met them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import forget_sign_in
from accounts.actors import Actor
from accounts.models import User


class Command(BaseCommand):
    """Takes away password, factors and sessions of one account."""

    help = "Take away every way to sign in to an account. A supervisor then invites the person anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError("There is no such account.")
        forget_sign_in(user=user, by=Actor.system("forget_sign_in"))
        self.stdout.write(
            "Nothing opens this account now. A supervisor of its organisation can invite it anew."
        )
