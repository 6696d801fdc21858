"""What the workforce costs whoever edits machines: nothing while it is off; told for when it is on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from conftest import FreshDatabase
from equipment_scheduling.settings import Settings
from support import api_plant

ROUNDS = 16
EDITS = 8  # of each kind in a round
# What busy machines make of two runs of the same statements.
NOISE = 0.25
PEOPLE = 200
# Whatever of the workforce looks at the tables of phase 1.
TRIGGERS = """
    select c.oid::regclass::text, t.tgname::text
    from pg_trigger as t
    inner join pg_class as c on c.oid = t.tgrelid
    inner join pg_namespace as n on n.oid = c.relnamespace and n.nspname = 'sched'
    where c.relname not like 'emp\\_%' and not t.tgisinternal
        and (t.tgname like 'mark\\_rosters%' or t.tgname like 'guard\\_team%' or t.tgname like '%\\_complexity%')
"""
OWN_PATTERN = """
    select sched_engine.create_pattern('OWN', 'Own', '[
        {"cycle_day": 1, "start_time": "06:00", "end_time": "14:00", "shift_code": "D"}]');
    select sched_engine.assign_pattern(
        sched_engine.resource_id('JHB-M3'), sched_engine.pattern_id('OWN'), '2027-03-20'
    );
"""
# Each puts back what it has changed, in two transactions.
KINDS = {
    "exception": (
        "insert into sched.schedule_exceptions (resource_id, exception_type, description, start_datetime, end_datetime,"
        " impact_type, created_by) values (sched_engine.resource_id('JHB-M2'), 'maintenance', 'costs',"
        " '2027-03-22 06:00Z', '2027-03-22 10:00Z', 'no_operation', 'tests')",
        "delete from sched.schedule_exceptions where description = 'costs'",
    ),
    "holiday": (
        "insert into sched.holidays (calendar_id, holiday_date, holiday_name)"
        " values (sched_engine.calendar_id('ZA'), '2027-03-23', 'Costs')",
        "delete from sched.holidays where holiday_name = 'Costs'",
    ),
    "pattern": (
        "update sched.pattern_rules set end_time = '15:00' where pattern_id = sched_engine.pattern_id('OWN')",
        "update sched.pattern_rules set end_time = '14:00' where pattern_id = sched_engine.pattern_id('OWN')",
    ),
    "assignment": (
        "insert into sched.resource_pattern_assignments (resource_id, pattern_id, effective_date, end_date,"
        " assigned_by) values (sched_engine.resource_id('JHB-M2'), sched_engine.pattern_id('DAY_ONLY'), '2027-03-24',"
        " '2027-03-26', 'costs')",
        "delete from sched.resource_pattern_assignments where assigned_by = 'costs'",
    ),
    "resource": (
        "update sched.resources set resource_name = 'Costs' where resource_code = 'JHB-M3'",
        "update sched.resources set resource_name = 'Saw' where resource_code = 'JHB-M3'",
    ),
}
WORKFORCE = """
    update sched.system_configuration set config_value = 'true'
    where config_key in ('phase2_enabled', 'employee_module_enabled');
    update sched.system_configuration set config_value = 'expert' where config_key = 'pattern_complexity_level';
    with department as (
        insert into sched.emp_departments (department_code, department_name) values ('COST', 'Costs') returning id
    ), job as (
        insert into sched.emp_positions (position_code, position_name, department_id)
        select 'OPERATOR', 'Operator', d.id from department as d returning id, department_id
    ), team as (
        insert into sched.emp_teams (team_code, team_name, resource_id, pattern_id, cycle_offset_days, works_holidays)
        select 'TEAM-' || n, 'Team ' || n, sched_engine.resource_id('JHB'), sched_engine.pattern_id('DUPONT'), 7 * n,
            n > 0
        from generate_series(0, 3) as n
        returning id, cycle_offset_days / 7 as nr
    ), person as (
        insert into sched.emp_employees (employee_number, first_name, last_name, department_id, position_id, hire_date)
        select 'E' || n, 'First', 'Last', j.department_id, j.id, '2026-01-01'
        from job as j cross join generate_series(1, {people}) as n
        returning id
    )
    insert into sched.emp_team_assignments (employee_id, team_id, start_date)
    select p.id, t.id, '2027-01-01'
    from person as p
    inner join team as t on t.nr = p.id % 4;
    select * from sched_engine.generate_roster(null, '2027-02-01', '2027-04-04');
