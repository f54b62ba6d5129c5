"""One table from our codes to the standard's values; none is missing, and each is spelled as the standard has it."""

import pytest

from facts import enums, htcds
from facts.countries import choices, codes, name_of
from facts.models import CaseFacts
from tests.makers_facts import TOLD

# Copied from the field sheet of the standard, with its misspellings; not from the table that is tested.
STANDARD = {
    "prs_HighestLevelOfEducation": "EarlyChildhoodEducation PrimaryEducation LowerSecondaryEducation "
    "UpperSecondaryEducation PostSecondaryNonTertiaryEducation ShortCycleTertiaryEducation "
    "BachelorsOrEquivalentLevel MastersOrEquivalentLevel DoctoralOrEquivalentLevel",
    "vic_RelationshipToTrafficker": "Familial Acquainted Unaquainted",
    "vic_MethodOfRecruitment": "AtAPlaceOfBusiness AtAnEducationalInstitution AtWork ThroughOnlineSocialNetworks "
    "ThroughAnOnlineAdvertisement ThroughATelevisionAdvert ThroughANewspaperAdvert "
    "ThroughFamilyOrFamilyEvents ThroughFriendsOrSocialEvents Other",
    "vic_MethodsOfControl": "PhysicalThreats ThreatsLawEnforcement ThreatensChildrenFamily DebtBondage_ FalsePromises "
    "PhysicalAbuse SexualAbuse TakesEarnings RestrictsFinancialAccess RestrictsMedicalCare WithholdsNecessities "
    "PsychologicalAbuse PsychoactiveSubstance ExcessiveWorkingHours WithholdsDocuments Other",
    "vic_TypeOfExploitation": "ForcedLabour SexualExploitation ChildLabour ForcedMarriage Servitude "
    "ForcedMilitaryByNonStateActors OrganRemoval ForcedBegging ForcedAdoption Surrogacy Other",
    "vic_ForcedLabourIndustry": "A_AgricultureForestryAndFishing B_MiningAndQuarrying C_Manufacturing "
    "D_ElectricityGasSteamAndAirConditioningSupply E_WaterSupplySewerageWasteManagement F_Construction "
    "G_WholesaleAndRetailTradeRepairOfMotorVehicles H_TransportationAndStorage "
    "I_AccommodationAndFoodServiceActivities J_InformationAndCommunication K_FinancialAndInsuranceActivities "
    "L_RealEstateActivities M_ProfessionalScientificAndTechnicalActivities "
    "N_AdministrativeAndSupportServiceActivities O_PublicAdministrationAndDefence P_Education "
    "Q_HumanHealthAndSocialWorkActivities R_ArtsEntertainmentAndRecreation S_OtherServiceActivities "
    "T_ActivitiesOfHouseholdsAsEmployers U_ActivitiesOfExtraterritorialOrganizations",
    "vic_TypeOfSexExploitation": "Prostitution Pornography RemoteInteractiveServices PrivateSexualServices",
    "vic_Vulnerabilities": "Addiction SocialGroup Discrimination Poverty DisabilityAndPhysicalHealth MentalHealth "
    "Migration Homelessness AbuseSocialMedia AbusePhysical Education WorkEnvironment",
    "hte_Type": "Recruitment Transit Exploitation",
    "per_RoleInProcess": "TravellingPartner Transporter RecruiterOrIntermediary BrokerTravelAgent "
    "TransferredIndividual HarbouredIndividual SoldIndividual BoughtIndividual ReceivedIndividual "
    "ControlledIndividual Smuggler Abuser Kidnapper Exploiter Other",
}
ALL = [pytest.param(words, one, id=one.name) for words, one in htcds.PICKLISTS.items()]


@pytest.mark.parametrize(("words", "picklist"), ALL)
def test_every_code_of_ours_has_its_value(words: type, picklist: htcds.Picklist) -> None:
    missing = {code for code in words if code not in picklist}  # type: ignore[attr-defined]
    assert missing == (htcds.WITHOUT_A_VALUE if words is enums.Education else set())
    assert not set(picklist.values) & set(picklist.named)


@pytest.mark.parametrize(("words", "picklist"), ALL)
def test_every_value_is_spelled_as_in_the_standard(words: type, picklist: htcds.Picklist) -> None:
    standard = {
        one.replace("_", " ") if one.endswith("_") else one for one in STANDARD[picklist.name].split()
    }
    assert set(picklist.values.values()) <= standard
    assert standard - set(picklist.values.values()) <= {"Other"}
    assert not picklist.named or "Other" in standard


def test_the_traps_of_the_standard() -> None:
    assert htcds.CONTROL.values[enums.Control.DEBT_BONDAGE] == "DebtBondage "
    assert htcds.RELATION.values[enums.Relation.STRANGER] == "Unaquainted"
    assert htcds.CONTROL.of(["restricts_movement", "uses_children", "debt_bondage"]) == {
        "vic_MethodsOfControl": ["Other", "DebtBondage "],
        "vic_MethodsOfControl_Other": ["RestrictsMovement", "UsesChildren"],
    }


def test_the_facts_of_a_case_in_the_standards_words() -> None:
    told = htcds.as_htcds(CaseFacts(**TOLD))
    assert told["prs_Citizenship"] == ["BD"]
    assert told["vic_RelationshipToTrafficker"] == "Acquainted"
    assert told["vic_MethodOfRecruitment"] == ["ThroughFriendsOrSocialEvents", "Other"]
    assert told["vic_TypeOfExploitation"] == ["ForcedLabour", "Other"]
    assert told["vic_TypeOfExploitation_Other"] == ["ForcedCriminality"]
    assert told["vic_ForcedLabourIndustry"] == "A_AgricultureForestryAndFishing"
    assert told["vic_Vulnerabilities"] == ["Poverty", "Migration"]
    assert told["vic_AgeWhenTrafficked"] == 22


def test_nothing_told_is_nothing_said() -> None:
    assert not any(htcds.as_htcds(CaseFacts()).values())


def test_the_countries_are_those_of_iso_3166() -> None:
    assert len(codes()) == 249
    assert {"AM", "UZ", "TL", "SS"} <= codes()
    assert not {"EU", "XK", "ZZ"} & codes()
    assert name_of("GE") == "Georgia"
    assert dict(choices())["AV"] == "Arvenia"
