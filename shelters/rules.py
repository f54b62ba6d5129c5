"""When a bed may be asked for, reserved, taken and kept. Leaving has no rule: it is never refused."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import ServiceKind
from consent.bases import bases_for
from facts import roof
from identification.enums import Basis, Sex
from identification.jurisdictions import days
from referral.enums import ACTIVE
from shelters.enums import HOLDING, OPEN, BedKind
from workflow.rules import rule

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from facts.roof import Clash
    from shelters.models import Bed, Placement
    from shelters.models.placement import PlacementQuerySet


@rule(_("A bed is asked for when this shelter has accepted a referral for accommodation."))
def referral_is_accepted(placement: "Placement") -> bool:
    referral = placement.referral
    is_for_a_bed = referral.kind == ServiceKind.ACCOMMODATION and referral.status in ACTIVE
    return is_for_a_bed and referral.recipient_id == placement.shelter.organisation_id


@rule(_("A bed has been asked for with this referral already."))
def nothing_else_is_open(placement: "Placement") -> bool:
    return not _others(placement).filter(referral=placement.referral_id, status__in=OPEN).exists()


@rule(_("The person has not agreed to this being shared with this organisation."))
def basis_is_current(placement: "Placement") -> bool:
    referral = placement.referral
    organisation_id = placement.shelter.organisation_id
    bases = bases_for(placement.case, organisation_id, referral.purpose, referral.data_sets)
    return bool(referral.data_sets) and len(bases) == len(set(referral.data_sets))


@rule(_("The person has not agreed, and no duty of care is recorded."))
def basis_or_duty_of_care(placement: "Placement") -> bool:
    """A person who took consent back keeps the bed, on the shelter's duty of care."""
    return basis_is_current.predicate(placement) or has_duty_of_care(placement)


@rule(_("This shelter does not take people of this kind."))
def shelter_serves_kind(placement: "Placement") -> bool:
    return placement.kind in placement.shelter.kinds


@rule(_("Women, men and children stay apart, and a child without family stays with such children only."))
def kind_fits_person(placement: "Placement") -> bool:
    case = placement.case
    fitting = {
        BedKind.FAMILIES: True,
        BedKind.UNACCOMPANIED_CHILDREN: case.is_child,
        BedKind.WOMEN: not case.is_child and case.sex != Sex.MALE,
        BedKind.MEN: not case.is_child and case.sex != Sex.FEMALE,
    }
    return any(fits and placement.kind == kind for kind, fits in fitting.items())


@rule(_("The last day must come after the first."))
def nights_are_in_order(placement: "Placement", *, starts: date, ends: date) -> bool:
    return starts < ends


@rule(_("The first stay is limited by law: choose an earlier last day. It may be extended later."))
def stay_is_within_limit(placement: "Placement", *, starts: date, ends: date) -> bool:
    return ends - starts <= _days(placement, "stay_days")


@rule(_("This bed is not in use in this shelter."))
def bed_is_in_use_here(placement: "Placement", *, bed: "Bed") -> bool:
    return bed.in_use and bed.shelter_id == placement.shelter_id


@rule(_("This bed is for others: women, men, families and children without family stay apart."))
def bed_is_of_the_kind(placement: "Placement", *, bed: "Bed") -> bool:
    return bed.kind == placement.kind


@rule(_("The person needs an accessible bed."))
def bed_is_accessible(placement: "Placement", *, bed: "Bed") -> bool:
    return bed.accessible or not placement.needs_accessible


@rule(_("This bed is taken on one of those nights."))
def bed_is_free(placement: "Placement", *, bed: "Bed", starts: date, ends: date) -> bool:
    """A person whose stay is over and who still lives there keeps the bed: nobody is put out by the clock."""
    others = _others(placement).filter(bed=bed)
    is_lived_in = starts <= timezone.localdate() and others.in_house().exists()
    return not is_lived_in and not others.holding(starts, ends).exists()


@rule(_("The person has another bed on one of those nights."))
def person_has_no_other_bed(placement: "Placement", *, starts: date, ends: date) -> bool:
    return not _others(placement).filter(case=placement.case_id).holding(starts, ends).exists()


@rule(_("The risk assessment is missing or too old. Assess the risks again with the person."))
def risk_assessment_is_recent(placement: "Placement", *, risk_assessed_on: date) -> bool:
    age = timezone.localdate() - risk_assessed_on
    return timedelta(0) <= age <= _days(placement, "risk_assessment_days")


@rule(_("The stay begins on a later day."))
def stay_has_begun(placement: "Placement") -> bool:
    return placement.starts <= timezone.localdate()


@rule(_("Somebody still lives in this bed."))
def bed_is_empty(placement: "Placement") -> bool:
    return not _others(placement).in_house().filter(bed=placement.bed_id).exists()


