"""What readers ask of many machines: the same as the stored rows say, counted here one by one, and without opening what
was not asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import FreshDatabase
from support import ROOT
from support.oracle import clock
from support.plants import OFFSET, Case, cases, write
from support.properties import property_settings

MICRO = Decimal("0.000001")
DAY = timedelta(days=1)
# Read on one day of a plant that has been generated for three years, all that there is and one machine.
TODAY = date(2026, 6, 17)
PERIOD = "schedule_date between '2026-06-01' and '2026-06-30'"
ALL = "array(select id from sched.resources where requires_scheduling)"
ONE = "(select min(id) from sched.resources where requires_scheduling)"
# What is asked, and whether the other chunks are left alone already when the query is planned.
READS = {
    "daily_availability": (f"select * from sched_oee.daily_availability where {PERIOD}", True),
    "daily_availability of one": (
        f"select * from sched_oee.daily_availability where resource_code = 'M-7' and {PERIOD}",
        True,
    ),
    "daily_availability of an area": (
        f"select * from sched_oee.daily_availability where hierarchy_path like 'BENCH.SITE-2.AREA-1.%' and {PERIOD}",
        True,
    ),
    "equipment_schedule": (f"select * from sched_oee.equipment_schedule where {PERIOD}", True),
    "current_status": ("select * from sched_oee.current_status", False),
    "current_status of one": ("select * from sched_oee.current_status where resource_code = 'M-7'", False),
    "status_at": (f"select * from sched_oee.status_at({ONE}, '2026-06-17 10:00Z')", True),
    "status_at at night": (f"select * from sched_oee.status_at({ONE}, '2026-06-17 01:00Z')", True),
    "planned_production_time": (
        f"select sched_oee.planned_production_time({ONE}, '2026-06-01 00:00Z', '2026-06-30 00:00Z')",
        True,
    ),
    "availability by level": (
        f"select * from sched_engine.availability_by_level({ALL}, '2026-06-01', '2026-06-30', 'area')",
        True,
    ),
    "oee_availability": ("select api_v1.oee_availability('', '2026-06-01', '2026-06-30')", False),
    "daily_hours": (f"select * from sched_engine.daily_hours({ALL}, '2026-06-01', '2026-06-30')", True),
    "stored_plan": (f"select * from sched_engine.stored_plan({ALL}, '2026-06-01', '2026-06-30')", True),
    "calendar_events": (f"select * from sched_engine.calendar_events({ONE}, '2026-06-01', '2026-06-30')", True),
}
# Chunks of which this transaction has read something, and those that it has opened at all.
SCANNED = "exists (select from pg_stat_xact_all_tables as s where s.relid = r.oid and s.seq_scan + s.idx_scan > 0)"
LOCKED = "exists (select from pg_locks as l where l.relation = r.oid and l.pid = pg_backend_pid())"
# Called as often as TimescaleDB likes: it reads no table.
CONSTANTS = {"utc_date"}


@dataclass(frozen=True)
class Reading:
    """A plant with some dates of some machines generated, edits that wait, and a moment to look at it."""

    case: Case
    generated: tuple[tuple[int, date, date], ...]
    waiting: tuple[tuple[int, date, date], ...]
    at: datetime


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any of these."""
    case = draw(cases())
    around = st.integers(-3, (case.last - case.first).days + 3).map(lambda days: case.first + timedelta(days=days))
    ranges = st.tuples(st.sampled_from(case.ids), around, around).map(lambda r: (r[0], min(r[1:]), max(r[1:])))
    return Reading(
        case,
        tuple(draw(st.lists(ranges, max_size=4))),
        tuple(draw(st.lists(ranges, max_size=2))),
        datetime.combine(draw(around), time(), UTC) + timedelta(minutes=15 * draw(st.integers(0, 95))),
    )


