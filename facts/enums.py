"""Our own codes for what happened. What each is called in the data standard stands in `facts.htcds`, once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Education(models.TextChoices):
    """The highest level of school, as ISCED counts them."""

    NONE = "none", _("None")
    EARLY = "early", _("Nursery or pre-school")
    PRIMARY = "primary", _("Primary school")
    LOWER_SECONDARY = "lower_secondary", _("Secondary school, lower classes")
    UPPER_SECONDARY = "upper_secondary", _("Secondary school, upper classes")
    POST_SECONDARY = "post_secondary", _("Vocational school after secondary")
    SHORT_TERTIARY = "short_tertiary", _("College, up to two years")
    BACHELOR = "bachelor", _("University, first degree")
    MASTER = "master", _("University, second degree")
    DOCTOR = "doctor", _("Doctorate")


class Relation(models.TextChoices):
    """Who somebody was to the person before it began."""

    PARTNER = "partner", _("Partner, husband or wife")
    FAMILY = "family", _("Family")
    FRIEND = "friend", _("Friend")
    ACQUAINTANCE = "acquaintance", _("Known by sight or name: neighbour, colleague, employer")
    STRANGER = "stranger", _("A stranger")


class Recruitment(models.TextChoices):
    """How or where the person was first approached."""

    BUSINESS = "business", _("At an agency or other business")
    SCHOOL = "school", _("At a school or college")
    WORK = "work", _("At work")
    SOCIAL_NETWORK = "social_network", _("On a social network or in a chat")
    ONLINE_ADVERT = "online_advert", _("By an advertisement on the internet")
    TELEVISION = "television", _("By an advertisement on television")
    NEWSPAPER = "newspaper", _("By an advertisement in a newspaper")
    FAMILY = "family", _("Through family, or at a family event")
    FRIENDS = "friends", _("Through friends, or at a gathering")
    ABDUCTED = "abducted", _("Taken by force")
    OTHER = "other", _("In another way")


class Control(models.TextChoices):
    """By what somebody was made to stay or to obey."""

    PHYSICAL_THREATS = "physical_threats", _("Threats of violence")
    THREATS_POLICE = "threats_police", _("Threats to call the police or migration office")
    THREATS_FAMILY = "threats_family", _("Threats against children or family")
    DEBT_BONDAGE = "debt_bondage", _("A debt to be worked off")
    FALSE_PROMISES = "false_promises", _("False promises")
    PHYSICAL_ABUSE = "physical_abuse", _("Violence")
    SEXUAL_ABUSE = "sexual_abuse", _("Sexual violence")
    PSYCHOLOGICAL_ABUSE = "psychological_abuse", _("Humiliation or other psychological abuse")
    TAKES_EARNINGS = "takes_earnings", _("Earnings taken or held back")
    RESTRICTS_MONEY = "restricts_money", _("No access to own money")
    RESTRICTS_MOVEMENT = "restricts_movement", _("Locked in, guarded, or never alone outside")
    RESTRICTS_MEDICAL = "restricts_medical", _("No doctor or medicine")
    WITHHOLDS_NECESSITIES = "withholds_necessities", _("No food, water, sleep or warmth")
    WITHHOLDS_DOCUMENTS = "withholds_documents", _("Papers taken")
    SUBSTANCES = "substances", _("Alcohol or drugs")
    EXCESSIVE_HOURS = "excessive_hours", _("Very long hours of work")
    USES_CHILDREN = "uses_children", _("The person's own children used as a means")
    OTHER = "other", _("Another means")


class Exploitation(models.TextChoices):
    """The forms of exploitation."""

    FORCED_LABOUR = "forced_labour", _("Forced labour")
    SEXUAL = "sexual", _("Sexual exploitation")
    CHILD_LABOUR = "child_labour", _("Child labour")
    FORCED_MARRIAGE = "forced_marriage", _("Forced marriage")
    SERVITUDE = "servitude", _("Servitude in a household")
    ARMED_GROUP = "armed_group", _("Forced to serve an armed group")
    ORGANS = "organs", _("Removal of organs")
    BEGGING = "begging", _("Forced begging")
    CRIME = "crime", _("Forced to commit crimes")
    ADOPTION = "adoption", _("Forced or illegal adoption")
    SURROGACY = "surrogacy", _("Forced surrogacy")
    OTHER = "other", _("Another form")


class Segment(models.TextChoices):
    """The nine segments of related crimes by which prosecutors of the region count."""

    SALE = "sale", _("Sale of a person")
    CAPTIVITY = "captivity", _("Captivity for gain")
    SLAVERY = "slavery", _("Practices like slavery, forced or child marriage among them")
    SEXUAL = "sexual", _("Sexual exploitation")
    LABOUR_MIGRATION = "labour_migration", _("Organised illegal migration, and exploitation of labour")
    ORGANS = "organs", _("Organs and tissues")
    CHILDREN_SOLD = "children_sold", _("Sale of children, adoption as a cover")
    CHILDREN_IN_CRIME = "children_in_crime", _("Children used for crimes")
    NEWER = "newer", _("Newer forms: surrogacy, biomedical tests")


class SexualType(models.TextChoices):
    """Of what kind sexual exploitation was."""

    PROSTITUTION = "prostitution", _("Prostitution")
    PORNOGRAPHY = "pornography", _("Pornography")
    REMOTE = "remote", _("Before a camera, live")
    PRIVATE = "private", _("For one person or household")


class Vulnerability(models.TextChoices):
    """What was made use of. Health is among it, so the answers are sealed."""

    ADDICTION = "addiction", _("Addiction")
    SOCIAL_GROUP = "social_group", _("Belonging to a group that others look down on")
    DISCRIMINATION = "discrimination", _("Discrimination")
    POVERTY = "poverty", _("Poverty")
    DISABILITY = "disability", _("Disability or physical illness")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    MIGRATION = "migration", _("Migration, or no papers to stay")
    HOMELESSNESS = "homelessness", _("No home")
    ABUSE_ONLINE = "abuse_online", _("Abuse on social media")
    ABUSE_PHYSICAL = "abuse_physical", _("Violence before it began")
    EDUCATION = "education", _("Little schooling")
    WORK = "work", _("Bad conditions at work before it began")


class EventKind(models.TextChoices):
    """The three parts of the story."""

    RECRUITMENT = "recruitment", _("Recruitment")
    TRANSIT = "transit", _("On the way")
    EXPLOITATION = "exploitation", _("Exploitation")


class Role(models.TextChoices):
    """What somebody is alleged to have done."""

    RECRUITER = "recruiter", _("Recruited, or passed the person on")
    BROKER = "broker", _("Arranged the journey")
    TRANSPORTER = "transporter", _("Took the person there")
    COMPANION = "companion", _("Travelled with the person")
    SMUGGLER = "smuggler", _("Smuggled the person over a border")
    KIDNAPPER = "kidnapper", _("Kidnapped")
    SELLER = "seller", _("Sold the person")
    BUYER = "buyer", _("Bought the person")
    TRANSFERRER = "transferrer", _("Handed the person over")
    RECEIVER = "receiver", _("Received the person")
    HARBOURER = "harbourer", _("Kept or hid the person")
    CONTROLLER = "controller", _("Controlled or guarded")
    ABUSER = "abuser", _("Hurt or abused")
    EXPLOITER = "exploiter", _("Exploited")
    OTHER = "other", _("Something else")
