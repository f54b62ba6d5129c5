"""Nobody comes to a page that does not say who may come; and what it says is what is held."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver, include, path

from accounts import roles
from accounts.checks import every_route_says_who_may_come, routes
from accounts.policy import Policy, only_for, open_to_all, policy_of, signed_in
from audit.models import Event
from tests.cast import Cast
from tests.helpers import client_of

PLANTED = "tests.accounts.planted_urls"
OPEN = {
    "account_login",
    "account_logout",
    "quick_exit",
    "neutral",
    "set_language",
    "healthz",
    "readyz",
    "invitation",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
OVERSEERS = (roles.SUPERVISOR, roles.DATA_PROTECTION)
MEMBERS = ("members", "member_invite", "member_roles", "member_end", "invitation_withdraw")
ROLES = {
    "oversight": OVERSEERS,
    "alerts": OVERSEERS,
    "refusal_notices": OVERSEERS,
    "retention_due": (roles.DATA_PROTECTION,),
    "grounds": (roles.DATA_PROTECTION,),
    **dict.fromkeys(MEMBERS, (roles.SUPERVISOR,)),
    **dict.fromkeys(("checklist_sign", "checklist_revoke"), (roles.AUTHORITY_MEMBER,)),
    **dict.fromkeys(("translation_sign", "translation_revoke"), (roles.AUTHORITY_MEMBER,)),
    "decision_queue": (roles.AUTHORITY_MEMBER,),
    "case_deciding": (roles.AUTHORITY_MEMBER,),
}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"the page")


def marked_open_by_a_package(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"the page")


marked_open_by_a_package.login_required = False  # type: ignore[attr-defined]

urlpatterns = [
    path("", include("config.urls")),
    path("t/open/", open_to_all(lambda request: page(request)), name="open"),
    path("t/in/", signed_in(marked_open_by_a_package), name="in"),
    path("t/law/", only_for(roles.LEGAL_COUNSEL)(lambda request: page(request)), name="law"),
]


def test_every_route_says_who_may_come() -> None:
    assert every_route_says_who_may_come() == []


def test_each_says_what_is_written_here() -> None:
    """The oracle: every route not named here is for those who are signed in."""
    said = {name: policy_of(route.callback) for name, route in routes(get_resolver())}
    assert {name for name, policy in said.items() if policy == Policy(signed_in=False)} == OPEN
    assert {name: policy.roles for name, policy in said.items() if policy.roles} == ROLES
    assert len(said) > 50


@override_settings(ROOT_URLCONF=PLANTED)
def test_a_silent_route_is_found_by_the_check() -> None:
    found = [one for one in run_checks() if one.id == "accounts.E001"]
    assert [one.msg for one in found] == ["The route silent does not say who may come."]
    assert found[0].is_serious()


@pytest.mark.parametrize("urls", [PLANTED, settings.ROOT_URLCONF])
def test_a_silent_route_stops_the_web_server(db: None, urls: str) -> None:
    code = f"from django.conf import settings; settings.ROOT_URLCONF = {urls!r}; import config.wsgi; print('serves')"
    command = [sys.executable, "-W", "ignore", "-c", code]
    name = str(connection.settings_dict["NAME"])
    here = os.environ | {"DATABASE_URL": re.sub(r"(?<=///)[^?]+", name, os.environ["DATABASE_URL"])}
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False, env=here)
    if urls == PLANTED:
        assert done.returncode != 0
        assert "The route silent does not say who may come." in done.stderr
    else:
        assert (done.returncode, done.stdout) == (0, "serves\n"), done.stderr


@override_settings(ROOT_URLCONF=PLANTED)
def test_nor_is_it_answered_where_no_check_ran(cast: Cast) -> None:
    with pytest.raises(ImproperlyConfigured, match="silent does not say who may come"):
        client_of(cast.nora).get("/planted/here/")
    assert Client().get("/planted/here/").status_code == 302


@override_settings(ROOT_URLCONF=__name__)
def test_what_is_said_is_held(cast: Cast) -> None:
    clients = [Client(), client_of(cast.nora), client_of(cast.lena)]
    got = {url: [one.get(f"/t/{url}/").status_code for one in clients] for url in ("open", "in", "law")}
    assert got == {"open": [200, 200, 200], "in": [302, 200, 200], "law": [302, 403, 200]}


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_says_for_whom_the_page_is_and_is_remembered(cast: Cast) -> None:
    answer = client_of(cast.nora).get("/t/law/")
    assert "This page is for other roles: Legal counsel." in answer.content.decode()
    event = Event.objects.get(kind="page.open", outcome="refused", user_id=cast.nora.user_id)
    assert b'"route":"law"' in bytes(event.body)
