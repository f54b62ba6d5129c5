"""Which looks rested on nothing but a legal ground that the person does not know of."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from audit.models import Event
from consent.models import Consent, Suspension
from identification.enums import SEES_THE_CASE, Scope
from identification.models import Case, CaseAccess

# How much of a case must be open to whoever looks at such a part. Too much hides a look too many, and betrays nothing.
NEEDED = {
    **dict.fromkeys(("identity", "papers"), Scope.IDENTITY),
    **dict.fromkeys(("answers", "agreed", "law", "decision"), Scope.CASEWORK),
}


class Secrecy:
    """What the person knows of, and what not, of those who saw one case."""

    def __init__(self, case: Case, told: Iterable[CaseAccess], secret: Iterable[CaseAccess]) -> None:
        self.told, self.secret = list(told), list(secret)
        self.bases = {one.pk: one for one in Consent.objects.filter(case=case)}
        self.suspensions = list(Suspension.objects.filter(case=case))

    def hides(self, look: Event, part: str) -> bool:
        """Tell whether a look at this part rested on nothing but a ground that the person does not know of.

        What they know of counts only where it showed that much then, and was not kept from use.
        """
        by, enough = look.organisation_id, SEES_THE_CASE[SEES_THE_CASE.index(_needed(part)) :]
        if not any(_covers(one, look.at, by) for one in self.secret):
            return False
        return not any(
            _covers(one, look.at, by) and one.scope in enough and not self._slept(one, look.at)
            for one in self.told
        )

    def _slept(self, one: CaseAccess, moment: datetime) -> bool:
        """Tell whether what this sight rests on was kept from use at that moment, as `keeps_from_use` asks it now."""
        basis = self.bases.get(one.basis_id) if one.basis_id else None
        if basis is None:
            return False
        running = (each for each in self.suspensions if each.data in ("", basis.data))
        within = [
            each
            for each in running
            if each.begun_at <= moment and (each.ended_at is None or moment < each.ended_at)
        ]
        return any(
            not basis.ground or basis.given_at is None or each.begun_at >= basis.given_at for each in within
        )


def _needed(part: str) -> Scope:
    return NEEDED.get(part, Scope.SUMMARY)


def _covers(one: CaseAccess, moment: datetime, organisation: UUID | None) -> bool:
    ends = min((end for end in (one.ended_at, one.expires_at) if end), default=None)
    is_within = one.granted_at <= moment and (ends is None or moment <= ends)
    return one.organisation_id == organisation and is_within
