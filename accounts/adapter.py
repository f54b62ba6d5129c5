"""What we ask of allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: an organisation gives them a place."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
