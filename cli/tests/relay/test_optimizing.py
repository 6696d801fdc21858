"""Runs of the optimizer, from the gaps of a plant to accepted shifts, with a relay that does them."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from support import Result
from support.receiver import until
from support.relays import Relay

Cli = Callable[..., Result]
Row = dict[str, Any]

# Two machines run two shifts a day from Monday to Friday; each needs one qualified person, and nobody is there.
PLANT = """
    select sched_engine.enable_workforce();
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
    values ('S', 'S', 'site', 'UTC');
    insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
    select 'M' || n, 'M', 'work_unit', s.id, true from generate_series(1, 2) as n cross join sched.resources as s;
    insert into sched.resource_pattern_assignments (resource_id, pattern_id, effective_date, assigned_by)
    select r.id, p.id, '2030-01-01', 'tests' from sched.resources as r, sched.operating_patterns as p
    where r.resource_code = 'S' and p.pattern_code = 'TWO_SHIFT';
    select sched_engine.generate(null, '2030-01-07', '2030-01-20');
    insert into sched.emp_departments (department_code, department_name) values ('D', 'D');
    insert into sched.emp_positions (position_code, position_name, department_id)
    select 'P', 'P', d.id from sched.emp_departments as d;
    insert into sched.emp_employees
    (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)
    select 'E' || n, 'Secretus', 'Anonymus', p.department_id, p.id, '2020-01-01', r.id
    from generate_series(1, 6) as n, sched.emp_positions as p, sched.resources as r where r.resource_code = 'S';
    insert into sched.emp_teams (team_code, team_name, resource_id)
    select 'T', 'T', r.id from sched.resources as r where r.resource_code = 'S';
    insert into sched.emp_team_assignments (employee_id, team_id, start_date)
    select e.id, t.id, '2030-01-01' from sched.emp_employees as e, sched.emp_teams as t;
    insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date)
    select e.id, r.id, '2020-01-01' from sched.emp_employees as e, sched.resources as r
    where r.resource_code = 'M1' or (r.resource_code = 'M2' and e.employee_number > 'E3');
    select sched_engine.generate_roster(null, '2030-01-01', '2030-01-31');
    insert into sched.emp_requirements (resource_id, per, head_count, min_level, start_date)
    select r.id, 'machine', 1, 'basic', '2030-01-01' from sched.resources as r where r.resource_code = 'S';
    insert into sched.emp_work_rules
    (rule_code, rule_name, rule_measure, rule_operator, limit_value, window_hours, severity, is_active)
    values
    ('REST', 'Rest', 'daily_rest', 'at_least', 11, null, 'refuse', true),
    ('WEEK', 'Week', 'working_hours', 'at_most', 40, 168, 'refuse', true)
