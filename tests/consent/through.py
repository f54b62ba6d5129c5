"""A talk through its pages, as a worker goes."""

from typing import Any
from uuid import uuid4

from django.test import Client

from consent.enums import InformedPoint
from identification.models import Case
from tests.cast import Cast
from tests.identification.forms import send

SPOKEN = {"way": "spoken", "witness": "Wanda Witness"}
GUARDIAN = {"guardian_agrees": "on", "guardian_way": "typed", "guardian_words": "Gerda Guardian"}


def asking(cast: Cast, **other: Any) -> dict[str, Any]:
    shelter = str(cast.sami.organisation_id)
    asked = {"key": str(uuid4()), "purpose": "sharing", "recipient": shelter, "data": ["summary", "needs"]}
    return {**asked, "lasts": "days_30", **other}


def prepared(client: Client, cast: Cast, case: Case, **other: Any) -> str:
    """Return the address of a talk that was prepared on its page."""
    answer = send(client, f"{case.get_absolute_url()}consents/new/", asking(cast, **other))
    return str(answer.url.removesuffix("language/"))


def begun(client: Client, talk: str, capacity: str = "yes", **other: Any) -> Any:
    send(client, f"{talk}language/", {"language": "prs", "interpreter": "Somebody"})
    return send(client, f"{talk}capacity/", {"capacity": capacity, **other})


def explained(client: Client, talk: str) -> None:
    """Every point is explained, one page after the other."""
    begun(client, talk)
    for point in InformedPoint.values:
        assert send(client, f"{talk}points/{point}/", {}).status_code == 302
