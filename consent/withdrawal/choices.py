"""What is taken back: all of it, what names one organisation, one purpose, one talk, or one thing alone.

A choice is a condition, not a list of rows: sent from a page that was open since yesterday it takes back whatever
says so by now, a renewed consent included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.actors import Actor
from consent.enums import ConsentStatus, Purpose
from consent.models import Consent, ConsentQuerySet
from consent.withdrawal.effects import who
from identification.models import Case

ALL = "all"


@dataclass(frozen=True)
class Choice:
    """What is taken back: its code in the address, its words, and the condition."""

    code: str
    label: str
    condition: Q

    @property
    def group(self) -> str:
        """Among which others it is offered."""
        headings = {"organisation": _("One organisation"), "purpose": _("One purpose"), "one": _("One thing")}
        return headings.get(self.code.partition(":")[0], "")

    def given(self, case: Case) -> ConsentQuerySet:
        """Return the consents of this case that it means, and that are in force or were given."""
        given = Consent.objects.filter(self.condition, case=case, status=ConsentStatus.GIVEN)
        return given.select_related("recipient").order_by("recipient__name", "purpose", "data")


def known_to(case: Case, by: Actor) -> ConsentQuerySet:
    """Return the consents that the actor may know of: the carrier all, the others what names them."""
    rows = Consent.objects.filter(case=case).select_related("recipient")
    return rows if by.is_of(case.carrier_id) else rows.filter(recipient=by.organisation_id)


def offered(case: Case, by: Actor) -> list[Choice]:
    """Return all of it, then by organisation, by purpose and one by one what is given now, as far as it is narrower."""
    given = list(
        known_to(case, by).filter(status=ConsentStatus.GIVEN).order_by("recipient__name", "purpose", "data")
    )
    organisations = _distinct((f"organisation:{one.recipient_id}", who(one)) for one in given)
    purposes = _distinct((f"purpose:{one.purpose}", one.get_purpose_display()) for one in given)
    single = [(f"one:{one.pk}", _alone(one)) for one in given]
    narrower = [group for group in (organisations, purposes, single) if len(group) > 1]
    return [everything(), *(chosen(code, case, by) for group in narrower for code, _label in group)]


def everything() -> Choice:
    """Return the choice of all that the person agreed to, whoever is told of it."""
    return Choice(ALL, _("Everything"), Q())


def chosen(code: str, case: Case, by: Actor) -> Choice:
    """Return the choice of this code; Http404 for one that is none of this case, or not for this actor to know."""
    kind, _colon, value = code.partition(":")
    if code == ALL:
        return everything()
    if kind == "purpose" and value in Purpose.values:
        return _narrow(code, str(Purpose(value).label), Q(purpose=value), case, by)
    pk = _id(value)
    conditions = {"organisation": Q(recipient=pk), "one": Q(pk=pk), "talk": Q(talk=pk)}
    one = known_to(case, by).filter(conditions[kind]).first() if kind in conditions else None
    if one is None:
        raise Http404
    if kind == "organisation":
        return _narrow(code, who(one), conditions[kind], case, by)
    if kind == "talk":
        return _narrow(code, f"{one.get_purpose_display()}: {who(one)}", conditions[kind], case, by)
    same = Q(recipient=one.recipient_id, purpose=one.purpose, data=one.data)
    return _narrow(code, _alone(one), same, case, by)


def _narrow(code: str, label: str, condition: Q, case: Case, by: Actor) -> Choice:
    """Somebody who does not carry the case chooses among what names their own organisation; or everything."""
    ours = Q() if by.is_of(case.carrier_id) else Q(recipient=by.organisation_id)
    return Choice(code, label, condition & ours)


def _alone(one: Consent) -> str:
    return f"{who(one)}, {one.get_purpose_display()}: {one.get_data_display()}"


def _id(value: str) -> UUID | None:
    """`None` is what names no organisation; anything else that is no id names nothing."""
    if value == "None":
        return None
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None


def _distinct(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(pairs))