@pytest.fixture(scope="module")
def reader(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection on which each example rolls back."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        connection.execute("update sched.resources set requires_scheduling = false where requires_scheduling")
        yield connection


class Stored:
    """The rows of an example as they lie in the tables, and what follows from them."""

    def __init__(self, connection: psycopg.Connection, reading: Reading) -> None:
        self.connection, self.reading = connection, reading
        self.rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
        columns = (
            "resource_id, schedule_date, shift_code, planned_start_time, planned_end_time, schedule_status::text,"
            " capacity_percent"
        )
        names = [name.split("::")[0] for name in columns.split(", ")]
        for values in connection.execute(
            f"select {columns} from sched.equipment_schedules where resource_id > %s order by planned_start_time",
            [OFFSET],
        ):
            row = dict(zip(names, values, strict=True))
            self.rows[row["resource_id"] - OFFSET].append(row)
        self.generated: dict[int, set[date]] = defaultdict(set)
        for machine, first, last in connection.execute(
            "select g.resource_id, lower(d.part), upper(d.part) from sched.generated_dates as g,"
            " unnest(g.dates) as d (part) where g.resource_id > %s",
            [OFFSET],
        ):
            self.generated[machine - OFFSET] |= {first + n * DAY for n in range((last - first).days)}

    def is_current(self, machine: int, day: date) -> bool:
        """No edit of it or above it waits for this date."""
        above = {r.id for r in self.reading.case.plant.upwards(machine)}
        return not any(r in above and first <= day <= last for r, first, last in self.reading.waiting)

    def hours(self, rows: list[dict[str, Any]], *statuses: str, weighted: bool = False) -> Decimal:
        """Their hours, each rounded."""
        total = Decimal(0)
        for row in rows:
            if row["schedule_status"] in statuses:
                took = (row["planned_end_time"] - row["planned_start_time"]) / timedelta(microseconds=1)
                hours = (Decimal(int(took)) / 3_600_000_000).quantize(MICRO, ROUND_HALF_UP)
                total += hours * row["capacity_percent"] / 100 if weighted else hours
        return total.quantize(MICRO, ROUND_HALF_UP) if weighted else total

    def days(self) -> Iterator[tuple[Any, ...]]:
        """sched_oee.daily_availability."""
        for machine in self.reading.case.ids:
            for day in sorted(self.generated[machine] | {row["schedule_date"] for row in self.rows[machine]}):
                rows = [row for row in self.rows[machine] if row["schedule_date"] == day]
                seen = {row["schedule_status"] for row in rows}
                yield (
                    machine,
                    day,
                    str(self.hours(rows, "operating", "maintenance", "breakdown", "shutdown", "holiday")),
                    str(self.hours(rows, "operating", "breakdown")),
                    str(self.hours(rows, "operating")),
                    str(self.hours(rows, "operating", weighted=True)),
                    str(self.hours(rows, "maintenance")),
                    str(self.hours(rows, "breakdown")),
                    str(self.hours(rows, "shutdown")),
                    str(self.hours(rows, "holiday")),
                    sorted({row["shift_code"] for row in rows} - {None}),
                    next(
                        (s for s in ("operating", "maintenance", "breakdown", "shutdown", "holiday") if s in seen),
                        "not_planned",
                    ),
                    self.is_current(machine, day),
                )

    def status(self, machine: int) -> tuple[Any, ...]:
        """sched_oee.status_at."""
        at = self.reading.at
        today = clock(self.reading.case.plant.zone(machine), at).date()
        for row in self.rows[machine]:
            if row["planned_start_time"] <= at < row["planned_end_time"]:
                names = ("capacity_percent", "shift_code", "schedule_date", "planned_start_time", "planned_end_time")
                return (row["schedule_status"], *(row[name] for name in names))
        status = "not_planned" if today in self.generated[machine] else "not_generated"
        if status == "not_planned" and self.runs_before(machine, today):
            status = "not_generated"
        return (status, None, None, None, None, None)

    def runs_before(self, machine: int, today: date) -> bool:
        """A shift of one of the two dates before would run, had it been generated."""
        found = self.connection.execute(
            "select schedule_date from sched_engine.planned_segments(array[%s::bigint], %s, %s)"
            " where planned_start_time <= %s and planned_end_time > %s",
            [machine + OFFSET, today - 2 * DAY, today - DAY, self.reading.at, self.reading.at],
        )
        return any(day not in self.generated[machine] for (day,) in found)


@property_settings(40)
@given(reading=readings())
def test_views_say_what_the_rows_say(reader: psycopg.Connection, reading: Reading) -> None:
    case = reading.case
    with reader.transaction(force_rollback=True):
        reader.execute("set local sched.now = '1990-01-01 00:00Z'")  # all of it lies ahead
        write(reader, case.plant)
        for machine, first, last in reading.generated:
            reader.execute("select sched_engine.generate(array[%s::bigint], %s, %s)", [machine + OFFSET, first, last])
        reader.execute("delete from sched.stale_dates")  # what writing the plant has left
        for machine, first, last in reading.waiting:
            reader.execute(
                "insert into sched.stale_dates (resource_id, dates, cause, changed_by)"
                " values (%s, daterange(%s, %s, '[]'), '{}', 'test')",
                [machine + OFFSET, first, last],
            )
        reader.execute("select set_config('sched.now', %s, true)", [reading.at.isoformat()])
        said = Stored(reader, reading)

        days = reader.execute(
            "select resource_id - %s, schedule_date, shift_hours::text, planned_production_hours::text,"
            " operating_hours::text, capacity_hours::text, maintenance_hours::text, breakdown_hours::text,"
            " shutdown_hours::text, holiday_hours::text, shift_codes, day_status, is_current"
            " from sched_oee.daily_availability where resource_id > %s order by resource_id, schedule_date",
            [OFFSET, OFFSET],
        ).fetchall()
        assert days == sorted(said.days())

        columns = "schedule_status, capacity_percent, shift_code, schedule_date, planned_start_time, planned_end_time"
        expected = {r.id: said.status(r.id) for r in case.plant.resources}
        for machine in case.ids:
            one = reader.execute(
                f"select {columns} from sched_oee.status_at(%s, %s)", [machine + OFFSET, reading.at]
            ).fetchall()
            assert one == [expected[machine]]
        status = reader.execute(
            f"select resource_id - %s, is_current, {columns} from sched_oee.current_status order by resource_id",
            [OFFSET],
        ).fetchall()
        assert status == [
            (r.id, said.is_current(r.id, reading.at.date()), *expected[r.id])
            for r in case.plant.resources
            if r.scheduled and r.active
        ]

        current = reader.execute(
            "select resource_id - %s, schedule_date, is_current from sched_oee.equipment_schedule"
            " where resource_id > %s order by resource_id, planned_start_time",
            [OFFSET, OFFSET],
        ).fetchall()
        assert current == [
            (machine, row["schedule_date"], said.is_current(machine, row["schedule_date"]))
            for machine in sorted(case.ids)
            for row in said.rows[machine]
        ]
        told(reader, reading, said)


def told(reader: psycopg.Connection, reading: Reading, said: Stored) -> None:
    """The sums of machines, and the answer of the API, over the dates of the example."""
    case, known = reading.case, {(day[0], day[1]): day for day in said.days()}
    period = [case.first + n * DAY for n in range((case.last - case.first).days + 1)]
    ids = [machine + OFFSET for machine in case.ids]
    sums = reader.execute(
        "select substr(resource_code, 2)::bigint - %s, shift_hours, planned_production_hours, operating_hours,"
        " maintenance_hours, breakdown_hours, shutdown_hours, holiday_hours, dates_not_generated"
        " from sched_engine.availability_by_level(%s, %s, %s) order by 1",
        [OFFSET, ids, case.first, case.last],
    ).fetchall()
    assert sums == [
        (
            machine,
            *(
                sum((Decimal(known[machine, day][n]) for day in period if (machine, day) in known), Decimal(0))
                for n in (2, 3, 4, 6, 7, 8, 9)
            ),
            sum(day not in said.generated[machine] for day in period),
        )
        for machine in sorted(case.ids)
    ]
    answer = reader.execute(
        "select sched_engine.availability_json(%s, %s, %s, true)", [ids, case.first, case.last]
    ).fetchone()
    assert answer is not None
    assert sorted(
        (found["resource_id"] - OFFSET, day["date"], day["status"], len(day["shifts"]), day["planned_hours"])
        for found in answer[0]
        for day in found["availability"]
    ) == sorted(
        (
            machine,
            day.isoformat(),
            known[machine, day][11] if (machine, day) in known else "not_generated",
            sum(row["schedule_date"] == day for row in said.rows[machine]),
            float(known[machine, day][3]) if (machine, day) in known else 0,
        )
        for machine in case.ids
        for day in period
    )


@settings(max_examples=200, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(start=st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)), length=st.integers(0, 10**12))
def test_hours_are_counted_in_whole_numbers(reader: psycopg.Connection, start: datetime, length: int) -> None:
    end = start + timedelta(microseconds=length)
    same = reader.execute(
        "select sched_engine.microhours(f, t) * 0.000001 = sched_engine.hours(f, t)"
        " from (select %s::timestamptz as f, %s::timestamptz as t) as i",
        [start.replace(tzinfo=UTC), end.replace(tzinfo=UTC)],
    ).fetchone()
    assert same == (True,)


