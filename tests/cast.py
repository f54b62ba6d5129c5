"""The fixed cast. Everybody in it is invented."""

from dataclasses import dataclass, fields

from accounts import roles
from accounts.actions import add_member, found_organisation
from accounts.actors import Actor
from accounts.enums import OrganisationKind, ServiceKind
from accounts.models import Organisation
from accounts.roles import Role
from identification.enums import AgeBand, Sex
from referral.models import Service

COUNTRY = "AV"
FOUNDER = Actor.system("found_the_cast")


@dataclass
class Cast:
    """Everybody, as they act."""

    odile: Actor  # police, first responder
    ada: Actor  # competent authority
    aldo: Actor  # another member of the competent authority
    nora: Actor  # lead organisation, case manager
    sami: Actor  # shelter manager
    vera: Actor  # same shelter, may only look
    lena: Actor  # legal aid
    rafi: Actor  # return officer
    otto: Actor  # an unrelated shelter
    stat: Actor  # analyst: counts only
    dana: Actor  # supervisor and data protection officer
    dov: Actor  # data protection officer: the second pair of eyes for Dana
    away: Organisation  # a receiving organisation in another country

    def everybody(self) -> dict[str, Actor]:
        """Return those who can sign in, by name."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: one for name, one in named.items() if isinstance(one, Actor)}


def assemble() -> Cast:
    """Return the cast, with their organisations and the services these offer."""
    police = _organisation("Harbour Police", OrganisationKind.POLICE)
    authority = _organisation("Identification Board", OrganisationKind.AUTHORITY)
    lead = _organisation("Lantern House", OrganisationKind.NGO, ServiceKind.CASE_MANAGEMENT)
    shelter = _organisation("Quiet Garden", OrganisationKind.SHELTER, ServiceKind.ACCOMMODATION)
    other = _organisation("Far Meadow", OrganisationKind.SHELTER, ServiceKind.ACCOMMODATION)
    lawyers = _organisation("Open Door Legal Aid", OrganisationKind.LEGAL_AID, ServiceKind.LEGAL_AID)
    return_office = _organisation("Homeward", OrganisationKind.RETURN, ServiceKind.RETURN)
    figures = _organisation("Figures Office", OrganisationKind.STATISTICS)
    away = _organisation("Welcome Back", OrganisationKind.NGO, ServiceKind.REINTEGRATION, country="BK")
    return Cast(
        odile=_member("Odile", police, roles.FIRST_RESPONDER),
        ada=_member("Ada", authority, roles.AUTHORITY_MEMBER),
        aldo=_member("Aldo", authority, roles.AUTHORITY_MEMBER),
        nora=_member("Nora", lead, roles.CASE_MANAGER),
        sami=_member("Sami", shelter, roles.SHELTER_MANAGER),
        vera=_member("Vera", shelter, roles.OBSERVER),
        lena=_member("Lena", lawyers, roles.LEGAL_COUNSEL),
        rafi=_member("Rafi", return_office, roles.RETURN_OFFICER),
        otto=_member("Otto", other, roles.SHELTER_MANAGER),
        stat=_member("Stat", figures, roles.ANALYST),
        dana=_member("Dana", lead, roles.SUPERVISOR, roles.DATA_PROTECTION),
        dov=_member("Dov", lead, roles.DATA_PROTECTION),
        away=away,
    )


def _organisation(name: str, kind: str, *services: ServiceKind, country: str = COUNTRY) -> Organisation:
    organisation = found_organisation(name=name, kind=kind, country=country, services=services, by=FOUNDER)
    for service in services:
        Service.objects.create(
            organisation=organisation, kind=service, ages=AgeBand.values, sexes=Sex.values, languages=[]
        )
    return organisation


def _member(name: str, organisation: Organisation, *held: Role) -> Actor:
    email = f"{name.lower()}@example.org"
    membership = add_member(email=email, display_name=name, organisation=organisation, roles=held, by=FOUNDER)
    return Actor.of(membership)
