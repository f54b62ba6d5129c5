"""Every address of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("desk.urls")),
    path("", include("retention.urls")),  # before identification: declining everything is a page of its own
    path("", include("accounts.urls")),
    path("", include("identification.urls")),
    path("", include("children.urls")),
    path("", include("contact.urls")),
    path("", include("consent.urls")),
    path("", include("papers.urls")),
    path("", include("breakglass.urls")),
    path("", include("practice.urls")),
    path("", include("hotline.urls")),
    path("", include("groups.urls")),
    path("", include("referral.urls")),
    path("", include("documents.urls")),
    path("", include("facts.urls")),
    path("", include("shelters.urls")),
    path("", include("repatriation.urls")),
    path("", include("legal_aid.urls")),
    path("", include("rights.urls")),
]
