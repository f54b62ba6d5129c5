"""Who works in the organisation: seen and decided by its supervisors. And the way in by an invitation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions, roles
from accounts.actors import Actor
from accounts.fresh import fresh_factor_required
from accounts.members.forms import InviteForm, RolesForm, WelcomeForm
from accounts.members.notifications import invited
from accounts.members.welcome import must_sign_in_first, open_invitation, sign_in
from accounts.models import Invitation, Membership, MembershipQuerySet, Organisation
from accounts.policy import only_for, open_to_all
from accounts.presenters import role_names
from accounts.requests import ActorRequest
from entry.posted import posted

GET_OR_POST = require_http_methods(["GET", "POST"])


@only_for(roles.SUPERVISOR)
@require_GET
def members(request: ActorRequest) -> HttpResponse:
    """Show who works in the organisation, in which roles, and who is invited."""
    places = _here(request).order_by("user__display_name")
    invitations = Invitation.objects.pending().filter(organisation=request.actor.organisation)
    shown = {
        "places": [(place, role_names(place.roles)) for place in places],
        "invitations": [(one, role_names(one.roles)) for one in invitations.order_by("made_at")],
    }
    return render(request, "accounts/members.html", shown)


@only_for(roles.SUPERVISOR)
@GET_OR_POST
@fresh_factor_required
def invite(request: ActorRequest) -> HttpResponse:
    """Invite somebody to the organisation."""
    organisation = Organisation.objects.get(pk=str(request.actor.organisation_id))
    form = InviteForm(posted(request), organisation=organisation)
    if not form.is_valid():
        return render(request, "accounts/invite.html", {"form": form})
    invitation = actions.invite(**form.cleaned_data, organisation=organisation, by=request.actor)
    link = reverse("invitation", args=[invitation.token])
    invited(invitation.email, request.build_absolute_uri(link))
    return redirect("members")


@only_for(roles.SUPERVISOR)
@GET_OR_POST
@fresh_factor_required
def member_roles(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Change what a colleague may do; nobody changes their own roles."""
    place = _here(request).exclude(user=request.user).get(pk=pk)
    form = RolesForm(posted(request), initial={"roles": place.roles})
    if not form.is_valid():
        return render(request, "accounts/member_roles.html", {"form": form, "place": place})
    actions.change_roles(membership=place, **form.cleaned_data, by=request.actor)
    return redirect("members")


@only_for(roles.SUPERVISOR)
@GET_OR_POST
@fresh_factor_required
def member_end(request: ActorRequest, pk: UUID) -> HttpResponse:
    """End a colleague's place, and sign them out everywhere; nobody ends their own."""
    place = _here(request).exclude(user=request.user).get(pk=pk)
    if request.method == "GET":
        return render(request, "accounts/member_end.html", {"place": place})
    actions.end_membership(membership=place, by=request.actor)
    return redirect("members")


@only_for(roles.SUPERVISOR)
@require_POST
def invitation_withdraw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take an invitation back."""
    mine = Invitation.objects.pending().filter(organisation=request.actor.organisation)
    actions.withdraw_invitation(invitation=mine.get(pk=pk), by=request.actor)
    return redirect("members")


@open_to_all
@GET_OR_POST
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: with a name and a first password or passkey, or with the account that is there."""
    found = open_invitation(token)
    if found is None:
        return render(request, "accounts/invitation_over.html", status=404)
    if must_sign_in_first(found, request):
        return render(request, "accounts/invitation_sign_in.html", {"next": request.path})
    form = (
        None
        if request.user.is_authenticated and request.user.email == found.email
        else _welcome(request, found)
    )
    if request.method == "GET" or (form and not form.is_valid()):
        return render(request, "accounts/invitation.html", {"form": form, "invitation": found})
    return _accept(request, found, form)


def _welcome(request: HttpRequest, found: Invitation) -> WelcomeForm:
    return WelcomeForm(posted(request), email=found.email)


def _accept(request: HttpRequest, found: Invitation, form: WelcomeForm | None) -> HttpResponse:
    entered = form.cleaned_data if form else {"display_name": "", "password": None}
    command = Actor.system("accept_invitation")
    place = actions.accept_invitation(digest=found.digest, **entered, by=command)
    if form:
        sign_in(request, place.user, with_password=bool(entered["password"]))
    return redirect("home")


def _here(request: ActorRequest) -> MembershipQuerySet:
    return Membership.objects.current().filter(organisation=request.actor.organisation).select_related("user")
