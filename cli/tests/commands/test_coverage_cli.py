"""`sched coverage`: a week at a glance, gaps, reasons, and the workbook; the figures are worked out by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import load_workbook

from equipment_scheduling.render.coverage import Cell, cell, lines
from support import Result

Cli = Callable[..., Result]
# Machines run D 06:00-14:00 and N 22:00-06:00 (UTC) every day; two people of the team are there in D, nobody in N.
PLANT = """
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
    values ('SITE', 'Site', 'site', 'UTC');
    insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
    select 'LINE', 'Line', 'work_center', id from sched.resources where resource_code = 'SITE';
    insert into sched.resources
        (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
    select 'M' || n, 'Machine', 'work_unit', id, true
    from sched.resources cross join generate_series(1, 2) as n where resource_code = 'LINE';
    insert into sched.operating_patterns (pattern_code, pattern_name, cycle_days)
    values ('RUN', 'Run', 1), ('DAY', 'Day', 1);
    insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, shift_code)
    select id, 0, time '06:00', time '14:00', 'D' from sched.operating_patterns where pattern_code in ('RUN', 'DAY')
    union all
    select id, 0, time '22:00', time '06:00', 'N' from sched.operating_patterns where pattern_code = 'RUN';
    select sched_engine.assign_pattern(sched_engine.resource_id('SITE'), id, '2030-01-01')
    from sched.operating_patterns where pattern_code = 'RUN';
    insert into sched.emp_departments (department_code, department_name) values ('DEP', 'Department');
    insert into sched.emp_positions (position_code, position_name, department_id)
    select 'POS', 'Position', id from sched.emp_departments;
    insert into sched.emp_teams (team_code, team_name, pattern_id, resource_id)
    select 'RED', 'Red', id, sched_engine.resource_id('LINE')
    from sched.operating_patterns where pattern_code = 'DAY';
    insert into sched.emp_employees
        (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)
    select n, 'First', 'Secret', p.department_id, p.id, '2020-01-01', sched_engine.resource_id('SITE')
    from sched.emp_positions as p cross join unnest(array['A1', 'B2']) as n;
    insert into sched.emp_team_assignments (employee_id, team_id, start_date)
    select e.id, t.id, '2030-01-01' from sched.emp_employees as e cross join sched.emp_teams as t;
    insert into sched.emp_requirements (resource_id, per, head_count, start_date)
    values (sched_engine.resource_id('LINE'), 'resource', 2, '2031-03-03');
    insert into sched.emp_absences (employee_id, start_date, end_date)
    values (sched_engine.employee_id('B2'), '2031-03-05', '2031-03-05');
    select sched_engine.generate(null, '2031-03-01', '2031-03-31');
    select sched_engine.generate_roster(null, '2031-03-01', '2031-03-31');