"""
NOW = "select set_config('sched.now', '2030-01-01 00:00Z', false)"


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str]) -> str:
    """The address of a database with the plant."""
    made = fresh_database()
    with psycopg.connect(made) as connection:
        for statement in PLANT.split(";\n"):
            connection.execute(statement.encode())
            connection.commit()
        while connection.execute("select * from sched_engine.refresh_next_coverage()").fetchone():
            connection.commit()
    return made


@pytest.fixture
def plant(url: str) -> Iterator[psycopg.Connection[Row]]:
    """A connection to it; no run, no suggestion, no change of the roster is left from before."""
    with psycopg.connect(url, autocommit=True, row_factory=dict_row) as connection:
        connection.execute("delete from sched.emp_optimizations")
        connection.execute("delete from sched.emp_roster_changes")
        yield connection


def value(plant: psycopg.Connection[Row], query: str, *given: Any) -> Any:
    """The one value that it returns."""
    row = plant.execute(query.encode(), given).fetchone()
    return None if row is None else next(iter(row.values()))


def gap_hours(plant: psycopg.Connection[Row]) -> float:
    """Hours in which somebody is missing."""
    hours = """
        select coalesce(sum((g.required - g.present) * extract(epoch from g.end_time - g.start_time)), 0) / 3600
        from sched.emp_coverage_gaps as g
    """
    return float(value(plant, hours))


def queue(plant: psycopg.Connection[Row], seconds: int = 20) -> int:
    """A run for the whole plant."""
    return int(value(plant, "select sched_engine.create_optimization(sched_engine.resource_id('S'),"
                     " '2030-01-07', '2030-01-20', %s)", seconds))  # fmt: skip


def state(plant: psycopg.Connection[Row], run: int) -> str:
    """How far a run is."""
    return str(value(plant, "select state::text from sched.emp_optimizations where id = %s", run))


def ended(plant: psycopg.Connection[Row], run: int) -> Row:
    """The run, when it has ended."""
    until(lambda: state(plant, run) not in ("queued", "running"), 90)
    row = plant.execute("select * from sched.emp_optimizations where id = %s", [run]).fetchone()
    assert row is not None
    return row


def test_gaps_are_closed_and_no_rule_is_broken(
    plant: psycopg.Connection[Row], url: str, as_relay: Callable[[str], str], tmp_path: Path, cli: Cli
) -> None:
    missing = gap_hours(plant)
    assert missing == 320
    relay = Relay(as_relay(url), tmp_path / "relay.log")
    try:
        run = ended(plant, queue(plant))
    finally:
        relay.stop()
    assert run["state"] == "completed", run["error"]
    before, after = run["comparison"]["before"], run["comparison"]["after"]
    assert before["gap_hours"] == pytest.approx(missing)
    assert (before["hours"], before["breaches"], after["breaches"]) == (0, 0, 0)
    assert gap_hours(plant) == pytest.approx(missing)  # nothing is done yet
    assert after["hours"] == pytest.approx(missing - after["gap_hours"], rel=0.05)
    assert after["gap_hours"] == 0
    assert after["most_hours"] - after["least_hours"] <= 16
    assert "Secretus" not in relay.log

    shown = cli("optimize", "show", str(run["id"]), url=url)
    assert "gap hours" in shown.out and "E1" in shown.out, shown.err
    done = cli("optimize", "accept", str(run["id"]), url=url)
    assert done.code == 0, done.err
    assert gap_hours(plant) == pytest.approx(after["gap_hours"])
    assert value(plant, "select count(*) from sched_engine.rule_breaches(null, '2030-01-01', '2030-01-31')") == 0


def test_what_no_longer_fits_becomes_stale(
    plant: psycopg.Connection[Row], url: str, as_relay: Callable[[str], str], tmp_path: Path, cli: Cli
) -> None:
    relay = Relay(as_relay(url), tmp_path / "relay.log")
    try:
        run = ended(plant, queue(plant))["id"]
    finally:
        relay.stop()
    first = plant.execute("select * from sched.emp_suggestions order by start_time, id limit 1").fetchone()
    assert first is not None
    plant.execute(
        "insert into sched.emp_absences (employee_id, start_date, end_date) values (%s, %s, %s)",
        [first["employee_id"], first["schedule_date"], first["schedule_date"]],
    )
    one = cli("optimize", "accept", str(run), str(first["id"]), url=url)
    assert one.code == 5
    assert "not free" in one.err
    assert (
        value(plant, "select suggestion_status::text from sched.emp_suggestions where id = %s", first["id"]) == "stale"
    )
    again = cli("optimize", "accept", str(run), str(first["id"]), url=url)
    assert again.code == 5
    assert "is stale already" in again.err
    rejected = cli("optimize", "reject", str(run), url=url)
    assert rejected.code == 0 and "rejected" in rejected.out
    assert value(plant, "select count(*) from sched.emp_roster_changes") == 0
    plant.execute("delete from sched.emp_absences")


def test_a_killed_relay_leaves_nothing_undone(
    plant: psycopg.Connection[Row], url: str, as_relay: Callable[[str], str], tmp_path: Path
) -> None:
    victim = Relay(as_relay(url), tmp_path / "victim.log")
    run = queue(plant)
    until(lambda: state(plant, run) == "running", 30)
    victim.stop(signal.SIGKILL)
    assert state(plant, run) == "running"
    relay = Relay(as_relay(url), tmp_path / "relay.log")
    try:
        row = ended(plant, run)
    finally:
        relay.stop()
    assert (row["state"], row["attempts"]) == ("completed", 2)
    assert value(plant, "select count(*) from sched.emp_suggestions where optimization_id = %s", run) > 10


def test_a_cancelled_run_ends(
    plant: psycopg.Connection[Row], url: str, as_relay: Callable[[str], str], tmp_path: Path
) -> None:
    relay = Relay(as_relay(url), tmp_path / "relay.log")
    try:
        run = queue(plant, 600)
        until(lambda: state(plant, run) == "running", 30)
        plant.execute("select sched_engine.cancel_optimization(%s)", [run])
        following = queue(plant, 5)
        began = time.monotonic()
        assert ended(plant, following)["state"] == "completed"
        assert time.monotonic() - began < 60
        assert state(plant, run) == "cancelled"
    finally:
        relay.stop()
    assert value(plant, "select count(*) from sched.emp_suggestions where optimization_id = %s", run) == 0
