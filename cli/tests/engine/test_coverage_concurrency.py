"""Several clients edit what coverage follows from at once; the gaps are those of a computation anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import psycopg

from support.coverage_model import kept_gaps, stored_gaps
from support.coverage_plants import LEVELS, REFUSED, CoveragePlant
from support.roster_plants import BUILT_IN, ONE_DAY, insert

CLIENTS, EDITS, SEED = 5, 12, 13
TRIED_AGAIN = ("40P01", "40001", "55P03")
Work = Callable[[psycopg.Connection, random.Random, CoveragePlant], None]


def open_at(url: str, now: datetime) -> psycopg.Connection:
    """A connection at which it is some time."""
    connection = psycopg.connect(url, autocommit=True, application_name="sched tests")
    connection.execute("set timezone = 'UTC'")
    connection.execute("select set_config('sched.now', %s, false)", [now.isoformat()])
    return connection


def absence(connection: psycopg.Connection, dice: random.Random, made: CoveragePlant) -> None:
    """Somebody is absent, or there after all."""
    if dice.random() < 0.4:
        connection.execute(
            "update sched.emp_absences set absence_status = 'cancelled'"
            " where id = (select min(id) from sched.emp_absences where absence_status = 'approved')"
        )
        return
    item = made.made.absence(dice.choice(made.plant.people))
    if item is not None:
        statement, values = insert(item)
        connection.execute(statement.encode(), values)


def stop(connection: psycopg.Connection, dice: random.Random, made: CoveragePlant) -> None:
    """Something stops, or runs after all."""
    if dice.random() < 0.4:
        connection.execute(
            "update sched.schedule_exceptions set is_active = not is_active"
            " where id = (select min(id) from sched.schedule_exceptions)"
        )
        return
    start = datetime.combine(made.first, datetime.min.time(), UTC) + timedelta(hours=dice.randrange(150))
    connection.execute(
        "insert into sched.schedule_exceptions (resource_id, exception_type, impact_type, description, start_datetime,"
        " end_datetime, created_by) values (%s, 'breakdown', 'no_operation', 'Stop', %s, %s, 'tests')",
        [dice.choice(made.machines), start, start + timedelta(hours=dice.choice((2, 9, 30)))],
    )


def requirement(connection: psycopg.Connection, dice: random.Random, made: CoveragePlant) -> None:
    """More or fewer people are needed, or others."""
    column, value = dice.choice(
        [("head_count", dice.randrange(1, 4)), ("min_level", dice.choice((None, *LEVELS)))]
    )  # fmt: skip
    connection.execute(
        f"update sched.emp_requirements set {column} = %s where id = (select id from sched.emp_requirements"
        " order by md5(id::text || %s) limit 1)".encode(),
        [value, str(dice.random())],
    )


WORKS: tuple[Work, ...] = (absence, stop, requirement)


def test_gaps_hold_when_several_edit_at_once(fresh_database: Callable[[], str], server: Any) -> None:
    url = fresh_database()
    query = "select pattern_code::text, id from sched.operating_patterns where pattern_code = any(%s)"
    with psycopg.connect(url) as connection:
        seeded = dict(connection.execute(query, [list(BUILT_IN)]).fetchall())
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        connection.execute("set local timezone = 'UTC'")
        made = CoveragePlant(connection, SEED, seeded, length=5)
        now = datetime.combine(made.first - 9 * ONE_DAY, datetime.min.time(), UTC)
        connection.execute("select set_config('sched.now', %s, true)", [now.isoformat()])
        made.store()
        made.generate()
    start = Barrier(CLIENTS + 1)

    def edits(number: int) -> int:
        """One client: edits, each committed; what is refused or gives way to another is no edit."""
        dice, done = random.Random(number), 0
        with open_at(url, now) as connection:
            start.wait(60)
            for count in range(EDITS):
                try:
                    WORKS[(number + count) % len(WORKS)](connection, dice, made)
                    done += 1
                except psycopg.Error as error:
                    if not (error.sqlstate or "").startswith((*REFUSED, *TRIED_AGAIN)):
                        raise
        return done

    def worker() -> None:
        """The worker, beside them."""
        with open_at(url, now) as connection:
            start.wait(60)
            for _ in range(30):
                for name in ("refresh_next", "refresh_next_roster", "refresh_next_coverage"):
                    try:
                        connection.execute(f"select * from sched_engine.{name}()".encode())
                    except psycopg.Error as error:
                        if error.sqlstate not in TRIED_AGAIN:
                            raise

    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        beside = pool.submit(worker)
        made_edits = sum(pool.map(edits, range(CLIENTS)))
        beside.result(300)
    assert made_edits > CLIENTS * EDITS / 2

    with open_at(url, now) as connection:
        for name in ("refresh_next", "refresh_next_roster", "refresh_next_coverage"):
            while connection.execute(f"select * from sched_engine.{name}()".encode()).fetchall():
                pass
        wanted = kept_gaps(connection)
        assert stored_gaps(connection) == wanted
        # Told is what became different: what is missing now is what was opened and not closed.
        net = connection.execute(
            """
            select coalesce(sum((e.data ->> 'person_hours')::numeric
                * case e.event_type when 'coverage.gap_opened' then 1 else -1 end), 0)::float8
            from sched.events as e where e.event_type like 'coverage.gap%'"""
        ).fetchone()
        hours = sum((g.end - g.start).total_seconds() / 3600 * (g.required - g.present) for g in wanted)
        assert net is not None
        assert abs(net[0] - hours) < 0.5
    server.drop(url)
