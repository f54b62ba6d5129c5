"""Addresses of the pages of referrals."""

from django.urls import path

from referral import views

urlpatterns = [
    path("referrals/", views.inbox, name="referrals"),
    path("referrals/<uuid:pk>/", views.referral, name="referral"),
    path("referrals/<uuid:pk>/do/<slug:name>/", views.referral_step, name="referral_step"),
    path("cases/<case:number>/referrals/", views.case_referrals, name="case_referrals"),
    path("cases/<case:number>/referrals/new/", views.referral_new, name="referral_new"),
    path("services/", views.services, name="services"),
    path("services/<uuid:pk>/switch/", views.service_switch, name="service_switch"),
]
