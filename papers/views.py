"""The languages of papers: what each says, and who answers for it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts import roles
from accounts.fresh import fresh_factor_required
from accounts.policy import only_for, signed_in
from accounts.requests import ActorRequest
from entry.posted import posted
from papers import actions, presenters
from papers.forms import SignOffForm
from papers.models import TranslationSignOff


@signed_in
@require_GET
def translations(request: ActorRequest) -> HttpResponse:
    """Show the languages in which papers are printed, and who signed each off."""
    rows = list(TranslationSignOff.objects.visible_to(request.actor).order_by("signed_at"))
    return render(request, "papers/translations.html", {"translations": presenters.translations(rows)})


@signed_in
@require_GET
def translation(request: ActorRequest, language: str) -> HttpResponse:
    """Show every sentence of a language beside the English one, and who signed them off."""
    told = _told(request, language)
    may_sign = request.actor.has(roles.AUTHORITY_MEMBER)
    ours = [one for one in told.sign_offs if one.counts and request.actor.is_of(one.organisation_id)]
    shown = {"translation": told, "lines": presenters.lines(language)}
    shown |= {"may_sign": may_sign and not ours, "ours": ours[0] if may_sign and ours else None}
    return render(request, "papers/translation.html", shown)


@only_for(roles.AUTHORITY_MEMBER)
@require_http_methods(["GET", "POST"])
@fresh_factor_required
def translation_sign(request: ActorRequest, language: str) -> HttpResponse:
    """Ask whether a native speaker read the translation, and sign it off for the actor's organisation."""
    told, form = _told(request, language), SignOffForm(language, posted(request))
    if form.is_valid():
        actions.sign_off(language=language, by=request.actor)
        messages.success(request, _("The translation is signed off."))
        return redirect("translation", language)
    return render(request, "papers/sign.html", {"form": form, "translation": told})


@only_for(roles.AUTHORITY_MEMBER)
@require_http_methods(["GET", "POST"])
@fresh_factor_required
def translation_revoke(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask whether a sign-off of the actor's organisation is to be taken back, and do it."""
    rows = TranslationSignOff.objects.visible_to(request.actor)
    row = rows.filter(organisation=request.actor.organisation_id).standing().get(pk=pk)
    if request.method == "POST":
        actions.revoke(sign_off=row, by=request.actor)
        messages.success(request, _("The sign-off is taken back."))
        return redirect("translation", row.language)
    told = _told(request, row.language)
    return render(request, "papers/revoke.html", {"translation": told})


def _told(request: ActorRequest, language: str) -> presenters.Translation:
    """Return the translation of this language, with its sign-offs; 404 for one that is not here."""
    rows = TranslationSignOff.objects.visible_to(request.actor).filter(language=language)
    found = presenters.translations(list(rows.order_by("signed_at")))
    told = next((one for one in found if one.code == language), None)
    if told is None:
        raise Http404
    return told
