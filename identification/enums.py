"""The words that cases and screenings are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    """Where a case stands."""

    NEW = "new", _("Not yet opened")
    SCREENING = "screening", _("Screening")
    PRESUMED = "presumed", _("Presumed victim")
    NOT_INDICATED = "not_indicated", _("Not indicated")
    RECOVERY = "recovery", _("Recovery and reflection")
    IDENTIFICATION_PENDING = "identification_pending", _("Decision pending")
    IDENTIFIED = "identified", _("Identified")
    NOT_IDENTIFIED = "not_identified", _("Not identified")
    APPEAL = "appeal", _("Appeal")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CLOSED = "closed", _("Closed")
    DECLINED_BY_PERSON = "declined_by_person", _("Declined by the person")
    MERGED = "merged", _("Merged into another case")
    ERASED = "erased", _("Erased")


# Help is not a state: a plan, referrals, placements and a return may run in any of these.
HELPED = [
    CaseStatus.PRESUMED,
    CaseStatus.RECOVERY,
    CaseStatus.IDENTIFICATION_PENDING,
    CaseStatus.IDENTIFIED,
    CaseStatus.NOT_IDENTIFIED,
    CaseStatus.APPEAL,
]
AWAITS_DECISION = [CaseStatus.IDENTIFICATION_PENDING, CaseStatus.APPEAL]
OPEN = [CaseStatus.SCREENING, *HELPED, CaseStatus.FOLLOW_UP]
# Nothing more is written about the person, and what named them is gone or goes once nothing holds it.
GONE = [CaseStatus.DECLINED_BY_PERSON, CaseStatus.ERASED]
# Before anything is decided or any legal time runs: what a second case of the same person is merged from.
MERGEABLE = [CaseStatus.SCREENING, CaseStatus.PRESUMED]


class Capacity(models.TextChoices):
    """Whether the person can decide this now. It is asked anew each time."""

    YES = "yes", _("Yes")
    SUPPORTED = "supported", _("Yes, with support")
    NOT_NOW = "not_now", _("Not now")


# Alone or with support: either way it is their own decision.
CAN_DECIDE = [Capacity.YES, Capacity.SUPPORTED]


class MarkKind(models.TextChoices):
    """What a person is found by."""

    NAME_BIRTH = "name_birth", _("Name and date of birth")
    DOCUMENT = "document", _("Document number")
    PHONE = "phone", _("Telephone number")


class AgeBand(models.TextChoices):
    """Grown up or not; in doubt a person is treated as a child (CoE Convention, art. 10(3))."""

    CHILD = "child", _("Under 18")
    UNKNOWN = "unknown", _("Not sure")
    ADULT = "adult", _("18 or over")


class Sex(models.TextChoices):
    """As the person says."""

    FEMALE = "female", _("Woman or girl")
    MALE = "male", _("Man or boy")
    OTHER = "other", _("Another answer")
    NOT_ASKED = "not_asked", _("Not asked")


class Language(models.TextChoices):
    """The languages people are met in, by their code; what is not here is "other", and never typed."""

    ALBANIAN = "sq", _("Albanian")
    AMHARIC = "am", _("Amharic")
    ARABIC = "ar", _("Arabic")
    ARMENIAN = "hy", _("Armenian")
    AZERBAIJANI = "az", _("Azerbaijani")
    BELARUSIAN = "be", _("Belarusian")
    BENGALI = "bn", _("Bengali")
    BOSNIAN = "bs", _("Bosnian")
    BULGARIAN = "bg", _("Bulgarian")
    BURMESE = "my", _("Burmese")
    CHINESE = "zh", _("Chinese")
    CROATIAN = "hr", _("Croatian")
    CZECH = "cs", _("Czech")
    DARI = "prs", _("Dari")
    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")
    ESTONIAN = "et", _("Estonian")
    FILIPINO = "tl", _("Filipino")
    FRENCH = "fr", _("French")
    GEORGIAN = "ka", _("Georgian")
    GERMAN = "de", _("German")
    GREEK = "el", _("Greek")
    HAUSA = "ha", _("Hausa")
    HINDI = "hi", _("Hindi")
    HUNGARIAN = "hu", _("Hungarian")
    IGBO = "ig", _("Igbo")
    INDONESIAN = "id", _("Indonesian")
    ITALIAN = "it", _("Italian")
    KAZAKH = "kk", _("Kazakh")
    KHMER = "km", _("Khmer")
    KOREAN = "ko", _("Korean")
    KURDISH = "ku", _("Kurdish")
    KYRGYZ = "ky", _("Kyrgyz")
    LAO = "lo", _("Lao")
    LATVIAN = "lv", _("Latvian")
    LITHUANIAN = "lt", _("Lithuanian")
    MACEDONIAN = "mk", _("Macedonian")
    MONGOLIAN = "mn", _("Mongolian")
    NEPALI = "ne", _("Nepali")
    PASHTO = "ps", _("Pashto")
    PERSIAN = "fa", _("Persian")
    POLISH = "pl", _("Polish")
    PORTUGUESE = "pt", _("Portuguese")
    PUNJABI = "pa", _("Punjabi")
    ROMANIAN = "ro", _("Romanian")
    ROMANI = "rom", _("Romani")
    RUSSIAN = "ru", _("Russian")
    SERBIAN = "sr", _("Serbian")
    SIGN_LANGUAGE = "sgn", _("Sign language")
    SINHALA = "si", _("Sinhala")
    SLOVAK = "sk", _("Slovak")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    SWAHILI = "sw", _("Swahili")
    TAJIK = "tg", _("Tajik")
    TAMIL = "ta", _("Tamil")
    THAI = "th", _("Thai")
    TIGRINYA = "ti", _("Tigrinya")
    TURKISH = "tr", _("Turkish")
    TURKMEN = "tk", _("Turkmen")
    UKRAINIAN = "uk", _("Ukrainian")
    URDU = "ur", _("Urdu")
    UZBEK = "uz", _("Uzbek")
    VIETNAMESE = "vi", _("Vietnamese")
    YORUBA = "yo", _("Yoruba")
    OTHER = "other", _("Another language")


# What the database takes for a language: a code, never a text that somebody typed.
LANGUAGE_CODE = r"^[a-z]{0,5}$"


def languages() -> list[tuple[str, str]]:
    """Return the languages as choices, in the order of the reader's alphabet, "another" last."""
    named = sorted((str(one.label), one.value) for one in Language if one is not Language.OTHER)
    return [*((code, name) for name, code in named), (Language.OTHER.value, str(Language.OTHER.label))]


