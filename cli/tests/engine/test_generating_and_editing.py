"""Transactions that generate and edit, two at once, in every order: no deadlock, nothing half done, and one plan."""

from __future__ import annotations

import time
from calendar import monthrange
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import combinations, count

import psycopg
import pytest
from psycopg import Connection, errors

MACHINES = 4
# A lock is waited for half as long, where a deadlock could come of it.
DEADLOCK_TIMEOUT = "200ms"
GENERATE = "select from sched_engine.generate(%s, %s, %s, %s)"
EDIT = """
    select sched_engine.add_exception(sched_engine.resource_id(%s), 'maintenance', %s, %s, %s)
"""
ASSIGN = """
    select sched_engine.assign_pattern(sched_engine.resource_id(%s), sched_engine.pattern_id('DAY_ONLY'), %s, %s)
"""
# What an operation may be: generate the first time, again, enter an exception ("edit"), which two may do at once, or
# assign a pattern, which nobody does beside another edit; of all machines, or of one half of them.
Operation = tuple[str, str]


@pytest.fixture(scope="module")
def plant_url(fresh_database: Callable[[], str]) -> str:
    """A database with a site of two lines of machines, which nobody has generated."""
    url = fresh_database()
    with psycopg.connect(url) as connection:
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            values ('PLANT', 'Plant', 'enterprise', 'UTC')"""
        )
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
            select 'SITE', 'Site', 'site', r.id from sched.resources as r"""
        )
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
            select l.code, 'Line', 'area', r.id
            from unnest('{ODD,EVEN}'::text[]) as l (code)
            cross join sched.resources as r where r.resource_code = 'SITE'"""
        )
        connection.execute(
            """
            insert into sched.resources
                (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
            select 'M' || n, 'Machine', 'work_unit', r.id, true
            from generate_series(1, %s) as n
            inner join sched.resources as r on r.resource_code = case n %% 2 when 1 then 'ODD' else 'EVEN' end
            order by n""",
            [MACHINES],
        )
        connection.execute(
            """
            select sched_engine.assign_pattern(sched_engine.resource_id('PLANT'), p.id, '2025-01-01')
            from sched.operating_patterns as p where p.pattern_code = '24_7'"""
        )
    return url


@pytest.fixture(scope="module")
def months() -> Iterator[tuple[str, str]]:
    """First and last date of one month after the other, so that no two runs meet."""
    return ((f"{y}-{m:02}-01", f"{y}-{m:02}-{monthrange(y, m)[1]}") for y in count(2025) for m in range(1, 13))


class Side:
    """One of the two connections: the operations of a transaction run in order, each when the one before is done."""

    def __init__(self, url: str, name: str) -> None:
        options = f"-c statement_timeout=20s -c deadlock_timeout={DEADLOCK_TIMEOUT} -c sched.now=2025-01-01T00:00Z"
        self.connection: Connection = psycopg.connect(url, options=options)
        self.name = name
        self._thread = ThreadPoolExecutor(1)

    def begin(self, month: tuple[str, str]) -> None:
        """Before the first operation."""
        self.month = month
        self.error: str | None = None
        self.edits = self.assigned = 0
        self._operations: list[Future[None]] = []

    def start(self, operation: Operation | None, observer: Connection) -> None:
        """Begin an operation (None: commit), and return when it is done or waits for a lock."""
        self._operations.append(self._thread.submit(self._run, operation))
        while not self._operations[-1].done():
            blocked = observer.execute(
                "select cardinality(pg_blocking_pids(%s)) > 0", [self.connection.info.backend_pid]
            ).fetchone()
            if blocked and blocked[0]:
                return
            time.sleep(0.005)

    def finish(self) -> None:
        """Wait for all of them."""
        for operation in self._operations:
            operation.result(20)

    def close(self) -> None:
        """Do no more."""
        self._thread.shutdown()
        self.connection.close()

    def _run(self, operation: Operation | None) -> None:
        if self.error is not None:
            return
        try:
            if operation is None:
                self.connection.commit()
                return
            kind, where = operation
            if kind == "edit":
                hour = f"{self.month[0]} {8 + self.edits + (12 if self.name == 'two' else 0):02}"
                self.connection.execute(EDIT, [where, f"{hour}:00Z", f"{hour}:30Z", f"{self.name} {self.month[0]}"])
                self.edits += 1
            elif kind == "assign":
                day = f"{self.month[0][:8]}{10 + self.assigned + (10 if self.name == 'two' else 0)}"
                self.connection.execute(ASSIGN, [where, day, day])
                self.assigned += 1
            else:
                self.connection.execute(GENERATE, [self._machines(where), *self.month, kind == "regenerate"])
        except psycopg.Error as error:
            self.error = error.sqlstate or str(error)
            self.connection.rollback()

    def _machines(self, where: str) -> list[int]:
        query = """
            select r.id from sched.resources as r
            where r.requires_scheduling and r.path_ids @> array[sched_engine.resource_id(%s)]"""
        return [found for (found,) in self.connection.execute(query, [where])]


@pytest.fixture(scope="module")
def sides(plant_url: str) -> Iterator[list[Side]]:
    """Two connections at that plant."""
    made = [Side(plant_url, name) for name in ("one", "two")]
    yield made
    for side in made:
        side.close()


@pytest.fixture(scope="module")
def observer(plant_url: str) -> Iterator[Connection]:
    """A third connection, which looks on and then does what the worker does."""
    with psycopg.connect(plant_url, autocommit=True) as connection:
        connection.execute("set sched.now = '2025-01-01T00:00Z'")
        yield connection


def orders(first: int, second: int) -> Iterator[list[int]]:
    """All ways to take turns: 0 for a step of the first, 1 for one of the second."""
    for places in combinations(range(first + second), first):
        yield [0 if place in places else 1 for place in range(first + second)]


def work_off(connection: Connection) -> None:
    """What the worker does."""
    while connection.execute("select from sched_engine.refresh_next()").fetchone() is not None:
        pass


def check_month(connection: Connection, month: tuple[str, str]) -> None:
    """The stored plan of all machines that were generated is what generating again would give."""
    differences = connection.execute(
        """
        with planned as (
            select p.resource_id, p.schedule_date, p.planned_start_time, p.planned_end_time, p.schedule_status,
                p.exception_id
            from sched_engine.planned_segments(null, %(first)s, %(last)s) as p
            inner join sched.generated_dates as g on g.resource_id = p.resource_id and g.dates @> p.schedule_date
        ),
        stored as (
            select s.resource_id, s.schedule_date, s.planned_start_time, s.planned_end_time, s.schedule_status,
                s.exception_id
            from sched.equipment_schedules as s where s.schedule_date between %(first)s and %(last)s
        )
        (select 'missing', * from (select * from planned except all select * from stored) as p)
        union all
        (select 'surplus', * from (select * from stored except all select * from planned) as s)""",
        {"first": month[0], "last": month[1]},
    ).fetchall()
    assert differences == []


def run(
    sides: list[Side], observer: Connection, month: tuple[str, str], programs: list[list[Operation]], order: list[int]
) -> list[str | None]:
    """Run two transactions by turns; the errors with which they ended."""
    if any(kind == AGAIN for program in programs for kind, _ in program):
        observer.execute(GENERATE, [None, *month, False])
    steps = [iter([*program, None]) for program in programs]
    for side in sides:
        side.begin(month)
    for turn in order:
        sides[turn].start(next(steps[turn]), observer)
    for side in sides:
        side.finish()
        stored = observer.execute(
            "select count(*) from sched.schedule_exceptions where description = %s", [f"{side.name} {month[0]}"]
        ).fetchone()
        assert stored == (0 if side.error else side.edits,)
    work_off(observer)
    check_month(observer, month)
    return [side.error for side in sides]


FIRST, AGAIN = "generate", "regenerate"
ALL, ODD, EVEN = "SITE", "ODD", "EVEN"
PAIRS = {
    "both generate, then edit": ([(FIRST, ALL), ("edit", ALL)], [(FIRST, ALL), ("edit", ALL)]),
    "both edit, then generate": ([("edit", ALL), (FIRST, ALL)], [("edit", ALL), (FIRST, ALL)]),
    "one generates first, one edits first": ([(AGAIN, ALL), ("edit", ALL)], [("edit", ALL), (AGAIN, ALL)]),
    "each edits what the other generates": ([(AGAIN, ODD), ("edit", EVEN)], [(AGAIN, EVEN), ("edit", ODD)]),
    "edits first, of what the other generates": ([("edit", EVEN), (AGAIN, ODD)], [("edit", ODD), (AGAIN, EVEN)]),
    "halves in opposite order": ([(AGAIN, ODD), (AGAIN, EVEN)], [(AGAIN, EVEN), (AGAIN, ODD)]),
    "one generates and edits, one edits": ([(AGAIN, ALL), ("edit", ALL)], [("edit", ALL)]),
    "both enter, then assign": ([("edit", ALL), ("assign", ODD)], [("edit", ODD), ("assign", ALL)]),
    "one enters first, one assigns first": ([("edit", ALL), ("assign", ALL)], [("assign", ODD), ("edit", ODD)]),
    "one generates and enters, one assigns": ([(AGAIN, ODD), ("edit", ODD)], [("assign", ALL)]),
    "one generates and assigns, one enters": ([(AGAIN, ODD), ("assign", ODD)], [("edit", ALL)]),
    "one generates the first time, one edits": ([(FIRST, ALL)], [("edit", ALL)]),
    "one generates the first time, one edits and generates": ([(FIRST, ALL)], [("edit", ODD), (FIRST, ALL)]),
}


@pytest.mark.parametrize("programs", PAIRS.values(), ids=PAIRS)
def test_every_order(
    sides: list[Side],
    observer: Connection,
    months: Iterator[tuple[str, str]],
    programs: tuple[list[Operation], list[Operation]],
) -> None:
    """Whoever cannot go on is told so (55P03) and leaves nothing behind; a deadlock is never found (40P01)."""
    ended = [
        run(sides, observer, next(months), list(programs), order)
        for order in orders(len(programs[0]) + 1, len(programs[1]) + 1)
    ]
    assert {error for pair in ended for error in pair} <= {None, "55P03"}
    # Both are refused only when they give up at the same moment.
    assert sum(None in pair for pair in ended) > len(ended) / 2


def test_an_edit_does_not_wait_for_a_long_generation(
    sides: list[Side], observer: Connection, months: Iterator[tuple[str, str]], plant_url: str
) -> None:
    """It commits, tells the worker, and the plan has it after the generation, although that knew nothing of it."""
    month = next(months)
    generating, editing = sides
    generating.begin(month)
    generating.start((FIRST, ODD), observer)
    with psycopg.connect(plant_url, autocommit=True) as listener:
        listener.execute("listen sched_stale")
        editing.begin(month)
        editing.start(("edit", ALL), observer)
        started = time.monotonic()
        editing.start(None, observer)
        editing.finish()
        assert editing.error is None
        assert 0.08 < time.monotonic() - started < 5
        assert [n.channel for n in listener.notifies(timeout=5, stop_after=1)] == ["sched_stale"]
    waiting = "select count(*) from sched.stale_dates"
    assert observer.execute(waiting).fetchone() == (1,)
    generating.start(None, observer)
    generating.finish()
    work_off(observer)
    assert observer.execute(waiting).fetchone() == (0,)
    check_month(observer, month)
    rows = observer.execute(
        "select count(*) from sched.equipment_schedules where schedule_date = %s and schedule_status = 'maintenance'",
        [month[0]],
    ).fetchone()
    assert rows == (MACHINES / 2,)


def test_whoever_has_generated_does_not_wait_for_an_edit(
    sides: list[Side], observer: Connection, months: Iterator[tuple[str, str]]
) -> None:
    """It is told at once what to do instead; before it has generated, or after, it waits."""
    editing, generating = sides
    for side in sides:
        side.begin(next(months))
    editing.start(("assign", ODD), observer)
    connection = generating.connection
    connection.execute("savepoint before")
    connection.execute(GENERATE, [generating._machines(EVEN), *generating.month, False])
    started = time.monotonic()
    with pytest.raises(errors.LockNotAvailable) as refused:
        connection.execute(EDIT, [EVEN, f"{generating.month[0]} 08:00Z", f"{generating.month[0]} 09:00Z", "x"])
    assert time.monotonic() - started < 5
    assert "has generated before it edits" in str(refused.value)
    assert (refused.value.diag.message_hint or "").startswith("Edit first and generate afterwards")

    # With the generation taken back, there is no reason left to give up.
    connection.execute("rollback to savepoint before")
    generating.start(("edit", EVEN), observer)
    assert not generating._operations[-1].done()
    time.sleep(0.5)
    editing.start(None, observer)
    generating.start(None, observer)
    for side in sides:
        side.finish()
        assert side.error is None


def test_exceptions_are_entered_side_by_side(
    sides: list[Side], observer: Connection, months: Iterator[tuple[str, str]]
) -> None:
    """Of the same machines too: nobody waits before the commit, and the plan has both."""
    month = next(months)
    observer.execute(GENERATE, [None, *month, False])
    for side in sides:
        side.begin(month)
    for side in sides:
        side.start(("edit", ODD), observer)
        assert side._operations[-1].done()
    sides[0].start(None, observer)
    sides[1].start(None, observer)
    for side in sides:
        side.finish()
        assert side.error is None
    assert observer.execute("select count(*) from sched.stale_dates").fetchone() == (0,)
    check_month(observer, month)
    stops = observer.execute(
        "select count(*) from sched.equipment_schedules where schedule_date = %s and exception_id is not null",
        [month[0]],
    ).fetchone()
    assert stops == (2 * MACHINES / 2,)


def test_a_generation_waits_as_long_as_it_may(
    sides: list[Side], observer: Connection, months: Iterator[tuple[str, str]]
) -> None:
    """For another one: longer than deadlock_timeout, unless lock_timeout says otherwise."""
    first, second = sides
    month = next(months)
    for side in sides:
        side.begin(month)
    first.start((FIRST, ALL), observer)
    second.connection.execute("set local lock_timeout = '300ms'")
    started = time.monotonic()
    second.start((FIRST, ALL), observer)
    second.finish()
    assert second.error == "55P03"
    assert 0.28 < time.monotonic() - started < 5

    second.begin(month)
    second.start((FIRST, ALL), observer)
    time.sleep(1)
    first.start(None, observer)
    second.start(None, observer)
    for side in sides:
        side.finish()
        assert side.error is None
    check_month(observer, month)
