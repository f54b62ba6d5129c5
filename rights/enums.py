"""The words of a person's rights."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CopyStatus(models.TextChoices):
    """Where a copy of the file stands."""

    NEW = "new", _("Not yet asked for")
    ASKED = "asked", _("Asked for")
    PREPARED = "prepared", _("Prepared, waiting for a second person")
    APPROVED = "approved", _("Agreed to, to be handed over")
    READY = "ready", _("Ready for a few minutes")
    DELIVERED = "delivered", _("Handed over")
    WITHDRAWN = "withdrawn", _("No longer wished")
    ENDED = "ended", _("Ended with the case")


OPEN_COPIES = [CopyStatus.ASKED, CopyStatus.PREPARED, CopyStatus.APPROVED, CopyStatus.READY]


class CorrectionStatus(models.TextChoices):
    """Where a wish to put something right stands."""

    NEW = "new", _("Not yet said")
    ASKED = "asked", _("The person says that it is wrong")
    CORRECTED = "corrected", _("Put right")
    NOT_CORRECTED = "not_corrected", _("Not changed; what the person says stands beside it")
    WITHDRAWN = "withdrawn", _("No longer wished")
    ENDED = "ended", _("Ended with the case")


class RestrictionStatus(models.TextChoices):
    """Where a restriction stands."""

    NEW = "new", _("Not yet asked for")
    IN_FORCE = "in_force", _("Kept, and not used")
    LIFTED = "lifted", _("Lifted")
    ENDED = "ended", _("Ended with the case")


class ComplaintStatus(models.TextChoices):
    """Where a complaint stands."""

    NEW = "new", _("Not yet made")
    MADE = "made", _("Made, nobody deals with it yet")
    IN_HAND = "in_hand", _("Somebody deals with it")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Taken back")
    ENDED = "ended", _("Ended with the case")


class Part(models.TextChoices):
    """A part of the file that a person may call wrong."""

    FACTS = "facts", _("Age, sex, language, safety")
    IDENTITY = "identity", _("Name, date of birth, contact, what happened")
    SCREENING = "screening", _("What was noted in a screening")
    HAPPENED = "happened", _("What happened, in codes and words")
    CHILD = "child", _("Who acts for the child")
    DOCUMENTS = "documents", _("Papers")
    HELP = "help", _("Referrals and help")
    STAY = "stay", _("Shelter")
    LEGAL = "legal", _("Legal matters")
    RETURN = "return", _("Return")


class WhyRestricted(models.TextChoices):
    """Why something is kept and not used (as in the GDPR, article 18)."""

    ACCURACY = "accuracy", _("The person says that it is wrong, and it is being looked into")
    UNLAWFUL = "unlawful", _("It may not have been kept lawfully, and the person does not want it erased")
    CLAIM = "claim", _("The person needs it for a claim, and wants it used for nothing else")
    WISH = "wish", _("The person wants it kept, but not used for now")


# Of these the person says that nothing is to be erased.
WANTED_KEPT = [WhyRestricted.UNLAWFUL, WhyRestricted.CLAIM]


class About(models.TextChoices):
    """What a complaint is about."""

    TREATMENT = "treatment", _("How somebody treated me")
    TOLD_OTHERS = "told_others", _("Somebody was told without my agreement")
    LOOKED = "looked", _("Somebody looked who had no reason to")
    PRESSED = "pressed", _("I was pressed to agree, or to speak with the police")
    HELP_REFUSED = "help_refused", _("Help was refused, or ended")
    UNSAFE = "unsafe", _("I was not safe where I stayed")
    RIGHTS_REFUSED = "rights_refused", _("I did not get a copy, or nothing was put right")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """How a complaint ended."""

    RIGHT = "right", _("The person was right")
    PARTLY = "partly", _("The person was right in part")
    NOT_FOUND = "not_found", _("It could not be found to be so")


class Ground(models.TextChoices):
    """Why a part of the file is left out of a copy."""

    OTHERS = "others", _("It is about other people")
    KEPT_ELSEWHERE = "kept_elsewhere", _("Another organisation keeps it")
    SECRET_OF_OTHERS = "secret_of_others", _("It would put somebody in danger")
    WORK = "work", _("It is a step of the work and says nothing about the person")
