"""Where "Saved." waits until the next page shows it."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class SignedCookie(CookieStorage):
    """A signed cookie, which spares a write. It holds no word about a person, and signing out takes it back."""

    cookie_name = "__Host-messages" if settings.PRODUCTION else "messages"
