"""Addresses of how a person is reached."""

from django.urls import path

from contact import views

urlpatterns = [
    path("cases/<case:number>/contacts/", views.case_contacts, name="case_contacts"),
    path("cases/<case:number>/contacts/new/", views.contact_new, name="contact_new"),
    path("contacts/<uuid:pk>/", views.contact, name="contact"),
    path("contacts/<uuid:pk>/unsafe/", views.contact_unsafe, name="contact_unsafe"),
]
