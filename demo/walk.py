"""One person's way through the system, taken step by step by the workers of the demo."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.enums import ServiceKind
from consent import actions as consents
from consent.enums import Capacity, ConsentStatus, DataSet, InformedPoint, Purpose, Way
from consent.models import Consent, Talk
from consent.talks import actions as talks
from contact.actions import add_contact, mark_unsafe
from demo import words
from demo.answers import full
from demo.ids import number_of, uuid_of
from demo.people import Person
from demo.world import Team, World
from identification import actions
from identification.enums import Profile, YesNo
from identification.models import Case, Screening
from legal_aid.models import Matter
from referral.models import Referral, Service
from repatriation.models import Return
from shelters.models import Placement
from workflow.gate import perform

LONGEST_AGO = 60
NEED_NO_INTERPRETER = ("en", "ro", "ru", "uk", "hy", "ka")


class Walk:
    """A person, their case, and what was last written about them."""

    case: Case
    worker: Actor  # who works on the case for the organisation that carries it
    referral: Referral
    stay: Placement
    going: Return
    matter: Matter

    def __init__(self, world: World, person: Person) -> None:
        self.world, self.person = world, person
        self.agreed: dict[tuple[str, str, str], Consent] = {}
        self._counts: dict[str, int] = {}

    @property
    def team(self) -> Team:
        """Who carries cases, agrees and decides in this person's country."""
        return self.world.team(self.person.country)

    def key(self, what: str) -> Any:
        """Return the id of this person's next thing of a kind."""
        self._counts[what] = self._counts.get(what, 0) + 1
        return uuid_of(what, self.person.key, str(self._counts[what]))

    def meet(self, by: str, opening: Callable[[Case], Case] | None = None) -> None:
        """The case is open, in this way if one is told, and it is known who the person is."""
        self.worker = self.world.staff[by]
        new = self._new_case()
        self.case = opening(new) if opening else actions.open_case(case=new, by=self.worker)
        self.case = actions.record_identity(case=self.case, by=self.worker, **self.person.identity())
        self.reach()

    def reach(self) -> None:
        """It is known how the person is reached; a way that was not safe is marked."""
        for told in self.person.ways():
            key, day = self.key("contact"), timezone.localdate()
            way = add_contact(case=self.case, key=key, checked_on=day, by=self.worker, **told)
            if way.order > 1:
                mark_unsafe(contact=way, by=self.worker)

    def meet_again(self) -> None:
        """The person was met a second time, under another number; the younger case is merged into the older."""
        again = self._new_case()
        again.pk, again.number = self.key("case"), number_of(f"{self.person.key} again")
        again.opened_at = self.case.opened_at + timedelta(days=1)
        younger = actions.open_case(case=again, by=self.worker)
        younger = actions.record_identity(case=younger, by=self.worker, **self.person.identity())
        actions.merge(case=younger, into=self.case, by=self.worker)

    def step(self, name: str, by: Actor | None = None, **entered: Any) -> None:
        """The case is a step further."""
        self.case = perform(self.case, name, by=by or self.worker, **entered)

    def look_again(self) -> None:
        """The case is as others have left it."""
        self.case = Case.objects.get(pk=self.case.pk)

    def screen(self, yes: Iterable[str], profile: str = "", *, complete: bool = True) -> Screening:
        """Return a screening in which these indicators were answered with yes."""
        profile = profile or (Profile.CHILD_LABOUR if self.case.is_child else Profile.ADULT_LABOUR)
        fresh = Screening(
            pk=self.key("screening"), case=self.case, profile=profile, screened_by=self.worker.user
        )
        begun = perform(fresh, "begin", by=self.worker)
        answers: Mapping[str, str] = full(profile, yes, self.person.key)
        screening = actions.answer(screening=begun, answers=answers, by=self.worker)
        if complete:
            entered = {"note": words.NOTE, "cooperation": YesNo.UNKNOWN}
            screening = perform(screening, "complete", by=self.worker, **entered)
        return screening

    def prepare(self, place: str, purpose: str, *data: str) -> list[Consent]:
        """Return drafts of consents to one organisation, or to the one that asks."""
        recipient = self.world.places.get(place)
        return consents.prepare(
            case=self.case,
            purpose=purpose,
            recipient=recipient,
            data=data,
            talk=self.key("talk"),
            by=self.worker,
        )

    def explain(self, drafts: list[Consent]) -> None:
        """Every point is explained, in the person's language."""
        points = list(InformedPoint.values)
        interpreter = "" if self.person.language in NEED_NO_INTERPRETER else words.INTERPRETER
        told = {"language": self.person.language, "interpreter": interpreter}
        consents.inform(consents=drafts, points=points, **told, by=self.worker)

    def agree(self, place: str, purpose: str, *data: str) -> None:
        """The person agrees to what they had not agreed to yet."""
        asked = [one for one in data if (place, purpose, one) not in self.agreed]
        drafts = self.prepare(place, purpose, *asked)
        self.explain(drafts)
        if drafts:
            self.sign(drafts[0])
        for draft in drafts:
            agreed = {"child_agrees": True, "guardian_agrees": True}
            self.agreed[place, purpose, draft.data] = consents.give(consent=draft, by=self.worker, **agreed)

    def decide(self, draft: Consent) -> Talk:
        """It is noted that the person can decide this now."""
        talk, noted = Talk.objects.get(pk=draft.talk), talks.note_capacity
        return noted(talk=talk, capacity=Capacity.YES, note="", ask_again_on=None, by=self.worker)

    def sign(self, draft: Consent) -> None:
        """The person, who can decide, says how they agree: the name typed, or a word before the interpreter."""
        talk = self.decide(draft)
        guardian = {"guardian_way": Way.SPOKEN, "guardian_words": words.WITNESS}
        if self.person.language in NEED_NO_INTERPRETER:
            talks.sign(talk=talk, way=Way.TYPED, name=self.person.pseudonym, by=self.worker, **guardian)
        else:
            talks.sign(talk=talk, way=Way.SPOKEN, witness=words.WITNESS, by=self.worker, **guardian)

    def withdraw(self, place: str, purpose: str = Purpose.SHARING) -> None:
        """The person takes back all that they had agreed to for this organisation and purpose."""
        for key in [one for one in self.agreed if one[:2] == (place, purpose)]:
            consent = self.agreed.pop(key)
            if consent.status == ConsentStatus.GIVEN:
                consents.withdraw(consent=consent, by=self.worker)
        self.look_again()

    def refer(self, place: str, kind: ServiceKind, urgency: str, data: Iterable[DataSet]) -> Referral:
        """Return a draft of a referral to a service of this organisation."""
        service = Service.objects.get(pk=uuid_of("service", place, kind))
        note = words.QUIET_ROOM if kind == ServiceKind.ACCOMMODATION else None
        given = {"data_sets": list(data), "urgency": urgency, "note": note}
        fresh = Referral.to(service, self.case, pk=self.key("referral"), **given)
        return perform(fresh, "draft", by=self.worker)

    def _new_case(self) -> Case:
        person, chance = self.person, Random(f"{self.person.key} case")
        ago = timedelta(days=chance.randint(20, LONGEST_AGO), minutes=chance.randint(0, 600))
        return Case(
            pk=uuid_of("case", person.key),
            number=number_of(person.key),
            carrier=self.worker.organisation,
            jurisdiction=person.country,
            age_band=person.age_band,
            sex=person.sex,
            language=person.language,
            opened_at=timezone.now() - ago,
            in_danger=chance.choice([YesNo.NO, YesNo.NO, YesNo.YES]),
            injured=chance.choice([YesNo.NO, YesNo.UNKNOWN, YesNo.YES]),
            controlled=YesNo.NO,
        )


def today() -> date:
    """Return the day it is."""
    return timezone.localdate()


def in_days(days: int) -> date:
    """Return the day that many days from today."""
    return today() + timedelta(days=days)