@pytest.fixture(scope="module")
def years(fresh_database: FreshDatabase) -> Iterator[psycopg.Connection]:
    """40 machines and three years of them, at one moment, with a count of all function calls."""
    with psycopg.connect(fresh_database(), autocommit=True) as connection:
        connection.execute((ROOT / "bench/plant.sql").read_text() % {"machines": 40})
        connection.execute("select sched_engine.generate(null, '2025-01-01', '2027-12-31')")
        connection.execute("vacuum analyze")
        connection.execute("set timezone = 'UTC'")
        connection.execute("set track_functions = 'all'")
        connection.execute(f"set sched.now = '{TODAY} 10:00Z'")
        yield connection


def forget(connection: psycopg.Connection) -> None:
    """Let counts begin anew: those of earlier transactions may not have been handed in yet."""
    connection.execute("select pg_stat_force_next_flush()")


def chunks(connection: psycopg.Connection, condition: str) -> set[str]:
    """Chunks of the plan, by the dates in them or by what this transaction has done with them."""
    return {
        name
        for (name,) in connection.execute(
            "select c.chunk_name::text from timescaledb_information.chunks as c"
            " inner join pg_class as r on r.relname = c.chunk_name"
            f" where c.hypertable_name = 'equipment_schedules' and {condition}"
        )
    }


