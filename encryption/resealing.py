"""Every sealed value of a case, wherever it lies: found by its field, history included, and sealed anew.

A new seal changes nothing that the record says. So it goes past managers, guards and history, straight to the
column, and only where the bytes are still those that were read: whoever wrote meanwhile wins.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from encryption import keys
from encryption.fields import Closed, SealedTextField
from encryption.sealing import HEAD, seal_bytes, unseal_bytes

# What a value says of itself in its head: the key version that opens it (bytes 1 and 2). Of a long value no more is
# read than that.
HEAD_OF = f"substring({{column}} for {HEAD.size})"
VERSION = f"get_byte({HEAD_OF}, 1) * 256 + get_byte({HEAD_OF}, 2)"
LONG_ENOUGH = f"octet_length({{column}}) >= {HEAD.size}"
AT_ONCE = 20  # rows in memory: a part of a file is long
Used = tuple[UUID, int]


def sealed_models() -> list[type[models.Model]]:
    """Return every model with a sealed field, history among them."""
    return [model for model in apps.get_models() if sealed_fields(model)]


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    """Return the sealed fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]


def owner(model: type[models.Model]) -> str:
    """Return the column that names the case. A case, and its history, name it by their own id."""
    names = {field.attname for field in model._meta.concrete_fields}
    return "case_id" if "case_id" in names else "id"


def reseal(case_id: UUID) -> int:
    """Every sealed value of the case is under its newest key; return how many were not. Call it under the case's lock.

    DecryptionError where one does not open: the caller's transaction takes the rest back.
    """
    version = keys.current_version(case_id)
    found = (one for model in sealed_models() for one in _older(model, case_id, version))
    return sum(_replace(*one) for one in found)


def used(case_id: UUID | None = None) -> set[Used]:
    """Return the cases and key versions that sealed values need, of one case or of all."""
    with connection.cursor() as cursor:
        cursor.execute(*_asked(case_id))
        return set(cursor.fetchall())


def present(case_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these cases of which any row is there."""
    wanted = list(case_ids)
    found: set[UUID] = set()
    for model in sealed_models():
        rows = model._default_manager.filter(**{f"{owner(model)}__in": wanted})
        found.update(rows.values_list(owner(model), flat=True))
    return found


def _older(model: type[models.Model], case_id: UUID, version: int) -> Iterator[tuple[Any, SealedTextField]]:
    for row in model._default_manager.filter(**{owner(model): case_id}).iterator(AT_ONCE):
        for field in sealed_fields(model):
            value = row.__dict__.get(field.attname)
            if isinstance(value, Closed) and HEAD.unpack_from(value.sealed)[1] != version:
                yield row, field


def _replace(row: Any, field: SealedTextField) -> int:
    """Seal one value anew, byte for byte what it was; return whether it was still there."""
    old, place = row.__dict__[field.attname].sealed, field.place(row)
    meta, column = row._meta, connection.ops.quote_name(field.attname)
    change = f"UPDATE {meta.db_table} SET {column} = %s WHERE {meta.pk.column} = %s AND {column} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(change, [bytes(seal_bytes(unseal_bytes(old, place), place)), row.pk, bytes(old)])
        return cursor.rowcount


def _asked(case_id: UUID | None) -> tuple[str, list[UUID]]:
    parts = [_part(model, field, case_id) for model in sealed_models() for field in sealed_fields(model)]
    return " UNION ".join(parts), [case_id] * len(parts) if case_id else []


def _part(model: type[models.Model], field: SealedTextField, case_id: UUID | None) -> str:
    version, long = (text.format(column=field.column) for text in (VERSION, LONG_ENOUGH))
    mine = f" AND {owner(model)} = %s" if case_id else ""
    table = model._meta.db_table
    return f"SELECT DISTINCT {owner(model)}, {version} FROM {table} WHERE {long}{mine}"  # noqa: S608
