"""What changes looks in an emergency, with everything that goes with each change."""

from typing import NoReturn

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from breakglass import notifications
from breakglass.enums import TRIES, TRIES_WITHIN, BreakGlassStatus
from breakglass.models import Attempt, BreakGlass
from identification import access
from identification.enums import Basis, Scope
from identification.models import Case
from wall.context import as_command
from workflow.gate import perform
from workflow.refusal import Ground, Refusal, Refused, remember_refusal

# What nobody is told of a case that they may not see: each reads as "there is no such case".
HIDDEN = {"case_is_of_this_country", "case_is_not_seen", "something_is_left_to_read"}


def break_glass(*, number: str, danger: str, reason: str, by: Actor) -> BreakGlass:
    """Return the look, open: one person sees the case for an hour, and its owners are told.

    A case that is not there and one that may not be seen are refused in the same words. Each try counts.
    """
    if not _may_try_again(by):
        _refuse(
            by, "too_many_tries", _("You tried too often. Wait an hour, or call the carrier's supervisor.")
        )
    # A door in the wall: whoever is no party to the case yet is let through to the gate, and the gate decides.
    with as_command("break_glass"):
        return _break(number, danger, reason, by)


def _break(number: str, danger: str, reason: str, by: Actor) -> BreakGlass:
    case = Case.objects.filter(number=number).select_related("carrier").first()
    if case is None:
        _refuse_unknown(by)
    glass = BreakGlass(case=case, user=by.user, organisation=by.organisation, danger=danger)
    try:
        return _begin(glass, reason, by)
    except Refused as refused:
        if HIDDEN & {one.code for one in refused.refusals}:
            _refuse_unknown(by, is_remembered=True)
        raise


@transaction.atomic
def end(*, breakglass: BreakGlass, by: Actor) -> BreakGlass:
    """Return the look, ended before its hour."""
    breakglass = perform(breakglass, "end", by=by)
    access.end(case=breakglass.case, basis_id=breakglass.pk, by=by)
    return breakglass


@transaction.atomic
def expire(*, breakglass: BreakGlass, by: Actor) -> BreakGlass:
    """Return the look, whose hour is over."""
    breakglass = perform(breakglass, "expire", by=by)
    access.end(case=breakglass.case, basis_id=breakglass.pk, by=by)
    return breakglass


@transaction.atomic
def _begin(glass: BreakGlass, reason: str, by: Actor) -> BreakGlass:
    _hold_the_person(by)
    for old in BreakGlass.objects.filter(
        user=by.user, status=BreakGlassStatus.OPEN, expires_at__lte=timezone.now()
    ):
        expire(breakglass=old, by=Actor.system("expire_break_glass"))
    glass = perform(glass, "begin", reason=reason, case=glass.case, by=by)
    access.grant(
        case=glass.case,
        organisation=glass.organisation,
        person=glass.user,
        scope=Scope.IDENTITY,
        basis=Basis.BREAK_GLASS,
        basis_id=glass.pk,
        expires_at=glass.expires_at,
        by=by,
    )
    notifications.glass_is_broken(glass)
    return glass


@transaction.atomic
def _may_try_again(by: Actor) -> bool:
    """Count this try, and tell whether there were few enough within the hour."""
    person = _hold_the_person(by)
    since = timezone.now() - TRIES_WITHIN
    Attempt.objects.filter(user=by.user, at__lt=since).delete()
    Attempt.objects.create(user=person)
    return Attempt.objects.filter(user=by.user).count() <= TRIES


def _hold_the_person(by: Actor) -> User:
    """Return who acts: two tries of one person wait for one another, rows that merely name them do not."""
    return User.objects.select_for_update(no_key=True).get(pk=by.user_id)  # type: ignore[misc]


def _refuse_unknown(by: Actor, *, is_remembered: bool = False) -> NoReturn:
    """Raise the one refusal for a case that is not there and for one that may not be seen."""
    sentence = _("There is no case with this number that you may look at in an emergency.")
    _refuse(by, "no_such_case", sentence, is_remembered=is_remembered)


def _refuse(by: Actor, code: str, sentence: str, *, is_remembered: bool = False) -> NoReturn:
    refused = Refused([Refusal(Ground.RULE, code, str(sentence))])
    refused.is_remembered = is_remembered
    remember_refusal(refused, "breakglass.begin", by=by)
    raise refused
