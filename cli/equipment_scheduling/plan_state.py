"""Whether the stored plan has caught up with the model."""

from __future__ import annotations

from equipment_scheduling.database import Connection

WAITING = "select count(*) as edits from sched.stale_dates"


def waiting(connection: Connection) -> int:
    """How many edits, anybody's, are still to be applied to the stored plan."""
    row = connection.execute(WAITING).fetchone()
    return int(row["edits"]) if row else 0


def settle(connection: Connection, done: str) -> None:
    """Commit an edit, which applies it to the stored plan unless it is large, and say what was done."""
    connection.commit()
    print(done)
    if edits := waiting(connection):
        print(f"The stored plan waits for {edits} edits; apply them with: sched refresh")
