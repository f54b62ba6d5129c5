"""Who is told that consent was taken back: on commit, by mail, without a word about the person."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.actors import Actor
from accounts.notifications import tell, waits
from consent.models import Consent
from identification.models import Case
from outlet.mail import Letter

WORKERS = [role for code, role in roles.ALL.items() if code not in roles.WATCHES_ONLY]
CARRIERS = [roles.CASE_MANAGER, roles.SUPERVISOR]
TAKEN_BACK = waits("consent_taken_back", _("Somebody took consent back: what you see of a case has changed."))
ENDED = waits(
    "consent_ended", _("A consent ended or may not be used now: what you see of a case has changed.")
)


def consent_taken_back(
    case: Case, consents: Iterable[Consent], by: Actor, letter: Letter = TAKEN_BACK
) -> None:
    """Each organisation that was named is told, once; and the carrier, where somebody else wrote it down."""
    named = {one.recipient_id for one in consents if one.recipient_id}
    for organisation_id in sorted(named - {by.organisation_id, case.carrier_id}):
        tell(organisation_id, WORKERS, letter)
    if named and not by.is_of(case.carrier_id):
        tell(case.carrier_id, CARRIERS, letter)