@pytest.mark.parametrize("name", READS)
def test_other_dates_are_left_alone(years: psycopg.Connection, name: str) -> None:
    """Neither scanned nor, where the dates are known before, even locked."""
    query, planned = READS[name]
    needed = chunks(years, "c.range_start <= '2026-07-01' and c.range_end > '2026-05-29'")
    assert len(needed) < len(chunks(years, "true")) - 8
    forget(years)
    with years.transaction():
        years.execute(query)
        scanned = chunks(years, SCANNED)
        locked = chunks(years, LOCKED)
    assert scanned
    assert scanned <= needed
    if planned:
        assert locked <= needed


def test_a_machine_has_as_many_dates_as_were_generated(years: psycopg.Connection) -> None:
    """Without a filter too: the dates of the plan are not looked for among all that a plan could have."""
    query = "explain (analyze, format json) select * from sched_oee.daily_availability where resource_code = 'M-7'"
    (plan,) = (years.execute(query).fetchone() or ())[0]
    dates = [node for node in nodes(plan["Plan"]) if node.get("Relation Name") == "calendar_dates"]
    assert dates
    read = sum(node["Actual Rows"] + node.get("Rows Removed by Filter", 0) for node in dates)
    assert read == (date(2027, 12, 31) - date(2025, 1, 1)).days + 1


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node of a plan, and all below it."""
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


@pytest.mark.parametrize("name", READS)
def test_no_function_is_called_for_each_row(years: psycopg.Connection, name: str) -> None:
    forget(years)
    with years.transaction():
        years.execute(READS[name][0])
        called = dict(
            years.execute(
                "select funcname::text, calls from pg_stat_xact_user_functions"
                " where schemaname in ('sched_engine', 'sched_oee', 'sched_http')"
            ).fetchall()
        )
    assert {name: calls for name, calls in called.items() if calls > 5 and name not in CONSTANTS} == {}


def test_where_dates_begin_shifts_before_are_planned_once(years: psycopg.Connection) -> None:
    """Generated from today on: what yesterday would have been is asked once for all machines, not for each."""
    forget(years)
    with years.transaction(force_rollback=True):
        years.execute("update sched.generated_dates set dates = dates * datemultirange(daterange(%s, null))", [TODAY])
        years.execute(f"set local sched.now = '{TODAY} 01:00Z'")
        status = years.execute("select count(*), count(distinct schedule_status) from sched_oee.current_status")
        assert (status.fetchone() or ())[0] == 40
        calls = years.execute(
            "select calls from pg_stat_xact_user_functions where funcname = 'ungenerated_shifts'"
        ).fetchone()
    assert calls == (1,)
