"""Addresses of the pages about an organisation's members, and of an invitation."""

from django.urls import path

from accounts.members import views

urlpatterns = [
    path("members/", views.members, name="members"),
    path("members/invite/", views.invite, name="member_invite"),
    path("members/<uuid:pk>/roles/", views.member_roles, name="member_roles"),
    path("members/<uuid:pk>/end/", views.member_end, name="member_end"),
    path("members/invitations/<uuid:pk>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
