"""Who the person is: apart from the case, sealed, opened by a deliberate act."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from encryption.fields import SealedDateField, SealedTextField
from encryption.history import SealedHistory
from identification.models.case import Case
from workflow.models import Guarded


class Identity(Guarded):
    """Names, birth date, contact, document and narrative of one person; one to one with the case."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="identity")
    pseudonym = SealedTextField(_("what to call the person"), null=True)
    full_name = SealedTextField(_("full name"), null=True)
    birth_date = SealedDateField(_("date of birth"), null=True)
    contact = SealedTextField(_("telephone or other contact"), null=True)
    contact_is_safe = models.BooleanField(_("the person said that this contact is safe"), default=False)
    address = SealedTextField(_("address"), null=True)
    document = SealedTextField(_("document"), null=True)
    narrative = SealedTextField(_("what happened, in the person's words"), null=True)

    history = SealedHistory()

    class Meta:
        verbose_name = _("identity")

    def __str__(self) -> str:
        return str(self.pk)


class OpeningNote(Guarded):
    """What somebody added, in words, to the reason why they opened an identity: sealed, as the log holds no words."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="opening_notes")
    # The log's own number of the look; the log has no foreign keys.
    event_id = models.BigIntegerField(unique=True)
    note = SealedTextField()

    def __str__(self) -> str:
        return str(self.event_id)
