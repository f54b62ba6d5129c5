"""The wall in the database, asked by raw SQL as the role that serves, on connections of a pool that are used again."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, connections, transaction

from accounts.models import Organisation
from identification.models import Case
from proofs.planted import Planting, replaced
from proofs.result import Found, Result
from tests.access.worlds import helped, screening
from tests.cast import Cast
from tests.makers import referral_at
from tests.owner import as_owner
from wall import context
from wall.context import acting_as, as_nobody
from wall.tables import Walled, bearing_a_case

SEED = 20261122
REUSES, STORIES = 1_000, 3
POOL = "apart"  # the second connection is free here
Row = tuple[str, UUID | None]
# Who has to do with a case, as the tables of every room tell it, and not as the wall remembers it.
PARTIES = """
SELECT id, carrier_id FROM identification_case UNION SELECT id, authority_id FROM identification_case
UNION SELECT case_id, organisation_id FROM identification_caseaccess
UNION SELECT case_id, sender_id FROM referral_referral
UNION SELECT case_id, recipient_id FROM referral_referral WHERE sent_at IS NOT NULL
UNION SELECT case_id, organisation_id FROM legal_aid_matter
UNION SELECT case_id, organisation_id FROM repatriation_return
UNION SELECT case_id, organisation_id FROM shelters_placement p JOIN shelters_shelter s ON s.id = p.shelter_id
"""
# Whose rows are their organisation's own, party or not; those of the last table are nobody else's.
OWN = {
    "audit_event": "SELECT ctid::text, organisation_id FROM audit_event",
    "hotline_call": "SELECT ctid::text, organisation_id FROM hotline_call",
    "hotline_historicalcall": "SELECT ctid::text, organisation_id FROM hotline_historicalcall",
    "groups_member": "SELECT m.ctid::text, organisation_id FROM groups_member m JOIN groups_group g ON g.id = group_id",
}
OWN_ALONE = frozenset({"groups_member"})
SET = (
    "SELECT current_setting('safe_passage.organisation', true), current_setting('safe_passage.command', true)"
)


class GoesWrong(Exception):
    """Something in the middle of a request."""


def prove(cast: Cast, *, reuses: int = REUSES, stories: int = STORIES, seed: int = SEED) -> Result:
    """Return how many rows were shown or hidden wrongly, how many writes went through, how many reuses leaked."""
    helped(cast)
    for _story in range(stories):
        screening(cast)
        referral_at("sent", cast, to=cast.otto)
        referral_at("draft", cast, to=cast.lena, kind="legal_aid")
    found, proof = Found(), _Proof(cast, seed)
    with _pool():
        shown = proof.rows(found)
        tried = proof.writes(found)
        leaks = Found()
        proof.reuses(leaks, reuses)
        wrong = proof.wrong
        controls = {name: _is_found(planted, proof, reuses) for name, planted in PLANTED.items()}
    for leak in leaks.first:
        found.add(leak)
    found.count += leaks.count - len(leaks.first)
    seen = (
        f"{len(proof.tables)} tables as {len(proof.organisations)} organisations and as nobody: "
        f"{shown:,} rows judged, {tried} writes tried; "
        f"{reuses:,} reuses of {POOL_SIZE} pooled connections, {wrong:,} of them ended by an error, "
        f"{leaks.count} leaks"
    )
    return Result("second-wall", shown + tried + reuses, seed, found, controls, seen)


class _Proof:
    """What the tables hold, and whom they may show it to."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.dice, self.wrong = cast, Random(seed), 0
        self.tables = bearing_a_case()
        self.organisations = list(Organisation.objects.values_list("pk", flat=True))
        self.held = {one.table: _rows(connection, one, with_case=True) for one in self.tables}
        with connection.cursor() as cursor:
            cursor.execute(PARTIES)
            self.parties = set(cursor.fetchall())
            self.own = {table: dict(cursor.execute(rows).fetchall()) for table, rows in OWN.items()}

    def rows(self, found: Found) -> int:
        """Compare what each organisation is shown, and nobody, with what it may see; return how many rows that is."""
        judged = 0
        for one in self.tables:
            for organisation in [*self.organisations, None]:
                shown = {row for row, _case in _shown(one, organisation)}
                theirs = {
                    row for row, case in self.held[one.table] if self._is_theirs(one, organisation, row, case)
                }
                judged += len(self.held[one.table])
                if foreign := shown - theirs:
                    found.add(f"{one.table} shows {len(foreign)} rows that are not theirs")
                if hidden := theirs - shown:
                    found.add(f"{one.table} hides {len(hidden)} rows that are theirs")
        return judged

    def _is_theirs(self, one: Walled, organisation: UUID | None, row: str, case: UUID | None) -> bool:
        if organisation is None:
            return False
        is_own = one.table in OWN and self.own[one.table][row] == organisation
        return is_own or (one.table not in OWN_ALONE and (case, organisation) in self.parties)

    def writes(self, found: Found) -> int:
        """Try as a stranger what only a party may write, and as anybody what only the owner of the tables may."""
        stranger = self.cast.otto.organisation_id
        carried = Case.objects.filter(carrier=self.cast.nora.organisation_id)
        case = carried.exclude(referrals__recipient=stranger).first()
        assert case
        assert stranger
        values = {"case": case.pk, "ours": stranger, "new": uuid4(), "carrier": case.carrier_id}
        for statement in FORBIDDEN:
            if _goes(stranger, statement, values):
                found.add(f"this went through: {statement}")
        return len(FORBIDDEN)

    def reuses(self, found: Found, count: int) -> None:
        """Take a connection from the pool again and again; what one request left behind, the next must not find."""
        for _number in range(count):
            organisation = self.dice.choice([*self.organisations, None, None])
            one = self.dice.choice([one for one in self.tables if one.table != "audit_event"])
            theirs = {
                row for row, case in self.held[one.table] if self._is_theirs(one, organisation, row, case)
            }
            try:
                _request(one, organisation, theirs, self.dice.choice(ENDS))
            except (GoesWrong, DatabaseError):
                self.wrong += 1
            except AssertionError as leak:
                found.add(str(leak))
            finally:
                connections[POOL].close()


