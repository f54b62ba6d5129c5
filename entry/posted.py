"""What a request brings for a form."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, even if nothing was ticked; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None
