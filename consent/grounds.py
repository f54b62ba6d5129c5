"""Legal grounds without consent, as the country's rules know them: dated, each with its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.checks import Error, register
from django.utils import timezone

from consent.enums import DataSet, GroundCode, Purpose
from identification.jurisdictions import Jurisdiction, Value, load, value_if_any
from identification.models import Case

if TYPE_CHECKING:
    from consent.models import Consent

# A second person is asked for today: where the country says nothing, a proposal does not wait for months.
PROPOSAL_DAYS = 14


@dataclass(frozen=True)
class GroundRule:
    """What a country lets be shared on one ground."""

    law: Value

    @property
    def last_day(self) -> date:
        """The last day that a ground of today may stand."""
        return timezone.localdate() + timedelta(days=self.law.value["most_days"])

    @property
    def may_stay_untold(self) -> bool:
        """Tell whether the law lets the person not be told."""
        return bool(self.law.value["may_stay_untold"])

    def serves(self, purpose: str, data: str) -> bool:
        """Tell whether it stands for this purpose and data set."""
        return purpose in self.law.value["purposes"] and data in self.law.value["data"]


def rule_of(case: Case, ground: str) -> GroundRule | None:
    """Return what the country of a case says of a ground today; None where it knows none of this code."""
    law = value_if_any(case.jurisdiction, f"ground_{ground}")
    return GroundRule(law) if law else None


def known_in(case: Case) -> list[tuple[GroundCode, GroundRule]]:
    """Return the grounds that the country of a case knows today."""
    found = ((code, rule_of(case, code)) for code in GroundCode)
    return [(code, rule) for code, rule in found if rule]


def proposal_is_over(ground: "Consent") -> bool:
    """Tell whether a proposal has waited for a second person for longer than the country lets it."""
    found = value_if_any(ground.case.jurisdiction, "ground_proposal_days")
    days = found.value if found else PROPOSAL_DAYS
    return ground.status_since <= timezone.now() - timedelta(days=days)


@register()
def grounds_are_of_known_words(app_configs: object = None, **_rest: Any) -> list[Error]:
    """Return an error for each ground in a country's file that names a purpose or data set of no consent."""
    return [Error(fault, id="consent.E001") for fault in faults(load().values())]


def faults(countries: Iterable[Jurisdiction]) -> Iterator[str]:
    """Yield a sentence for each ground that names a purpose or data set which does not exist."""
    words = {"purposes": set(Purpose.values), "data": set(DataSet.values)}
    for country in countries:
        for name in (f"ground_{code}" for code in GroundCode):
            for law in country.values.get(name, ()):
                for part, known in words.items():
                    if unknown := sorted(set(law.value[part] if law.value else ()) - known):
                        yield f"{country.code}: {name}: {part}: {', '.join(unknown)}: no consent has such a word."
