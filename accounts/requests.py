"""A request as views see it: somebody is signed in and acts for an organisation."""

from django.http import HttpRequest

from accounts.actors import Actor
from accounts.models import User


class ActorRequest(HttpRequest):
    """A request that passed `ActorMiddleware`."""

    actor: Actor
    user: User