@rule(_("The person still lives in another bed."))
def person_lives_nowhere_else(placement: "Placement") -> bool:
    return not _others(placement).in_house().filter(case=placement.case_id).exists()


@rule(_("Make sure first that no alleged exploiter, and no relative of one, lives or works here."))
def no_exploiter_lives_here(placement: "Placement", *, no_exploiter_here: bool) -> bool:
    return no_exploiter_here


# Asked last: else who names a wrong bed could try night after night who it is that cannot live with whom.
CANNOT_BE = _("This placement cannot be: ask the person's case manager.")


@rule(CANNOT_BE, last=True)
def roof_is_safe(placement: "Placement", *, starts: date, ends: date) -> bool:
    """Nobody who would be there is alleged by another to have exploited them, nor kin of one; asked both ways."""
    return clash_under_the_roof(placement, starts, ends) is None


@rule(CANNOT_BE, last=True)
def roof_is_still_safe(placement: "Placement", *, no_exploiter_here: bool) -> bool:
    """The same on arrival, whatever was ticked: who ticked nothing is refused for that, and learns no more."""
    return not no_exploiter_here or clash_under_the_roof(placement, placement.starts, placement.ends) is None


@rule(_("For a child, the guardian or the child protection authority must have decided on the stay."))
def child_is_decided_for(placement: "Placement", *, guardian_or_authority_decided: bool) -> bool:
    return guardian_or_authority_decided or not placement.case.is_child


@rule(_("The new last day must come after the one now."))
def extension_is_longer(placement: "Placement", *, until: date) -> bool:
    return until > placement.ends


@rule(
    _(
        "The law sets a longest stay, and this would be longer. Nobody has to leave: speak with your supervisor."
    )
)
def longest_stay_holds(placement: "Placement", *, until: date) -> bool:
    return until - placement.starts <= _days(placement, "longest_stay_days")


@rule(_("On one of those nights the bed is promised to somebody else, or the person has another bed."))
def longer_nights_are_free(placement: "Placement", *, until: date) -> bool:
    return _is_free_until(placement, until)


@rule(_("On one of those nights the bed is promised to somebody else, or the person has another bed."))
def asked_nights_are_free(placement: "Placement") -> bool:
    return placement.extension_until is None or _is_free_until(placement, placement.extension_until)


@rule(_("Make a plan with the person first: where they go, how they get there, whom they can call."))
def exit_plan_is_made(placement: "Placement", *, exit_plan: bool) -> bool:
    return exit_plan


@rule(_("The day of arrival has not passed yet."))
def arrival_is_past(placement: "Placement") -> bool:
    return placement.starts < timezone.localdate()


def fitting_beds(placement: "Placement") -> "QuerySet[Bed]":
    """Return the beds of the shelter that are for this person, whoever has them."""
    beds = placement.shelter.beds.filter(in_use=True, kind=placement.kind)
    return beds.filter(accessible=True) if placement.needs_accessible else beds


def free_beds(placement: "Placement", starts: date, ends: date) -> "QuerySet[Bed]":
    """Return the fitting beds that nobody else has on these nights: those of which `bed_is_free` says yes."""
    others = _others(placement)
    beds = fitting_beds(placement).exclude(pk__in=others.holding(starts, ends).values("bed"))
    if starts <= timezone.localdate():
        beds = beds.exclude(pk__in=others.in_house().values("bed"))
    return beds


def clash_under_the_roof(placement: "Placement", starts: date, ends: date) -> "Clash | None":
    """Return what stands between the person and those who live in this shelter, or will in these nights."""
    there = _others(placement).filter(shelter=placement.shelter_id)
    nights = there.in_house() | there.holding(starts, ends)
    return roof.clash(placement.case_id, nights.values_list("case_id", flat=True))


def has_duty_of_care(placement: "Placement") -> bool:
    """Tell whether the shelter's duty of care for this stay is recorded as its ground."""
    accesses = placement.case.accesses.current()
    return accesses.filter(basis=Basis.DUTY_OF_CARE, basis_id=placement.pk).exists()


def _is_free_until(placement: "Placement", until: date) -> bool:
    """Who carries the case may not see the other stays in this bed, so the database answers, not the rows."""
    nights = (placement.pk, placement.bed_id, placement.case_id, placement.starts, until, list(HOLDING))
    with connection.cursor() as cursor:
        cursor.execute("SELECT shelters_nights_are_taken(%s, %s, %s, %s, %s, %s)", nights)
        return not cursor.fetchone()[0]


def _others(placement: "Placement") -> "PlacementQuerySet":
    return type(placement).objects.exclude(pk=placement.pk)


def _days(placement: "Placement", name: str) -> timedelta:
    return timedelta(days=days(placement.case.jurisdiction, name))
