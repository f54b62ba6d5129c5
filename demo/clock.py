"""The demo's only shortcut: it makes time pass.

A demo is loaded in a moment, yet some states need days: an expired referral, a recovery that has run for
twelve days. Dates and times of one row are set back here, past the gate; never a status. The step that the
time allows is then taken through the gate, which asks every rule.
"""

from django.db import connection, models

from workflow.models import Stateful


def pass_days(record: Stateful, days: int, *columns: str) -> None:
    """Set these dates of one row back, as if that many days had passed since they were written."""
    if strange := [one for one in columns if not isinstance(record._meta.get_field(one), models.DateField)]:
        raise ValueError(f"only dates and times pass: {', '.join(strange)} is none")
    table = connection.ops.quote_name(record._meta.db_table)
    set_back = ", ".join(
        f"{connection.ops.quote_name(one)} = {one} - make_interval(days => %s)" for one in columns
    )
    with connection.cursor() as cursor:
        # The names come from the model's own fields; the values are parameters.
        cursor.execute(f"UPDATE {table} SET {set_back} WHERE id = %s", [*[days] * len(columns), record.pk])  # noqa: S608
