"""What is known of the person without naming them: enough to help, and to ask the right rules."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from identification import permissions, rules
from identification.enums import HELPED, AgeBand, CaseStatus, Language, Sex, YesNo
from workflow.models import Stateful
from workflow.wording import words


class Facts(Stateful):
    """Age, sex, language and safety, as they were told; they can be put right later."""

    age_band = models.CharField(_("age"), max_length=10, choices=AgeBand)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.NOT_ASKED)
    language = models.CharField(_("language"), max_length=20, blank=True, choices=Language)
    in_danger = models.CharField(_("in danger now"), max_length=10, choices=YesNo)
    injured = models.CharField(_("injured or ill"), max_length=10, choices=YesNo)
    controlled = models.CharField(_("controlled by somebody nearby"), max_length=10, choices=YesNo)

    if TYPE_CHECKING:
        asked_by: Any  # the case's own: who asked a supervisor to agree

    class Meta:
        abstract = True

    @property
    def is_child(self) -> bool:
        """Under 18, or in doubt (CoE Convention, art. 10(3))."""
        return self.age_band != AgeBand.ADULT

    @transition(
        field="status",
        source=[CaseStatus.SCREENING, *HELPED],
        target=None,
        permission=permissions.by_screener,
        conditions=[rules.something_differs],
        custom=words(_("Correct age, sex or language"), _("corrected age, sex or language")),
    )
    def correct_facts(self, *, age_band: str, sex: str, language: str) -> None:
        """What was wrong is put right; `actions.correct_facts` does what follows from it."""
        self.age_band, self.sex, self.language = age_band, sex, language
        if self.is_child:
            self.asked_by = None  # nobody agrees any more that nothing is indicated

    @transition(
        field="status",
        source=[CaseStatus.SCREENING, *HELPED],
        target=None,
        permission=permissions.by_screener,
        custom=words(_("Ask again about safety"), _("asked again about safety")),
    )
    def ask_safety_again(self, *, in_danger: str, injured: str, controlled: str) -> None:
        """The three answers are those of today: danger comes and goes."""
        self.in_danger, self.injured, self.controlled = in_danger, injured, controlled
