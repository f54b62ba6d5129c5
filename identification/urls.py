"""Addresses of the pages of cases, identities and screenings. The case page itself is the desk's."""

from django.urls import path

from identification.views import (
    asking,
    cases,
    checklists,
    decisions,
    identity,
    openings,
    rules,
    screening,
    search,
)

urlpatterns = [
    path("cases/", cases.case_list, name="cases"),
    path("cases/new/", cases.case_new, name="case_new"),
    path("cases/find/", search.person_search, name="person_search"),
    path("cases/<case:number>/known/", search.case_known, name="case_known"),
    path("cases/<case:number>/compare/<case:other>/", search.case_compare, name="case_compare"),
    path("cases/<case:number>/merge/<case:other>/", search.case_merge, name="case_merge"),
    path("cases/<case:number>/do/<slug:name>/", cases.case_step, name="case_step"),
    path("cases/<case:number>/safety/", cases.case_safety, name="case_safety"),
    path("cases/<case:number>/access/", cases.case_access, name="case_access"),
    path("cases/<case:number>/decisions/", decisions.case_decisions, name="case_decisions"),
    path("cases/<case:number>/identity/", identity.identity, name="identity"),
    path("cases/<case:number>/identity/edit/", identity.identity_edit, name="identity_edit"),
    path("cases/<case:number>/screenings/", screening.case_screenings, name="case_screenings"),
    path("cases/<case:number>/screenings/new/", screening.screening_new, name="screening_new"),
    path("cases/<case:number>/screenings/compare/", screening.screenings_compare, name="screenings_compare"),
    path("checklists/", checklists.checklists, name="checklists"),
    path("checklists/signed/<uuid:pk>/revoke/", checklists.checklist_revoke, name="checklist_revoke"),
    path("checklists/<slug:version>/<slug:profile>/", checklists.checklist, name="checklist"),
    path("checklists/<slug:version>/<slug:profile>/sign/", checklists.checklist_sign, name="checklist_sign"),
    path("decisions/", decisions.decision_queue, name="decision_queue"),
    path("decisions/<uuid:pk>/letter/", decisions.decision_letter, name="decision_letter"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<slug:code>/", rules.rules_of, name="rules_of"),
    path("oversight/openings/<uuid:pk>/lift/", openings.lift, name="openings_lift"),
    path("screenings/<uuid:pk>/", screening.screening, name="screening"),
    path("screenings/<uuid:pk>/do/<slug:name>/", screening.screening_step, name="screening_step"),
    path("screenings/<uuid:pk>/answers/<str:code>/", asking.screening_answer, name="screening_answer"),
    path("screenings/<uuid:pk>/<str:element>/", asking.screening_element, name="screening_element"),
]
