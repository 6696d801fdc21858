"""The people of the example plant: switched on, imported, and their rosters generated."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from equipment_scheduling.database import Connection, jsonb
from equipment_scheduling.dates import add_months
from equipment_scheduling.files.example_people import example_people
from equipment_scheduling.words import counted

ON = "select sched_engine.is_workforce_on() as already"
ENABLE = "select sched_engine.enable_workforce('expert')"
PEOPLE = "select count(*) as people from sched.emp_employees"
PARTS = """
    select a.resource_code::text as area, array_agg(w.resource_code::text order by w.resource_code) as parts
    from sched.resources as a
    inner join sched.resources as w on w.parent_resource_id = a.id
    where a.resource_type = 'area'
    group by a.resource_code
"""
IMPORT = "select i.* from sched_engine.import_people(%s) as i"
GENERATE = "select g.* from sched_engine.generate_roster(null, %s, %s) as g"
TEAM = "DUR-MLD-A"
NEXT = """\
sched roster show DUR-MLD-A                 a team, two weeks; sched roster show NUMBER draws a person
sched absences list                         who is away; sched absences add --help
sched qualifications list --expiring 60     what has to be renewed
sched roster export DUR-MLD-A --output team.xlsx   a month for the wall
sched workforce verify                      whether all is as it should be
sched workforce disable                     hides all of it; nothing is lost"""

Step = Callable[[str], AbstractContextManager[list[str]]]


def set_up(connection: Connection, folder: Path, month: date, step: Step) -> None:
    """Switch the workforce on, import the example people unless there are any, and generate twelve months."""
    with step("workforce") as done:
        was_on = (connection.execute(ON).fetchone() or {"already": False})["already"]
        connection.execute(ENABLE)
        done.append("on already" if was_on else "switched on")
    there = (connection.execute(PEOPLE).fetchone() or {"people": 0})["people"]
    with step("people.toml") as done:
        if there:
            done.append(f"left alone: {counted(there, 'person', 'people')} there already")
        else:
            parts = {row["area"]: row["parts"] for row in connection.execute(PARTS).fetchall()}
            sheets = example_people(folder / "people.toml", month, parts)
            rows = connection.execute(IMPORT, [jsonb(sheets)]).fetchall()
            done += [f"{row['inserted']} {row['sheet'].replace('_', ' ')}" for row in rows]
    with step("rosters of 12 months") as done:
        row = connection.execute(GENERATE, [month, add_months(month, 12)]).fetchone()
        assert row is not None
        done += [f"{counted(row[key], 'row')} {key}" for key in ("inserted", "updated", "deleted", "unchanged")]
