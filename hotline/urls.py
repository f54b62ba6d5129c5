"""Addresses of calls."""

from django.urls import path

from hotline import views

urlpatterns = [
    path("calls/", views.calls, name="calls"),
    path("calls/new/", views.call_new, name="call_new"),
    path("calls/<uuid:pk>/", views.call, name="call"),
    path("calls/<uuid:pk>/do/turn/", views.call_turn, name="call_turn"),
    path("calls/<uuid:pk>/do/<slug:name>/", views.call_step, name="call_step"),
]
