"""Addresses of the pages of consent."""

from django.urls import path

from consent import views
from consent.withdrawal import views as withdrawal

urlpatterns = [
    path("cases/<case:number>/consents/", views.case_consents, name="case_consents"),
    path("cases/<case:number>/consents/new/", views.consent_new, name="consent_new"),
    path("cases/<case:number>/grounds/new/", views.ground_new, name="ground_new"),
    path("cases/<case:number>/withdraw/", withdrawal.case_withdraw, name="case_withdraw"),
    path("cases/<case:number>/withdrawn.pdf", withdrawal.withdrawal_paper, name="withdrawal_paper"),
    path("talks/<uuid:talk>/", views.talk, name="talk"),
    path("talks/<uuid:talk>/withdraw/", withdrawal.talk_withdraw, name="talk_withdraw"),
    path("talks/<uuid:talk>/form.pdf", views.consent_form, name="consent_form"),
    path("consents/<uuid:pk>/", views.consent, name="consent"),
    path("consents/<uuid:pk>/do/<slug:name>/", views.consent_step, name="consent_step"),
]
