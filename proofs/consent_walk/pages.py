"""The same walk through the pages: real sessions, forms, views and middleware; and people who look at what they may.

Talks are prepared and answered in process, as before; what is taken back, sent, answered and ended goes by its page.
"""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts.actors import Actor
from identification.models import Case
from proofs.consent_walk.effects import EFFECTS, Violated
from proofs.consent_walk.hands import REFERRED, Hands, Hidden, NothingLeft
from proofs.consent_walk.machine import NUMBER, WHO, ConsentMachine
from proofs.consent_walk.memory import ACTIVE, WIDTH, Person
from proofs.consent_walk.reading import READERS
from proofs.walks import rows
from referral.models import Referral, Service
from tests.helpers import client_of
from workflow.refusal import Ground, Refusal, Refused

PLACES = {"consent": "consents", "referral": "referrals", "placement": "placements"}
# What the form of a step asks; a step that is not here is taken in process.
ENTERED: dict[str, dict[str, str]] = {
    **{f"consent.{name}": {} for name in ("withdraw", "approve_ground", "end_ground")},
    **{
        f"referral.{name}": {} for name in ("send", "accept", "start", "miss", "revoke", "discard", "receive")
    },
    "referral.decline": {"decline_reason": "full"},
    "referral.complete": {"outcome": "helped"},
    "placement.refuse": {"refusal_reason": "full"},
    "placement.leave": {},
    "placement.exit": {"exit_reason": "home", "exit_plan": "on"},
}
NOTE, PSEUDONYM = str(REFERRED["note"]), "Robin"
FOUND, SHOWN, REFUSED, ABSENT = 302, 200, (403, 409), 404


class ByPages(Hands):
    """Takes steps by posting what a browser posts."""

    def take(self, kind: str, pk: UUID, by: Actor, dice: int) -> Any:
        model, name = kind.split(".")
        if kind not in ENTERED or by.user is None:
            return super().take(kind, pk, by, dice)
        stood = rows.record_of((model, pk)).status
        answer = client_of(by).post(f"/{PLACES[model]}/{pk}/do/{name}/", ENTERED[kind])
        found = rows.record_of((model, pk)) if _is_done(answer) else None
        if kind == "consent.withdraw" and found and found.status == stood:
            raise NothingLeft
        return found

    def withdraw_talk(self, person: Person, talk: UUID, by: Actor) -> Any:
        url = f"/cases/{person.number}/withdraw/"
        answer = client_of(by).post(url, {"what": f"talk:{talk}"})
        return talk if _is_done(answer) or answer.status_code == SHOWN else None

    def refer(self, person: Person, service: Service, data: list[str], by: Actor) -> Any:
        key = uuid4()
        told = {"key": key, "service": service.pk, "data_sets": data, "anyway": "on", **REFERRED}
        _is_done(client_of(by).post(f"/cases/{person.number}/referrals/new/", told))
        return Referral.objects.filter(pk=key).first()


