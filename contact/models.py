"""Every way to reach a person, each with what they said of its safety."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import User
from contact.enums import Answer, ContactKind
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.enums import LANGUAGE_CODE, Language, Scope
from identification.models import Case, CaseAccess
from workflow.models import Guarded, GuardedQuerySet


class ContactQuerySet(GuardedQuerySet):
    """Questions about contacts."""

    def visible_to(self, actor: Actor) -> "ContactQuerySet":
        """Keep the contacts of those whose identity the actor may open now, in an emergency too."""
        return self.filter(CaseAccess.objects.opens(actor, at_least=Scope.IDENTITY, emergencies=True))


def _answer(label: Any) -> Any:
    return models.CharField(label, max_length=10, choices=Answer, default=Answer.NOT_ASKED)


class Contact(Guarded):
    """One telephone, account or address. Who answers it, the code word and the hours are sealed like the number."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    kind = models.CharField(_("what it is"), max_length=10, choices=ContactKind)
    order = models.PositiveSmallIntegerField(_("try it as number"), default=1)
    value = SealedTextField(_("number, account or address"), null=True, blank=True)
    call = _answer(_("safe to call"))
    write = _answer(_("safe to write"))
    leave_word = _answer(_("safe to leave word"))
    who_answers = SealedTextField(_("who else may answer or read it"), null=True, blank=True)
    code_word = SealedTextField(_("code word"), null=True, blank=True)
    # Such as 18:00-20:30; over midnight too.
    hours = SealedTextField(_("safe hours"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=40, blank=True, choices=Language)
    checked_on = models.DateField(_("asked on"), null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    unsafe_since = models.DateTimeField(_("no longer safe since"), null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    objects = ContactQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("contact")
        ordering = ["order", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(call=Answer.NOT_ASKED, write=Answer.NOT_ASKED, leave_word=Answer.NOT_ASKED)
                | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="an_answer_on_safety_was_given_on_a_day_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(language__regex=LANGUAGE_CODE), name="language_of_a_contact_is_a_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/contacts/{self.pk}/"
