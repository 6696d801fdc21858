"""The budgets of coverage: a plant and its people for a month, one area, and edits until the gaps are current."""

from __future__ import annotations

import random
from datetime import date
from functools import partial
from statistics import mean

from figures import HERE, Bench, in_rounds, percentile
from processor import spent

MACHINES, PEOPLE = 10_000, 5_000
JUNE = date(2027, 6, 1), date(2027, 6, 30)
AROUND = date(2027, 5, 25), date(2027, 7, 6)
EDITS, WARM_UP = 120, 20


def measure(bench: Bench, *, quick: bool) -> None:
    """All figures, from one plant."""
    for name in ("plant", "staff", "places"):
        bench.connection.execute((HERE / f"{name}.sql").read_text() % {"machines": MACHINES, "people": PEOPLE})
    bench.connection.execute("analyze")
    bench.connection.execute("select * from sched_engine.generate(null, %s, %s)", AROUND)
    bench.connection.execute("select * from sched_engine.generate_roster(null, %s, %s)", AROUND)
    bench.connection.execute("analyze")
    measure_plant(bench, 1 if quick else 3)
    measure_area(bench)
    refreshing = bench.timed(partial(refresh, bench))
    bench.record("gaps of six weeks, written for the first time", refreshing, "s")
    measure_edits(bench)


def measure_plant(bench: Bench, rounds: int) -> None:
    """Everything, and half of it."""
    half = [row[0] for row in bench.connection.execute(
        "select id from sched.resources where resource_code in ('SITE-1', 'SITE-2')"
    )]  # fmt: skip
    whole, halves = [], []
    for _ in range(rounds):
        whole.append(bench.timed(partial(read, bench, None)))
        halves.append(bench.timed(partial(read, bench, half)))
    bench.record("coverage of 10,000 machines x 1 month, 5,000 people", whole, "s", 3, column="coverage s")
    ratios = [one / (2 * other) for one, other in zip(whole, halves, strict=True)]
    bench.record("coverage, cost per machine, 10,000 against 5,000", ratios, "ratio", 1.15)


def measure_area(bench: Bench) -> None:
    """One area's month, as a planner reads it."""
    areas = [row[0] for row in bench.connection.execute("select id from sched.resources where resource_type = 'area'")]
    took = [1000 * bench.timed(partial(read, bench, [area])) for area in areas * 3]
    bench.record("coverage of an area of 500 machines x 1 month, p95", took, "ms", 50, value=percentile(took, 0.95))


def read(bench: Bench, resources: list[int] | None) -> None:
    """The rows of June."""
    bench.connection.execute("select * from sched_engine.coverage(%s, %s, %s)", (resources, *JUNE)).fetchall()


def refresh(bench: Bench) -> None:
    """What the worker does with the marks of generating."""
    while bench.connection.execute("select * from sched_engine.refresh_next_coverage()").fetchall():
        pass


def measure_edits(bench: Bench) -> None:
    """An absence of a day and a stop of four hours, until the gaps are current: round trip and commit included."""
    chance = random.Random(7)
    people = [row[0] for row in bench.connection.execute(
        "select e.id from sched.emp_employees as e where not exists (select from sched.emp_absences as a"
        " where a.employee_id = e.id and a.start_date <= '2027-06-11' and a.end_date >= '2027-06-09')"
    )]  # fmt: skip
    machines = [row[0] for row in bench.connection.execute("select id from sched.resources where requires_scheduling")]
    for name, edit, chosen in (
        ("an absence", absent, chance.sample(people, 2 * EDITS)),
        ("a stop", stop, chance.sample(machines, 2 * EDITS)),
    ):
        took = [1000 * bench.timed(partial(edit, bench, each)) for each in chosen[:EDITS]][WARM_UP:]
        bench.record(
            f"coverage current at commit of {name}, p95", in_rounds(took, partial(percentile, share=0.95)), "ms", 20,
            value=percentile(took, 0.95), column=f"coverage {name} ms",
        )  # fmt: skip
        used = [1000 * spent(bench.connection, partial(edit, bench, each)) for each in chosen[EDITS:]][WARM_UP:]
        bench.record(f"coverage and {name}, processor time", in_rounds(used, mean), "ms", value=mean(used))
    bench.record("edits left to the worker", bench.value("select count(*) from sched.emp_stale_coverage"), "marks", 0)


def absent(bench: Bench, person: int) -> None:
    """The tenth of June."""
    bench.connection.execute(
        "insert into sched.emp_absences (employee_id, absence_kind, start_time, end_time)"
        " values (%s, 'sick', '2027-06-10 00:00+00', '2027-06-11 00:00+00')",
        (person,),
    )


def stop(bench: Bench, machine: int) -> None:
    """Four hours of a morning."""
    bench.connection.execute(
        "insert into sched.schedule_exceptions (resource_id, exception_type, impact_type, start_datetime, end_datetime,"
        " description, created_by) values (%s, 'maintenance', 'no_operation', '2027-06-09 08:00+00',"
        " '2027-06-09 12:00+00', 'bench', 'bench')",
        (machine,),
    )
