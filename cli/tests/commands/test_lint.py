"""`sched lint` on a real database: what it lists, and how it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import psycopg
import pytest

from support import Result

Cli = Callable[..., Result]
FIELDS = ["severity", "code", "subject", "location", "first_date", "last_date", "message", "remedy"]


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str]) -> str:
    """A database with one machine that has a pattern, and a break in no shift."""
    address = fresh_database()
    with psycopg.connect(address) as connection:
        connection.execute(
            """
            insert into sched.resources
                (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
            values ('GOOD', 'Good', 'work_unit', 'UTC', true);
            select sched_engine.assign_pattern(
                sched_engine.resource_id('GOOD'), sched_engine.pattern_id('24_7'), '2025-01-01'
            );
            insert into sched.operating_patterns (pattern_code, pattern_name) values ('STRAY', 'Stray');
            insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, is_operating)
            select sched_engine.pattern_id('STRAY'), 1, '10:00', '10:15', false"""
        )
    return address


@pytest.fixture
def bad(url: str) -> Iterator[str]:
    """The same with a machine that has no pattern, for one test."""
    with psycopg.connect(url) as connection:
        connection.execute(
            """
            insert into sched.resources
                (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
            values ('BAD', 'Bad', 'work_unit', 'UTC', true)"""
        )
    yield url
    with psycopg.connect(url) as connection:
        connection.execute("delete from sched.resources where resource_code = 'BAD'")


def test_warnings_are_no_failure(cli: Cli, url: str) -> None:
    done = cli("lint", url=url)
    assert done.code == 0, done.err
    assert "LINT-007" in done.out
    assert "STRAY" in done.out
    assert done.out.splitlines()[-1] == "1 of severity warning"


def test_only_what_is_bad_enough(cli: Cli, url: str) -> None:
    done = cli("lint", "--severity", "error", url=url)
    assert done.code == 0
    assert "Nothing was found." in done.out


def test_errors_end_with_3(cli: Cli, bad: str) -> None:
    for words in ([], ["--severity", "error"], ["--severity", "warning", "--format", "csv"]):
        done = cli("lint", *words, url=bad)
        assert (done.code, done.err) == (3, "")
        assert "LINT-001" in done.out
        assert ("LINT-007" in done.out) == ("error" not in words)


def test_for_programs(cli: Cli, bad: str) -> None:
    findings = cli("lint", "--format", "json", url=bad).json
    assert [finding["code"] for finding in findings] == ["LINT-001", "LINT-007"]
    assert list(findings[0]) == FIELDS
    assert findings[0]["location"] == "BAD"
    assert cli("lint", "--format", "csv", url=bad).out.splitlines()[0] == ",".join(FIELDS)


def test_a_large_plant(fresh_database: Callable[[], str]) -> None:
    """850 machines with stops, overtime and overrides, twelve months: seconds, on a busy machine too."""
    with psycopg.connect(fresh_database()) as connection:
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            select 'L' || n, 'Line', 'work_center', (array['Europe/London', 'America/Detroit'])[n % 2 + 1]
            from generate_series(1, 50) as n;
            insert into sched.resources
                (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
            select r.resource_code || '-' || n, 'Machine', 'work_unit', r.id, true
            from sched.resources as r cross join generate_series(1, 17) as n;
            insert into sched.resource_pattern_assignments
                (resource_id, pattern_id, effective_date, assigned_by)
            select r.id, p.id, '2025-01-01', 'test'
            from sched.resources as r
            inner join sched.operating_patterns as p
                on p.pattern_code = (array['TWO_SHIFT', 'DAY_ONLY', 'EXTENDED'])[r.id % 3 + 1]
            where r.resource_type = 'work_center' or r.id % 11 = 0;
            insert into sched.schedule_exceptions (
                resource_id, exception_type, impact_type, description, start_datetime, end_datetime,
                recurrence_rule, created_by
            )
            select
                r.id, (array['maintenance', 'overtime'])[r.id % 2 + 1]::sched.exception_type,
                (array['no_operation', 'additional'])[r.id % 2 + 1]::sched.impact_type, 'Stop or overtime',
                s.day, s.day + interval '3 hours', case when r.id % 7 = 0 then 'FREQ=WEEKLY' end, 'test'
            from sched.resources as r
            cross join lateral (select now() + r.id % 300 * interval '1 day' as day) as s
            where r.id % 9 = 0;
            delete from sched.stale_dates"""
        )
        connection.execute("analyze")
        began = time.perf_counter()
        rows = connection.execute("select code, count(*) from sched_engine.lint() group by code").fetchall()
        assert time.perf_counter() - began < 8
    assert dict(rows).keys() <= {"LINT-004", "LINT-006", "LINT-013"}


def test_thousands_of_exceptions(fresh_database: Callable[[], str]) -> None:
    """10,000 of them, few of which change anything: what it takes goes up with their number, not with its square."""
    with psycopg.connect(fresh_database()) as connection:
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            values ('S', 'Site', 'site', 'Europe/London');
            insert into sched.resources
                (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
            select 'M' || n, 'Machine', 'work_unit', r.id, true
            from sched.resources as r cross join generate_series(1, 400) as n;
            select sched_engine.assign_pattern(
                sched_engine.resource_id('S'), sched_engine.pattern_id('TWO_SHIFT'), '2025-01-01'
            );
            insert into sched.schedule_exceptions
                (resource_id, exception_type, impact_type, description, start_datetime, end_datetime, created_by)
            select r.id, 'maintenance', 'no_operation', 'At night', s.day, s.day + interval '1 hour', 'test'
            from generate_series(1, 10000) as n
            inner join sched.resources as r on r.resource_code = 'M' || 1 + n % 400
            cross join lateral (
                select date_trunc('day', now()) + n % 349 * interval '1 day' + n % 25 * interval '1 hour' as day
            ) as s;
            delete from sched.stale_dates"""
        )
        connection.execute("analyze")
        began = time.perf_counter()
        rows = connection.execute(
            "select count(*) from sched_engine.lint_exceptions(current_date, current_date + 364)"
        ).fetchone()
        assert time.perf_counter() - began < 60  # where comparing each with each takes many minutes
    assert rows is not None and 2000 < rows[0] < 8000