def _request(one: Walled, organisation: UUID | None, theirs: set[str], end: Callable[[], None]) -> None:
    acting = acting_as(organisation) if organisation else as_nobody()
    with acting:
        before = _asked(SET)[0]
        assert not (organisation is None and any(before)), "a connection came from the pool with a context"
        shown = {row for row, _case in _rows(connections[POOL], one)}
        assert shown == theirs, f"{one.table} outside of a transaction: {len(shown - theirs)} rows too many"
        with transaction.atomic(using=POOL):
            shown = {row for row, _case in _rows(connections[POOL], one)}
            assert shown == theirs, f"{one.table} within a transaction: {len(shown - theirs)} rows too many"
            end()


def _goes_wrong() -> None:
    raise GoesWrong


def _divides() -> None:
    _asked("SELECT 1 / 0")


def _loses_its_connection() -> None:
    """The connection goes back to the pool in the middle of its transaction."""
    connections[POOL].close()
    raise GoesWrong


ENDS: list[Callable[[], None]] = [lambda: None, _goes_wrong, _divides, _loses_its_connection]


def _rows(one_connection: Any, one: Walled, *, with_case: bool = False) -> list[Row]:
    """Return the place of every row that is shown, and, for one who sees it all, its case."""
    case = f"t.{one.column}"
    if one.of:
        case = f"(SELECT p.case_id FROM {one.of} p WHERE p.id = t.{one.column})" if with_case else "NULL"
    with one_connection.cursor() as cursor:
        cursor.execute(f"SELECT t.ctid::text, {case} FROM {one.table} t")
        return cursor.fetchall()


def _shown(one: Walled, organisation: UUID | None) -> list[Row]:
    with acting_as(organisation) if organisation else as_nobody(), transaction.atomic(using=POOL):
        return _rows(connections[POOL], one)


def _asked(statement: str, values: Any = None) -> list[tuple[Any, ...]]:
    with connections[POOL].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]


def _goes(organisation: UUID, statement: str, values: dict[str, Any]) -> bool:
    """Tell whether an organisation changes anything with this; it is undone either way."""
    with suppress(DatabaseError), acting_as(organisation), transaction.atomic(using=POOL):
        done = _asked(statement, values)
        transaction.set_rollback(True, using=POOL)
        return done[0] != (0,)
    return False


