"""Importing files of rows: patterns, a plant's calendars, exceptions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, LiteralString

from equipment_scheduling.database import Connection, Row, jsonb
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.importing import ImportRefusedError, Problem, read_table
from equipment_scheduling.render.output import Column, OutputFormat, render
from equipment_scheduling.words import counted

PROBLEMS: list[str | Column] = [
    "line",
    Column("column_name", "column", "cyan"),
    Column("value", style="yellow"),
    "message",
    "remedy",
]


def import_table(
    connection: Connection,
    file: Path,
    query: LiteralString,
    *more: Any,
    kind: str,
    check: LiteralString | None = None,
) -> list[Row]:
    """Hand the rows of a file of this kind, and `more`, to an importing function of the database; what it returns.

    When anything is wrong, every problem is listed on standard output, and RefusedError is raised. Where some rows
    cannot be read, `check` finds what is wrong with the others."""
    from psycopg import Error

    table = read_table(connection, file, kind)
    try:
        if table.problems:
            lines = {problem.line for problem in table.problems}
            found = connection.execute(check, [jsonb(table.rows)]).fetchall() if check else []
            raise ImportRefusedError(table.problems + [Problem(**row) for row in found if row["line"] not in lines])
        return connection.execute(query, [jsonb(table.rows), *more]).fetchall()
    except ImportRefusedError as error:
        problems = error.problems
    except Error as error:
        if error.sqlstate != "SC009":
            raise
        problems = [Problem(**item) for item in json.loads(error.diag.message_detail or "[]")]
    problems.sort(key=lambda problem: problem.line or 0)
    raise refusal(table.name, problems)


def refusal(name: str, problems: Sequence[Problem], format: OutputFormat = OutputFormat.TABLE) -> RefusedError:
    """The error to raise when a file is not imported, after listing every problem on standard output."""
    render([asdict(problem) for problem in problems], PROBLEMS, format)
    found = counted(len(problems), "problem")
    return RefusedError(f"The file {name} was not imported: {found}", hint="correct the file and import it again")
