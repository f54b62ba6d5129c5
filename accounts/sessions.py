"""Sessions that know whose they are, on which kind of device they began, and when they are over."""

import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase

from accounts import roles
from accounts.models import Session, User

LAST_SEEN, BEGAN, DEVICE = "last_seen", "began", "device"
IDLE, IDLE_OVERSEER, AT_MOST = 30, 15, 12 * 60  # minutes
OVERSEERS = {roles.SUPERVISOR.code, roles.DATA_PROTECTION.code}
# What a person recognises a device by. The first that fits is taken, as browsers name one another.
BROWSERS = {"edg": "Edge", "opr": "Opera", "firefox": "Firefox", "fxios": "Firefox", "chrome": "Chrome"}
BROWSERS |= {"crios": "Chrome", "safari": "Safari"}
SYSTEMS = {"iphone": "iPhone", "ipad": "iPad", "android": "Android", "windows": "Windows", "mac os": "Mac"}
SYSTEMS |= {"linux": "Linux"}


class SessionStore(db.SessionStore):
    """Keeps sessions in our own table, with the person beside each."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)  # noqa: S101  for the types
        row.user_id = data.get(SESSION_KEY)
        return row


def begin(session: SessionBase, browser: str) -> None:
    """The session knows since when it runs, and on which kind of device. No network address is kept anywhere."""
    session[BEGAN] = session[LAST_SEEN] = this_minute()
    session[DEVICE] = [_named(browser, BROWSERS), _named(browser, SYSTEMS)]


def is_over(session: SessionBase, user: User) -> bool:
    """Tell whether nobody used it for too long, shorter for who oversees others, or it runs since this morning."""
    oversees = any(OVERSEERS.intersection(place.roles) for place in user.places)
    idle = this_minute() - session.get(LAST_SEEN, 0)
    return idle >= (IDLE_OVERSEER if oversees else IDLE) or this_minute() - session.get(BEGAN, 0) >= AT_MOST


def stay(session: SessionBase) -> None:
    """Work prolongs the session: idle time counts from the last request, to the minute, to spare a write each time."""
    if session.get(LAST_SEEN) != this_minute():
        session[LAST_SEEN] = this_minute()


def this_minute() -> int:
    """Return the time in minutes."""
    return int(time.time()) // 60


def _named(browser: str, known: dict[str, str]) -> str:
    return next((name for word, name in known.items() if word in browser.lower()), "")
