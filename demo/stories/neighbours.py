"""The stories of the people met in Belmark and Costania."""

from accounts.enums import ServiceKind
from children.actions import find_adult, find_child
from children.enums import About, Conclusion, GuardianKind
from demo.stories import cases, children, happened, matters, referrals, returns, rights, stays
from demo.stories.acts import Story
from identification.enums import Profile
from legal_aid.enums import MatterKind, MatterStatus
from referral.enums import ReferralStatus, Urgency
from repatriation.enums import ReturnStatus
from shelters.enums import PlacementStatus

SEXUAL = Profile.ADULT_SEXUAL
BED = ServiceKind.ACCOMMODATION

BELMARK: dict[str, Story] = {
    "katya": [
        (cases.found, "bela"),
        (cases.pending, 24),
        (returns.returning, ReturnStatus.CONSENTED, "CT"),
        (cases.questioned, "taken back"),
        (cases.questioned,),
    ],
    "petru": [
        (cases.met, "bela"),
        (cases.screened, "exploited"),
        (cases.overridden,),
        (referrals.referred, "stone_bridge", BED, ReferralStatus.EXPIRED),
    ],
    "nazli": [
        (cases.found, "bela", SEXUAL),
        (returns.returning, ReturnStatus.NOT_SAFE, "CT"),
        (stays.stayed, "stone_bridge", PlacementStatus.LEFT_VOLUNTARILY, -9, 10),
    ],
    "hans": [
        (cases.found, "bela"),
        (cases.pending, 6),
        (cases.not_identified,),
        (stays.stayed, "stone_bridge", PlacementStatus.EXPIRED, -3, 12),
        (referrals.referred, "welcome_back", ServiceKind.WORK, ReferralStatus.SENT),
    ],
    # Treated as a child, until a register said otherwise.
    "svitlana": [
        (cases.found, "bela"),
        (children.told,),
        (children.guarded, GuardianKind.AUTHORITY, None),
        (children.age_found, find_adult),
        (cases.followed_up,),
        (cases.closed,),
        (cases.reopened,),
    ],
    "farid": [(cases.found, "bela"), (rights.asked_for_all,), (cases.declined,)],
    "irina": [
        (cases.found, "bela"),
        (matters.helped_by_lawyer, MatterKind.DOCUMENTS, MatterStatus.CLOSED),
        (referrals.helped,),
        (referrals.referred, "stone_bridge", BED, ReferralStatus.REVOKED),
        (cases.followed_up, 2),
    ],
    "davit": [
        (cases.found, "bela"),
        (stays.stayed, "stone_bridge", PlacementStatus.EXITED, -25, 4),
        (returns.returning, ReturnStatus.COMPLETED, "CT"),
    ],
    "mari": [
        (cases.found, "bela"),
        (returns.returning, ReturnStatus.RISK_ASSESSED, "CT"),
        (returns.grown_stale,),
        (referrals.referred, "stone_bridge", BED, ReferralStatus.SENT, Urgency.TODAY),
    ],
    # The uncle acted for Luca, and is suspected: child protection acts. A doubt about the age remains.
    "luca": [
        (cases.found, "bela"),
        (children.told,),
        (children.guarded, GuardianKind.RELATIVE, None),
        (children.suspected,),
        (children.age_request_taken_back,),
        (children.age_left_in_doubt,),
        (children.noted, About.RETURN, Conclusion.NO),
        (returns.returning, ReturnStatus.WITHDRAWN, "CT"),
        (cases.met_twice,),
    ],
    "court_w2": [
        (cases.judged, "bela"),
        (happened.told,),
        (cases.pending, 12),
        (cases.grounds_found,),
        (stays.stayed, "stone_bridge", PlacementStatus.REFUSED, 0, 14),
    ],
}
COSTANIA: dict[str, Story] = {
    "elene": [(cases.found, "cora", SEXUAL), (cases.followed_up, 30), (cases.closed,)],
    "mariam": [(cases.found, "cora"), (cases.pending, 3), (cases.consent_to_identification_withdrawn,)],
    "sona": [
        (cases.found, "cora", SEXUAL),
        (cases.recovering, 40),
        (stays.stayed, "white_terrace", PlacementStatus.TRANSFER_PENDING, -38, 20),
    ],
    "kofi": [(cases.found, "cora"), (returns.returning, ReturnStatus.FAILED)],
    "amina": [
        (cases.found, "cora"),
        (cases.recovering, 14),
        (stays.stayed, "white_terrace", PlacementStatus.ADMITTED, -14, 30),
        (stays.longer_stay_agreed,),
    ],
    "leila": [(cases.found, "cora"), (returns.returning, ReturnStatus.HANDED_OVER)],
    "ana": [
        (cases.found, "cora"),
        (cases.pending, 2),
        (cases.voted, ("clio", "cassia"), ("cato",)),
        (cases.identified,),
        (stays.stayed, "white_terrace", PlacementStatus.REQUESTED, 1, 30),
    ],
    "beka": [
        (cases.found, "cora"),
        (children.told,),
        (children.guarded, GuardianKind.APPOINTED, 9),
        (children.age_found, find_child),
        (children.noted,),
        (stays.stayed, "white_terrace", PlacementStatus.ADMITTED, -20, 25),
        (referrals.referred, "white_terrace", ServiceKind.EDUCATION, ReferralStatus.IN_PROGRESS),
    ],
    "viktor": [(cases.met, "cora"), (cases.screened, "nothing"), (cases.asked_not_indicated,)],
    "rosa": [
        (cases.found, "cora"),
        (cases.recovering, 50),
        (cases.pending, 8),
        (cases.voted, ("clio",), ("cato",)),
    ],
    "court_w3a": [
        (cases.judged, "cora"),
        (happened.told,),
        (children.told,),
        (children.guarded, GuardianKind.AUTHORITY, None),
        (children.noted,),
        (stays.stayed, "white_terrace", PlacementStatus.ADMITTED, -5, 30),
    ],
    "court_w3b": [(cases.judged, "cora")],
}
STORIES: dict[str, Story] = {**BELMARK, **COSTANIA}
