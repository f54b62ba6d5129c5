"""Our codes in the Human Trafficking Case Data Standard 2.0: one table, with its traps. No export stands here.

What the standard has no value for becomes its `Other`, and is named beside it, so that nothing is lost in silence.
"""

from dataclasses import dataclass, field
from typing import Any

from facts.countries import STATELESS
from facts.enums import (
    Control,
    Education,
    EventKind,
    Exploitation,
    Recruitment,
    Relation,
    Role,
    SexualType,
    Vulnerability,
)
from facts.models import CaseFacts
from identification.enums import Industry

OTHER = "Other"


@dataclass(frozen=True)
class Picklist:
    """One field of the standard: its name, our code to its value, and what its picklist lacks, by our code."""

    name: str
    values: dict[Any, str]
    named: dict[Any, str] = field(default_factory=dict)

    def of(self, codes: list[str]) -> dict[str, Any]:
        """Return the field with its values in our order, and beside it the names of what became `Other`."""
        told = list(dict.fromkeys(self.values.get(one, OTHER) for one in codes if one in self))
        names = [self.named[one] for one in codes if one in self.named]
        return {self.name: told} | ({f"{self.name}_Other": names} if names else {})

    def __contains__(self, code: object) -> bool:
        return code in self.values or code in self.named


EDUCATION = Picklist(
    "prs_HighestLevelOfEducation",
    {
        Education.EARLY: "EarlyChildhoodEducation",
        Education.PRIMARY: "PrimaryEducation",
        Education.LOWER_SECONDARY: "LowerSecondaryEducation",
        Education.UPPER_SECONDARY: "UpperSecondaryEducation",
        Education.POST_SECONDARY: "PostSecondaryNonTertiaryEducation",
        Education.SHORT_TERTIARY: "ShortCycleTertiaryEducation",
        Education.BACHELOR: "BachelorsOrEquivalentLevel",
        Education.MASTER: "MastersOrEquivalentLevel",
        Education.DOCTOR: "DoctoralOrEquivalentLevel",
    },
)
# The picklist has neither "none" nor "Other": who never went to school has no value at all.
WITHOUT_A_VALUE = {Education.NONE}
RELATION = Picklist(
    "vic_RelationshipToTrafficker",
    {
        Relation.PARTNER: "Familial",  # the standard knows no partner; a husband or wife is family
        Relation.FAMILY: "Familial",
        Relation.FRIEND: "Acquainted",
        Relation.ACQUAINTANCE: "Acquainted",
        Relation.STRANGER: "Unaquainted",  # so misspelt in the standard
    },
)
RECRUITMENT = Picklist(
    "vic_MethodOfRecruitment",
    {
        Recruitment.BUSINESS: "AtAPlaceOfBusiness",
        Recruitment.SCHOOL: "AtAnEducationalInstitution",
        Recruitment.WORK: "AtWork",
        Recruitment.SOCIAL_NETWORK: "ThroughOnlineSocialNetworks",
        Recruitment.ONLINE_ADVERT: "ThroughAnOnlineAdvertisement",
        Recruitment.TELEVISION: "ThroughATelevisionAdvert",
        Recruitment.NEWSPAPER: "ThroughANewspaperAdvert",
        Recruitment.FAMILY: "ThroughFamilyOrFamilyEvents",
        Recruitment.FRIENDS: "ThroughFriendsOrSocialEvents",
        Recruitment.OTHER: OTHER,
    },
    named={Recruitment.ABDUCTED: "Abduction"},
)
CONTROL = Picklist(
    "vic_MethodsOfControl",
    {
        Control.PHYSICAL_THREATS: "PhysicalThreats",
        Control.THREATS_POLICE: "ThreatsLawEnforcement",
        Control.THREATS_FAMILY: "ThreatensChildrenFamily",
        Control.DEBT_BONDAGE: "DebtBondage ",  # with the space at its end, as the standard has it
        Control.FALSE_PROMISES: "FalsePromises",
        Control.PHYSICAL_ABUSE: "PhysicalAbuse",
        Control.SEXUAL_ABUSE: "SexualAbuse",
        Control.PSYCHOLOGICAL_ABUSE: "PsychologicalAbuse",
        Control.TAKES_EARNINGS: "TakesEarnings",
        Control.RESTRICTS_MONEY: "RestrictsFinancialAccess",
        Control.RESTRICTS_MEDICAL: "RestrictsMedicalCare",
        Control.WITHHOLDS_NECESSITIES: "WithholdsNecessities",
        Control.WITHHOLDS_DOCUMENTS: "WithholdsDocuments",
        Control.SUBSTANCES: "PsychoactiveSubstance",
        Control.EXCESSIVE_HOURS: "ExcessiveWorkingHours",
        Control.OTHER: OTHER,
    },
    # The standard defines both, and its picklist has neither.
    named={Control.RESTRICTS_MOVEMENT: "RestrictsMovement", Control.USES_CHILDREN: "UsesChildren"},
)
EXPLOITATION = Picklist(
    "vic_TypeOfExploitation",
    {
        Exploitation.FORCED_LABOUR: "ForcedLabour",
        Exploitation.SEXUAL: "SexualExploitation",
        Exploitation.CHILD_LABOUR: "ChildLabour",
        Exploitation.FORCED_MARRIAGE: "ForcedMarriage",
        Exploitation.SERVITUDE: "Servitude",
        Exploitation.ARMED_GROUP: "ForcedMilitaryByNonStateActors",
        Exploitation.ORGANS: "OrganRemoval",
        Exploitation.BEGGING: "ForcedBegging",
        Exploitation.ADOPTION: "ForcedAdoption",
        Exploitation.SURROGACY: "Surrogacy",
        Exploitation.OTHER: OTHER,
    },
    named={Exploitation.CRIME: "ForcedCriminality"},
)
INDUSTRY = Picklist(
    "vic_ForcedLabourIndustry",
    {
        Industry.A: "A_AgricultureForestryAndFishing",
        Industry.B: "B_MiningAndQuarrying",
        Industry.C: "C_Manufacturing",
        Industry.D: "D_ElectricityGasSteamAndAirConditioningSupply",
        Industry.E: "E_WaterSupplySewerageWasteManagement",
        Industry.F: "F_Construction",
        Industry.G: "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
        Industry.H: "H_TransportationAndStorage",
        Industry.I: "I_AccommodationAndFoodServiceActivities",
        Industry.J: "J_InformationAndCommunication",
        Industry.K: "K_FinancialAndInsuranceActivities",
        Industry.L: "L_RealEstateActivities",
        Industry.M: "M_ProfessionalScientificAndTechnicalActivities",
        Industry.N: "N_AdministrativeAndSupportServiceActivities",
        Industry.O: "O_PublicAdministrationAndDefence",
        Industry.P: "P_Education",
        Industry.Q: "Q_HumanHealthAndSocialWorkActivities",
        Industry.R: "R_ArtsEntertainmentAndRecreation",
        Industry.S: "S_OtherServiceActivities",
        Industry.T: "T_ActivitiesOfHouseholdsAsEmployers",
        Industry.U: "U_ActivitiesOfExtraterritorialOrganizations",
    },
)
SEXUAL = Picklist(
    "vic_TypeOfSexExploitation",
    {
        SexualType.PROSTITUTION: "Prostitution",
        SexualType.PORNOGRAPHY: "Pornography",
        SexualType.REMOTE: "RemoteInteractiveServices",
        SexualType.PRIVATE: "PrivateSexualServices",
    },
)
# Deprecated in the standard, and its only list of what was made use of.
VULNERABILITIES = Picklist(
    "vic_Vulnerabilities",
    {
        Vulnerability.ADDICTION: "Addiction",
        Vulnerability.SOCIAL_GROUP: "SocialGroup",
        Vulnerability.DISCRIMINATION: "Discrimination",
        Vulnerability.POVERTY: "Poverty",
        Vulnerability.DISABILITY: "DisabilityAndPhysicalHealth",
        Vulnerability.MENTAL_HEALTH: "MentalHealth",
        Vulnerability.MIGRATION: "Migration",
        Vulnerability.HOMELESSNESS: "Homelessness",
        Vulnerability.ABUSE_ONLINE: "AbuseSocialMedia",
        Vulnerability.ABUSE_PHYSICAL: "AbusePhysical",
        Vulnerability.EDUCATION: "Education",
        Vulnerability.WORK: "WorkEnvironment",
    },
)
EVENTS = Picklist(
    "hte_Type",
    {
        EventKind.RECRUITMENT: "Recruitment",
        EventKind.TRANSIT: "Transit",
        EventKind.EXPLOITATION: "Exploitation",
    },
)
# The standard names what somebody did, and in four values what was done: "SoldIndividual" is who sold.
ROLES = Picklist(
    "per_RoleInProcess",
    {
        Role.RECRUITER: "RecruiterOrIntermediary",
        Role.BROKER: "BrokerTravelAgent",
        Role.TRANSPORTER: "Transporter",
        Role.COMPANION: "TravellingPartner",
        Role.SMUGGLER: "Smuggler",
        Role.KIDNAPPER: "Kidnapper",
        Role.SELLER: "SoldIndividual",
        Role.BUYER: "BoughtIndividual",
        Role.TRANSFERRER: "TransferredIndividual",
        Role.RECEIVER: "ReceivedIndividual",
        Role.HARBOURER: "HarbouredIndividual",
        Role.CONTROLLER: "ControlledIndividual",
        Role.ABUSER: "Abuser",
        Role.EXPLOITER: "Exploiter",
        Role.OTHER: OTHER,
    },
)
PICKLISTS: dict[type, Picklist] = {
    Education: EDUCATION,
    Relation: RELATION,
    Recruitment: RECRUITMENT,
    Control: CONTROL,
    Exploitation: EXPLOITATION,
    Industry: INDUSTRY,
    SexualType: SEXUAL,
    Vulnerability: VULNERABILITIES,
    EventKind: EVENTS,
    Role: ROLES,
}


def as_htcds(facts: CaseFacts) -> dict[str, Any]:
    """Return the facts as the standard calls them; the nine segments and stateless are ours alone, and left out."""
    age = facts.age_when_exploited or ""
    several = (
        RECRUITMENT.of(facts.recruitment),
        CONTROL.of(facts.control),
        EXPLOITATION.of(facts.exploitation),
        SEXUAL.of(facts.sexual_types),
        VULNERABILITIES.of(facts.vulnerability_codes),
    )
    told: dict[str, Any] = {"prs_Citizenship": [one for one in facts.nationalities if one != STATELESS]}
    for one in several:
        told |= one
    return told | {
        EDUCATION.name: EDUCATION.values.get(facts.education, ""),
        RELATION.name: RELATION.values.get(facts.relation, ""),
        INDUSTRY.name: INDUSTRY.values.get(facts.industry, ""),
        "vic_AgeWhenTrafficked": int(age) if age.isdigit() else None,
        "vic_DetailsOfVulnerabilities": facts.vulnerabilities_note or "",
    }
