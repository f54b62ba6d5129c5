"""Roles, described. What a role may do is said by the permissions of each app, never here."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """One role: its code in the database, its name and what it is for."""

    code: str
    name: object
    purpose: object


FIRST_RESPONDER = Role(
    "first_responder",
    _("First responder"),
    _(
        "Meets a presumed victim first: asks about safety, screens, and passes the person on with their consent."
    ),
)
CASE_MANAGER = Role(
    "case_manager",
    _("Case manager"),
    _("Carries the case with the person: plan, consents, referrals, and the way to the end of the case."),
)
AUTHORITY_MEMBER = Role(
    "authority_member",
    _("Member of the competent authority"),
    _("Decides formal identification, with grounds and in time. Never decides a case they screened."),
)
SERVICE_WORKER = Role(
    "service_worker",
    _("Service worker"),
    _("Receives referrals to their own organisation and answers them."),
)
SHELTER_MANAGER = Role(
    "shelter_manager",
    _("Shelter manager"),
    _("Reserves beds, admits people and records their leaving, in their own shelter."),
)
LEGAL_COUNSEL = Role(
    "legal_counsel",
    _("Legal counsel"),
    _("Advises and represents the person: matters, hearings, deadlines, appeals."),
)
RETURN_OFFICER = Role(
    "return_officer",
    _("Return officer"),
    _("Prepares a voluntary return with the person, and follows up after it."),
)
SUPERVISOR = Role(
    "supervisor",
    _("Supervisor"),
    _("The second pair of eyes: agrees to what one person may not do alone, and reviews the trail."),
)
DATA_PROTECTION = Role(
    "data_protection",
    _("Data protection officer"),
    _("Watches over legal grounds without consent, access and the trail."),
)
OBSERVER = Role(
    "observer",
    _("Observer"),
    _("May look at what their organisation sees, and change nothing."),
)
ANALYST = Role(
    "analyst",
    _("Analyst"),
    _("Sees counts, never a case."),
)

ALL: dict[str, Role] = {
    role.code: role
    for role in (
        FIRST_RESPONDER,
        CASE_MANAGER,
        AUTHORITY_MEMBER,
        SERVICE_WORKER,
        SHELTER_MANAGER,
        LEGAL_COUNSEL,
        RETURN_OFFICER,
        SUPERVISOR,
        DATA_PROTECTION,
        OBSERVER,
        ANALYST,
    )
}
OVERSEERS = (SUPERVISOR, DATA_PROTECTION)
WATCHES_ONLY = frozenset({OBSERVER.code, ANALYST.code})
READS_CASES = frozenset(ALL) - {ANALYST.code}


def choices() -> list[tuple[str, object]]:
    """Return the roles as choices of a field."""
    return [(role.code, role.name) for role in ALL.values()]
