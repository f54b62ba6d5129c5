"""Addresses of the pages of a person's rights."""

from django.urls import path

from rights import views

urlpatterns = [
    path("cases/<case:number>/rights/", views.case_rights, name="case_rights"),
    path("cases/<case:number>/rights/new/<slug:kind>/", views.right_new, name="right_new"),
    path("cases/<case:number>/sight/", views.sight, name="sight"),
    path("cases/<case:number>/sight/shown/", views.sight_shown, name="sight_shown"),
    path("cases/<case:number>/sight.pdf", views.sight_paper, name="sight_paper"),
    path("rights/<uuid:pk>/", views.right, name="right"),
    path("rights/<uuid:pk>/file/", views.copy_file, name="copy_file"),
    path("rights/<uuid:pk>/do/<slug:name>/", views.right_step, name="right_step"),
    path("grounds/", views.grounds, name="grounds"),
]
