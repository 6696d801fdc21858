"""Edits of several connections, each of which is fine alone: together they never break a rule that refuses, and none is
lost on a roster that is being generated.

`SCHED_RULES_SECONDS=60` in the environment lets them go on for a minute."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest

CLIENTS = 6
SECONDS = float(os.environ.get("SCHED_RULES_SECONDS", "4"))
PLANT = """
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
    values ('SITE', 'Site', 'site', 'Europe/Berlin');
    insert into sched.emp_departments (department_code, department_name) values ('DEP', 'Department');
    insert into sched.emp_positions (position_code, position_name, department_id)
    select 'POS', 'Position', id from sched.emp_departments;
    insert into sched.operating_patterns (pattern_code, pattern_name, cycle_days) values ('DAY', 'Day', 7);
    insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, shift_code)
    select p.id, d, time '08:00', time '16:00', 'D'
    from sched.operating_patterns as p cross join generate_series(1, 5) as d where p.pattern_code = 'DAY';
    insert into sched.emp_teams (team_code, team_name, pattern_id, cycle_offset_days, resource_id)
    select 'TEAM-' || n, 'Team', p.id, n, r.id
    from generate_series(0, 2) as n cross join sched.operating_patterns as p cross join sched.resources as r
    where p.pattern_code = 'DAY' and r.resource_code = 'SITE';
    insert into sched.emp_employees
    (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)
    select 'P-' || n, 'First', 'Last', p.department_id, p.id, '2020-01-01', r.id
    from generate_series(1, 6) as n cross join sched.emp_positions as p cross join sched.resources as r;
    insert into sched.emp_team_assignments (employee_id, team_id, start_date)
    select e.id, t.id, '2020-01-01'
    from sched.emp_employees as e inner join sched.emp_teams as t on t.team_code = 'TEAM-' || e.id % 3;
    update sched.system_configuration set config_value = 'false' where config_key = 'shift_offers_need_approval';
    insert into sched.emp_work_rules
    (rule_code, rule_name, rule_measure, limit_value, window_hours, severity, is_active)
    values ('REST', 'Rest', 'daily_rest', 8, 24, 'refuse', true),
        ('HOURS', 'Hours', 'working_hours', 44, 168, 'refuse', true);
    select sched_engine.generate_roster(null, '2031-01-01', '2031-02-28');
"""
BROKEN = "select b.* from sched_engine.rule_breaches(null, '2031-01-01', '2031-02-28') as b where b.severity = 'refuse'"
DIFFERS = """
    select count(*) from (
        (select employee_id, schedule_date, shift_start_time, shift_end_time, schedule_status
        from sched_engine.planned_roster(null, '2031-01-01', '2031-02-28')
        except
        select employee_id, schedule_date, shift_start_time, shift_end_time, schedule_status from sched.emp_schedules)
        union all
        (select employee_id, schedule_date, shift_start_time, shift_end_time, schedule_status from sched.emp_schedules
        except
        select employee_id, schedule_date, shift_start_time, shift_end_time, schedule_status
        from sched_engine.planned_roster(null, '2031-01-01', '2031-02-28'))
    ) as d
