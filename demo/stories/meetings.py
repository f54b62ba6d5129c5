"""People who were met together: the facts of the place are there once, and each of them is a case."""

from demo.ids import uuid_of
from demo.walk import Walk
from groups import actions
from groups.enums import Place
from groups.models import Group
from identification.enums import Industry, YesNo


def met_with_others(walk: Walk, by: str, place: Place, industry: Industry) -> None:
    """The person was met with others, whom the first of them to be told of begins the group for."""
    worker = walk.world.staff[by]
    group = Group(
        pk=uuid_of("group", place, industry),
        organisation=worker.organisation,
        begun_by=worker.user,
        jurisdiction=walk.person.country,
        place=place,
        industry=industry,
        in_danger=YesNo.NO,
        controlled=YesNo.YES,
    )
    begun = actions.begin(group=group, by=worker)
    walk.meet(by, lambda case: actions.add_person(group=begun, case=case, by=worker))
