"""How each step is taken: what is entered stands here and in `proofs/walks/acts.py`, and nowhere else."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from consent import actions as consents
from consent.enums import InformedPoint, Way
from consent.models import Consent, Talk
from consent.talks import actions as talks
from consent.withdrawal.actions import take_back
from consent.withdrawal.choices import chosen
from identification import actions as cases
from identification.models import Case
from proofs.consent_walk.memory import Person
from proofs.walks import rows
from proofs.walks.acts import BEGINNINGS, STEPS
from proofs.walks.world import World
from referral.enums import Urgency
from referral.models import Referral, Service
from tests.makers_talks import GUARDIAN, WITNESS, decides
from workflow.gate import perform

# What is entered with a talk, an answer, a ground. A further entry of a step is a line here.
EXPLAINED: dict[str, Any] = {"points": list(InformedPoint.values), "language": "ru", "interpreter": ""}
BARELY_EXPLAINED: dict[str, Any] = {**EXPLAINED, "points": ["purpose"]}
ALOUD: dict[str, Any] = {"way": Way.SPOKEN, "witness": WITNESS, **GUARDIAN}
WHY: dict[str, Any] = {
    "reason": "The court ordered that this organisation is told of it.",
    "person_told": "told",
}
REFERRED: dict[str, Any] = {"urgency": Urgency.TODAY, "note": "A quiet room."}


class Hidden(Exception):
    """Whoever tried it does not find the record: nothing is done, and nothing is remembered."""


class NothingLeft(Exception):
    """Nothing of it is in force: who takes it back hears no "no", and nothing is done."""


class Hands:
    """Takes steps in process, through the actions and the gate. Each raises Refused, or returns what it wrote."""

    def __init__(self, world: World) -> None:
        self.world = world

    def ask(
        self, person: Person, purpose: str, recipient: Organisation | None, data: list[str], by: Actor
    ) -> list[Consent]:
        """Prepare a talk."""
        case = _case(person)
        return consents.prepare(case=case, purpose=purpose, recipient=recipient, data=data, by=by)

    def explain(self, talk: list[UUID], by: Actor, *, fully: bool) -> Any:
        """Explain each part of a talk."""
        consents.inform(consents=_rows(talk), by=by, **(EXPLAINED if fully else BARELY_EXPLAINED))
        return talk

    def note_capacity(self, talk: UUID, by: Actor) -> Talk:
        """Note that the person can decide this now."""
        return decides(Talk.objects.get(pk=talk), by)

    def sign(self, talk: UUID, by: Actor) -> Talk:
        """Keep how the person agreed."""
        return talks.sign(talk=Talk.objects.get(pk=talk), by=by, **ALOUD)

    def answer(
        self, talk: list[UUID], agreed: Iterable[str], by: Actor, *, child: bool, guardian: bool
    ) -> Any:
        """Write down what the person said to each part."""
        both = {"child_agrees": child, "guardian_agrees": guardian}
        consents.record_answers(consents=_rows(talk), agreed=agreed, by=by, **both)
        return talk

    def withdraw_talk(self, person: Person, talk: UUID, by: Actor) -> Any:
        """Take back all of a talk; whoever is neither the carrier nor named in it finds no such choice."""
        case = _case(person)
        try:
            choice = chosen(f"talk:{talk}", case, by)
        except Http404:
            raise Hidden from None
        return take_back(case=case, choice=choice, by=by).consents

    def propose(
        self, person: Person, asked: tuple[str, Organisation, str], ground: str, days: int, by: Actor
    ) -> Consent:
        """Propose a legal ground."""
        purpose, recipient, data = asked
        until = timezone.localdate() + timedelta(days=days)
        told: dict[str, Any] = {
            "case": _case(person),
            "purpose": purpose,
            "recipient": recipient,
            "data": data,
        }
        return consents.propose_ground(**told, ground=ground, until=until, by=by, **WHY)

    def refer(self, person: Person, service: Service, data: list[str], by: Actor) -> Referral:
        """Write a referral."""
        return perform(Referral.to(service, _case(person), data_sets=data, **REFERRED), "draft", by=by)

    def correct_age(self, person: Person, age: str, by: Actor) -> Any:
        """Put the age right."""
        case = _case(person)
        return cases.correct_facts(case=case, age_band=age, sex=case.sex, language=case.language, by=by)

    def request_identification(self, person: Person, authority: Organisation, by: Actor) -> Any:
        """Ask the authority."""
        return cases.request_identification(case=_case(person), authority=authority, by=by)

    def begin(self, kind: str, person: Person, by: Actor, dice: int) -> Any:
        """Begin a record of this kind; None where there is nothing to begin it on."""
        self.world.dice = Random(dice)
        return BEGINNINGS[kind](self.world, _case(person), by)

    def take(self, kind: str, pk: UUID, by: Actor, dice: int) -> Any:
        """Take a step of a record."""
        self.world.dice = Random(dice)
        return STEPS[kind](self.world, rows.record_of((kind.split(".")[0], pk)), by)


def _case(person: Person) -> Case:
    return Case.objects.select_related("carrier", "authority").get(pk=person.case_id)


def _rows(pks: list[UUID]) -> list[Consent]:
    found = Consent.objects.filter(pk__in=pks).select_related("case").order_by("data")
    return list(found)