"""
EXTRA = "select sched_engine.add_extra_shift({}, '{} {}', '{} {}')"
CHANGE = (
    "insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, {}) values ({}, '{}', '{}', {})"
)
ABSENCE = "select sched_engine.add_absence({}, '{}')"
PRESENT = "update sched.emp_absences set absence_status = 'cancelled' where employee_id = {}"
# What was there before, and two edits. Person 3 works from Monday, 2031-01-06, to Friday, 40 of the 44 hours.
TOGETHER = {
    "two extra shifts": ("", EXTRA.format(3, "2031-01-11", "08:00", "2031-01-11", "11:00"),
                         EXTRA.format(3, "2031-01-12", "08:00", "2031-01-12", "11:00")),
    "an extra shift and an absence that ends": (
        ABSENCE.format(3, "2031-01-07"), EXTRA.format(3, "2031-01-11", "08:00", "2031-01-11", "14:00"),
        PRESENT.format(3)),
    "an extra shift and a shift off that comes back": (
        CHANGE.format("change_status", 3, "off", "2031-01-07", "'approved'"),
        EXTRA.format(3, "2031-01-11", "08:00", "2031-01-11", "14:00"),
        "delete from sched.emp_roster_changes where change_kind = 'off'"),
    "two extra shifts of one night": ("update sched.emp_work_rules set is_active = rule_code = 'REST'",
                                      EXTRA.format(3, "2031-01-06", "18:00", "2031-01-06", "23:00"),
                                      EXTRA.format(3, "2031-01-07", "00:30", "2031-01-07", "05:00")),
    "an offer and an extra shift": (
        "select sched_engine.offer_open_shift(id, '2031-01-11 08:00', '2031-01-11 11:00') from sched.resources",
        "select sched_engine.take_shift((select max(id) from sched.emp_shift_offers), 3)",
        CHANGE.format("start_time, end_time", 3, "extra", "2031-01-12", "'2031-01-12 08:00Z', '2031-01-12 11:00Z'")),
}  # fmt: skip


@pytest.fixture(scope="module")
def plant(fresh_database: Callable[[], str]) -> str:
    """A database with six people who work forty hours a week."""
    url = fresh_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(PLANT)
    return url


@pytest.fixture
def url(plant: str) -> Iterator[str]:
    """Its address; the rosters are as the teams work afterwards."""
    yield plant
    with psycopg.connect(plant) as connection:
        connection.execute("update sched.emp_work_rules set is_active = true where rule_code in ('REST', 'HOURS')")
        connection.execute("delete from sched.emp_shift_offers")
        connection.execute("delete from sched.emp_roster_changes")
        connection.execute("delete from sched.emp_absences")


def value(connection: psycopg.Connection, query: str, *given: Any) -> Any:
    row = connection.execute(query.encode(), given).fetchone()
    return None if row is None else row[0]


def settled(url: str) -> None:
    """No rule that refuses is broken, and every roster is what it should be."""
    with psycopg.connect(url, autocommit=True) as connection:
        while connection.execute("select * from sched_engine.refresh_next_roster()").fetchone():
            pass
        assert connection.execute(BROKEN).fetchall() == []
        assert value(connection, DIFFERS) == 0


@pytest.mark.parametrize("what", TOGETHER)
@pytest.mark.parametrize("first", [0, 1])
def test_of_two_that_break_a_rule_together_one_is_refused(url: str, what: str, first: int) -> None:
    before, *edits = TOGETHER[what]
    if before:
        with psycopg.connect(url) as connection:
            connection.execute(before.encode())

    def commit(connection: psycopg.Connection) -> str:
        try:
            connection.commit()
        except psycopg.Error as error:
            return error.sqlstate or "?"
        return "done"

    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        one, other = (stack.enter_context(psycopg.connect(url)) for _ in range(2))
        one.execute(edits[first].encode())
        # It may have to wait for the first, which then decides.
        waiting = pool.submit(lambda: edit_and_commit(other, edits[1 - first], commit))
        time.sleep(0.2)
        told = Counter([commit(one), waiting.result()])
    assert told == {"done": 1, "SC026": 1}
    settled(url)


def edit_and_commit(connection: psycopg.Connection, edit: str, commit: Callable[[psycopg.Connection], str]) -> str:
    try:
        connection.execute(edit.encode())
    except psycopg.Error as error:
        return error.sqlstate or "?"
    return commit(connection)


def act(connection: psycopg.Connection, dice: random.Random) -> str:
    """One edit of somebody's roster, as the command line and the API make them."""
    person, other = dice.sample(range(1, 7), 2)
    day, hour = f"2031-01-{dice.randrange(6, 27):02}", dice.choice((0, 6, 16, 18, 20))
    minutes = dice.choice((-240, -60, 60, 240))
    edits = {
        "extra": EXTRA.format(person, day, f"{hour:02}:00", day, f"{hour + dice.choice((2, 3)):02}:30"),
        "off": CHANGE.format("change_status", person, "off", day, "'approved'"),
        "moved": CHANGE.format("shift_minutes", person, "moved", day, minutes),
        "swap": f"select sched_engine.swap_shifts({person}, '{day}', {other}, null)",
        "absent": ABSENCE.format(person, day),
        "present": PRESENT.format(person),
        "cancelled": "delete from sched.emp_roster_changes where id ="
                     f" (select min(id) from sched.emp_roster_changes where employee_id = {person})",
    }  # fmt: skip
    what = dice.choice([*edits])
    try:
        connection.execute(edits[what].encode())
        connection.commit()
    except psycopg.Error as error:
        connection.rollback()
        if error.sqlstate not in ("SC022", "SC023", "SC026", "SC028", "55P03", "40P01", "23P01", "23505"):
            raise
        return error.sqlstate
    return what


