"""Addresses of the pages about the languages of papers."""

from django.urls import path

from papers import views

urlpatterns = [
    path("papers/", views.translations, name="translations"),
    path("papers/signed/<uuid:pk>/revoke/", views.translation_revoke, name="translation_revoke"),
    path("papers/<slug:language>/", views.translation, name="translation"),
    path("papers/<slug:language>/sign/", views.translation_sign, name="translation_sign"),
]