class PageMachine(ConsentMachine):
    """Somebody looks, now and then: at a case, who it is, a paper, a referral, a form, a stay."""

    @rule(who=WHO, n=NUMBER, what=st.sampled_from(["case", "identity", "paper", "form", "stay"]))
    def somebody_looks(self, who: int, n: int, what: str) -> None:
        person = self.people[who]
        seeing = sorted({one[0] for one in self.now.readings if one[2] == person.case_id})
        names = seeing if seeing and n % 3 else READERS
        name = names[n % len(names)]
        by, now = self.stage.actors[name], timezone.now()
        answer = self._page(person, what, n, by)
        if answer is None:
            return
        if answer.status_code not in (SHOWN, ABSENT, *REFUSED):
            raise Violated(f"looking at {what}: {answer.status_code}")
        self.tally.steps += 1
        self.tally.looks += answer.status_code == SHOWN
        if answer.status_code == SHOWN and by.organisation_id != person.carrier:
            self._may_be_shown(person, what, n, by, now)
            names_it = PSEUDONYM.encode() in answer.content
            if names_it and person.width(by.organisation_id, now) < WIDTH["identity"]:  # type: ignore[arg-type]
                raise Violated(f"{name} reads a name on the page of {what}")
        self._look(f"looking at {what}")

    @rule(who=WHO, n=NUMBER)
    def somebody_opens_a_referral(self, who: int, n: int) -> None:
        """Whoever answers it has received it by that."""
        person = self.people[who]
        if not person.referrals:
            return
        pk = list(person.referrals)[n % len(person.referrals)]
        sent, by = person.referrals[pk], self._at(who, n, person.referrals[pk].recipient)
        answer, now = client_of(by).get(f"/referrals/{pk}/"), timezone.now()
        self.tally.steps += 1
        self.tally.looks += answer.status_code == SHOWN
        is_theirs = by.organisation_id == sent.recipient
        if answer.status_code == SHOWN and by.organisation_id != person.carrier:
            if not person.reads_referral(pk, by.organisation_id, now):  # type: ignore[arg-type]
                raise Violated("a referral is shown without a basis")
            if is_theirs and NOTE.encode() in answer.content and sent.state not in ACTIVE:
                raise Violated("the note is shown to who has not accepted")
        row = Referral.objects.get(pk=pk)
        if answer.status_code == SHOWN and (sent.state, row.status) == ("sent", "received"):
            EFFECTS["referral.receive"](person, row, by)
        self._look("looking at a referral")

    def _page(self, person: Person, what: str, n: int, by: Actor) -> HttpResponse | None:
        client, url = client_of(by), f"/cases/{person.number}/"
        if what == "case":
            return client.get(url)  # type: ignore[return-value]
        if what == "identity":
            return client.post(f"{url}identity/", {"reason": "care"})  # type: ignore[return-value]
        if what == "paper":
            return client.get(f"/documents/{self._paper(person, n)[0]}/file/")  # type: ignore[return-value]
        if what == "form" and person.consents:
            return client.get(f"/talks/{self._a_talk(person, n)}/form.pdf")  # type: ignore[return-value]
        if what == "stay" and person.stays:
            return client.get(f"/placements/{list(person.stays)[n % len(person.stays)]}/")  # type: ignore[return-value]
        return None

    def _may_be_shown(self, person: Person, what: str, n: int, by: Actor, now: Any) -> None:
        who = by.organisation_id
        assert who
        width = person.width(who, now)
        named = {one.recipient for one in person.consents.values() if one.talk == self._a_talk(person, n)}
        may = {
            "case": width >= WIDTH["summary"],
            "identity": width >= WIDTH["identity"],
            "paper": self._paper(person, n)[1] in person.sight(who, now),
            "form": width >= WIDTH["casework"] and who in named,
            "stay": bool(person.stays) and list(person.stays.values())[n % len(person.stays)].shelter == who,
        }
        if not may[what]:
            raise Violated(f"{what} is shown without a basis")

    def _paper(self, person: Person, n: int) -> tuple[UUID, str]:
        kinds = {"identity_document": "identity", "medical_paper": "health", "court_paper": "legal"}
        papers = list(
            Case.objects.get(pk=person.case_id).documents.order_by("kind").values_list("pk", "kind")
        )
        pk, kind = papers[n % len(papers)]
        return pk, kinds[kind]

    def _a_talk(self, person: Person, n: int) -> UUID | None:
        talks = [one.talk for one in person.consents.values()]
        return talks[n % len(talks)] if talks else None


def _is_done(answer: Any) -> bool:
    """Tell whether it was done; a form shown again with what is wrong in it was no step."""
    if answer.status_code == ABSENT:
        raise Hidden
    if answer.status_code in REFUSED:
        raise Refused([Refusal(Ground.STATE, "by_page", str(answer.status_code))])
    if answer.status_code not in (FOUND, SHOWN):
        raise Violated(f"a page answered {answer.status_code}")
    return bool(answer.status_code == FOUND)
