"""Signing in and out, by allauth; whom one acts for; leaving in a hurry."""

from allauth.account import views as allauth
from django.db import transaction
from django.urls import path
from django.views.i18n import set_language

from accounts import views
from accounts.browsers import forgets_us
from accounts.factors.urls import set_up
from accounts.factors.urls import urlpatterns as factor_pages
from accounts.members.urls import urlpatterns as member_pages
from accounts.policy import open_to_all, signed_in

account_pages = [
    # No transaction around it: the counters of attempts are locked for no longer than it takes to count.
    path("sign-in/", open_to_all(transaction.non_atomic_requests(allauth.login)), name="account_login"),
    path("sign-out/", open_to_all(forgets_us(allauth.logout)), name="account_logout"),
    path(
        "password/change/",
        signed_in(transaction.atomic(allauth.password_change)),
        name="account_change_password",
    ),
    path("password/set/", set_up(allauth.password_set), name="account_set_password"),
]
urlpatterns = [
    *account_pages,
    *factor_pages,
    *member_pages,
    path("sessions/", views.sessions, name="sessions"),
    path("acting/", views.acting, name="acting"),
    path("exit/", views.quick_exit, name="quick_exit"),
    path("units/", views.neutral, name="neutral"),
    path("language/", open_to_all(set_language), name="set_language"),
]
