"""Addresses of the pages that put the rooms together."""

from django.urls import path

from desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("cases/<case:number>/", views.case, name="case"),
    path("cases/<case:number>/trail/", views.case_trail, name="case_trail"),
    path("cases/<case:number>/timeline/", views.case_timeline, name="case_timeline"),
    path("cases/<case:number>/looks/", views.case_looks, name="case_looks"),
    path("oversight/alerts/", views.alerts, name="alerts"),
    path("oversight/", views.oversight, name="oversight"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
