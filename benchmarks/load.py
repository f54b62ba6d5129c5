"""The generator: a fixed seed, 50 organisations, each carrying 2 % of the cases and seeing 20 % that others carry."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from accounts import roles
from accounts.actions import add_member, found_organisation
from accounts.actors import Actor
from accounts.enums import ServiceKind
from accounts.models import Membership, Organisation, User
from benchmarks.rows import access, case, case_key, consent, identity, referral
from encryption.wrapping import KEY_BYTES, wrap
from identification.enums import AgeBand, Sex
from referral.models import Service

SEED = 20261122
ORGANISATIONS, SEEN_BY = 50, 10
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
FOUNDER = Actor.system("benchmark")
MANAGER, RECIPIENT = "manager@example.org", "recipient@example.org"


def people() -> None:
    """There are fifty organisations, a case manager in the first, and a shelter manager in the second."""
    for number in range(ORGANISATIONS):
        found_organisation(
            name=f"Organisation {number:02}", kind="ngo", country="AV", services=["accommodation"], by=FOUNDER
        )
    first, second = _organisations()[:2]
    named = (
        ("Manager", MANAGER, first, roles.CASE_MANAGER),
        ("Recipient", RECIPIENT, second, roles.SHELTER_MANAGER),
    )
    for name, email, organisation, role in named:
        add_member(email=email, display_name=name, organisation=organisation, roles=[role], by=FOUNDER)
    Service.objects.create(
        organisation=second, kind=ServiceKind.ACCOMMODATION, ages=AgeBand.values, sexes=Sex.values
    )


def actor(email: str) -> Actor:
    """Return one of the two who act."""
    return Actor.of(Membership.objects.select_related("user", "organisation").get(user__email=email))


def cases(count: int) -> None:
    """So many cases are there, with their keys, identities and accesses; the first organisation's may be helped."""
    dice, organisations = Random(SEED), [one.pk for one in _organisations()]
    numbered = list(_numbered(count, dice, organisations))
    _copy_in([case(one) for one in numbered])
    _copy_in([case_key(one, wrap(one["id"], 1, dice.randbytes(KEY_BYTES))) for one in numbered])
    _copy_in([identity(one) for one in numbered])
    _copy_in([row for one in numbered for row in _accesses(one, dice, organisations)])
    _refer([one for one in numbered if one["carrier_id"] == organisations[0]])
    for statement in (
        "UPDATE identification_case SET status = 'presumed'",
        "UPDATE consent_consent SET status = 'informed'",
        "UPDATE consent_consent SET status = 'given'",
        "UPDATE referral_referral SET status = 'sent'",
    ):
        _execute(statement)
    _execute("VACUUM ANALYZE")


def _organisations() -> list[Organisation]:
    return list(Organisation.objects.order_by("name"))


def _numbered(count: int, dice: Random, organisations: list[UUID]) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id": UUID(int=dice.getrandbits(128), version=4),
            "number": f"{number // 10_000:04}-{number % 10_000:04}",
            "carrier_id": organisations[number % len(organisations)],
            "opened_at": FIRST + timedelta(minutes=dice.randrange(60 * 24 * 700)),
            "age_band": dice.choice(AgeBand.values),
            "sex": dice.choice(Sex.values),
        }


def _accesses(
    one: dict[str, Any], dice: Random, organisations: list[UUID]
) -> Iterator[tuple[str, dict[str, Any]]]:
    yield access(one, one["carrier_id"], "identity", "opened", None)
    others = [other for other in organisations if other != one["carrier_id"]]
    for other in dice.sample(others, SEEN_BY):
        yield access(one, other, "casework", "consent", UUID(int=dice.getrandbits(128), version=4))


def _refer(own: list[dict[str, Any]]) -> None:
    """Half of the first organisation's cases are referred to the second, with consent to two data sets."""
    service = Service.objects.get()
    writer = User.objects.get(email=MANAGER)
    referred = own[: len(own) // 2]
    data = ("summary", "needs")
    _copy_in([consent(one, service.organisation_id, part, writer.pk) for one in referred for part in data])
    _copy_in([referral(one, service, data, writer.pk) for one in referred])


def _copy_in(rows: list[tuple[str, dict[str, Any]]]) -> None:
    table, first = rows[0]
    columns = ", ".join(first)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for _table, row in rows:
            copy.write_row(list(row.values()))


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