"""
WEEK = ("--from", "2031-03-03")  # a Monday


@pytest.fixture(scope="module")
def shared_url(fresh_database: Callable[[], str]) -> str:
    """The address of a database with the plant."""
    url = fresh_database()
    with psycopg.connect(url) as connection:
        connection.execute("select sched_engine.enable_workforce()")
        connection.execute("update sched.holiday_calendars set is_default = false")
        connection.execute(PLANT)
    with psycopg.connect(url, autocommit=True) as connection:
        while connection.execute("select * from sched_engine.refresh_next_coverage()").fetchall():
            pass
    return url


@pytest.fixture
def sched(cli: Cli, shared_url: str) -> Cli:
    """Run `sched` there."""

    def run(*words: str, **options: Any) -> Result:
        return cli(*words, **{"url": shared_url, **options})

    return run


def succeed(done: Result) -> str:
    """What was said, when it went well."""
    assert done.code == 0, done.out + done.err
    return done.out


def test_a_week_at_a_glance(sched: Cli) -> None:
    said = succeed(sched("coverage", "LINE", *WEEK)).splitlines()
    assert said[0] == "LINE  Line" and "2031-03-03 to 2031-03-09 · UTC · 1 requirement" in said[1]
    by_day, by_night = (line.split() for line in said[3:5])
    assert by_day == ["D", "2/2", "2/2", "1/2", *["2/2"] * 4, "8.0", "h"]
    assert by_night == ["N", *["0/2"] * 7, "112.0", "h"]
    assert said[5].split() == ["missing", "16.0", "h", "16.0", "h", "24.0", "h", *["16.0", "h"] * 4, "120.0", "h"]
    assert succeed(sched("coverage", "show", "LINE", *WEEK)) == "\n".join([*said, ""])


def test_stretches_for_programs(sched: Cli) -> None:
    rows = sched("coverage", "LINE", "--from", "2031-03-05", "--days", "1", "--format", "json").json
    assert [(row["local_start"][11:16], row["present"], row["required"], row["missing"]) for row in rows] == [
        ("06:00", 1, 2, 1), ("22:00", 0, 2, 2),
    ]  # fmt: skip
    text = succeed(sched("coverage", "LINE", "--from", "2031-03-05", "--days", "1", "--format", "csv"))
    assert [row["missing_hours"] for row in csv.DictReader(io.StringIO(text))] == ["8", "16"]


def test_gaps(sched: Cli) -> None:
    rows = sched("coverage", "gaps", *WEEK, "--to", "2031-03-05", "--format", "json").json
    assert [(row["schedule_date"], row["missing"], float(row["missing_hours"])) for row in rows] == [
        ("2031-03-03", 2, 16), ("2031-03-04", 2, 16), ("2031-03-05", 1, 8), ("2031-03-05", 2, 16),
    ]  # fmt: skip
    assert "Nobody is missing." in succeed(sched("coverage", "gaps", "M1", *WEEK))
    done = sched("coverage", "gaps", *WEEK, "--limit", "1")
    assert "there are more" in done.err
    assert "no resource" in sched("coverage", "gaps", "NOWHERE").err.lower()


def test_why(sched: Cli) -> None:
    said = succeed(sched("coverage", "explain", "LINE", "2031-03-05 07:00"))
    assert "1 missing of 2 required." in said and "Counted: A1" in said and "B2" in said and "Secret" not in said
    told = sched("coverage", "explain", "M1", "2031-03-03 07:00", "--format", "json").json
    assert told["verdict"]["status"] == "covered" and told["requirements"][0]["required"] == 2
    text = succeed(sched("coverage", "explain", "LINE", "2031-03-05 07:00", "--format", "csv"))
    assert [row["missing"] for row in csv.DictReader(io.StringIO(text))] == ["1"]


def test_where_nobody_is_required(sched: Cli) -> None:
    said = succeed(sched("coverage", "M1", *WEEK))
    assert "Nobody is required here or below it; 1 requirement above it" in said
    assert "No machine is planned to operate then." in succeed(sched("coverage", "SITE", "--from", "2031-05-05"))


def test_a_workbook(sched: Cli, tmp_path: Path) -> None:
    target = tmp_path / "line.xlsx"
    said = succeed(sched("coverage", "excel", "LINE", *WEEK, "--output", str(target)))
    assert said.startswith("Wrote 14 stretches of LINE")
    week, stretches = load_workbook(target).worksheets
    cells = [[value.value for value in row] for row in week.iter_rows(min_row=3)]
    assert cells[1][:4] == ["D", "2/2", "2/2", "1/2"] and cells[1][8] == 8
    assert week["D4"].fill.start_color.rgb.endswith("F6B9B9") and week["B4"].fill.start_color.rgb.endswith("C6E9C9")
    assert stretches.max_row == 15 and stretches["F2"].value == 2
    assert "exists" in sched("coverage", "excel", "LINE", *WEEK, "--output", str(target)).err
    assert ".xlsx" in sched("coverage", "excel", "LINE", "--output", str(tmp_path / "line.csv")).err


def test_off_it_says_how_to_switch_it_on(cli: Cli, fresh_database: Callable[[], str]) -> None:
    done = cli("coverage", "gaps", url=fresh_database())
    assert done.code != 0 and "sched workforce enable" in done.err


def test_a_cell_is_the_worst_moment() -> None:
    """Two requirements at once, cut to the shift."""

    def row(start: int, end: int, required: int, present: int) -> dict[str, Any]:
        return {
            "schedule_date": date(2031, 3, 3), "start_time": datetime(2031, 3, 3, start),
            "end_time": datetime(2031, 3, 3, end), "required": required, "present": present,
            "missing": required - present,
        }  # fmt: skip

    rows = [row(6, 12, 2, 2), row(12, 16, 2, 1), row(8, 14, 3, 3)]
    assert cell(rows, [(datetime(2031, 3, 3, 6), datetime(2031, 3, 3, 14))]) == Cell(4, 5, 2.0)
    assert cell(rows, [(datetime(2031, 3, 3, 20), datetime(2031, 3, 3, 22))]) is None
    shift = {"schedule_date": date(2031, 3, 3), "start_time": datetime(2031, 3, 3, 6)}
    (line,) = lines([{**shift, "end_time": datetime(2031, 3, 3, 14), "shift_code": None, "begins": 360}], rows)
    assert line.code == "-" and line.cells == {date(2031, 3, 3): Cell(4, 5, 2.0)}