class YesNo(models.TextChoices):
    """An answer about safety, now."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class AnswerValue(models.TextChoices):
    """The answer to one indicator: "not asked" is not "no"."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked")
    REFUSED = "refused", _("Did not want to say")


class Profile(models.TextChoices):
    """Which of the four indicator lists is asked (ILO and European Commission, 2009)."""

    ADULT_LABOUR = "adult_labour", _("Adult, labour exploitation")
    CHILD_LABOUR = "child_labour", _("Child, labour exploitation")
    ADULT_SEXUAL = "adult_sexual", _("Adult, sexual exploitation")
    CHILD_SEXUAL = "child_sexual", _("Child, sexual exploitation")


class Result(models.TextChoices):
    """What a screening points to. Never a legal determination, never a reason to refuse help."""

    PRESUMED = "presumed", _("Presumed victim of trafficking")
    INCONCLUSIVE_CHILD = "inconclusive_child", _("Not conclusive: tell child protection anyway")
    EXPLOITED_NO_MEANS = "exploited_no_means", _("Exploited: refer for labour rights, and screen again")
    AT_RISK = "at_risk", _("At risk: plan for safety, and screen again")
    NO_INDICATION = "no_indication", _("No indication so far")


class ScreeningStatus(models.TextChoices):
    """Where a screening stands."""

    NEW = "new", _("Not yet begun")
    OPEN = "open", _("Under way")
    COMPLETED = "completed", _("Completed")


class Scope(models.TextChoices):
    """How much of a case an organisation may see."""

    DUTY_OF_CARE = "duty_of_care", _("Duty of care: safety, emergencies and dates, without the case")
    SUMMARY = "summary", _("Summary")
    CASEWORK = "casework", _("Casework")
    IDENTITY = "identity", _("Casework and identity")


