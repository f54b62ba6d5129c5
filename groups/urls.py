"""Addresses of groups."""

from django.urls import path

from groups import views

urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/new/", views.group_new, name="group_new"),
    path("groups/<uuid:pk>/", views.group, name="group"),
    path("groups/<uuid:pk>/correct/", views.group_correct, name="group_correct"),
    path("groups/<uuid:pk>/add/", views.group_add, name="group_add"),
]
