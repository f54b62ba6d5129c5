"""Loads the demo, whole or not at all."""

from collections.abc import Callable

from django.db import connection, transaction
from django.test.utils import override_settings

from accounts.models import User
from demo.people import EVERYBODY
from demo.staff import STAFF
from demo.stories import STORIES
from demo.stories.acts import play
from demo.stories.calls import answer
from demo.walk import Walk
from demo.world import assemble

# One loader at a time; whoever comes second finds the demo there.
LOCK = "SELECT pg_advisory_xact_lock(hashtext('safe_passage.load_demo'))"
# Everybody is notified of nothing: the demo's e-mail addresses are nobody's. Its papers were made here.
SILENT = {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
UNSCANNED = {"UPLOADS_WITHOUT_SCANNER": True, "CLAMAV": ""}


def is_loaded() -> bool:
    """Tell whether the demo is there."""
    return User.objects.filter(email=STAFF[0].email).exists()


def load(tell: Callable[[int, int], None]) -> bool:
    """The demo is there; return whether it was loaded now. `tell` hears how many of how many people are done."""
    with override_settings(**SILENT, **UNSCANNED), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        if is_loaded():
            return False
        world = assemble()
        answer(world)
        for done, (key, story) in enumerate(STORIES.items(), start=1):
            play(Walk(world, EVERYBODY[key]), story)
            tell(done, len(STORIES))
    return True
