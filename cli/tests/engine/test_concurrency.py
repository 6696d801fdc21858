"""Two connections at once: what must wait is seen to wait, what must not does not, and the result is one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import combinations
from threading import Barrier

import psycopg
import pytest
from psycopg import Connection, errors

MACHINES = 12
GENERATE = "select inserted, updated, deleted, unchanged from sched_engine.generate(%s, %s, %s, %s)"
Connect = Callable[[], Connection]


@pytest.fixture(scope="module")
def busy_database(fresh_database: Callable[[], str]) -> str:
    """A database in which these tests commit."""
    return fresh_database()


@pytest.fixture
def connect(busy_database: str) -> Iterator[Connect]:
    """Connections to a new line of machines on two shifts, and nothing else; no statement may take long."""
    options = "-c statement_timeout=20s -c deadlock_timeout=200ms"
    opened: list[Connection] = []

    def make() -> Connection:
        opened.append(psycopg.connect(busy_database, options=options))
        return opened[-1]

    with make() as connection:
        connection.execute("truncate sched.resources, sched.equipment_schedules, sched.schedule_changes cascade")
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            values ('LINE', 'Line', 'area', 'Europe/London')"""
        )
        connection.execute(
            """
            insert into sched.resources
                (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
            select 'M' || n, 'Machine', 'work_unit', r.id, true
            from generate_series(1, %s) as n
            cross join sched.resources as r where r.resource_code = 'LINE'""",
            [MACHINES],
        )
        connection.execute(
            """
            select sched_engine.assign_pattern(r.id, p.id, '2025-01-01')
            from sched.resources as r cross join sched.operating_patterns as p
            where r.resource_code = 'LINE' and p.pattern_code = 'TWO_SHIFT'"""
        )
    yield make
    for connection in opened:
        connection.close()


@pytest.fixture
def background() -> Iterator[ThreadPoolExecutor]:
    """Threads in which the other side waits."""
    with ThreadPoolExecutor(8) as pool:
        yield pool


def machines(connection: Connection) -> list[int]:
    """Ids of the machines."""
    found = connection.execute("select id from sched.resources where requires_scheduling order by id").fetchall()
    connection.rollback()
    return [machine for (machine,) in found]


def wait_until_blocked(observer: Connection, waiting: Connection, holding: Connection) -> None:
    """Return when one connection waits for a lock that the other holds."""
    for _ in range(200):
        found = observer.execute(
            """
            select %s = any(pg_blocking_pids(pid)) and wait_event_type = 'Lock'
            from pg_stat_activity where pid = %s""",
            [holding.info.backend_pid, waiting.info.backend_pid],
        ).fetchone()
        observer.rollback()
        if found and found[0]:
            return
        time.sleep(0.05)
    pytest.fail("nobody waited")


def check_plan(connection: Connection, first: str, last: str) -> int:
    """Stored rows are the planned ones, once each; their number."""
    planned = "select * from sched_engine.planned_segments(null, %s, %s)"
    stored = """
        select resource_id, schedule_date, shift_code, planned_start_time, planned_end_time, schedule_status,
            capacity_percent, pattern_id, exception_id, holiday_id
        from sched.equipment_schedules where schedule_date between %s and %s"""
    expected, found = (connection.execute(query, [first, last]).fetchall() for query in (planned, stored))
    assert len(found) == len(set(found))
    assert set(found) == set(expected)
    return len(found)


@pytest.mark.parametrize("regenerate", [False, True])
def test_two_generations_of_the_same_machines(
    connect: Connect, background: ThreadPoolExecutor, regenerate: bool
) -> None:
    """The second waits for the first and then has nothing to do; readers see the old plan meanwhile."""
    first, second, reader = connect(), connect(), connect()
    ids = machines(reader)
    mine = first.execute(GENERATE, [ids, "2025-03-01", "2025-04-30", regenerate]).fetchone()

    def generate_too() -> tuple[int, ...] | None:
        with second.transaction():
            return second.execute(GENERATE, [list(reversed(ids)), "2025-03-01", "2025-04-30", regenerate]).fetchone()

    waiting = background.submit(generate_too)
    wait_until_blocked(reader, second, first)
    assert reader.execute("select count(*) from sched.equipment_schedules").fetchone() == (0,)
    first.commit()
    reader.rollback()

    rows = check_plan(reader, "2025-03-01", "2025-04-30")
    assert rows > MACHINES * 80
    assert mine == (rows, 0, 0, 0)
    assert waiting.result(30) == (0, 0, 0, rows)


def test_readers_do_not_wait_for_a_regeneration(connect: Connect) -> None:
    """Whoever reads while rows are being rewritten gets the committed ones, at once."""
    writer, reader = connect(), connect()
    ids = machines(reader)
    writer.execute(GENERATE, [ids, "2025-03-01", "2025-03-31", False])
    writer.commit()
    before = check_plan(reader, "2025-03-01", "2025-03-31")

    writer.execute(
        """
        insert into sched.schedule_exceptions
            (resource_id, exception_type, start_datetime, end_datetime, description, created_by)
        select id, 'maintenance', '2025-03-10 08:00+00', '2025-03-10 10:00+00', 'Test', 'test'
        from sched.resources where requires_scheduling"""
    )
    changed = writer.execute(GENERATE, [ids, "2025-03-01", "2025-03-31", True]).fetchone()
    assert changed
    assert changed[:3] != (0, 0, 0)

    reader.execute("set local lock_timeout = '1ms'")
    assert check_plan(reader, "2025-03-01", "2025-03-31") == before
    reader.rollback()
    writer.commit()
    assert check_plan(reader, "2025-03-01", "2025-03-31") > before


