"""What we ask of allauth's second factors."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.factors.known import SECOND
from accounts.models import User
from encryption import texts
from encryption.errors import DecryptionError

PURPOSE = "second-factor"
SECRETS = ("secret", "seed")  # of one-time codes, of recovery codes


class FactorAdapter(DefaultMFAAdapter):
    """Secrets lie wrapped by the master ring, and the last factor stays where one is required."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This did not work. Try again, or use another way."),
        "cannot_delete_authenticator": gettext_lazy(
            "This is your last second factor, and one is required. Set up another one first."
        ),
    }

    def encrypt(self, text: str) -> str:
        return texts.wrap(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return texts.unwrap(encrypted_text, PURPOSE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether another factor remains, or none is required."""
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=SECOND)
        return not settings.SECOND_FACTOR_REQUIRED or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  allauth's
        return _("Passkey %(number)d") % {
            "number": Authenticator.objects.filter(user=user, type=type).count() + 1
        }


def rewrap_all() -> int:
    """Every secret that opens lies under the newest master key; return how many. For the rotation of master keys.

    Call it in a transaction.
    """
    rows = [row for row in _with_secrets().select_for_update() if _opens(row)]
    for row in rows:
        row.data |= {name: texts.wrap(texts.unwrap(one, PURPOSE), PURPOSE) for name, one in _secrets(row)}
        row.save(update_fields=["data"])
    return len(rows)


def damaged() -> int:
    """Return how many factors have a secret that does not open: who has one sets up another."""
    return sum(not _opens(row) for row in _with_secrets())


def under_older_master() -> int:
    """Return how many factors have a secret that needs another master key than the first."""
    return sum(not all(texts.is_under_first(one) for _name, one in _secrets(row)) for row in _with_secrets())


def _with_secrets() -> QuerySet[Authenticator]:
    return Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)


def _secrets(row: Authenticator) -> list[tuple[str, str]]:
    return [(name, row.data[name]) for name in SECRETS if name in row.data]


def _opens(row: Authenticator) -> bool:
    try:
        return all(texts.unwrap(one, PURPOSE) for _name, one in _secrets(row))
    except DecryptionError:
        return False
