"""Addresses of looks in an emergency."""

from django.urls import path

from breakglass import views

urlpatterns = [
    path("emergency/", views.glass_break, name="glass_break"),
    path("emergency/reviews/", views.glass_reviews, name="glass_reviews"),
    path("emergency/<uuid:pk>/", views.glass, name="glass"),
    path("emergency/<uuid:pk>/do/<slug:name>/", views.glass_step, name="glass_step"),
    path("cases/<case:number>/emergency/end/", views.glass_end, name="glass_end"),
]
