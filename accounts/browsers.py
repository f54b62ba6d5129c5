"""What a browser is told to forget."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def forgets_us(view: View) -> View:
    """Once the view has answered a POST, the browser keeps nothing of us.

    Each cookie is taken back by itself as well: over plain http, and in older browsers, Clear-Site-Data does nothing.
    """

    @wraps(view)
    def forgotten(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
            for name in request.COOKIES:
                response.delete_cookie(name, samesite="Strict")
        return response

    return forgotten
