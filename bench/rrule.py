"""Time single recurrence rules: warm, in the database, each for one window.

    python bench/rrule.py

Uses the migrated database of DATABASE_URL or of the embedded stack; writes nothing. Prints milliseconds, the
median of 30 calls after 10 to warm up."""

from __future__ import annotations

import statistics
import time

from equipment_scheduling.database import connect

START, FIRST, LAST = "1970-01-01 06:00", "2030-01-07", "2030-01-14"
RULES = (
    ("FREQ=DAILY", LAST),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE", LAST),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", LAST),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "2040-01-07"),
    ("FREQ=YEARLY;BYDAY=20MO", "2040-01-07"),
    ("FREQ=MINUTELY;INTERVAL=15", LAST),
    ("FREQ=MINUTELY", LAST),
    ("FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=0", LAST),
    ("FREQ=DAILY;COUNT=10", LAST),
    ("FREQ=DAILY;COUNT=100000", LAST),
    ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=1000", LAST),
    ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "infinity"),
)


def main() -> None:
    """Print one line per rule: milliseconds, occurrences found, the rule."""
    query = "select count(*) from sched_engine.rrule_occurrences(%s, %s, %s, %s)"
    print(f"rules that start at {START}, from {FIRST}")
    with connect(application_name="sched bench") as connection:
        for rule, last in RULES:
            seconds = []
            for _ in range(40):
                begin = time.perf_counter()
                row = connection.execute(query, [rule, START, FIRST, last]).fetchone()
                seconds.append(time.perf_counter() - begin)
            found = row["count"] if row else 0
            print(f"{statistics.median(seconds[10:]) * 1000:9.2f} ms {found:7}  {rule}, to {last}")


if __name__ == "__main__":
    main()
