"""The pages of groups: the list, beginning one, one group with everybody's next step, adding a person."""

from uuid import UUID

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.policy import signed_in
from accounts.requests import ActorRequest
from audit.log import record
from entry.paging import page_of
from entry.posted import posted
from groups import actions, forms, presenters
from groups.models import Group
from groups.permissions import adds, require_adder
from identification.models import Case
from workflow.views import attempt


@signed_in
@require_GET
def groups(request: ActorRequest) -> HttpResponse:
    """Show the groups that one's own organisation met, newest first."""
    seen = Group.objects.visible_to(request.actor).select_related("begun_by")
    page = page_of(seen, request.GET.get("after", ""), at="met_at")
    record("group.list", by=request.actor, ids=[one.pk for one in page.rows])
    may_begin = adds(Group(organisation=request.actor.organisation), request.actor)
    return render(request, "groups/groups.html", {"rows": page.rows, "page": page, "may_begin": may_begin})


@signed_in
@require_http_methods(["GET", "POST"])
def group_new(request: ActorRequest) -> HttpResponse:
    """Begin a group: the facts of the place, once. Sending the form twice begins one."""
    mine = Group(organisation=request.actor.organisation, begun_by=request.actor.user)
    require_adder(mine, request.actor)
    form = forms.GroupForm(posted(request), initial={"jurisdiction": mine.organisation.country})
    group = _begun(request, form) if form.is_valid() else None
    if group:
        return redirect("group_add", group.pk)
    status = 409 if form.non_field_errors() else 200
    return render(request, "groups/new.html", {"form": form}, status=status)


def _begun(request: ActorRequest, form: forms.GroupForm) -> Group | None:
    entered = dict(form.cleaned_data)
    whose = {"organisation": request.actor.organisation, "begun_by": request.actor.user}
    group = Group(pk=entered.pop("key"), **whose, **entered)
    return attempt(form, lambda: actions.begin(group=group, by=request.actor))


@signed_in
@require_http_methods(["GET", "POST"])
def group_correct(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put the facts of the place right."""
    row = Group.objects.visible_to(request.actor).get(pk=pk)
    require_adder(row, request.actor)
    form = forms.PlaceForm(posted(request), initial=model_to_dict(row))
    if form.is_valid():
        actions.correct(group=row, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(row)
    return render(request, "groups/correct.html", {"form": form, "group": row})


@signed_in
@require_GET
def group(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Show everybody of a group whose case one may see, with their next step."""
    row = Group.objects.visible_to(request.actor).select_related("begun_by").get(pk=pk)
    people = presenters.people(row, request.actor)
    record("group.view", by=request.actor, target=str(row.pk), ids=[one.case.pk for one in people])
    shown = {
        "group": row,
        "facts": presenters.facts(row),
        "people": people,
        "hidden": row.members.count() - len(people),
        "may_add": adds(row, request.actor),
    }
    return render(request, "groups/group.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def group_add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add a person, and ask for the next one. Sending the form twice adds one."""
    row = Group.objects.visible_to(request.actor).get(pk=pk)
    require_adder(row, request.actor)
    known = {"in_danger": row.in_danger, "controlled": row.controlled}
    form = forms.PersonForm(posted(request), initial={**known, "language": request.GET.get("language", "")})
    case = _added(request, row, form) if form.is_valid() else None
    if case:
        messages.success(request, _("Added: case %(number)s. Add the next person.") % {"number": case.number})
        return redirect(f"{row.get_absolute_url()}add/?language={case.language}")
    shown = {"form": form, "group": row, "count": row.members.count()}
    return render(request, "groups/add.html", shown, status=409 if form.non_field_errors() else 200)


def _added(request: ActorRequest, group: Group, form: forms.PersonForm) -> Case | None:
    entered = dict(form.cleaned_data)
    key, pseudonym = entered.pop("key"), entered.pop("pseudonym")
    told = {"group": group, "case": Case(pk=key, **entered), "pseudonym": pseudonym, "by": request.actor}
    return attempt(form, lambda: actions.add_person(**told))
