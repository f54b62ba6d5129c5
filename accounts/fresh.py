"""Who proved a moment ago that it is still they who sit at the screen."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

View = Callable[..., HttpResponseBase]


def fresh_factor_required(view: View) -> View:
    """Let a view be reached only by somebody who proved who they are a moment ago; the others are asked first."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _is_fresh(request):
            return view(request, *args, **kwargs)
        query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return redirect(f"{reverse('account_reauthenticate')}?{query}")

    return asked


def _is_fresh(request: HttpRequest) -> bool:
    moments = [one["at"] for one in get_authentication_records(request, request.user)]
    return bool(moments) and time.time() - max(moments) < app_settings.REAUTHENTICATION_TIMEOUT
