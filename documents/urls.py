"""Addresses of the pages of documents."""

from django.urls import path

from documents import views

urlpatterns = [
    path("cases/<case:number>/documents/", views.case_documents, name="case_documents"),
    path("cases/<case:number>/documents/new/", views.document_new, name="document_new"),
    path("documents/<uuid:pk>/", views.document, name="document"),
    path("documents/<uuid:pk>/do/<slug:name>/", views.document_step, name="document_step"),
    path("documents/<uuid:pk>/file/", views.document_file, name="document_file"),
]
