"""The stories of the people met in Arvenia."""

from accounts.enums import ServiceKind
from breakglass.enums import BreakGlassStatus
from children.enums import GuardianKind
from consent.enums import DataSet, GroundCode, Purpose
from demo.stories import (
    calls,
    cases,
    children,
    consents,
    emergencies,
    happened,
    keeping,
    matters,
    meetings,
    papers,
    referrals,
    returns,
    rights,
    stays,
)
from demo.stories.acts import Story
from documents.enums import DocumentKind, DocumentStatus
from groups.enums import Place
from hotline.enums import Category
from identification.enums import Industry, Profile
from legal_aid.enums import MatterKind, MatterStatus
from referral.enums import ReferralStatus, Urgency
from repatriation.enums import ReturnStatus
from retention.enums import ErasureStatus, HeldFor, HoldStatus
from rights.enums import CopyStatus
from shelters.enums import BedKind, PlacementStatus

SEXUAL = Profile.ADULT_SEXUAL
BED, LEGAL, MEDICAL = ServiceKind.ACCOMMODATION, ServiceKind.LEGAL_AID, ServiceKind.MEDICAL
FARM = (Place.WORKPLACE, Industry.A)
PASSED_ON: Story = [(cases.passed_on,)]
PAPERS: Story = [
    (papers.brought, DocumentKind.IDENTITY_DOCUMENT),
    (papers.brought, DocumentKind.PAPERS, DocumentStatus.WITHDRAWN),
    (papers.brought, DocumentKind.MEDICAL_PAPER, DocumentStatus.ERROR),
    (papers.brought, DocumentKind.OTHER, DocumentStatus.INFECTED),
    (papers.brought, DocumentKind.SIGNED_CONSENT, DocumentStatus.RECEIVED),
    (papers.brought, DocumentKind.COURT_PAPER, DocumentStatus.SCANNING),
]

