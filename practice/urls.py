"""Addresses of practice."""

from django.urls import path

from practice import views

urlpatterns = [
    path("practice/", views.practice, name="practice"),
    path("practice/certificate.pdf", views.certificate, name="practice_certificate"),
    path("practice/people/<slug:vignette>/", views.vignette, name="practice_vignette"),
    path("practice/attempts/<uuid:pk>/", views.attempt, name="practice_attempt"),
    path("practice/attempts/<uuid:pk>/<slug:element>/", views.element, name="practice_element"),
]
