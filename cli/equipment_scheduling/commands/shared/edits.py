"""Whether the stored plan has caught up with the model."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

from equipment_scheduling.database import Connection
from equipment_scheduling.words import counted

WAITING = "select count(*) as edits from sched.stale_dates"
STALE = """
    select count(*) as machines
    from sched_engine.stale_machines(array(
        select s.id from sched.stale_dates as s where s.dates && daterange(%(first)s, %(last)s, '[]')
    )) as m
    where m.resource_id = any(array(select unnest(sched_engine.planned_subtree(%(codes)s))))
        and m.dates && daterange(%(first)s, %(last)s, '[]')
"""


def waiting(connection: Connection) -> int:
    """How many edits, anybody's, are still to be applied to the stored plan."""
    row = connection.execute(WAITING).fetchone()
    return int(row["edits"]) if row else 0


def commit_edit(connection: Connection, done: str) -> None:
    """Commit an edit, which applies it to the stored plan unless it is large, and say what was done."""
    connection.commit()
    print(done)
    if edits := waiting(connection):
        print(f"The stored plan waits for {counted(edits, 'edit')}; to apply what waits: sched refresh")


def warn_of_waiting(connection: Connection, codes: list[str], first: date, last: date) -> None:
    """Say on standard error when the stored plan of machines at and below these codes (none: all), on these dates, does
    not have an edit yet."""
    given: dict[str, Any] = {"codes": codes, "first": first, "last": last}
    row = connection.execute(STALE, given).fetchone()
    if row and row["machines"]:
        machines = counted(row["machines"], "machine")
        print(
            f"Warning: an edit has not been applied yet to the stored plan of {machines}, shown as it was before. "
            "To apply it: sched refresh",
            file=sys.stderr,
        )
