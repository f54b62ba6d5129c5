"""The facts of events in plain words: what a fact is called, and what its code, id or number says."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.enums import OrganisationKind
from audit.models import Event
from audit.presenters import Told
from consent.enums import GroundCode
from contact.models import Contact
from facts.forms import PARTS
from facts.models import AllegedExploiter, CaseFacts, TraffickingEvent
from identification.enums import Basis, OpeningReason, Scope
from identification.models import Case, Identity
from legal_aid.enums import DeadlineKind
from repatriation.enums import ReturnStatus
from retention.enums import HeldFor
from retention.schedule import rules
from workflow import steps

LABELS: dict[str, object] = {
    "from": _("State before"),
    "to": _("State after"),
    "basis": _("On what ground"),
    "basis_id": _("Number of the ground"),
    "reasons": _("Why it was refused"),
    "reason": _("Why"),
    "fields": _("What changed"),
    "ids": _("How many were shown"),
    "records": _("How many of the case's own records agree"),
    "part": _("Which part"),
    "organisation": _("Organisation"),
    "scope": _("How much"),
    "keys": _("How many keys"),
    "kind_of_deadline": _("What"),
    "due": _("Day"),
    "state": _("State"),
    "kind_of_organisation": _("Kind of organisation"),
    "roles": _("Roles"),
    "user": _("Who"),
    "letter": _("Letter"),
    "mails": _("How many mails"),
    "rule": _("Rule"),
    "rows": _("How many"),
}
# Reasons that no step of a workflow gives.
WITHOUT_A_STEP = {"no_basis": _("Nothing let it leave then.")}
COMMANDS: dict[str, object] = {
    "consent_withdrawn": _("when consent was taken back"),
    "use_suspended": _("when the person asked that something is not used"),
    "purge_copies": _("when a copy was not fetched in time"),
    "referral_revoked": _("when a referral was taken back"),
    "case_declined": _("when the person declined everything, or the case was erased"),
    "hold_lifted": _("when the last legal hold was lifted"),
    "propose_retention": _("each morning, for what was kept for long enough"),
    "execute_retention": _("each night, for what was approved or belongs to no case"),
    "age_corrected": _("when the age was corrected"),
    "expire_consents": _("when a consent ran out"),
    "expire_referrals": _("when nobody answered in time"),
    "expire_placements": _("when the day of arrival had passed"),
    "check_roofs": _("each morning, for people who live under one roof"),
    "roof_check": _("when a shelter asked for a place under its roof"),
    "alert_stays": _("each morning, for stays past their last day"),
    "inquiry": _("when the authority asked, or a question was over"),
    "warn_inquiries": _("each morning, for answers that are due soon"),
    "warn_recovery": _("each morning, for times of recovery that end soon"),
    "mail": _("when a mail was sent"),
    "load_demo": _("loading the demo"),
    "set_up": _("setting up"),
}

RULES: dict[str, object] = {one.name: one.label for one in rules("")}


class InWords:
    """Tells facts to one reader: an id of somebody they may know becomes a name, a code its word."""

    def __init__(self, names: Mapping[UUID, str]) -> None:
        self.names = {str(one): name for one, name in names.items()}

    def fact(self, kind: str, name: str, value: Any) -> Told:
        """Return what the fact is called, and what it says."""
        if name in ("ids", "records"):
            return str(LABELS[name]), str(len(value))
        values = value if isinstance(value, list) else [value]
        text = "; ".join(self._word(kind, name, str(one)) for one in values)
        return str(LABELS.get(name, name)), text

    def command(self, name: str) -> str:
        """Return why the system acted."""
        return str(COMMANDS.get(name, name))

    def _word(self, kind: str, name: str, value: str) -> str:
        code, _colon, rest = value.partition(":")
        if name == "basis" and rest:  # such as "consent:<id>"
            return f"{_codes()['basis'].get(code, code)} ({rest[:8]})"
        known = _states(kind) if name in ("from", "to") else _codes().get(name, {})
        return str(known.get(value) or self.names.get(value) or value)


def people_in(events: Iterable[Event], read: Any) -> set[UUID | None]:
    """Return the ids of people and organisations that events name, who acts and who is acted on."""
    found: set[UUID | None] = set()
    for event in events:
        facts = read(event)["facts"]
        found |= {event.user_id, event.organisation_id}
        found |= {UUID(facts[name]) for name in ("organisation", "user") if facts.get(name)}
    return found


@cache
def _codes() -> dict[str, dict[str, object]]:
    told = (Case, Identity, Contact, CaseFacts, TraffickingEvent, AllegedExploiter)
    fields = [one for model in told for one in model._meta.fields]
    return {
        "scope": dict(Scope.choices),
        "basis": {**dict(GroundCode.choices), **dict(Basis.choices), **dict(HeldFor.choices), **RULES},
        "rule": RULES,
        "reason": {**dict(OpeningReason.choices), "edit": _("I write down who the person is")},
        "reasons": {**_sentences(), "wrong_state": _("The state did not allow it."), **WITHOUT_A_STEP},
        "fields": {one.name: one.verbose_name for one in fields},
        "kind_of_deadline": dict(DeadlineKind.choices),
        "kind_of_organisation": dict(OrganisationKind.choices),
        "state": dict(ReturnStatus.choices),
        "part": {name: title for name, (title, _form) in PARTS.items()},
    }


def _sentences() -> dict[str, object]:
    """Return what each rule and permission says to the person refused."""
    every = [one for model in steps.stateful_models() for one in steps.transitions(model)]
    told = {one.permission.__name__: one.permission.sentence for one in every}
    return told | {rule.code: rule.sentence for one in every for rule in one.conditions}


@cache
def _states(kind: str) -> dict[str, object]:
    room = kind.split(".")[0]
    found = [one for one in steps.stateful_models() if one._meta.model_name == room]
    return dict(steps.state_field(found[0]).choices or []) if found else {}
