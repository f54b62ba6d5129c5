"""Addresses of the child track."""

from django.urls import path

from children import views

urlpatterns = [
    path("cases/<case:number>/child/", views.case_child, name="case_child"),
    path("cases/<case:number>/child/guardian/", views.guardianship_new, name="guardianship_new"),
    path("cases/<case:number>/child/best-interests/", views.note_new, name="best_interests_new"),
    path("cases/<case:number>/child/told/", views.notice_new, name="protection_notice_new"),
    path("cases/<case:number>/child/age/", views.assessment_new, name="age_assessment_new"),
    path("guardianships/<uuid:pk>/", views.guardianship, name="guardianship"),
    path("guardianships/<uuid:pk>/do/<slug:name>/", views.guardianship_step, name="guardianship_step"),
    path("best-interests/<uuid:pk>/", views.note, name="best_interests"),
    path("age-assessments/<uuid:pk>/", views.assessment, name="age_assessment"),
    path("age-assessments/<uuid:pk>/do/<slug:name>/", views.assessment_step, name="age_assessment_step"),
]
