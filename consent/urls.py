"""Addresses of the pages of consent."""

from django.urls import path

from consent import views
from consent.talks import views as talks
from consent.withdrawal import views as withdrawal

urlpatterns = [
    path("cases/<case:number>/consents/", views.case_consents, name="case_consents"),
    path("cases/<case:number>/consents/new/", views.consent_new, name="consent_new"),
    path("cases/<case:number>/grounds/new/", views.ground_new, name="ground_new"),
    path("cases/<case:number>/consents/everything/", views.consents_everything, name="consents_everything"),
    path("cases/<case:number>/consents/no-police/", views.consents_no_police, name="consents_no_police"),
    path("talks/<uuid:talk>/", talks.talk, name="talk"),
    path("talks/<uuid:talk>/language/", talks.talk_language, name="talk_language"),
    path("talks/<uuid:talk>/capacity/", talks.talk_capacity, name="talk_capacity"),
    path("talks/<uuid:talk>/points/<slug:point>/", talks.talk_point, name="talk_point"),
    path("talks/<uuid:talk>/hand/<slug:point>/", talks.talk_hand, name="talk_hand"),
    path("talks/<uuid:talk>/answer/", talks.talk_answer, name="talk_answer"),
    path("talks/<uuid:talk>/sealed/", talks.talk_sealed, name="talk_sealed"),
    path("talks/<uuid:talk>/sign.jpg", talks.talk_picture, name="talk_picture"),
    path("talks/<uuid:talk>/guardian.jpg", talks.talk_guardians_paper, name="talk_guardians_paper"),
    path("cases/<case:number>/withdraw/", withdrawal.case_withdraw, name="case_withdraw"),
    path("cases/<case:number>/withdrawn.pdf", withdrawal.withdrawal_paper, name="withdrawal_paper"),
    path("talks/<uuid:talk>/withdraw/", withdrawal.talk_withdraw, name="talk_withdraw"),
    path("talks/<uuid:talk>/form.pdf", views.consent_form, name="consent_form"),
    path("consents/<uuid:pk>/", views.consent, name="consent"),
    path("consents/<uuid:pk>/do/<slug:name>/", views.consent_step, name="consent_step"),
]
