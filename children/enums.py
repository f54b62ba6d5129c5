"""The words of the child track."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GuardianKind(models.TextChoices):
    """Who acts for a child."""

    PARENT = "parent", _("A parent")
    RELATIVE = "relative", _("A relative who cares for the child")
    APPOINTED = "appointed", _("An appointed guardian")
    AUTHORITY = "authority", _("The child protection authority")


class AppointedBy(models.TextChoices):
    """By whom somebody was made to act for a child."""

    LAW = "law", _("By law: nobody had to appoint them")
    COURT = "court", _("A court")
    CHILD_PROTECTION = "child_protection", _("The child protection authority")
    OTHER = "other", _("Another body")


class GuardianshipStatus(models.TextChoices):
    """Whether somebody acts for a child."""

    NEW = "new", _("Not yet recorded")
    ACTING = "acting", _("Acts for the child")
    SUSPECTED = "suspected", _("Suspected: no longer counts")
    ENDED = "ended", _("Ended")


class EndReason(models.TextChoices):
    """Why somebody no longer acts for a child."""

    TIME = "time", _("The time is over")
    REPLACED = "replaced", _("Somebody else acts now")
    UNABLE = "unable", _("They cannot, or do not wish to go on")
    DECIDED = "decided", _("A court or an authority ended it")
    OF_AGE = "of_age", _("The person is grown up")


class About(models.TextChoices):
    """What a note on the best interests of a child is about."""

    PLACEMENT = "placement", _("A place to stay")
    RETURN = "return", _("A return")
    SHARING = "sharing", _("Consent and sharing")
    OTHER = "other", _("Something else")


class Conclusion(models.TextChoices):
    """What a note on the best interests of a child comes to."""

    YES = "yes", _("Yes, it is in the child's best interests")
    NO = "no", _("No, it is not in the child's best interests")


class Counts(models.TextChoices):
    """Whether a note counts: the newest about a thing does. Never stored, so that the next note need not touch it."""

    REPLACED = "replaced", _("Replaced by a newer note")


class NoteStatus(models.TextChoices):
    """A note is written once; whoever sees it otherwise later writes a new one."""

    NEW = "new", _("Not yet written")
    WRITTEN = "written", _("Written")


class Way(models.TextChoices):
    """How child protection was told."""

    PHONE = "phone", _("By telephone")
    LETTER = "letter", _("By letter")
    IN_PERSON = "in_person", _("In person")
    MESSAGE = "message", _("By a protected message")


class NoticeStatus(models.TextChoices):
    """That child protection was told is written once."""

    NEW = "new", _("Not yet told")
    TOLD = "told", _("Told")


class AssessmentStatus(models.TextChoices):
    """Where an age assessment stands. Whatever it is, only one result ends the treatment as a child."""

    NEW = "new", _("Not yet asked for")
    REQUESTED = "requested", _("Asked for: treated as a child meanwhile")
    CHILD = "child", _("Result: under 18")
    ADULT = "adult", _("Result: 18 or over")
    IN_DOUBT = "in_doubt", _("Doubt remains: treated as a child")
    WITHDRAWN = "withdrawn", _("Taken back")


# The body is not one that the country's rules name.
OTHER_BODY = "other"
