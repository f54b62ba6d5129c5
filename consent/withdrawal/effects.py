"""What a withdrawal means for one case, computed from its rows: each room says what becomes of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actors import Actor
from accounts.models import Organisation
from audit.models import Event, Outcome
from consent.enums import ConsentStatus, DataSet, Purpose
from consent.models import Consent, ConsentQuerySet
from consent.rules import a_decision_waits_on
from consent.signals import effects_asked
from identification.enums import SEES_THE_CASE, Scope
from identification.models import Case, CaseAccess
from identification.presenters import widest

# What leaves a trace in somebody's mind or on somebody's disk.
LOOKS = ("identity.view", "document.view", "contact.view")


class Part(StrEnum):
    """Which of the three questions it answers."""

    STOPS = "stops"
    GOES_ON = "goes_on"
    STAYS_KNOWN = "stays_known"


@dataclass(frozen=True)
class Effect:
    """One thing that happens, or does not; about one organisation, or None: about the case.

    `ends` are the bases whose sight ends with it, besides those that are taken back. `is_untold` where it rests on
    a legal ground that the person does not know of: it is the worker's to know, and is not read out.
    """

    part: Part
    sentence: str
    organisation_id: UUID | None = None
    ends: frozenset[UUID] = field(default_factory=frozenset)
    is_untold: bool = False


@dataclass(frozen=True)
class Effects:
    """What stops, what goes on, and what cannot be recalled, in sentences; `untold` is for the worker alone."""

    stops: list[str]
    goes_on: list[str]
    stays_known: list[str]
    untold: list[str]


def foretold(case: Case, consents: list[Consent], by: Actor) -> Effects:
    """Return what becomes of this case when these are taken back: all to its carrier, to others what is theirs."""
    found = _effects(case, consents)
    told = [
        one
        for one in found
        if by.is_of(case.carrier_id) or one.organisation_id is None or by.is_of(one.organisation_id)
    ]
    parts = ([one.sentence for one in told if one.part == part and not one.is_untold] for part in Part)
    stops, goes_on, stays_known = parts
    return Effects(stops, goes_on, stays_known, untold=[one.sentence for one in told if one.is_untold])


def _effects(case: Case, consents: list[Consent]) -> list[Effect]:
    if not consents:
        return []
    answers: Any = effects_asked.send(sender=Case, case=case, consents=consents)
    rooms = [one for _receiver, effects in answers for one in effects]
    ended = {one.pk for one in consents}.union(*(one.ends for one in rooms))
    names = _names(consents)
    halting = [one for one in consents if a_decision_waits_on(one)]
    return [
        *_no_longer_shared(consents),
        *_sight(case, ended, {one.recipient_id for one in halting}),
        *_identification(halting),
        *rooms,
        *_goes_on(case, consents, names),
        *_looks(case, names),
    ]


def _names(consents: Iterable[Consent]) -> dict[UUID | None, str]:
    return {one.recipient_id: str(one.recipient) for one in consents if one.recipient_id}


def _no_longer_shared(consents: list[Consent]) -> list[Effect]:
    """By organisation and purpose: what it may no longer be told."""
    grouped: dict[tuple[UUID | None, str], list[Consent]] = {}
    for one in sorted(consents, key=lambda one: (str(one.recipient or ""), one.purpose, one.data)):
        grouped.setdefault((one.recipient_id, one.purpose), []).append(one)
    sentence = _("Nothing more is told to %(who)s for “%(purpose)s”. It was: %(what)s.")
    return [
        Effect(
            Part.STOPS,
            sentence % {"who": who(rows[0]), "purpose": rows[0].get_purpose_display(), "what": what(rows)},
            recipient_id,
        )
        for (recipient_id, _purpose), rows in grouped.items()
    ]


def who(consent: Consent) -> str:
    """Return whom a consent names."""
    return str(consent.recipient) if consent.recipient else _("the organisation that asks")


def what(consents: Iterable[Consent]) -> str:
    """Return the data sets in words."""
    return "; ".join(str(DataSet(one.data).label) for one in consents)


def _sight(case: Case, ended: set[UUID], halted: set[UUID | None]) -> list[Effect]:
    """Who loses sight of the case, and who goes on seeing some of it, on what ground; an authority keeps nothing."""
    current = list(CaseAccess.objects.current().filter(case=case).select_related("organisation"))
    losing = [one for one in current if one.basis_id in ended or one.organisation_id in halted]
    untold = {one.pk for one in _untold(case)}
    kept = [one for one in current if one not in losing]
    known = {one.organisation_id: one for one in widest(one for one in kept if one.basis_id not in untold)}
    secret = {one.organisation_id: one for one in widest(one for one in kept if one.basis_id in untold)}
    lost = {one.organisation_id: one.organisation for one in losing}
    return [one for pk, name in lost.items() for one in _sight_by(name, known.get(pk), secret.get(pk))]


def _sight_by(
    organisation: Organisation, known: CaseAccess | None, secret: CaseAccess | None
) -> list[Effect]:
    """Where somebody goes on seeing by an untold ground alone, the person hears neither that nor a lie."""
    hidden = [replace(_sight_of(organisation, secret), is_untold=True)] if secret else []
    sees_by_it_alone = secret and (known is None or known.scope not in SEES_THE_CASE)
    return hidden if sees_by_it_alone else [_sight_of(organisation, known), *hidden]


def _untold(case: Case) -> ConsentQuerySet:
    """Return the legal grounds of a case that the person does not know of."""
    every = Consent.objects.filter(case=case)
    return every.exclude(pk__in=every.told_to_the_person())


def _sight_of(organisation: Organisation, kept: CaseAccess | None) -> Effect:
    told: dict[str, object] = {"who": organisation}
    if kept is None or kept.scope not in SEES_THE_CASE:
        return Effect(Part.STOPS, _("%(who)s sees nothing of the case any more.") % told, organisation.pk)
    told |= {"scope": Scope(kept.scope).label, "basis": kept.get_basis_display()}
    still = _("%(who)s sees less, and still “%(scope)s”: that rests on something else (%(basis)s).")
    return Effect(Part.GOES_ON, still % told, organisation.pk)


def _identification(halting: list[Consent]) -> list[Effect]:
    sentence = _("%(who)s does not go on deciding whether the person is a victim. It can be asked again.")
    return [Effect(Part.STOPS, sentence % {"who": one.recipient}, one.recipient_id) for one in halting[:1]]


def _goes_on(case: Case, consents: list[Consent], names: dict[UUID | None, str]) -> list[Effect]:
    carries = _("%(who)s carries the case on until another organisation does, and help goes on.")
    return [
        Effect(Part.GOES_ON, carries % {"who": case.carrier}),
        *_doctors(consents),
        *_grounds(case, names),
        *_not_chosen(case, consents),
    ]


def _doctors(consents: list[Consent]) -> list[Effect]:
    """A doctor's duty rests on no consent to sharing."""
    medical = [one for one in consents if one.purpose == Purpose.MEDICAL]
    by_id = {one.recipient_id: who(one) for one in medical}
    sentence = _(
        "Urgent medical care goes on. Doctors at %(who)s keep the records that the law asks of them."
    )
    return [Effect(Part.GOES_ON, sentence % {"who": name}, pk) for pk, name in by_id.items()]


