"""What of the consents leaves the product, and on what basis: asked under the case's lock, and read after it."""

from uuid import UUID

from django.http import HttpResponse

from accounts.actors import Actor
from consent import documents
from consent.models import Consent
from identification.leaving import hold
from identification.models import Case
from outlet.handing import hand_out
from outlet.things import Content, declare
from papers.languages import Choice


def _reads_talk(talk: tuple[Case, UUID], by: Actor) -> bool:
    hold(talk[0].pk)
    return Consent.objects.visible_to(by).filter(case=talk[0], talk=talk[1]).exists()


FORM = declare("consent.print", _reads_talk)


def form(case: Case, talk: UUID, choice: Choice, *, by: Actor) -> HttpResponse:
    """Hand out the form of a talk on paper, to those who read its consents."""
    rows = Consent.objects.visible_to(by).filter(case=case, talk=talk).select_related("case", "recipient")
    return hand_out(
        FORM,
        (case, talk),
        lambda: Content(documents.form(list(rows.order_by("data")), choice)),
        by=by,
        target=talk,
        case_id=case.pk,
    )