def test_generations_of_other_machines_do_not_wait(connect: Connect) -> None:
    """Different machines, all partitions there from an earlier run: nobody holds anybody up."""
    one, other = connect(), connect()
    ids = machines(one)
    one.execute(GENERATE, [ids, "2025-02-28", "2025-02-28", False])
    one.commit()
    one.execute(GENERATE, [ids[::2], "2025-03-01", "2025-03-31", False])
    other.execute("set local lock_timeout = '1ms'")
    other.execute(GENERATE, [ids[1::2], "2025-03-01", "2025-03-31", False])
    other.commit()
    one.commit()
    assert check_plan(one, "2025-03-01", "2025-03-31") > 0


def test_many_overlapping_generations_end_in_one_plan(connect: Connect, background: ThreadPoolExecutor) -> None:
    """Six runs over overlapping machines and dates start together: no deadlock, no duplicate."""
    ids = machines(connect())
    thirds = [ids[0::3], ids[1::3], ids[2::3]]
    start = Barrier(6)

    def run(number: int, chosen: list[int]) -> None:
        connection = connect()
        start.wait(20)
        months = [("2025-01-01", "2025-05-31"), ("2025-03-01", "2025-08-31")][:: 1 if number % 2 else -1]
        for first, last in months:
            with connection.transaction():
                connection.execute(GENERATE, [chosen, first, last, number % 3 == 0])

    pairs = [[*one, *other] for one, other in combinations(thirds, 2)]
    runs: list[Future[None]] = [
        background.submit(run, number, chosen if number < 3 else chosen[::-1])
        for number, chosen in enumerate(pairs * 2)
    ]
    for finished in runs:
        finished.result(60)
    assert check_plan(connect(), "2025-01-01", "2025-08-31") > MACHINES * 300


def test_two_overlapping_assignments(connect: Connect, background: ThreadPoolExecutor) -> None:
    """The second insert waits for the first and is then refused by the exclusion constraint."""
    insert = """
        insert into sched.resource_pattern_assignments
            (resource_id, pattern_id, effective_date, end_date, assigned_by)
        select r.id, p.id, %s, %s, 'test'
        from sched.resources as r cross join sched.operating_patterns as p
        where r.resource_code = 'M1' and p.pattern_code = '24_7'"""
    one, other, observer = connect(), connect(), connect()
    one.execute(insert, ["2025-06-01", None])
    waiting = background.submit(other.execute, insert, ["2025-05-01", "2025-06-01"])
    wait_until_blocked(observer, other, one)
    one.commit()
    with pytest.raises(errors.ExclusionViolation) as refused:
        waiting.result(30)
    assert refused.value.sqlstate == "23P01"
    assert refused.value.diag.constraint_name == "assignments_do_not_overlap"


def test_two_planners_assign_one_machine(connect: Connect, background: ThreadPoolExecutor) -> None:
    """Through `assign_pattern` the later one takes over in order, without an error and without an overlap."""
    assign = """
        select sched_engine.assign_pattern(r.id, p.id, %s)
        from sched.resources as r cross join sched.operating_patterns as p
        where r.resource_code = 'M1' and p.pattern_code = %s"""
    one, other, observer = connect(), connect(), connect()
    one.execute(assign, ["2025-06-01", "24_7"])
    waiting = background.submit(other.execute, assign, ["2025-07-01", "DAY_ONLY"])
    wait_until_blocked(observer, other, one)
    one.commit()
    waiting.result(30)
    other.commit()
    found = observer.execute(
        """
        select p.pattern_code, a.effective_date::text, a.end_date::text
        from sched.resource_pattern_assignments as a
        inner join sched.resources as r on r.id = a.resource_id
        inner join sched.operating_patterns as p on p.id = a.pattern_id
        where r.resource_code = 'M1' order by a.effective_date"""
    ).fetchall()
    assert found == [("24_7", "2025-06-01", "2025-06-30"), ("DAY_ONLY", "2025-07-01", None)]


def test_a_parent_keeps_its_level_while_a_child_is_added(connect: Connect, background: ThreadPoolExecutor) -> None:
    """Whoever lowers the parent waits for the new child, sees it, and is refused."""
    one, other, observer = connect(), connect(), connect()
    one.execute(
        """
        insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
        select 'CELL', 'Cell', 'work_center', id from sched.resources where resource_code = 'LINE'"""
    )
    lower = "update sched.resources set resource_type = 'work_center' where resource_code = 'LINE'"
    waiting = background.submit(other.execute, lower)
    wait_until_blocked(observer, other, one)
    one.commit()
    with pytest.raises(psycopg.Error) as refused:
        waiting.result(30)
    assert refused.value.sqlstate == "SC002"
