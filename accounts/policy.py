"""Who may come to a page. Each view says it, `accounts.middleware` holds it, and nothing starts where a view is silent.

Which rows a page then shows is another question, and `visible_to` answers it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from accounts.actors import Actor
from accounts.roles import Role

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Policy:
    """Who may come: everybody, whoever acts for an organisation, or those of them who hold one of these roles."""

    signed_in: bool = True
    roles: tuple[Role, ...] = ()

    def admits(self, actor: Actor) -> bool:
        """Tell whether this actor may come."""
        return not self.roles or actor.has(*self.roles)


def open_to_all(view: View) -> View:
    """Everybody may come, signed in or not."""
    return _declared(view, Policy(signed_in=False))


def signed_in(view: View) -> View:
    """Whoever is signed in and acts for an organisation may come."""
    return _declared(view, Policy())


def only_for(*roles: Role) -> Callable[[View], View]:
    """Whoever holds one of these roles may come; the others are refused in words, and the log remembers it."""
    return lambda view: _declared(view, Policy(roles=roles))


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """Return what the view says; None where nobody said anything."""
    return getattr(view, "policy", None)


def _declared(view: View, policy: Policy) -> View:
    view.policy = policy  # type: ignore[attr-defined]
    view.login_required = policy.signed_in  # type: ignore[attr-defined]  # read by Django's LoginRequiredMiddleware
    return view
