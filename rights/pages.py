"""What the pages of a person's rights show."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from encryption import keys
from identification.enums import CaseStatus
from identification.models import Case
from identification.permissions import by_worker_of_the_person
from rights import clocks, file, presenters
from rights.enums import CopyStatus
from rights.models import Complaint, CopyRequest
from rights.permissions import by_carrier, by_who_made_it_ready
from rights.rules import a_day_has_passed
from workflow import gate, steps
from workflow.models import Stateful

# Where the second person, and who prepares, read what the copy will tell.
READ_IN = (CopyStatus.PREPARED, CopyStatus.APPROVED)


def of_case(case: Case, actor: Actor) -> dict[str, Any]:
    """Return what was asked for in a case, and what the actor may write down."""
    goes_on = keys.exist(case.pk) and case.status != CaseStatus.MERGED
    asks = goes_on and by_worker_of_the_person(CopyRequest(case=case), actor)
    begins = [
        ("copy", _("The person wants a copy of their file")),
        ("correction", _("The person says that something is wrong")),
        ("restriction", _("The person wants something kept, and not used")),
        ("complaint", _("The person complains")),
    ]
    return {
        "case": case,
        "rows": presenters.of_case(case, actor),
        "begins": begins if asks else [],
        "is_carrier": by_carrier(CopyRequest(case=case), actor),
        "authority": clocks.supervisory_authority(case),
    }


def of_one(record: Any, case: Case, actor: Actor, pages: Mapping[str, Any]) -> dict[str, Any]:
    """Return one wish, its steps, and the kinds of look that showing it is."""
    shown = {
        "case": case,
        "record": record,
        "what": presenters.what(record),
        "chip": presenters.chip(record),
        "facts": presenters.facts(record),
        "steps": gate.offered(record, [one for one in pages if one in names_of(type(record))], by=actor),
        "authority": clocks.supervisory_authority(case) if isinstance(record, Complaint) else [],
        "looks": ["rights.view"],
        "reads_too": [],
    }
    return shown | (_of_copy(record, actor) if isinstance(record, CopyRequest) else {})


def names_of(model: type[Stateful]) -> set[str]:
    """Return the names of the steps of a model."""
    return {one.name for one in steps.transitions(model)}


def _of_copy(copy: CopyRequest, actor: Actor) -> dict[str, Any]:
    """Return the file where it is to be read, and the password for the one who made it ready."""
    reads = copy.status in READ_IN and by_carrier(copy, actor) and keys.exist(copy.case_id)
    sections = _read_by(copy, actor) if reads else []
    told = [(one.heading, list(file.told_lines(one))) for one in sections]
    password = _password(copy, actor)
    looks = [*(["copyfile.view"] if reads else []), *(["copyrequest.show_password"] if password else [])]
    may_fetch = not gate.refusals(copy, "deliver", by=actor)
    merged = [one.pk for one in file.cases_in(copy.case) if one != copy.case] if reads else []
    shown = {"sections": told, "password": password, "may_fetch": may_fetch, "reads_too": merged}
    return shown | {"looks": ["rights.view", *looks]}


def _read_by(copy: CopyRequest, actor: Actor) -> list[file.Section]:
    """Return what the copy will tell; of complaints nothing, unless the actor sees each of them."""
    sections = file.without(file.gathered(copy.case), copy.withheld)
    every: Any = Complaint.objects.filter(case=copy.case)
    sees_all = every.count() == every.visible_to(actor).count()
    return [one for one in sections if sees_all or one.model != Complaint._meta.label]


def _password(copy: CopyRequest, actor: Actor) -> str:
    is_theirs = actor.user_id is not None and by_who_made_it_ready(copy, actor)
    is_kept = copy.status in (CopyStatus.READY, CopyStatus.DELIVERED)
    may_look = is_theirs and is_kept and not a_day_has_passed.predicate(copy)
    return (copy.password or "") if may_look and keys.exist(copy.case_id) else ""
