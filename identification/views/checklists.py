"""The checklists: which set is asked when, where each list comes from, and who answers for it."""

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
from identification import forms
from identification.indicators import IndicatorSet, actions, every, presenters
from identification.models import SignOff


@signed_in
@require_GET
def checklists(request: ActorRequest) -> HttpResponse:
    """Show the sets, the latest first, with their lists and who signed them off."""
    rows = list(SignOff.objects.visible_to(request.actor).order_by("signed_at"))
    return render(request, "identification/checklists.html", {"sets": presenters.sets(rows)})


@signed_in
@require_GET
def checklist(request: ActorRequest, version: str, profile: str) -> HttpResponse:
    """Show one list in full: each indicator and its strength, the rule, and who signed the list off."""
    known = _known(version, profile)
    rows = SignOff.objects.visible_to(request.actor).filter(version=version, profile=profile)
    told = presenters.told(known, profile, list(rows.order_by("signed_at")))
    may_sign = request.actor.has(roles.AUTHORITY_MEMBER)
    ours = [
        one for one in told.sign_offs if one.revoked_at is None and request.actor.is_of(one.organisation_id)
    ]
    shown = {"set": known, "list": told, "elements": presenters.in_elements(known, profile)}
    shown |= {"may_sign": may_sign and not ours, "ours": ours[0] if may_sign and ours else None}
    return render(request, "identification/checklist.html", shown)


@only_for(roles.AUTHORITY_MEMBER)
@require_http_methods(["GET", "POST"])
@fresh_factor_required
def checklist_sign(request: ActorRequest, version: str, profile: str) -> HttpResponse:
    """Ask against what the list was checked, and sign it off for the actor's organisation."""
    known, form = _known(version, profile), forms.SignOffForm(posted(request))
    if form.is_valid():
        source = form.cleaned_data["source"]
        actions.sign_off(version=version, profile=profile, source=source, by=request.actor)
        messages.success(request, _("The list is signed off."))
        return redirect("checklist", version, profile)
    shown = {"form": form, "set": known, "list": presenters.told(known, profile, [])}
    return render(request, "identification/checklist_sign.html", shown)


@only_for(roles.AUTHORITY_MEMBER)
@require_http_methods(["GET", "POST"])
@fresh_factor_required
def checklist_revoke(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask whether a sign-off of the actor's organisation is to be taken back, and do it."""
    ours = SignOff.objects.visible_to(request.actor).filter(organisation=request.actor.organisation_id)
    row = ours.standing().get(pk=pk)
    if request.method == "POST":
        actions.revoke(sign_off=row, by=request.actor)
        messages.success(request, _("The sign-off is taken back."))
        return redirect("checklist", row.version, row.profile)
    return render(request, "identification/checklist_revoke.html", {"sign_off": row})


def _known(version: str, profile: str) -> IndicatorSet:
    """Return the set of this version, if it has such a list."""
    known = next((one for one in every() if one.version == version), None)
    if known is None or profile not in known.provenance:
        raise Http404
    return known
