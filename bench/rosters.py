"""The budgets of rosters: generating against COPY of the very same rows, an absence, reading a person's month."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import partial
from statistics import mean

from figures import FIRST, HERE, LAST, Bench, in_rounds, percentile
from processor import spent

PEOPLE = 5000
TABLE = "sched.emp_schedules"
COLUMNS = (
    "employee_id, team_id, pattern_id, shift_start_time, shift_end_time, schedule_date, shift_second, schedule_status,"
    " shift_code, absence_id, holiday_id, roster_change_id, owner_id"
)
EDITS, WARM_UP = 220, 20


def measure(bench: Bench, *, quick: bool) -> None:
    """All figures of 5,000 people."""
    bench.connection.execute((HERE / "staff.sql").read_text() % {"people": PEOPLE})
    bench.connection.execute("analyze")
    generating: list[float] = []
    copying: list[float] = []
    blocks: list[bytes] = []
    for _ in range(2 if quick else 3):
        clear(bench)
        generating.append(bench.timed(partial(generate, bench)))
        if not blocks:
            blocks = bench.copy_out(TABLE, COLUMNS)
            rows = bench.value("select count(*) from sched.emp_schedules")
            bench.record("rows of 5,000 people x 1 year", rows, "rows")
        clear(bench)
        copying.append(bench.timed(partial(bench.copy_in, blocks, TABLE, COLUMNS)))
    bench.record("COPY of 5,000 people x 1 year", copying, "s")
    bench.record("roster of 5,000 people x 1 year", generating, "s")
    bench.record(
        "roster of 5,000 people / COPY",
        [one / other for one, other in zip(generating, copying, strict=True)],
        "ratio",
        1.25,
        column="roster 5000 / copy",
    )
    clear(bench)
    generate(bench)
    bench.connection.execute("analyze")
    again = [bench.timed(partial(generate, bench)) for _ in range(1 if quick else 3)]
    bench.record("roster of 5,000 people again, nothing changed", again, "s")
    measure_absences(bench)
    measure_reading(bench)
    measure_rules(bench)


def clear(bench: Bench) -> None:
    """Forget every roster, and settle the disk."""
    bench.connection.execute("truncate sched.emp_schedules, sched.emp_schedule_changes")
    bench.connection.execute("update sched.emp_generated_dates set dates = '{}'")
    bench.connection.execute("vacuum sched.emp_generated_dates")
    bench.connection.execute("checkpoint")


def generate(bench: Bench) -> None:
    """The year of everybody."""
    bench.connection.execute("select * from sched_engine.generate_roster(null, %s, %s)", (FIRST, LAST))


def people(bench: Bench, how_many: int) -> list[int]:
    """Some of them, the same each time."""
    found = bench.connection.execute("select id from sched.emp_employees order by id")
    return random.Random(11).sample([row[0] for row in found], how_many)


def measure_absences(bench: Bench) -> None:
    """A week of one person until the stored roster is current: round trip and commit included."""
    chosen = people(bench, 2 * EDITS)
    took = [1000 * bench.timed(partial(absent, bench, person)) for person in chosen[:EDITS]][WARM_UP:]
    bench.record(
        "absence current at commit, 5,000 people, p95",
        in_rounds(took, partial(percentile, share=0.95)),
        "ms",
        15,
        value=percentile(took, 0.95),
        column="absence p95 ms",
    )
    used = [1000 * spent(bench.connection, partial(absent, bench, person)) for person in chosen[EDITS:]][WARM_UP:]
    bench.record("absence, 5,000 people, processor time", in_rounds(used, mean), "ms", value=mean(used))


def absent(bench: Bench, person: int) -> None:
    """A week in November."""
    first = FIRST + timedelta(days=310)
    bench.connection.execute(
        "insert into sched.emp_absences (employee_id, start_date, end_date) values (%s, %s, %s)",
        (person, first, first + timedelta(days=6)),
    )


def measure_reading(bench: Bench) -> None:
    """A person's month, as the API reads it, by those who are limited to the plant or not."""
    for role, scope in (("sched_workforce_viewer", ""), ("sched_workforce_viewer", "site")):
        name = "a person's month" + (" with a key of their site" if scope else "")
        with bench.connection.transaction():
            bench.connection.execute(f"set local role {role}")
            root = bench.value("select id from api_v1.resources where resource_code = 'STAFF-1'")
            bench.connection.execute("select set_config('sched.scope', %s, true)", [f"{{{root}}}" if scope else ""])
            took = [1000 * bench.timed(partial(month, bench, person)) for person in people_of_site(bench)]
        bench.record(name, in_rounds(took, mean), "ms", 5, value=percentile(took, 0.95))


def people_of_site(bench: Bench) -> list[int]:
    """A hundred people of the first site."""
    found = bench.connection.execute(
        "select id from api_v2.employees where resource_code = 'STAFF-1' order by id limit 100"
    )
    return [row[0] for row in found]


def month(bench: Bench, person: int) -> None:
    """The rows of June."""
    bench.connection.execute(
        "select * from api_v2.roster where employee_id = %s and schedule_date between %s and %s"
        " order by shift_start_time",
        (person, FIRST.replace(month=6), FIRST.replace(month=6, day=30)),
    ).fetchall()


def measure_rules(bench: Bench) -> None:
    """The month of everybody against the set of the EU, and what a hundred shifts would break."""
    bench.connection.execute("update sched.emp_work_rules set is_active = rule_set = 'EU'")
    whole = [bench.timed(partial(breaches, bench)) for _ in range(3)]
    bench.record("work rules of 5,000 people x 1 month", whole, "s", 2)
    proposed = [1000 * bench.timed(partial(proposals, bench)) for _ in range(10)]
    bench.record("what 100 proposed shifts would break", proposed, "ms", 30)
    bench.connection.execute("update sched.emp_work_rules set is_active = false")


def breaches(bench: Bench) -> None:
    """June, which looks back as far as February."""
    first = FIRST.replace(month=6)
    bench.connection.execute("select * from sched_engine.rule_breaches(null, %s, %s)", (first, first.replace(day=30)))


def proposals(bench: Bench) -> None:
    """A day shift more, of a hundred people."""
    day = FIRST.replace(month=6, day=15)
    bench.connection.execute(
        "select * from sched_engine.new_breaches(array("
        " select row(e.id, %(day)s::date, %(day)s::date + time '10:00', %(day)s::date + time '18:00')"
        "::sched_engine.proposed_shift from sched.emp_employees as e order by e.id limit 100))",
        {"day": day},
    )