ACCESS = "(id, case_id, organisation_id, scope, basis, granted_at, opened_at)"
FORBIDDEN = (
    f"INSERT INTO identification_caseaccess {ACCESS}"
    " VALUES (%(new)s, %(case)s, %(ours)s, 'identity', 'opened', now(), now())",
    "UPDATE identification_case SET carrier_id = %(ours)s WHERE id = %(case)s",
    "UPDATE referral_referral SET recipient_id = %(ours)s WHERE case_id = %(case)s",
    "UPDATE identification_caseaccess SET case_id = %(case)s WHERE organisation_id = %(ours)s",
    "UPDATE encryption_casekey SET wrapped = '' WHERE case_id = %(case)s",
    "DELETE FROM encryption_casekey WHERE case_id = %(case)s",
    "INSERT INTO encryption_casekey (case_id, version, wrapped, created_at) VALUES (%(case)s, 2, '', now())",
    "INSERT INTO wall_party (case_id, organisation_id) VALUES (%(case)s, %(ours)s)",
    "INSERT INTO identification_case SELECT (jsonb_populate_record(c, jsonb_build_object('id', %(new)s, 'number', '9',"
    " 'carrier_id', %(carrier)s))).* FROM identification_case c LIMIT 1",
    "DELETE FROM identification_caseaccess WHERE organisation_id = %(ours)s",
    "UPDATE identification_historicalcase SET sex = 'female'",
    "UPDATE audit_event SET kind = 'case.open'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "TRUNCATE wall_party",
    "ALTER TABLE identification_case NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE audit_event DISABLE TRIGGER USER",
    "DROP POLICY wall_select ON identification_case",
    "CREATE POLICY hole ON identification_case USING (true)",
    "CREATE TABLE copies AS SELECT 1 AS one",
    "SELECT set_config('role', (SELECT rolname FROM pg_roles WHERE rolsuper LIMIT 1), true)",
    "SET LOCAL row_security = off; UPDATE identification_case SET sex = sex",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
)
POOL_SIZE = 2


@contextmanager
def _pool() -> Iterator[None]:
    """Inside, the second connection comes from a small pool, really signed in as the role that serves."""
    pooled: Any = connections[POOL]
    pooled.close()
    kept = pooled.settings_dict
    options = {name: value for name, value in kept["OPTIONS"].items() if name != "assume_role"}
    options["pool"] = {"min_size": POOL_SIZE, "max_size": POOL_SIZE}
    pooled.settings_dict = {**kept, "USER": pooled.serving_role, "OPTIONS": options}
    try:
        with replaced(
            logging.getLogger("psycopg.pool"), "disabled", True
        ):  # it tells of each that came back open
            yield
    finally:
        pooled.close()
        pooled.close_pool()
        pooled.settings_dict = kept


def _is_found(planted: Planting, proof: _Proof, reuses: int) -> bool:
    found = Found()
    with planted():
        proof.rows(found)
        proof.reuses(found, min(reuses, 100))
    return found.count > 0


@contextmanager
def _session_level() -> Iterator[None]:
    """What holds for a session is still there when the connection comes from the pool again."""
    plain = context.Context.statement
    with replaced(context.Context, "statement", lambda self, scope="": plain(self, scope="SESSION")):
        yield
    connections[POOL].close_pool()  # type: ignore[attr-defined]


def _altered(there: str, back: str) -> Planting:
    @contextmanager
    def planted() -> Iterator[None]:
        for statement, inside in ((there, True), (back, False)):
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(statement)
            if inside:
                yield

    return planted


PLANTED: dict[str, Planting] = {
    "the context is set for the session": _session_level,
    "a table without its wall": _altered(
        "ALTER TABLE identification_identity DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE identification_identity ENABLE ROW LEVEL SECURITY",
    ),
    "a policy with a hole": _altered(
        "CREATE POLICY hole ON consent_consent FOR SELECT USING (true)", "DROP POLICY hole ON consent_consent"
    ),
    "a wall that hides what is theirs": _altered(
        "CREATE POLICY shut ON referral_referral AS RESTRICTIVE FOR SELECT USING (status <> 'sent')",
        "DROP POLICY shut ON referral_referral",
    ),
}
