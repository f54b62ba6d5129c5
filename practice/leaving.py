"""The certificate of practice: it is about the one who takes it, and about nobody else."""

from django.http import Http404, HttpResponse

from accounts.actors import Actor
from outlet.handing import hand_out
from outlet.things import Content, declare
from practice import documents, presenters
from practice.models import Attempt


def _reached(by: Actor) -> presenters.Progress:
    return presenters.progress(list(Attempt.objects.visible_to(by).order_by("begun_at")))


def _practised_enough(_nothing: None, by: Actor) -> bool:
    return _reached(by).enough_since is not None


CERTIFICATE = declare("practice.certificate", _practised_enough)


def certificate(by: Actor) -> HttpResponse:
    """Hand out the certificate of somebody who practised enough; to everybody else it is not there."""
    return hand_out(CERTIFICATE, None, lambda: _made(by), by=by, target="practice")


def _made(by: Actor) -> Content:
    reached = _reached(by)
    if by.user is None or reached.enough_since is None:
        raise Http404
    return Content(documents.certificate(by.user.display_name, reached.passed, reached.enough_since))
