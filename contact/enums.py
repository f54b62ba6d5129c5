"""The words of contacts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    """What it is."""

    PHONE = "phone", _("Telephone")
    MESSENGER = "messenger", _("Messenger or social network")
    EMAIL = "email", _("E-mail address")
    ADDRESS = "address", _("Postal address")
    OTHER = "other", _("Another way, such as a friend")


class Answer(models.TextChoices):
    """What the person said when asked whether it is safe. Not asked is no yes."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked")
