"""Addresses of what happened."""

from django.urls import path

from facts import views

urlpatterns = [
    path("cases/<case:number>/facts/", views.case_facts, name="case_facts"),
    path("cases/<case:number>/facts/events/new/", views.event_new, name="event_new"),
    path("cases/<case:number>/facts/exploiters/", views.case_exploiters, name="case_exploiters"),
    path("cases/<case:number>/facts/exploiters/new/", views.exploiter_new, name="exploiter_new"),
    path("cases/<case:number>/facts/<slug:part>/", views.facts_part, name="facts_part"),
    path("events/<uuid:pk>/", views.event, name="event"),
    path("exploiters/<uuid:pk>/", views.exploiter, name="exploiter"),
]
