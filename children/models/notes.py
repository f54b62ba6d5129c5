"""What is written once about a child: best interests, and that child protection was told."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from children import rules
from children.enums import OTHER_BODY, About, Conclusion, NoteStatus, NoticeStatus, Way
from children.models.of_a_child import OfAChild, OfAChildQuerySet
from encryption.fields import SealedTextField
from encryption.history import SealedHistory
from identification.models import Case
from identification.permissions import by_case_manager, by_screener
from identification.rules import CASE_GOES_ON, reason_is_given
from workflow.wording import words


class BestInterestsNoteQuerySet(OfAChildQuerySet):
    """Questions about the best interests of a child."""

    def newest(self, about: str) -> "BestInterestsNote | None":
        """Return the newest note about something: the one that counts; an older one no longer does."""
        return self.filter(about=about).order_by("-written_at", "-pk").first()

    def say_yes(self, about: str) -> bool:
        """Tell whether it is noted, as things stand, that this is in the child's best interests."""
        note = self.newest(about)
        return note is not None and note.conclusion == Conclusion.YES


class BestInterestsNote(OfAChild):
    """Why something is, or is not, in a child's best interests; with the child's own view. The newest counts."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="best_interests_notes")
    status = FSMField(default=NoteStatus.NEW, choices=NoteStatus.choices, protected=True)
    about = models.CharField(_("what it is about"), max_length=10, choices=About)
    conclusion = models.CharField(_("conclusion"), max_length=5, choices=Conclusion)
    childs_view = SealedTextField(_("the child's own view"), null=True, blank=True)
    reasons = SealedTextField(_("reasons"), null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    review_on = models.DateField(_("look at it again on"))

    objects = BestInterestsNoteQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("note on best interests")
        indexes = [models.Index(fields=["case", "about", "-written_at"], name="best_interests_of_a_child")]

    def get_absolute_url(self) -> str:
        return f"/best-interests/{self.pk}/"

    @property
    def counts(self) -> bool:
        """Tell whether no newer note is about the same."""
        return self.case.best_interests_notes.newest(self.about) == self

    @property
    def is_overdue(self) -> bool:
        """Tell whether the day on which it had to be looked at again has passed."""
        return self.review_on < timezone.localdate()

    @transition(
        field=status,
        source=NoteStatus.NEW,
        target=NoteStatus.WRITTEN,
        permission=by_case_manager,
        conditions=[
            *CASE_GOES_ON,
            rules.person_counts_as_a_child,
            rules.child_was_heard,
            reason_is_given,
        ],
        custom=words(
            _("Note the child's best interests"), _("noted the best interests of the child"), tone="primary"
        ),
    )
    def write(self, *, childs_view: str, reason: str) -> None:
        """It is noted what is best for the child, and what the child says."""
        self.childs_view, self.reasons = childs_view, reason


class ProtectionNotice(OfAChild):
    """Child protection was told of a child: which body, on which day, in which way."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="protection_notices")
    status = FSMField(default=NoticeStatus.NEW, choices=NoticeStatus.choices, protected=True)
    # A body as the country's rules name it, never a text that somebody typed.
    body = models.CharField(_("who was told"), max_length=200)
    told_on = models.DateField(_("day"))
    way = models.CharField(_("how"), max_length=10, choices=Way)
    reference = SealedTextField(_("reference"), null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    objects = OfAChildQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("notice to child protection")
        indexes = [models.Index(fields=["case", "-written_at"], name="notices_of_a_child")]

    def get_absolute_url(self) -> str:
        return f"/cases/{self.case.number}/child/"

    @property
    def body_in_words(self) -> object:
        """The name of the body; one that the country's rules do not name is called so."""
        return _("Another child protection body") if self.body == OTHER_BODY else self.body

    @transition(
        field=status,
        source=NoticeStatus.NEW,
        target=NoticeStatus.TOLD,
        permission=by_screener,
        conditions=[*CASE_GOES_ON, rules.person_counts_as_a_child],
        custom=words(
            _("Child protection was told"), _("wrote down that child protection was told"), tone="primary"
        ),
    )
    def tell(self, *, told_on: date, way: str) -> None:
        """Child protection knows of the child."""
        self.told_on, self.way = told_on, way
