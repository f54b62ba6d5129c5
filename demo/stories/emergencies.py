"""Somebody of the hotline looked into a case in an emergency, and what the review found."""

from accounts.actors import Actor
from breakglass import actions
from breakglass.enums import BreakGlassStatus, Danger
from breakglass.models import BreakGlass
from demo import words
from demo.clock import pass_days
from demo.walk import Walk
from workflow.gate import perform


def looked(walk: Walk, by: str, status: BreakGlassStatus) -> None:
    """The look has come as far as this status."""
    looker = walk.world.staff[by]
    told = {"number": walk.case.number, "danger": Danger.LIFE, "reason": words.HAPPENING}
    glass = actions.break_glass(**told, by=looker)
    if status != BreakGlassStatus.OPEN:
        _over(walk, glass, looker, status)


def _over(walk: Walk, glass: BreakGlass, looker: Actor, status: BreakGlassStatus) -> None:
    if status == BreakGlassStatus.EXPIRED:
        pass_days(glass, 1, "begun_at", "expires_at", "review_due")
        actions.expire(breakglass=glass, by=Actor.system("expire_break_glass"))
        return
    glass = actions.end(breakglass=glass, by=looker)
    if status == BreakGlassStatus.JUSTIFIED:
        perform(glass, "justify", finding=words.FOUND_JUSTIFIED, by=walk.team.supervisor)
    if status == BreakGlassStatus.ABUSE:
        perform(glass, "find_abuse", finding=words.FOUND_ABUSE, by=walk.team.supervisor)
