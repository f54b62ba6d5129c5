"""Who is signed in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class Backend(AuthenticationBackend):
    """Finds the person of a session together with their places, as every request asks for both."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person, if they may sign in; a place that ended is gone from the next request on."""
        user = User.with_places(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
