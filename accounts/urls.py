"""Signing in and out, by allauth; whom one acts for; leaving in a hurry."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.db.transaction import non_atomic_requests
from django.urls import path
from django.views.i18n import set_language

from accounts import views

account_pages = [
    # No transaction around it: the counters of attempts are locked for no longer than it takes to count.
    path("sign-in/", non_atomic_requests(allauth.login), name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
]
urlpatterns = [
    *account_pages,
    path("acting/", views.acting, name="acting"),
    path("exit/", views.quick_exit, name="quick_exit"),
    path("units/", views.neutral, name="neutral"),
    path("language/", login_not_required(set_language), name="set_language"),
]