def _grounds(case: Case, names: dict[UUID | None, str]) -> list[Effect]:
    """What rests on the law is not the person's to take back; it is said to those who know of it, undeceived."""
    untold = {one.pk for one in _untold(case)}
    grounds = Consent.objects.in_force().filter(case=case, status=ConsentStatus.LEGAL_GROUND)
    sentence = _("%(who)s goes on being told “%(what)s”, on a legal ground (%(ground)s) until %(day)s.")
    return [
        Effect(
            Part.GOES_ON,
            sentence
            % {
                "who": who(one),
                "what": one.get_data_display(),
                "ground": one.get_ground_display(),
                "day": _day(one.expires_at),
            },
            one.recipient_id,
            is_untold=one.pk in untold,
        )
        for one in grounds.filter(recipient__in=names).select_related("recipient")
    ]


def _not_chosen(case: Case, consents: list[Consent]) -> list[Effect]:
    """What else the person agreed to stays as it is."""
    given = Consent.objects.in_force().filter(case=case, status=ConsentStatus.GIVEN)
    rows = given.exclude(pk__in=[one.pk for one in consents]).select_related("recipient")
    others: dict[UUID | None, list[Consent]] = {}
    for one in rows.order_by("recipient__name", "purpose", "data"):
        others.setdefault(one.recipient_id, []).append(one)
    sentence = _("Not taken back: what the person agreed to for %(who)s (%(what)s).")
    return [
        Effect(Part.GOES_ON, sentence % {"who": who(some[0]), "what": what(some)}, pk)
        for pk, some in others.items()
    ]


def _looks(case: Case, names: dict[UUID | None, str]) -> list[Effect]:
    """What people there have opened or copied they know, or have."""
    seen = Event.objects.filter(
        case_id=case.pk, kind__in=LOOKS, outcome=Outcome.DONE, organisation_id__in=names
    )
    counted = seen.values("organisation_id", "kind").annotate(times=Count("pk"), last=Max("at"))
    return [
        Effect(
            Part.STAYS_KNOWN,
            _looked(one["kind"], one["times"])
            % {"who": names[one["organisation_id"]], "times": one["times"], "day": _day(one["last"])},
            one["organisation_id"],
        )
        for one in counted.order_by("organisation_id", "-kind")
    ]


def _looked(kind: str, times: int) -> str:
    if kind == "identity.view":
        return ngettext(
            "%(who)s opened the identity %(times)d time, on %(day)s. What was read there is known there.",
            "%(who)s opened the identity %(times)d times, last on %(day)s. What was read there is known there.",
            times,
        )
    if kind == "contact.view":
        return ngettext(
            "%(who)s opened how the person is reached %(times)d time, on %(day)s. It is known there.",
            "%(who)s opened how the person is reached %(times)d times, last on %(day)s. It is known there.",
            times,
        )
    return ngettext(
        "%(who)s took %(times)d copy of a document, on %(day)s. It has it; ask for it back.",
        "%(who)s took %(times)d copies of documents, last on %(day)s. It has them; ask for them back.",
        times,
    )


def _day(moment: object) -> str:
    return date_format(timezone.localtime(moment), "j E Y") if moment else ""  # type: ignore[arg-type]
