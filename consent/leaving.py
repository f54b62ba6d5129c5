"""What of the consents leaves the product, and on what basis: asked under the case's lock, and read after it."""

from uuid import UUID

from django.http import HttpResponse

from accounts.actors import Actor
from consent import documents
from consent.actions import ASKED
from consent.enums import ConsentStatus
from consent.models import Consent, ConsentQuerySet
from consent.withdrawal.choices import known_to
from identification.leaving import hold
from identification.models import Case
from identification.permissions import by_worker_of_the_person
from outlet.handing import hand_out
from outlet.things import Content, declare
from papers.languages import Choice

# What was refused, is over, or is a legal ground of which the person may not know, nobody signs.
ON_PAPER = [*ASKED, ConsentStatus.GIVEN]


def _on_paper(talk: tuple[Case, UUID], by: Actor) -> ConsentQuerySet:
    return Consent.objects.visible_to(by).filter(case=talk[0], talk=talk[1], status__in=ON_PAPER)


def _reads_talk(talk: tuple[Case, UUID], by: Actor) -> bool:
    hold(talk[0].pk)
    return _on_paper(talk, by).exists()


FORM = declare("consent.print", _reads_talk)


def form(case: Case, talk: UUID, choice: Choice, *, by: Actor) -> HttpResponse:
    """Hand out the form of a talk on paper, to those who read its consents."""
    rows = _on_paper((case, talk), by).select_related("case", "recipient")
    return hand_out(
        FORM,
        (case, talk),
        lambda: Content(documents.form(list(rows.order_by("data")), choice)),
        by=by,
        target=talk,
        case_id=case.pk,
    )


def _taken_back(case: Case, by: Actor) -> list[Consent]:
    rows = known_to(case, by).filter(status=ConsentStatus.WITHDRAWN, ground="")
    return list(rows.order_by("status_since", "recipient__name", "purpose", "data"))


def _knows_what_was_taken_back(case: Case, by: Actor) -> bool:
    hold(case.pk)
    return by_worker_of_the_person(Consent(case=case), by) and bool(_taken_back(case, by))


WITHDRAWAL = declare("consent.confirm", _knows_what_was_taken_back)


def withdrawal(case: Case, choice: Choice, *, by: Actor) -> HttpResponse:
    """Hand out the paper that says what the person took back, to those who work with them and know of it."""
    return hand_out(
        WITHDRAWAL,
        case,
        lambda: Content(documents.withdrawal(case, _taken_back(case, by), choice)),
        by=by,
        target=case.pk,
        case_id=case.pk,
    )