def test_many_edits_at_once_break_no_rule(url: str) -> None:
    until = time.monotonic() + SECONDS
    told: Counter[str] = Counter()

    def goes_on(number: int) -> None:
        dice = random.Random(number)
        with psycopg.connect(url, options="-c statement_timeout=30s") as connection:
            while time.monotonic() < until:
                told[act(connection, dice)] += 1

    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(goes_on, number) for number in range(CLIENTS)]:
            done.result()
    print(told)
    assert told["extra"] and told["present"] and told["SC026"]
    settled(url)


@pytest.mark.parametrize("rules", [True, False])
def test_no_edit_is_lost_on_a_roster_that_is_being_generated(url: str, rules: bool) -> None:
    """For the first time: it may have been planned before the edit was there."""
    with psycopg.connect(url) as connection:
        connection.execute("update sched.emp_work_rules set is_active = %s where severity = 'refuse'", [rules])
        new = value(
            connection,
            "insert into sched.emp_employees"
            " (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)"
            " select 'NEW-' || %s, 'First', 'Last', department_id, position_id, hire_date, resource_id"
            " from sched.emp_employees limit 1 returning id",
            rules,
        )
        connection.execute(
            "insert into sched.emp_team_assignments (employee_id, team_id, start_date)"
            " select %s, id, '2020-01-01' from sched.emp_teams where team_code = 'TEAM-0'",
            [new],
        )
    with psycopg.connect(url) as generating, psycopg.connect(url) as editing:
        generating.execute("select sched_engine.generate_roster(%s, '2031-01-01', '2031-02-28')", [[new]])
        editing.execute(ABSENCE.format(new, "2031-01-08").encode())
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(editing.commit)
            # Long enough for the edit to leave it to the worker where no rule refuses.
            time.sleep(0.2 if rules else 0.8)
            generating.commit()
            waiting.result()
    settled(url)
    with psycopg.connect(url) as connection:
        status = "select schedule_status::text from sched.emp_schedules where employee_id = %s and schedule_date = %s"
        assert value(connection, status, new, "2031-01-08") == "absent"


def test_a_generation_lets_an_edit_go_first_that_waits_for_it(url: str) -> None:
    """The edit holds somebody without a roster, whom the generation waits for with all others in its hands."""
    with psycopg.connect(url) as connection:
        new = value(
            connection,
            "insert into sched.emp_employees"
            " (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)"
            " select 'LAST', 'First', 'Last', department_id, position_id, hire_date, resource_id"
            " from sched.emp_employees limit 1 returning id",
        )
    with psycopg.connect(url) as generating, psycopg.connect(url) as editing, ThreadPoolExecutor(2) as pool:
        editing.execute("set deadlock_timeout = '10s'")  # so that the generation finds it
        editing.execute(ABSENCE.format(new, "2031-01-08").encode())
        editing.execute(ABSENCE.format(1, "2031-01-08").encode())
        made = pool.submit(
            generating.execute, "select sched_engine.generate_roster(%s, '2031-01-01', '2031-02-28')", [[1, new]]
        )
        time.sleep(0.3)
        pool.submit(editing.commit).result()
        made.result()
        generating.commit()
    settled(url)
