"""What a person takes along by right: who can see their case, and a copy of their file."""

import hashlib

from django.http import HttpResponse

from accounts.actors import Actor
from identification.enums import Scope
from identification.leaving import hold
from identification.models import Case
from outlet.handing import hand_out
from outlet.things import Content, declare
from papers.languages import Choice, in_language
from rights import actions, documents
from rights import sight as seen
from rights.models import CopyRequest


def _carries(case: Case, by: Actor) -> bool:
    hold(case.pk)
    mine = Case.objects.visible_to(by, at_least=Scope.CASEWORK).filter(pk=case.pk)
    return mine.filter(carrier=by.organisation_id).exists()


SIGHT = declare("sight.print", _carries)


def sight(case: Case, choice: Choice, *, by: Actor) -> HttpResponse:
    """Hand out who can see the case, in the language of the paper, to those who carry it."""

    def make() -> Content:
        with in_language(choice.language):
            return Content(documents.sight(seen.of(case), choice))

    return hand_out(SIGHT, case, make, by=by, target=case.pk, case_id=case.pk)


def _may_fetch(copy: CopyRequest, by: Actor) -> bool:
    hold(copy.case_id)
    return CopyRequest.objects.visible_to(by).filter(pk=copy.pk).exists()


COPY = declare("copyrequest.hand_out", _may_fetch)


def copy(copyrequest: CopyRequest, choice: Choice, *, by: Actor) -> HttpResponse:
    """Hand out the bytes of a copy, once: kept nowhere, and the log holds their digest and what was left out."""

    def make() -> Content:
        made = actions.deliver(copyrequest=copyrequest, choice=choice, by=by)
        digest = f"sha256:{hashlib.sha256(made).hexdigest()}"
        left_out = sorted(copyrequest.withheld)
        return Content(
            made, facts={"digest": digest, "withheld": left_out, "approver": copyrequest.approved_by_id}
        )

    return hand_out(COPY, copyrequest, make, by=by, target=copyrequest.pk, case_id=copyrequest.case_id)