STORIES: dict[str, Story] = {
    # Three people were met on one farm. A referral for case management of the first waits for Nora; the checklist
    # of the second is half done; the third is in Nora's hands.
    "mirela": [
        (meetings.met_with_others, "odile", *FARM),
        (cases.presumed,),
        (
            referrals.referred,
            "lantern_house",
            ServiceKind.CASE_MANAGEMENT,
            ReferralStatus.SENT,
            Urgency.TODAY,
        ),
    ],
    "daria": [(meetings.met_with_others, "odile", *FARM), (cases.under_way,)],
    "rustam": [(cases.met, "bruno"), (cases.screened, "at_risk")],
    "vasyl": [(cases.met, "ines"), (cases.screened, "exploited"), (cases.overridden,)],
    "ion": [(cases.met, "nora"), (cases.screened, "nothing"), (cases.asked_not_indicated,)],
    "timur": [
        (cases.met, "nora"),
        (cases.screened, "nothing"),
        (cases.asked_not_indicated,),
        (cases.agreed_not_indicated,),
    ],
    "zarina": [
        (calls.called, "hanna", Category.WORK_ABROAD),
        (consents.begun, "lantern_house", Purpose.SHARING, DataSet.SUMMARY),
    ],
    "anush": [
        (meetings.met_with_others, "odile", *FARM),
        (cases.presumed,),
        *PASSED_ON,
        (cases.recovering, 12),
        (cases.looked_up, "nora"),
        *PAPERS,
    ],
    "nino": [
        (cases.found, "bruno"),
        *PASSED_ON,
        (cases.recovering, 27),
        (stays.stayed, "quiet_garden", PlacementStatus.ADMITTED, -26, 3),
        (cases.looked_up, "sami"),
        (matters.helped_by_lawyer, MatterKind.STATUS_OR_RESIDENCE, MatterStatus.ASSIGNED),
    ],
    "gulnora": [
        (cases.found, "nora"),
        (cases.recovering, 20),
        (cases.pending, 25),
        (cases.questioned, "answered"),
    ],
    "aigul": [
        (cases.found, "nora"),
        (cases.pending,),
        (cases.questioned, "not answered"),
        (cases.identified,),
        (returns.returning, ReturnStatus.MONITORING, "CT"),
    ],
    "leyla": [
        (cases.found, "nora"),
        (cases.pending, 10),
        (cases.not_identified,),
        (referrals.referred, "open_door", LEGAL),
        (cases.appealed,),
    ],
    "parisa": [
        (cases.found, "nora", SEXUAL),
        (cases.pending, 10),
        (cases.not_identified,),
        (cases.appealed,),
        (cases.granted, "aldo"),
        (stays.stayed, "quiet_garden", PlacementStatus.EXTENSION_REQUESTED, -20, 9),
        (matters.helped_by_lawyer, MatterKind.CRIMINAL_INJURED_PARTY, MatterStatus.ACTIVE),
        (matters.heard_in, 3),
        (matters.spoke_with_police,),
        (papers.brought, DocumentKind.COURT_PAPER),
    ],
    "fatou": [
        (cases.found, "nora"),
        (referrals.referred, "clear_spring", MEDICAL, ReferralStatus.COMPLETED),
        (cases.followed_up, 4),
        (emergencies.looked, "hal", BreakGlassStatus.JUSTIFIED),
        (rights.complained, "clear_spring"),
    ],
    "marta": [
        (cases.found, "hanna"),
        *PASSED_ON,
        (consents.explained, "far_meadow", Purpose.SHARING, DataSet.SUMMARY),
        (consents.undecided, "quiet_garden", Purpose.SHARING, DataSet.NEEDS),
        (consents.nothing_to_police,),
        (consents.agreed, "two_tongues", Purpose.SHARING, DataSet.SUMMARY),
        (referrals.referred, "two_tongues", ServiceKind.INTERPRETATION, ReferralStatus.DRAFT),
    ],
    "elif": [
        (cases.found, "nora", SEXUAL),
        (consents.refused, "lantern_house", Purpose.MEDIA, DataSet.SUMMARY),
        (referrals.referred, "quiet_garden", BED, ReferralStatus.SENT, Urgency.TODAY),
        (referrals.referred, "two_tongues", ServiceKind.INTERPRETATION, ReferralStatus.SENT),
        (emergencies.looked, "hal", BreakGlassStatus.ENDED),
        (rights.copy_at, CopyStatus.APPROVED),
    ],
    "hasmik": [
        (cases.found, "nora"),
        (stays.stayed, "quiet_garden", PlacementStatus.ADMITTED, -10, 15),
        (consents.withdrawn, "quiet_garden"),
        (emergencies.looked, "hal", BreakGlassStatus.EXPIRED),
        (rights.copy_prepared,),
    ],
    "olena": [
        (cases.found, "nora"),
        (referrals.referred, "quiet_garden", BED, ReferralStatus.SENT),
        (consents.expired, "quiet_garden", Purpose.SHARING, DataSet.IDENTITY),
        (emergencies.looked, "hugo", BreakGlassStatus.ABUSE),
        (rights.called_wrong,),
        (rights.kept_from_use, DataSet.HEALTH),
        (rights.ground_to_be_told, "harbour_police"),
    ],
    "bahar": [
        (cases.found, "bruno", SEXUAL),
        *PASSED_ON,
        (referrals.referred, "clear_spring", MEDICAL, ReferralStatus.RECEIVED, Urgency.TODAY),
        (consents.renewed, "clear_spring", Purpose.MEDICAL, DataSet.HEALTH),
    ],
    # A guardian acts, child protection knows, and the stay is in the child's best interests.
    "lusine": [
        (cases.found, "nora"),
        (children.told,),
        (children.guarded, GuardianKind.AUTHORITY, None),
        (children.guarded,),
        (children.noted,),
        (stays.stayed, "quiet_garden", PlacementStatus.ADMITTED, -6, 20),
        (consents.ground_proposed, "clear_spring", GroundCode.CHILD_PROTECTION, DataSet.HEALTH),
        (rights.copy_at, CopyStatus.READY),
    ],
    # Nobody knows how old Aram is; an assessment is under way.
    "aram": [
        (cases.found, "nora"),
        (children.told,),
        (children.guarded, GuardianKind.AUTHORITY, None),
        (children.age_asked,),
        (consents.ground_approved, "clear_spring", GroundCode.VITAL_INTEREST, DataSet.SUMMARY),
        (consents.ground_approved, "clear_spring", GroundCode.VITAL_INTEREST, DataSet.HEALTH),
        (referrals.referred_on_a_ground, "clear_spring", MEDICAL),
        (stays.stayed, "quiet_garden", PlacementStatus.RESERVED, 2, 22),
        (rights.copy_at, CopyStatus.ASKED),
    ],
    "tamar": [
        (cases.found, "nora"),
        (cases.recovering, 8),
        (stays.stayed, "quiet_garden", PlacementStatus.RESERVED),
        (matters.helped_by_lawyer, MatterKind.COMPENSATION, MatterStatus.OPENED),
        (rights.copy_at, CopyStatus.DELIVERED),
    ],
    "ramona": [
        (cases.found, "nora", SEXUAL),
        (stays.stayed, "quiet_garden", PlacementStatus.REQUESTED, 1, 25),
        (happened.told,),
        (happened.stopped, "quiet_garden"),
        (referrals.referred, "clear_spring", ServiceKind.PSYCHOLOGICAL, ReferralStatus.NOT_ATTENDED),
        (rights.copy_at, CopyStatus.WITHDRAWN),
    ],
    "oksana": [
        (cases.found, "nora"),
        (stays.stayed, "quiet_garden", PlacementStatus.ADMITTED, -35, -5),
        (returns.returning, ReturnStatus.EXPLORED),
        (emergencies.looked, "hal", BreakGlassStatus.OPEN),
        (rights.answered,),
    ],
    "salim": [
        (cases.found, "ines"),
        *PASSED_ON,
        (referrals.referred, "far_meadow", BED, ReferralStatus.DECLINED),
        (returns.returning, ReturnStatus.CLEARED),
    ],
    "giorgi": [
        (cases.found, "ines"),
        *PASSED_ON,
        (stays.stayed, "far_meadow", PlacementStatus.ADMITTED, -12, 14),
        (matters.helped_by_lawyer, MatterKind.LABOUR_CLAIM, MatterStatus.DECIDED),
        (matters.heard_in, 12),
    ],
    # A prosecutor holds the case; the person asked to be erased, and knows why that has to wait.
    "denis": [
        (cases.found, "nora"),
        (cases.recovering, 15),
        (returns.returning, ReturnStatus.SCHEDULED),
        (keeping.held, HeldFor.PROSECUTOR),
        (keeping.asked_to_be_erased, ErasureStatus.REFUSED),
    ],
    "samir": [(cases.found, "nora"), (returns.returning, ReturnStatus.IN_TRANSIT, "CT")],
    "yulia": [
        (cases.found, "nora"),
        (cases.recovering, 6),
        (returns.returning, ReturnStatus.RECEIVING_CONFIRMED),
        (keeping.held, HeldFor.COMPLAINT, HoldStatus.LIFTED),
        (keeping.asked_to_be_erased, ErasureStatus.TAKEN_BACK),
    ],
    "dilnoza": [
        (cases.found, "nora"),
        (cases.recovering, 22),
        (stays.stayed, "quiet_garden", PlacementStatus.ADMITTED, -15, 12, BedKind.FAMILIES),
        (returns.returning, ReturnStatus.DOCUMENTS),
        (keeping.asked_to_be_erased, ErasureStatus.ASKED, "sami"),
    ],
    "court_w1": [
        (cases.judged, "ines"),
        *PASSED_ON,
        (happened.told,),
        (matters.helped_by_lawyer, MatterKind.LABOUR_CLAIM, MatterStatus.HALTED),
    ],
}
