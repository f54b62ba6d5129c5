"""The pages of a talk: its language, whether the person can decide, one page for each point, and the answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.in_hand import hands_over
from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from consent import documents
from consent import presenters as consents
from consent.enums import InformedPoint
from consent.leaving import ON_PAPER
from consent.models import Consent, Talk
from consent.talks import actions, leaving, presenters
from consent.talks.forms import AnswerForm, CapacityForm, LanguageForm
from consent.views import STEPS
from entry.files.handlers import takes_files
from entry.posted import posted
from papers.languages import choice_for, named
from workflow import gate
from workflow.views import attempt


@signed_in
@require_GET
def talk(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Show where each consent of a talk stands, and where the talk goes on."""
    rows = _of_talk(request, talk)
    if not rows:
        raise Http404
    case = rows[0].case
    record("consent.view", by=request.actor, case_id=case.pk, target=str(talk))
    held = Talk.objects.visible_to(request.actor).select_related("case").filter(pk=talk).first()
    listed = [(one, consents.chip(one), gate.offered(one, STEPS, by=request.actor)) for one in rows]
    may_go_on = not gate.not_permitted(rows[0], "inform", by=request.actor)
    shown = {"case": case, "rows": listed, "first": rows[0], "talk": held, "may_go_on": may_go_on}
    shown |= consents.of_talk(rows, held, request.actor)
    shown["is_on_paper"] = any(one.status in ON_PAPER for one in rows)
    shown |= {"choice": choice_for(documents.language_of(rows[0])), "languages": named()}
    return render(request, "consent/talk.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def talk_language(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Begin a talk: in which language, and who interprets."""
    held, rows = _turn(request, talk)
    form = LanguageForm(posted(request), initial={"language": held.language, "interpreter": held.interpreter})
    done = _done(form, lambda: actions.speak(talk=held, by=request.actor, **form.cleaned_data))
    if done:
        return redirect("talk_capacity", talk)
    return _page(request, "consent/talk_language.html", held, rows, {"form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def talk_capacity(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Ask whether the person can decide now. Not now: nothing more today."""
    held, rows = _turn(request, talk)
    form = CapacityForm(posted(request))
    done = _done(form, lambda: actions.note_capacity(talk=held, by=request.actor, **form.cleaned_data))
    if done:
        return redirect(presenters.goes_on_at(done)) if done.can_decide else redirect("talk", talk)
    return _page(request, "consent/talk_capacity.html", held, rows, {"form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def talk_point(request: ActorRequest, talk: UUID, point: str) -> HttpResponse:
    """Explain one point, and remember that it was explained; back is always possible."""
    held, rows = _turn(request, talk)
    asked = _point(point)
    if request.method == "POST":
        held = actions.explain(talk=held, point=asked, by=request.actor)
        return redirect(presenters.goes_on_at(held))
    return _page(request, "consent/talk_point.html", held, rows, presenters.point_page(held, rows, asked))


@signed_in
@require_GET
@hands_over
def talk_hand(request: ActorRequest, talk: UUID, point: str) -> HttpResponse:
    """Show one point in large letters and the person's language: nothing of the case, and no way into it."""
    held, rows = _turn(request, talk)
    shown = presenters.hand_page(held, rows, _point(point))
    record("talk.hand", by=request.actor, case_id=held.case_id, target=str(talk))
    return render(request, "consent/talk_hand.html", {"talk": held, "point": point, **shown})


@signed_in
@takes_files
@require_http_methods(["GET", "POST"])
def talk_answer(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Write down what the person says to each part, and how they agree."""
    held, rows = _turn(request, talk)
    files = request.FILES if request.method == "POST" else None
    form = AnswerForm(posted(request), files, consents=rows, case=held.case)
    if form.is_valid() and attempt(form, lambda: _answer(held, form.cleaned_data, request)):
        messages.success(request, consents.answered(form.cleaned_data["agreed"]))
        return redirect("talk", talk)
    return _page(request, "consent/talk_answer.html", held, rows, {"form": form})


@signed_in
@require_GET
def talk_sealed(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Open what is sealed of a talk: who interpreted, whether the person could decide, how they agreed."""
    held = Talk.objects.visible_to(request.actor).select_related("case").get(pk=talk)
    record("talk.open", by=request.actor, case_id=held.case_id, target=str(talk))
    shown = {"case": held.case, "talk": held, "facts": presenters.facts(held)}
    shown |= {"has_picture": presenters.has_picture(held), "has_paper": presenters.has_guardians_paper(held)}
    return render(request, "consent/talk_sealed.html", shown)


@signed_in
@require_GET
def talk_picture(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Show the sign, thumbprint or paper with which the person agreed."""
    return leaving.sign(Talk.objects.visible_to(request.actor).get(pk=talk), "picture", by=request.actor)


@signed_in
@require_GET
def talk_guardians_paper(request: ActorRequest, talk: UUID) -> HttpResponse:
    """Show the paper with which whoever acts for the child consented."""
    held = Talk.objects.visible_to(request.actor).get(pk=talk)
    return leaving.sign(held, "guardian_picture", by=request.actor)


def _done(form: forms.Form, act: Callable[[], Talk]) -> Talk | None:
    """Return the talk after what the form says was done; None where it says nothing, or was refused."""
    return attempt(form, act) if form.is_valid() else None


def _answer(held: Talk, entered: dict[str, Any], request: ActorRequest) -> bool:
    actions.answer(talk=held, by=request.actor, **entered)
    return True


def _turn(request: ActorRequest, talk: UUID) -> tuple[Talk, list[Consent]]:
    """Return a talk and what waits in it, for who leads it: 403 for those who only read, 409 where it is over."""
    held = Talk.objects.visible_to(request.actor).select_related("case").get(pk=talk)
    return held, actions.waiting(held, held.case, request.actor)


def _page(
    request: ActorRequest, template: str, held: Talk, rows: list[Consent], shown: dict[str, Any]
) -> HttpResponse:
    form = shown.get("form")
    record("consent.view", by=request.actor, case_id=held.case_id, target=str(held.pk))
    nothing_to_police = consents.says_nothing_to_police(held.case, request.actor)
    common = {"case": held.case, "talk": held, "first": rows[0], "nothing_to_police": nothing_to_police}
    status = 409 if form is not None and form.non_field_errors() else 200
    return render(request, template, {**common, **shown}, status=status)


def _point(code: str) -> InformedPoint:
    if code not in InformedPoint.values:
        raise Http404
    return InformedPoint(code)


def _of_talk(request: ActorRequest, talk: UUID) -> list[Consent]:
    rows = Consent.objects.visible_to(request.actor).filter(talk=talk)
    return list(rows.select_related("case", "recipient", "written_by").order_by("recipient__name", "data"))
