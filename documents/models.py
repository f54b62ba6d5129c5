"""A document of a case, and the sealed parts that its bytes lie in."""

from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from accounts.actors import Actor
from accounts.models import User
from consent.enums import DataSet
from consent.models import Consent
from documents import permissions, rules
from documents.enums import DATA_OF, DocumentKind, DocumentStatus, FileType
from encryption.errors import DecryptionError
from encryption.fields import SealedBytesField, SealedTextField
from encryption.history import SealedHistory
from encryption.sealing import Place
from identification.enums import Basis, Scope
from identification.models import Case, CaseAccess
from identification.rules import reason_is_given
from workflow.models import Guarded, GuardedQuerySet, Stateful
from workflow.wording import words

NEEDED = models.Case(
    *(When(kind=kind, then=Value(data)) for kind, data in DATA_OF.items()),
    default=Value(""),
    output_field=models.CharField(),
)


class DocumentQuerySet(GuardedQuerySet):
    """Questions about documents."""

    def visible_to(self, actor: Actor) -> "DocumentQuerySet":
        """Keep what the carrier of the case sees, and for others the clean ones that a consent covers now."""
        carried = Q(
            CaseAccess.objects.opens(actor, at_least=Scope.IDENTITY), case__carrier=actor.organisation_id
        )
        shared = Q(self._covered_for(actor) | self._of_a_child_for(actor), status=DocumentStatus.CLEAN)
        return self.alias(needed=NEEDED).filter(carried | shared)

    def _covered_for(self, actor: Actor) -> Q:
        """Sight of the case rests, now, on a basis for just the data set that the document belongs to."""
        sight = CaseAccess.objects.opening_cases_to(actor)
        resting = sight.filter(case=OuterRef("case"), basis_id=OuterRef("pk"))
        bases = Consent.objects.in_force().filter(Exists(resting), recipient=actor.organisation_id)
        return Q(Exists(bases.filter(case=OuterRef("case"), data=OuterRef("needed"))))

    def _of_a_child_for(self, actor: Actor) -> Q:
        """An authority that decides on a child without a consent sees who the child is."""
        sight = CaseAccess.objects.opening_cases_to(actor, at_least=Scope.IDENTITY)
        protecting = sight.filter(case=OuterRef("case"), basis=Basis.CHILD_PROTECTION)
        return Q(Exists(protecting), needed=DataSet.IDENTITY)


class Document(Stateful):
    """One file of a case. Its kind, type and size are open; its name, note and bytes are sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    status = FSMField(default=DocumentStatus.NEW, choices=DocumentStatus.choices, protected=True)
    kind = models.CharField(_("what it is"), max_length=20, choices=DocumentKind)
    type = models.CharField(max_length=4, choices=FileType)
    kilobytes = models.PositiveIntegerField()
    name = SealedTextField(_("name of the file"), null=True, blank=True)
    note = SealedTextField(_("note"), null=True, blank=True)
    reason = SealedTextField(_("why it was taken away"), null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    # Empty where the site goes without a scanner.
    scanned_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()  # type: ignore[misc]
    history = SealedHistory()

    class Meta:
        verbose_name = _("document")
        indexes = [
            models.Index(fields=["case", "-added_at"], name="documents_of_a_case"),
            models.Index(fields=["added_by", "added_at"], name="documents_of_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"/documents/{self.pk}/"

    def content(self) -> bytes:
        """Return all the bytes; DecryptionError unless every part is there, in its place, as it was sealed."""
        parts = list(self.parts.order_by("index"))
        whole = [(index, index == len(parts) - 1) for index in range(len(parts))]
        if not parts or [(part.index, part.is_last) for part in parts] != whole:
            raise DecryptionError("parts of the document are missing")
        return b"".join(part.content for part in parts)

    @transition(
        field=status,
        source=DocumentStatus.NEW,
        target=DocumentStatus.RECEIVED,
        permission=permissions.by_keeper,
        conditions=[rules.case_is_open, rules.case_has_room, rules.day_has_room],
        custom=words(_("Add a document"), _("added a document"), tone="primary"),
    )
    def receive(self) -> None:
        """The document is sealed, and waits to be checked: nobody can open it."""

    @transition(
        field=status,
        source=[
            DocumentStatus.RECEIVED,
            DocumentStatus.SCANNING,
            DocumentStatus.ERROR,
            DocumentStatus.CLEAN,
        ],
        target=DocumentStatus.SCANNING,
        permission=permissions.by_keeper_or_system,
        conditions=[rules.scan_is_needed, rules.no_scan_is_running],
        custom=words(_("Check for viruses again"), _("had a document checked for viruses"), tone="primary"),
    )
    def start_scan(self) -> None:
        """The scanner is asked; a check that died is counted anew."""
        self.status_since = timezone.now()

    @transition(
        field=status,
        source=DocumentStatus.SCANNING,
        target=DocumentStatus.CLEAN,
        permission=permissions.by_scanner,
        custom=words(_("Nothing found"), _("found no virus in a document")),
    )
    def pass_scan(self) -> None:
        """The scanner found nothing; the document can be opened."""
        self.scanned_at = timezone.now()

    @transition(
        field=status,
        source=DocumentStatus.SCANNING,
        target=DocumentStatus.CLEAN,
        permission=permissions.by_scanner,
        conditions=[rules.site_goes_without_scanner],
        custom=words(_("Let through"), _("let a document through that no scanner has checked")),
    )
    def let_through(self) -> None:
        """The site goes without a scanner; the document can be opened for as long as it does."""

    @transition(
        field=status,
        source=DocumentStatus.SCANNING,
        target=DocumentStatus.INFECTED,
        permission=permissions.by_scanner,
        custom=words(_("Something found"), _("found a virus in a document, and blocked it")),
    )
    def find_malware(self) -> None:
        """The scanner found something; nobody can open the document."""
        self.scanned_at = timezone.now()

    @transition(
        field=status,
        source=DocumentStatus.SCANNING,
        target=DocumentStatus.ERROR,
        permission=permissions.by_scanner,
        custom=words(_("No answer"), _("got no answer about a document, and blocked it")),
    )
    def miss_scan(self) -> None:
        """The scanner did not answer; nobody can open the document until it does."""

    @transition(
        field=status,
        source=[
            DocumentStatus.RECEIVED,
            DocumentStatus.SCANNING,
            DocumentStatus.CLEAN,
            DocumentStatus.INFECTED,
            DocumentStatus.ERROR,
        ],
        target=DocumentStatus.WITHDRAWN,
        permission=permissions.by_keeper,
        conditions=[reason_is_given],
        custom=words(_("Take the document away"), _("took a document away")),
    )
    def withdraw(self, *, reason: str) -> None:
        """Nobody can open it any more; the reason is sealed."""
        self.reason = reason


class SealedPartField(SealedBytesField):
    """Bytes bound to their document, their place in it, and whether they are its end."""

    def place(self, instance: Any) -> Place:
        """Return a place that changes when a part is cut off, moved, or given to another document."""
        end = "last" if instance.is_last else "more"
        row = f"{instance.document_id}|{instance.index}|{end}"
        return replace(super().place(instance), row=row)


class Part(Guarded):
    """A piece of a document's bytes. The one marked as last is the end: fewer parts are not the document."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="parts")
    index = models.PositiveSmallIntegerField()
    is_last = models.BooleanField()
    content: Any = SealedPartField()

    objects = GuardedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "part of a document"
        constraints = [
            models.UniqueConstraint(fields=["document", "index"], name="one_part_at_each_place"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.index}"
