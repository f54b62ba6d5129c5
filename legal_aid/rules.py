"""When a legal matter may go on."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import Membership
from consent.bases import bases_for
from legal_aid.enums import LEGAL_SERVICES
from referral.enums import ACTIVE
from referral.models import Referral
from workflow.rules import rule

if TYPE_CHECKING:
    from accounts.models import User
    from legal_aid.models import Deadline, Matter


@rule(_("A legal matter rests on a referral that the legal organisation has accepted."))
def referral_is_for_legal_help(matter: "Matter") -> bool:
    accepted = Referral.objects.filter(kind__in=LEGAL_SERVICES, status__in=ACTIVE)
    return accepted.filter(
        pk=matter.referral_id, case=matter.case_id, recipient=matter.organisation_id
    ).exists()


@rule(_("The person has not agreed, or agrees no longer, to this help from this organisation."))
def basis_is_current(matter: "Matter") -> bool:
    """Every part of the file that the referral shares has its basis."""
    shared = set(matter.referral.data_sets)
    bases = bases_for(matter.case, matter.organisation_id, matter.referral.purpose, shared)
    return len(bases) == len(shared)


@rule(_("The lawyer must be a legal counsel of this organisation."))
def lawyer_is_counsel_here(matter: "Matter", *, lawyer: "User") -> bool:
    working_here = Membership.objects.current().filter(user=lawyer, organisation=matter.organisation_id)
    return working_here.filter(roles__contains=[roles.LEGAL_COUNSEL.code]).exists()


@rule(_("The person has not agreed to this organisation speaking with the police."))
def person_agrees_to_police_contact(matter: "Matter") -> bool:
    """A consent of its own: no other consent, and no legal ground, stands in for it."""
    return matter.agreement_to_police() is not None


@rule(_("This deadline is not an open deadline of this matter."))
def deadline_is_open(matter: "Matter", *, deadline: "Deadline") -> bool:
    return matter.deadlines.filter(pk=deadline.pk, done_at=None).exists()
