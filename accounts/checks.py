"""Nothing starts while a route does not say who may come."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.policy import policy_of


@register(Tags.security)
def every_route_says_who_may_come(app_configs: object = None, **_rest: Any) -> list[Error]:
    """Return an error for each route without a policy, those of installed packages included."""
    return [
        Error(
            f"The route {name} does not say who may come.",
            hint="Put @signed_in, @only_for(…) or @open_to_all of accounts.policy on its view.",
            id="accounts.E001",
        )
        for name, route in routes(get_resolver())
        if policy_of(route.callback) is None
    ]


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every route below a resolver, with its name or, where it has none, its address."""
    for one in resolver.url_patterns:
        address = f"{prefix}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from routes(one, address)
        else:
            yield one.name or f"/{address}", one
