"""The example people are the same each time, believable in number, and come through the import as anybody's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from equipment_scheduling.commands.shared import demo_workforce
from equipment_scheduling.database import connect
from equipment_scheduling.files.example_people import example_people
from support import ROOT

MONTH = date(2026, 12, 1)
EXAMPLES = ROOT / "examples"
AREAS = ["DUR-HT", "DUR-MLD", "DUR-UTL", "DUR-BIW", "DET-HT", "DET-COI", "DET-UTL", "DET-MCH", "SHF-HT", "SHF-FRG"]
ALL = """
    select count(distinct t.id) as teams, count(distinct t.pattern_id) as rotations,
        count(distinct m.employee_id) as people
    from sched.emp_teams as t
    inner join sched.emp_team_assignments as m on m.team_id = t.id
"""
PLANT = """
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
    values ('UCG', 'Group', 'enterprise', 'UTC')
"""
AREAS_BELOW = """
    insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
    select a.code, a.code, 'area', p.id
    from sched.resources as p cross join unnest(%s::text[]) as a (code)
"""
LINES = """
    insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
    select a.resource_code || '-' || n.nr, 'Line', 'work_center', a.id
    from sched.resources as a cross join generate_series(1, 4) as n (nr)
    where a.resource_type = 'area'
"""
REQUIRED = """
    select count(distinct q.resource_id) filter (where r.resource_type = 'area') as areas,
        count(*) filter (where q.min_level is not null) as parts,
        (select count(*) from sched.emp_coverage_gaps) as gaps
    from sched.emp_requirements as q
    inner join sched.resources as r on r.id = q.resource_id
"""
ON_SHIFT = """
    select t.resource_id, count(distinct s.team_id) as teams
    from sched.emp_schedules as s
    inner join sched.emp_teams as t on t.id = s.team_id
    where s.schedule_date between '2027-01-01' and '2027-03-31' and s.schedule_status <> 'holiday'
        and s.shift_start_time <= '2027-02-03 12:00+00' and s.shift_end_time > '2027-02-03 12:00+00'
    group by t.resource_id
"""


def test_the_same_people_each_time() -> None:
    parts = {area: ["P1", "P2", "P3", "P4"] for area in AREAS}
    sheets = example_people(EXAMPLES / "people.toml", MONTH, parts)
    assert sheets == example_people(EXAMPLES / "people.toml", MONTH, parts)
    people = [row["values"] for row in sheets["employees"]]
    assert len(people) == 1400 and len(sheets["teams"]) == 40
    assert len({person["employee_number"] for person in people}) == len({person["email"] for person in people}) == 1400
    assert all(person["email"].endswith("@example.com") and person["email"].isascii() for person in people)
    soon = [row for row in sheets["qualifications"] if row["values"]["expiry_date"][:7] == "2027-01"]
    assert len(soon) > 20


def test_set_up_and_again(fresh_database: Callable[[], str]) -> None:
    said: dict[str, list[str]] = {}

    @contextmanager
    def step(name: str) -> Iterator[list[str]]:
        said[name] = []
        yield said[name]

    with connect(url=fresh_database(), autocommit=True) as connection:
        connection.execute(PLANT)
        connection.execute(AREAS_BELOW, [AREAS])
        connection.execute(LINES)
        demo_workforce.set_up(connection, EXAMPLES, MONTH, step)
        assert connection.execute(ALL).fetchone() == {"teams": 40, "rotations": 4, "people": 1400}
        # Of the four teams of each area one is on shift, beside one that hands over to it.
        on_shift = connection.execute(ON_SHIFT).fetchall()
        assert len(on_shift) == 10 and {row["teams"] for row in on_shift} <= {1, 2}
        assert connection.execute(REQUIRED).fetchone() == {"areas": 10, "parts": 32, "gaps": 0}  # no machine is planned
        demo_workforce.set_up(connection, EXAMPLES, MONTH, step)
        assert said["workforce"] == ["on already"] and said["people.toml"][0].startswith("left alone")
        assert "0 rows inserted" in said["rosters of 12 months"]