"""


class Clock:
    """Processor time of the process behind a connection, in seconds."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.file = Path(f"/proc/{connection.info.backend_pid}/schedstat")

    def read(self) -> float:
        """So far."""
        return int(self.file.read_text().split()[0]) / 1e9

    def spent(self, work: Callable[[], None]) -> float:
        """By this work."""
        before = self.read()
        work()
        return self.read() - before


@contextmanager
def without_triggers(connection: psycopg.Connection, names: list[tuple[str, str]]) -> Iterator[None]:
    """As if nothing of the workforce looked at the tables of phase 1."""
    for table, name in names:
        connection.execute(f"alter table {table} disable trigger {name}".encode())
    try:
        yield
    finally:
        for table, name in names:
            connection.execute(f"alter table {table} enable trigger {name}".encode())


def compared(connection: psycopg.Connection, names: list[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Of each kind of edit the least of its rounds, without the triggers and with them; in turns."""
    clock = Clock(connection)

    def edit(kind: str) -> None:
        for _ in range(EDITS):
            for statement in KINDS[kind]:
                connection.execute(statement.encode())

    took: dict[str, tuple[list[float], list[float]]] = {kind: ([], []) for kind in KINDS}
    for _ in range(ROUNDS):
        with without_triggers(connection, names):
            for kind in KINDS:
                edit(kind)  # plans that the change of triggers has thrown away
                took[kind][0].append(clock.spent(lambda kind=kind: edit(kind)))  # type: ignore[misc]
        for kind in KINDS:
            edit(kind)
            took[kind][1].append(clock.spent(lambda kind=kind: edit(kind)))  # type: ignore[misc]
    return {kind: (min(without), min(having)) for kind, (without, having) in took.items()}


def ratio(costs: dict[str, tuple[float, float]]) -> float:
    """Of all kinds together."""
    return sum(having for _, having in costs.values()) / sum(without for without, _ in costs.values())


def told(what: str, costs: dict[str, tuple[float, float]]) -> str:
    """A line for people."""
    kinds = ", ".join(f"{kind} {having / without:.2f}" for kind, (without, having) in costs.items())
    return f"edits of phase 1, {what} / without the workforce: {ratio(costs):.2f} ({kinds})"


@pytest.mark.alone
def test_edits_of_phase_1_pay_nothing_while_the_workforce_is_off(
    fresh_database: FreshDatabase, settings: Settings, record_property: Callable[[str, object], None]
) -> None:
    """As ratios of processor time in one run; what it costs when it is on is told: `pytest -s`."""
    if settings.database_url is not None:
        pytest.skip("the processes of the server of DATABASE_URL may be elsewhere")
    url = fresh_database()
    api_plant.build(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set synchronous_commit = off")
        connection.execute(OWN_PATTERN)
        names = [(str(table), str(name)) for table, name in connection.execute(TRIGGERS)]
        assert {table for table, _ in names} >= {"sched.holidays", "sched.operating_patterns", "sched.resources"}
        off = compared(connection, names)
        connection.execute(WORKFORCE.format(people=PEOPLE).encode())
        row = connection.execute("select count(distinct employee_id) from sched.emp_schedules").fetchone()
        assert row == (PEOPLE,)
        connection.execute("analyze")
        on = compared(connection, names)
    for what, costs in (("off", off), (f"on with {PEOPLE} people", on)):
        record_property(what, ratio(costs))
        print(told(what, costs))
    assert ratio(off) <= 1 + NOISE, told("off", off)
