"""Addresses of the pages of returns."""

from django.urls import path

from repatriation import views

urlpatterns = [
    path("returns/<uuid:pk>/", views.return_page, name="return"),
    path("returns/<uuid:pk>/do/<slug:name>/", views.return_step, name="return_step"),
    path("referrals/<uuid:pk>/return/", views.return_explore, name="return_explore"),
    path("cases/<case:number>/returns/", views.case_returns, name="case_returns"),
]
