"""How long what is kept, and what is done then: dated values with source and standing, by country, with a default.

The file of the default names every kind of record, and the rules; the file of a country gives values of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from identification.jurisdictions import Value
from identification.models import Case
from retention.schedule_files import Json, read
from wall.tables import bearing_a_case

FOLDER = Path(__file__).parent / "schedules"
CASE_FILE = "case_file"


@dataclass(frozen=True)
class Rule:
    """One rule as it is in force: of which records, after which end of a case, how long, and what is done then.

    `asks` where a person approves it; what nobody can mistake, such as a session that is over, goes by itself.
    """

    name: str
    kind: str
    label: object
    do: str
    asks: bool
    outcomes: tuple[str, ...]
    of: str
    after: Mapping[str, Any]
    value: Value

    @property
    def days(self) -> int | None:
        """For how many days; None where nothing is ever done."""
        return None if self.value.value is None else int(self.value.value)

    @property
    def needed_days(self) -> int:
        """For how many days; LookupError where nothing is ever done, so that "never" is not taken for "now"."""
        if self.days is None:
            raise LookupError(f"{self.name} keeps for ever")
        return self.days

    def fits(self, case: Case) -> bool:
        """Tell whether it is about a case that stands as this one does, of a person as old as this one."""
        whose = self.of == "anybody" or (self.of == "child") == case.is_child
        return self.kind == CASE_FILE and case.status in self.outcomes and whose


@cache
def load() -> dict[str, Json]:
    """Return the files by country, the default under ''; those of a site's own folder stand in for ours."""
    folders = [FOLDER, *([Path(settings.RETENTION)] if settings.RETENTION else [])]
    found = [read(file) for folder in folders for file in sorted(folder.glob("*.json"))]
    return {one["country"]: one for one in found}


def kinds() -> dict[str, list[str]]:
    """Return the labels of the models of every kind of record."""
    return dict(load()[""]["kinds"])


def rules(country: str, on: date | None = None) -> list[Rule]:
    """Return the rules in force in a country on a day, today by default."""
    day = on or timezone.localdate()
    own = load().get(country, {}).get("rules", {})
    return [_rule(name, data, own.get(name, {}), day) for name, data in load()[""]["rules"].items()]


def rule_for(case: Case) -> Rule | None:
    """Return the rule by which this case is kept as it stands now."""
    return next((one for one in rules(case.jurisdiction) if one.fits(case)), None)


def days_after_closing(case: Case) -> int | None:
    """Return for how many days this case is kept once it is closed; None where nothing is erased then."""
    whose = "child" if case.is_child else "adult"
    about = (one for one in rules(case.jurisdiction) if one.kind == CASE_FILE and "closed" in one.outcomes)
    return next((one.days for one in about if one.of in ("anybody", whose)), None)


def needed_rule_for(case: Case) -> Rule:
    """Return the rule by which this case is kept; LookupError where there is none."""
    if (rule := rule_for(case)) is None:
        raise LookupError(f"no rule says how long a case is kept that is {case.status}")
    return rule


def answer_days(name: str, country: str) -> Value:
    """Return within how many days the person has an answer, by the rule of the country or else the default."""
    return _own_or_default("answers", name, country)  # type: ignore[return-value]


def notice_of(country: str) -> Value | None:
    """Return who is told of a person who wants nothing, and by which regions; None where nobody asks for it."""
    found = _own_or_default("notices", "refusal", country)
    return found if found and found.value else None


def without_a_rule(every: Iterable[type[models.Model]]) -> list[str]:
    """Return the labels of those of these models that hold data of persons and that no rule names."""
    ruled = {one.kind for one in rules("")}
    named = {label for kind, labels in kinds().items() if kind in ruled for label in labels}
    return sorted(label for label in map(_label, filter(is_personal, every)) if label not in named)


def is_personal(model: type[models.Model]) -> bool:
    """Tell whether a table holds something of a person: it leads to a case, names one of our people, or is sealed."""
    fields = model._meta.concrete_fields
    people = apps.get_model("accounts.User")
    leads = model._meta.db_table in {one.table for one in bearing_a_case()}
    by_case = any(one.attname == "case_id" for one in fields)
    names = model is people or any(one.related_model is people or one.attname == "user_id" for one in fields)
    mail = any(isinstance(one, models.EmailField) for one in fields)
    return (
        leads or by_case or names or mail or any(one.get_internal_type() == "BinaryField" for one in fields)
    )


def _label(model: type[models.Model]) -> str:
    """Return the label of a model; history is kept and goes with what it is the history of."""
    return str(model._meta.label).replace(".Historical", ".")


def _rule(name: str, data: Json, own: Json, day: date) -> Rule:
    value = _on(own.get("values", []), day) or _on(data["values"], day) or Value(None, None, "")
    told = {
        "kind": data["kind"],
        "label": _(data["label"]),
        "do": data["do"],
        "asks": data.get("asks", False),
    }
    outcomes, after = tuple(data.get("outcomes", ())), data.get("after", {})
    return Rule(name, **told, outcomes=outcomes, of=data.get("of", "anybody"), after=after, value=value)


def _own_or_default(part: str, name: str, country: str) -> Value | None:
    today = timezone.localdate()
    files: Iterator[Json] = (load().get(one, {}) for one in (country, ""))
    found = (_on(one.get(part, {}).get(name, []), today) for one in files)
    return next((one for one in found if one), None)


def _on(values: Sequence[Json], day: date) -> Value | None:
    """Return the value in force on a day; of those that begin later, none counts yet."""
    in_force = [one for one in map(Value.of, values) if one.is_in_force(day)]
    return in_force[-1] if in_force else None
