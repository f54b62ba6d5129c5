"""Addresses of the pages of legal matters."""

from django.urls import path

from legal_aid import views

urlpatterns = [
    path("matters/<uuid:pk>/", views.matter, name="matter"),
    path("matters/<uuid:pk>/do/<slug:name>/", views.matter_step, name="matter_step"),
    path("matters/<uuid:pk>/deadlines/", views.matter_deadlines, name="matter_deadlines"),
    path("deadlines/<uuid:pk>/done/", views.deadline_done, name="deadline_done"),
    path("referrals/<uuid:pk>/matter/", views.matter_open, name="matter_open"),
    path("cases/<case:number>/matters/", views.case_matters, name="case_matters"),
]
