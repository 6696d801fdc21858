"""A single person, team or the like, changed by an import of one row, so that every rule of an import holds."""

from __future__ import annotations

import json
from collections.abc import Mapping

from equipment_scheduling.commands.shared.people_files import IMPORT
from equipment_scheduling.database import Connection, jsonb
from equipment_scheduling.files.importing import ImportRefusedError, Problem


def import_row(connection: Connection, kind: str, cells: Mapping[str, str]) -> bool:
    """Store one row with the cells that are given; whether that changed anything."""
    from psycopg import Error

    sheets = {kind: [{"line": 1, "values": dict(cells)}]}
    try:
        counts = connection.execute(IMPORT, [jsonb(sheets), jsonb([]), jsonb({})]).fetchall()
    except Error as error:
        if error.sqlstate != "SC009":
            raise
        found = json.loads(error.diag.message_detail or "[]")
        raise ImportRefusedError([_named(Problem(**item)) for item in found]) from error
    return any(row["inserted"] or row["updated"] for row in counts)


def _named(problem: Problem) -> Problem:
    """A problem that says which value it is about: there are no cells to look at."""
    about = (problem.column_name or "").replace("_", " ").capitalize()
    what = f"{about} {problem.value}" if problem.value else about
    message = f"{what}: {problem.message[:1].lower()}{problem.message[1:]}" if about else problem.message
    return Problem(message, problem.remedy, problem.line, problem.column_name, problem.value)
