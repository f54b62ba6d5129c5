"""Addresses of the pages of shelters."""

from django.urls import path

from shelters import views

urlpatterns = [
    path("shelter/", views.shelter_board, name="shelter_board"),
    path("placements/<uuid:pk>/", views.placement, name="placement"),
    path("placements/<uuid:pk>/do/<slug:name>/", views.placement_step, name="placement_step"),
    path("referrals/<uuid:pk>/placement/", views.placement_request, name="placement_request"),
    path("cases/<case:number>/placements/", views.case_placements, name="case_placements"),
]