# An organisation that keeps only a duty of care no longer sees the case itself.
SEES_THE_CASE = [Scope.SUMMARY, Scope.CASEWORK, Scope.IDENTITY]


class Basis(models.TextChoices):
    """Why an organisation may see a case."""

    OPENED = "opened", _("It opened the case")
    CARRIES = "carries", _("It carries the case")
    CARRIED = "carried", _("It carried the case before")
    CONSENT = "consent", _("The person agreed")
    LEGAL_GROUND = "legal_ground", _("A legal ground without consent")
    CHILD_PROTECTION = "child_protection", _("Protection of a child")
    DUTY_OF_CARE = "duty_of_care", _("Duty of care to a person who lives there")
    BREAK_GLASS = "break_glass", _("Emergency: one person looks for an hour and changes nothing")


class OpeningReason(models.TextChoices):
    """Why an identity is opened: a code in the trail."""

    SPEAK_WITH = "speak_with", _("I speak with the person")
    DOCUMENT = "document", _("I prepare a document for the person")
    DANGER = "danger", _("The person is in danger")
    CHECK = "check", _("I check that the data is right")
    OTHER = "other", _("Another reason, which I write below")


class LiftReason(models.TextChoices):
    """Why a supervisor lets somebody open more cases on one day."""

    MANY_ARRIVED = "many_arrived", _("Many people arrived at once")
    STANDS_IN = "stands_in", _("They stand in for colleagues")
    REVIEW = "review", _("They review many cases, as agreed with me")
    HAND_OVER = "hand_over", _("Cases are handed over to another organisation")


class DecisionOutcome(models.TextChoices):
    """What the competent authority decided."""

    REASONABLE_GROUNDS = "reasonable_grounds", _("There are reasonable grounds")
    IDENTIFIED = "identified", _("Identified as a victim")
    NOT_IDENTIFIED = "not_identified", _("Not identified as a victim")


class Stage(models.TextChoices):
    """Which question is decided, where a country decides twice; empty where it decides once."""

    REASONABLE_GROUNDS = "reasonable_grounds", _("Reasonable grounds")
    CONCLUSIVE_GROUNDS = "conclusive_grounds", _("Conclusive grounds")


class Opinion(models.TextChoices):
    """What a member of a panel answers to the question of the round."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class InquiryStatus(models.TextChoices):
    """Where a question of the authority to the carrier stands."""

    NEW = "new", _("Not yet asked")
    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    NOT_ANSWERED = "not_answered", _("Not answered")
    WITHDRAWN = "withdrawn", _("Taken back")


class ClosingReason(models.TextChoices):
    """Why a case is closed."""

    INTEGRATED = "integrated", _("The person has a safe and lasting situation")
    RETURNED = "returned", _("The person has returned and the follow-up is over")
    NO_CONTACT = "no_contact", _("Contact was lost and could not be found again")
    WISH = "wish", _("The person wishes no more help")
    HANDED_OVER = "handed_over", _("Another organisation carries on")


class Industry(models.TextChoices):
    """The sections of ISIC, fourth revision, in plain words."""

    A = "A", _("Farming, forestry, fishing")
    B = "B", _("Mining and quarrying")
    C = "C", _("Factories and workshops")
    D = "D", _("Electricity, gas, steam")
    E = "E", _("Water, waste, recycling")
    F = "F", _("Building")
    G = "G", _("Shops, markets, car repair")
    H = "H", _("Transport and storage")
    I = "I", _("Hotels, food and bars")  # noqa: E741  # the section's letter
    J = "J", _("Information and communication")
    K = "K", _("Finance and insurance")
    L = "L", _("Real estate")
    M = "M", _("Professional and technical work")
    N = "N", _("Cleaning, guarding, office services")
    O = "O", _("Public administration and defence")  # noqa: E741  # the section's letter
    P = "P", _("Education")
    Q = "Q", _("Health and social work")
    R = "R", _("Arts, entertainment, sport")
    S = "S", _("Other services, such as hair, beauty or sexual services")
    T = "T", _("Work in households")
    U = "U", _("Embassies and international organisations")
