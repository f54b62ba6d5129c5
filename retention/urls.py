"""Addresses of keeping and erasing. Declining everything stands here, as a notice may go with it."""

from django.urls import path

from retention import views

urlpatterns = [
    path("cases/<case:number>/do/decline/", views.case_decline, name="case_decline"),
    path("cases/<case:number>/card/", views.case_card, name="case_card"),
    path("cases/<case:number>/card/print/", views.case_card_print, name="case_card_print"),
    path("cases/<case:number>/keeping/", views.case_keeping, name="case_keeping"),
    path("cases/<case:number>/keeping/hold/", views.hold_new, name="hold_new"),
    path("cases/<case:number>/keeping/erase/", views.erasure_new, name="erasure_new"),
    path("holds/<uuid:pk>/", views.hold, name="hold"),
    path("holds/<uuid:pk>/do/<slug:name>/", views.hold_step, name="hold_step"),
    path("erasures/<uuid:pk>/", views.erasure, name="erasure"),
    path("erasures/<uuid:pk>/do/<slug:name>/", views.erasure_step, name="erasure_step"),
    path("retention/", views.retention_due, name="retention_due"),
    path("retention/rules/", views.retention_rules, name="retention_rules"),
    path("retention/notices/", views.refusal_notices, name="refusal_notices"),
    path("retention/<uuid:pk>/", views.proposal, name="proposal"),
    path("retention/<uuid:pk>/do/<slug:name>/", views.proposal_step, name="proposal_step"),
]
