"""When a consent may be given, refused or replaced. Taking one back has no rule: it is never refused."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from children.rules import NOBODY_ACTS, somebody_acts_for_the_child
from consent.enums import Capacity, GroundCode, InformedPoint, Lasting, PersonTold, Purpose
from consent.grounds import proposal_is_over, rule_of
from consent.lasting import longest, time_is_over
from consent.talks.models import Talk
from identification.enums import AWAITS_DECISION
from identification.models import Case
from identification.rules import is_said
from workflow.rules import rule

if TYPE_CHECKING:
    from consent.models import Consent

SHORTEST_REASON = 30


@rule(_("This purpose needs the organisation it is for."))
def recipient_is_named(consent: "Consent") -> bool:
    return _needs_no_name(consent) or _asks_for_a_kind(consent)


@rule(_("Nobody offers this to the person today."))
def somebody_offers_it(consent: "Consent") -> bool:
    """Of a kind of help, those who offer it are named one by one: none named, none offers."""
    return _needs_no_name(consent) or not _asks_for_a_kind(consent)


def _needs_no_name(consent: "Consent") -> bool:
    return consent.recipient_id is not None or consent.purpose in (Purpose.SERVICES, Purpose.RESEARCH)


def _asks_for_a_kind(consent: "Consent") -> bool:
    talk = _talk_of(consent)
    return talk is not None and talk.kind != ""


@rule(_("Explain every point of the list first."))
def every_point_is_explained(consent: "Consent", *, points: list[str]) -> bool:
    return set(InformedPoint.values) <= set(points)


@rule(_("For a child, the child's own agreement and the guardian's consent are both needed."))
def child_and_guardian_agree(consent: "Consent", *, child_agrees: bool, guardian_agrees: bool) -> bool:
    return not consent.case.is_child or (child_agrees and guardian_agrees)


@rule(NOBODY_ACTS)
def who_agrees_acts_for_the_child(consent: "Consent", *, guardian_agrees: bool) -> bool:
    """A guardian who is suspected, or whose time is over, agrees to nothing; asked where one is said to agree."""
    return not guardian_agrees or somebody_acts_for_the_child.predicate(consent)


@rule(_("Choose a last day from tomorrow on, and no later than the law here lets a consent last."))
def last_day_is_in_time(consent: "Consent") -> bool:
    if consent.lasts != Lasting.UNTIL:
        return consent.until is None
    last = timezone.localdate(longest(consent.case, timezone.now()))
    return consent.until is not None and timezone.localdate() < consent.until <= last


@rule(
    _(
        "Note first whether the person can decide this now. If not now, nothing is given: ask again on the day."
    )
)
def person_can_decide_now(consent: "Consent") -> bool:
    talk = _talk_of(consent)
    return talk is not None and talk.can_decide


@rule(_("Somebody who cannot decide now says neither yes nor no. Ask again on the day."))
def no_is_their_own(consent: "Consent") -> bool:
    talk = _talk_of(consent)
    return talk is None or talk.capacity != Capacity.NOT_NOW


@rule(
    _(
        "Keep how the person agreed: a sign, the name, a thumbprint, a signed paper, or a word before a witness."
    )
)
def how_they_agreed_is_kept(consent: "Consent") -> bool:
    """Asked whoever agrees, adult or child; no legal ground is given."""
    talk = _talk_of(consent)
    return (
        talk is not None and talk.way != ""
    )  # the table holds that what belongs to the way stands beside it


@rule(
    _(
        "Keep how whoever acts for the child agreed: their name, a signed paper, or their word before a witness."
    )
)
def how_the_guardian_agreed_is_kept(consent: "Consent", *, guardian_agrees: bool) -> bool:
    """Asked for a child whose guardian is said to agree; the child's own yes is kept beside it."""
    talk = _talk_of(consent)
    asked = consent.case.is_child and guardian_agrees
    return not asked or (talk is not None and talk.guardian_way != "")


def _talk_of(consent: "Consent") -> Talk | None:
    return Talk.objects.filter(pk=consent.talk, case=consent.case_id).first()


@rule(_("The person is grown up: what they agreed to counts."))
def person_is_a_child(consent: "Consent") -> bool:
    return consent.case.is_child


@rule(_("Say why, in at least 30 characters."))
def ground_is_explained(consent: "Consent", *, reason: str) -> bool:
    return is_said(reason, SHORTEST_REASON)


@rule(_("Protection of a child is a ground for children alone."))
def ground_fits_person(consent: "Consent", *, ground: str) -> bool:
    return ground != GroundCode.CHILD_PROTECTION or consent.case.is_child


@rule(_("For this purpose nothing replaces the person's own agreement."))
def ground_may_serve(consent: "Consent") -> bool:
    return consent.purpose not in (Purpose.RESEARCH, Purpose.MEDIA, Purpose.SERVICES)


def a_decision_waits_on(consent: "Consent") -> bool:
    """Tell whether the authority that this consent names waits to decide: without it, it does not go on.

    Asked anew: another part of the same talk, taken back a moment ago, may have halted the identification.
    """
    waiting = Case.objects.filter(pk=consent.case_id, status__in=AWAITS_DECISION)
    return (
        consent.purpose == Purpose.IDENTIFICATION and waiting.filter(authority=consent.recipient_id).exists()
    )


@rule(_("It has not expired yet."))
def its_time_is_over(consent: "Consent") -> bool:
    return time_is_over(consent)


@rule(_("The rules of this country know no such ground for this purpose and this part of the file."))
def ground_is_known_here(consent: "Consent", *, ground: str) -> bool:
    law = rule_of(consent.case, ground)
    return law is not None and law.serves(consent.purpose, consent.data)


@rule(_("A ground of this kind may not last that long here, or that day has passed."))
def ground_ends_in_time(consent: "Consent", *, ground: str, until: date) -> bool:
    law = rule_of(consent.case, ground)
    return law is None or timezone.localdate() <= until <= law.last_day


@rule(_("The rules of this country do not let this ground be kept from the person."))
def ground_may_stay_untold(consent: "Consent", *, ground: str, person_told: str) -> bool:
    law = rule_of(consent.case, ground)
    return person_told != PersonTold.FORBIDDEN or (law is not None and law.may_stay_untold)


@rule(_("Say by which day the person will be told: from today on, and not after the ground ends."))
def day_of_telling_is_named(
    consent: "Consent", *, person_told: str, tell_by: date | None, until: date
) -> bool:
    if person_told != PersonTold.LATER:
        return tell_by is None
    return tell_by is not None and timezone.localdate() <= tell_by <= until


@rule(_("It was proposed too long ago, or its time is over. Propose it anew."))
def proposal_still_stands(consent: "Consent") -> bool:
    return not its_time_is_over.predicate(consent) and not proposal_is_over(consent)


@rule(_("It may still be agreed to."))
def proposal_waited_too_long(consent: "Consent") -> bool:
    return not proposal_still_stands.predicate(consent)


@rule(_("The person was told already."))
def person_is_yet_to_be_told(consent: "Consent") -> bool:
    return bool(consent.ground) and consent.person_told != PersonTold.TOLD
