"""The budgets of the engine: generating against COPY of the very same rows, edits, reads of small and large plants."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import mean, median

import psycopg
import python_way
from figures import FIRST, HERE, LAST, Bench, in_rounds, percentile
from processor import spent

EDITS, WARM_UP = 220, 20


def measure_generation(bench: Bench, machines: int, rounds: int) -> tuple[list[float], list[float], int]:
    """Seconds of generating and of COPY for a year of `machines` machines, in turns; and the rows."""
    bench.plant(machines)
    generating: list[float] = []
    copying: list[float] = []
    blocks: list[bytes] = []
    rows = 0
    for _ in range(rounds):
        bench.clear()
        generating.append(bench.timed(bench.generate))
        if not blocks:
            blocks = bench.copy_out()
            rows = bench.value("select count(*) from sched.equipment_schedules")
        bench.clear()
        copying.append(bench.timed(partial(bench.copy_in, blocks)))
    return generating, copying, rows


def ratios(above: list[float], below: list[float]) -> list[float]:
    """Of each round."""
    return [one / other for one, other in zip(above, below, strict=True)]


def measure_edits(bench: Bench, machines: int) -> None:
    """One exception on one machine until the stored rows are current: round trip and commit included."""
    ids = bench.ids()
    moments = random.Random(5).choices(range(10, 350), k=EDITS)
    took: list[float] = []
    for machine, day in zip(random.Random(7).choices(ids, k=EDITS), moments, strict=True):
        start = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC) + timedelta(hours=9)
        took.append(1000 * bench.timed(partial(edit, bench, machine, start)))
    took = took[WARM_UP:]
    is_large = machines >= 10000
    bench.record(
        f"exception current at commit, {machines:,} machines, p95",
        in_rounds(took, partial(percentile, share=0.95)),
        "ms",
        4 if is_large else None,
        value=percentile(took, 0.95),
        column=f"edit {machines} p95 ms",
    )
    start = datetime.combine(FIRST + timedelta(days=40), datetime.min.time(), UTC)
    others = random.Random(9).choices(ids, k=EDITS)
    used = [1000 * spent(bench.connection, partial(edit, bench, other, start)) for other in others][WARM_UP:]
    bench.record(
        f"exception, {machines:,} machines, processor time",
        in_rounds(used, mean),
        "ms",
        1.5 if is_large else None,
        value=mean(used),
        column=f"edit {machines} cpu ms",
    )
    if is_large:
        took = [bench.timed(partial(enter_many, bench, ids[:1000], day)) for day in range(50, 100, 10)]
        bench.record("1,000 exceptions in one array, current at commit", took, "s", 0.5)


def enter_many(bench: Bench, machines: list[int], day: int) -> None:
    """Two hours of maintenance of each, as an array comes through the API."""
    bench.connection.execute(
        "insert into api_v1.exceptions (resource_id, exception_type, start_datetime, end_datetime, description)"
        " select i.id, 'maintenance', %s, %s, 'bench' from unnest(%s::bigint[]) as i (id)",
        (
            datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC) + timedelta(hours=9),
            datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC) + timedelta(hours=11),
            machines,
        ),
    )


def edit(bench: Bench, machine: int, start: datetime) -> None:
    """Two hours of maintenance."""
    bench.connection.execute(
        "insert into sched.schedule_exceptions (resource_id, exception_type, start_datetime,"
        " end_datetime, description, created_by)"
        " values (%s, 'maintenance', %s, %s, 'bench', 'bench')",
        (machine, start, start + timedelta(hours=2)),
    )


def measure_reading(bench: Bench) -> None:
    """What OEE asks most, of a plant of 10,000 machines with two years stored."""
    bench.clear()
    bench.generate()
    bench.connection.execute(
        "select api_v1.generate_schedules(%s, %s)",
        (FIRST + timedelta(days=365), LAST + timedelta(days=365)),
    )
    bench.connection.execute("analyze")
    stored = bench.value("select count(*) from sched.equipment_schedules")
    bench.record("rows stored when reading", stored, "rows")
    measure_many(bench)
    measure_edits(bench, 10000)
    chosen = random.Random(3).choices(bench.ids(), k=EDITS)

    def month(machine: int) -> None:
        period = (FIRST + timedelta(days=59), FIRST + timedelta(days=89))
        bench.connection.execute("select api_v1.oee_availability(%s, %s, %s)", (str(machine), *period))

    def status(machine: int) -> None:
        instant = datetime(FIRST.year, 6, 15, 12, 30, tzinfo=UTC)
        bench.connection.execute("select * from sched_oee.status_at(%s, %s)", (machine, instant))

    for name, read, budget, column in (
        ("a machine's month of availability, median", month, 2, "machine month ms"),
        ("status of a machine at an instant, median", status, 0.5, "status ms"),
    ):
        took = [1000 * bench.timed(partial(read, machine)) for machine in chosen][WARM_UP:]
        bench.record(name, in_rounds(took, median), "ms", budget, value=median(took), column=column)


MONTH = "s.schedule_date between date '2027-03-01' and date '2027-03-31'"
NOON = "timestamptz '2027-03-16 12:00Z'"
AREA = "BENCH.SITE-2.AREA-1.%%"
# What is asked, a plain aggregate of the rows that it needs, and seconds that it may take.
MANY = (
    (
        "status of 10,000 machines",
        "select * from sched_oee.current_status",
        "select distinct on (s.resource_id) s.* from sched.equipment_schedules as s"
        " where s.schedule_date between date '2027-03-13' and date '2027-03-18'"
        f" and s.planned_start_time <= {NOON} order by s.resource_id, s.planned_start_time desc",
        0.25,
    ),
    (
        "10,000 machines x 1 month by day",
        f"select * from sched_oee.daily_availability as s where {MONTH}",
        "select s.resource_id, s.schedule_date, sum(s.planned_end_time - s.planned_start_time)"
        f" from sched.equipment_schedules as s where {MONTH} group by s.resource_id, s.schedule_date",
        0.6,
    ),
    (
        "10,000 machines x 1 month by area",
        "select * from sched_engine.availability_by_level(sched_engine.planned_subtree(null),"
        " '2027-03-01', '2027-03-31', 'area')",
        "select r.parent_resource_id, sum(s.planned_end_time - s.planned_start_time)"
        " from sched.equipment_schedules as s inner join sched.resources as r on r.id = s.resource_id"
        f" where {MONTH} group by r.parent_resource_id",
        0.5,
    ),
    (
        "an area of 500 machines x 1 month",
        f"select * from sched_oee.daily_availability as s where s.hierarchy_path like '{AREA}' and {MONTH}",
        "select s.resource_id, s.schedule_date, sum(s.planned_end_time - s.planned_start_time)"
        " from sched.equipment_schedules as s where s.resource_id = any(array("
        f"select r.id from sched.resources as r where r.hierarchy_path like '{AREA}'))"
        f" and {MONTH} group by s.resource_id, s.schedule_date",
        0.04,
    ),
)


def measure_many(bench: Bench) -> None:
    """What is asked of the whole plant or a part of it, as seconds in the database and as a multiple of a plain
    aggregate, in turns; each on one core."""

    def seconds(query: str) -> float:
        plan = bench.value(f"explain (analyze, timing off, format json) {query}")
        return float(plan[0]["Execution Time"]) / 1000

    with bench.connection.transaction():
        bench.connection.execute("set local max_parallel_workers_per_gather = 0")
        bench.connection.execute(f"select set_config('sched.now', ({NOON})::text, true)")
        for name, read, plain, budget in MANY:
            took = [(seconds(read), seconds(plain)) for _ in range(6)][1:]
            of_read, of_plain = (list(times) for times in zip(*took, strict=True))
            bench.record(name, of_read, "s", budget)
            bench.record(f"{name} / plain aggregate", ratios(of_read, of_plain), "ratio", 3, column=f"{name} / plain")


def measure(bench: Bench, *, quick: bool) -> None:
    """All figures, smallest plant first."""
    rounds = 3 if quick else 5
    generating, copying, rows = measure_generation(bench, 1000, rounds)
    bench.record("COPY of 1,000 machines x 1 year", copying, "s", column="copy 1000 s")
    bench.record("generate 1,000 machines x 1 year", generating, "s")
    bench.record("rows of 1,000 machines x 1 year", rows, "rows")
    bench.record(
        "generate 1,000 machines / COPY", ratios(generating, copying), "ratio", 1.10, column="generate 1000 / copy"
    )
    measure_side_by_side(bench, copying)
    measure_unchanged(bench, copying)
    measure_edits(bench, 1000)
    measure_other_ways(bench, rows / median(generating))
    if not quick:
        large, large_copy, large_rows = measure_generation(bench, 10000, 3)
        bench.record("COPY of 10,000 machines x 1 year", large_copy, "s", column="copy 10000 s")
        bench.record("generate 10,000 machines x 1 year", large, "s")
        bench.record(
            "generate 10,000 machines / COPY", ratios(large, large_copy), "ratio", 1.10, column="generate 10000 / copy"
        )
        row = median(generating) / rows
        bench.record(
            "cost per row, 10,000 against 1,000 machines", [each / large_rows / row for each in large], "ratio", 1.15
        )
        measure_reading(bench)


def measure_side_by_side(bench: Bench, copying: list[float]) -> None:
    """The year by two connections, each with half of the machines."""
    ids = bench.ids()
    halves = (ids[: len(ids) // 2], ids[len(ids) // 2 :])

    def generate(machines: list[int]) -> None:
        with psycopg.connect(bench.url, autocommit=True) as connection:
            connection.execute("select api_v1.generate_schedules(%s, %s, %s)", (FIRST, LAST, machines))

    took = []
    for _ in copying:
        bench.clear()
        bench.connection.execute("select sched_engine.ensure_chunks(%s, %s)", (FIRST, LAST))
        began = time.perf_counter()
        with ThreadPoolExecutor() as pool:
            list(pool.map(generate, halves))
        took.append(time.perf_counter() - began)
    bench.record(
        "generate 1,000 machines by two connections / COPY", ratios(took, copying), "ratio", 0.75,
        column="generate by two / copy",
    )  # fmt: skip


def measure_unchanged(bench: Bench, copying: list[float]) -> None:
    """The generated year again, with nothing edited."""
    bench.clear()
    bench.generate()
    bench.connection.execute("analyze sched.equipment_schedules")
    written: list[int] = []

    def regenerate() -> None:
        done = bench.generate(regenerate=True)
        written.append(done["inserted"] + done["updated"] + done["deleted"])

    again = [bench.timed(regenerate) for _ in copying]
    bench.record("regenerate 1,000 machines, nothing changed", again, "s")
    bench.record("rows written when nothing changed", max(written), "rows", 0)
    bench.record(
        "regenerate unchanged / COPY",
        [each / median(copying) for each in again],
        "ratio",
        0.25,
        column="unchanged / copy",
    )


def measure_other_ways(bench: Bench, rate: float) -> None:
    """What one would write otherwise, each with a simpler job than ours."""
    bench.clear()
    bench.connection.execute((HERE / "plan_loop.sql").read_text())
    machines = 20
    looped = bench.timed(
        lambda: bench.connection.execute("select pg_temp.plan_loop(%s, %s, %s)", (machines, FIRST, LAST))
    )
    looped_rows = bench.value("select count(*) from sched.equipment_schedules")
    bench.clear()
    machines = 200
    python_rows = 0

    def python() -> None:
        nonlocal python_rows
        python_rows = python_way.generate(bench.connection, machines, FIRST, LAST)

    in_python = bench.timed(python)
    bench.record("rows per second: generate", rate, "rows/s")
    bench.record("rows per second: loop with an INSERT a row (20 machines)", looped_rows / looped, "rows/s")
    bench.record("rows per second: Python with COPY (200 machines)", python_rows / in_python, "rows/s")
