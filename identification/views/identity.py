"""The identity: opened by a deliberate click that says why, and written by those who carry the case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from encryption import keys
from entry.posted import posted
from identification import actions, forms, presenters
from identification.enums import Scope
from identification.models import Case
from identification.opening import opened
from identification.signals import statements
from identification.views.search import known_already
from workflow import gate


@signed_in
@require_http_methods(["GET", "POST"])
def identity(request: ActorRequest, number: str) -> HttpResponse:
    """Ask why, then show who the person is; the look is in the trail before anything is shown."""
    case = opened(request, number, at_least=Scope.IDENTITY)
    form = forms.WhyForm(posted(request))
    shown = {"case": case, "form": form, "erased": not keys.exist(case.pk)}
    shown["may_record"] = not gate.not_permitted(case, "record_identity", by=request.actor)
    if form.is_valid() and not shown["erased"]:
        person = actions.open_identity(case=case, by=request.actor, **form.cleaned_data)
        shown |= {"identity": person, "rows": presenters.identity_rows(person)}
        shown["statements"] = statements(case, "identity")
    return render(request, "identification/identity.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def identity_edit(request: ActorRequest, number: str) -> HttpResponse:
    """Write down who the person is. Opening the form opens the identity, and is in the trail as well."""
    case = opened(request, number)
    gate.require_permission(case, "record_identity", by=request.actor)
    gate.require_open(case, "record_identity", by=request.actor)
    form = forms.IdentityForm(posted(request), initial=_known(request, case))
    if not form.is_valid():
        return render(request, "identification/identity_edit.html", {"form": form, "case": case})
    actions.record_identity(case=case, by=request.actor, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("case_known", case.number) if known_already(request, case).found else redirect(case)


def _known(request: ActorRequest, case: Case) -> dict[str, object]:
    if request.method == "POST":
        return {}
    person = actions.open_identity(case=case, by=request.actor, reason="edit")
    return {name: getattr(person, name) for name in actions.IDENTITY_FIELDS}
