"""Random edits of a small plant, as people and programs make them, and the truth to compare the outcome with."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg

from equipment_scheduling.database import Connection

# Business dates that are all still to come, with clock changes in New York, London, Lord Howe and Havana.
FIRST, LAST = date(2031, 2, 24), date(2031, 4, 13)
ZONES = ["America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "UTC"]
MACHINES = 12
STORED = """
    select s.resource_id, s.schedule_date, s.shift_code, s.planned_start_time, s.planned_end_time,
        s.schedule_status::text, s.capacity_percent, s.pattern_id, s.exception_id, s.holiday_id
    from {source} as s
"""
Rows = set[tuple[Any, ...]]


def plant(connection: Connection) -> None:
    """An enterprise, two sites, four areas and twelve machines; two patterns of its own, one calendar."""
    connection.execute(
        """
        insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
        values ('E', 'Enterprise', 'enterprise', 'UTC');
        insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id, time_zone)
        select 'S' || n, 'Site ' || n, 'site', e.id, (array['America/New_York', 'Europe/London'])[n]
        from generate_series(1, 2) as n cross join sched.resources as e where e.resource_code = 'E';
        insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
        select 'A' || n, 'Area ' || n, 'area', s.id
        from generate_series(1, 4) as n
        inner join sched.resources as s on s.resource_code = 'S' || (1 + n % 2);
        insert into sched.resources
        (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
        select 'M' || n, 'Machine ' || n, 'work_unit', a.id, true
        from generate_series(1, 12) as n
        inner join sched.resources as a on a.resource_code = 'A' || (1 + n % 4);
        insert into sched.operating_patterns (pattern_code, pattern_name, cycle_days)
        values ('NIGHTS', 'Nights', 7), ('FIVE', 'Five-day cycle', 5);
        insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, shift_code)
        select p.id, d, '22:00', '06:00', 'N'
        from sched.operating_patterns as p cross join generate_series(0, 4) as d
        where p.pattern_code in ('NIGHTS', 'FIVE');
        insert into sched.holiday_calendars (calendar_code, calendar_name) values ('PLANT', 'Plant'), ('OFF', 'Off');
        """
    )
    connection.execute(
        "select sched_engine.assign_pattern(sched_engine.resource_id('E'),"
        " (select id from sched.operating_patterns where pattern_code = '24_7'), '2024-01-01')"
    )


class Editor:
    """Makes one random edit after the other; each is a statement or function call of its own."""

    def __init__(self, connection: Connection, seed: int) -> None:
        self.connection = connection
        self.random = random.Random(seed)
        self.ids = {
            row["resource_code"]: row["id"]
            for row in connection.execute("select resource_code, id from sched.resources")
        }
        self.patterns = [
            row["id"] for row in connection.execute("select id from sched.operating_patterns where is_visible")
        ]
        self.calendars = [
            row["id"]
            for row in connection.execute(
                "select id from sched.holiday_calendars where calendar_code in ('ZA', 'GB-ENG', 'PLANT', 'OFF')"
            )
        ]

    def edit(self) -> str:
        """Make one edit and commit it; a refusal for a good reason is as good as an edit. Returns its name."""
        edits: list[Callable[[], None]] = [
            self.stop, self.stop, self.stop, self.reduce, self.move, self.overtime, self.recur, self.cancel,
            self.remove, self.assign, self.assign, self.unassign, self.rules, self.anchor, self.observe,
            self.forget_calendar, self.holiday, self.work_on_holiday, self.zone, self.relocate, self.flags,
            self.default_calendar, self.generate,
        ]  # fmt: skip
        chosen = self.random.choice(edits)
        try:
            with self.connection.transaction():
                chosen()
        except (psycopg.errors.ExclusionViolation, psycopg.errors.UniqueViolation, psycopg.errors.CheckViolation):
            return f"{chosen.__name__} (refused)"
        except psycopg.DatabaseError as error:
            if not (error.sqlstate or "").startswith("SC"):
                raise
            return f"{chosen.__name__} ({error.sqlstate})"
        return chosen.__name__

    def any_resource(self) -> int:
        return self.random.choice(list(self.ids.values()))

    def any_date(self) -> date:
        return FIRST + timedelta(days=self.random.randrange((LAST - FIRST).days))

    def moment(self) -> datetime:
        return datetime.combine(self.any_date(), datetime.min.time(), UTC) + timedelta(
            minutes=30 * self.random.randrange(48)
        )

    def exception(self, kind: str, impact: str, hours: float | None, **more: Any) -> None:
        start = self.moment()
        values: dict[str, Any] = {
            "resource_id": self.any_resource(),
            "exception_type": kind,
            "impact_type": impact,
            "start_datetime": start,
            "end_datetime": None if hours is None else start + timedelta(hours=hours),
            "description": "random",
            "created_by": "test",
            **more,
        }
        names = ", ".join(values)
        marks = ", ".join(f"%({name})s" for name in values)
        self.connection.execute(f"insert into sched.schedule_exceptions ({names}) values ({marks})".encode(), values)

    def stop(self) -> None:
        kind = self.random.choice(["maintenance", "breakdown", "holiday", "shutdown", "other"])
        self.exception(kind, "no_operation", self.random.choice([0.5, 2, 9, 30, 100, None]))

    def reduce(self) -> None:
        self.exception("other", "reduced", self.random.choice([3, 40]), capacity_percent=50)

    def move(self) -> None:
        minutes = self.random.choice([-1440, -600, -60, 30, 90, 720, 1440])
        self.exception("other", "shifted", self.random.choice([6, 30]), shift_minutes=minutes)

    def overtime(self) -> None:
        self.exception("overtime", "additional", self.random.choice([1, 5, 12, 24]), shift_code="OT")

    def recur(self) -> None:
        rule = self.random.choice(
            ["FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=3;COUNT=9", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=DAILY;UNTIL=20310401"]
        )
        self.exception("maintenance", "no_operation", 2, recurrence_rule=rule)

    def cancel(self) -> None:
        self.connection.execute(
            "update sched.schedule_exceptions set is_active = not is_active where id ="
            " (select id from sched.schedule_exceptions order by md5(id::text || %s::text) limit 1)",
            (self.random.random(),),
        )

    def remove(self) -> None:
        self.connection.execute(
            "delete from sched.schedule_exceptions where id ="
            " (select id from sched.schedule_exceptions order by md5(id::text || %s::text) limit 1)",
            (self.random.random(),),
        )

    def assign(self) -> None:
        first = self.any_date()
        last = self.random.choice([None, first + timedelta(days=self.random.randrange(20))])
        self.connection.execute(
            "select sched_engine.assign_pattern(%s, %s, %s, %s)",
            (self.any_resource(), self.random.choice(self.patterns), first, last),
        )

    def unassign(self) -> None:
        self.connection.execute("select sched_engine.unassign_pattern(%s, %s)", (self.any_resource(), self.any_date()))

    def rules(self) -> None:
        start, end = self.random.choice(
            [("22:00", "06:00"), ("06:00", "14:00"), ("02:30", "02:30"), ("21:30", "05:15")]
        )
        self.connection.execute(
            "update sched.pattern_rules as r set start_time = %s, end_time = %s from sched.operating_patterns as p"
            " where p.id = r.pattern_id and p.pattern_code = %s",
            (start, end, self.random.choice(["NIGHTS", "FIVE"])),
        )

    def anchor(self) -> None:
        self.connection.execute(
            "update sched.operating_patterns set anchor_date = %s where pattern_code = 'FIVE'", (self.any_date(),)
        )

    def observe(self) -> None:
        self.connection.execute(
            "insert into sched.resource_calendar_assignments (resource_id, calendar_id, priority) values (%s, %s, %s)",
            (self.any_resource(), self.random.choice(self.calendars), self.random.randint(1, 3)),
        )

    def forget_calendar(self) -> None:
        self.connection.execute(
            "delete from sched.resource_calendar_assignments where resource_id = %s", (self.any_resource(),)
        )

    def holiday(self, affects: bool = True) -> None:
        start, end = self.random.choice([(None, None), ("12:00", "18:00"), ("22:00", "04:00")])
        self.connection.execute(
            "insert into sched.holidays (calendar_id, holiday_name, holiday_date, start_time, end_time,"
            " affects_scheduling) values (%s, 'random', %s, %s, %s, %s)",
            (self.random.choice(self.calendars), self.any_date(), start, end, affects),
        )

    def work_on_holiday(self) -> None:
        self.holiday(affects=False)

    def zone(self) -> None:
        self.connection.execute(
            "update sched.resources set time_zone = %s where id = %s",
            (self.random.choice(ZONES), self.any_resource()),
        )

    def relocate(self) -> None:
        self.connection.execute(
            "update sched.resources set parent_resource_id = %s where id = %s",
            (self.any_resource(), self.any_resource()),
        )

    def flags(self) -> None:
        column = self.random.choice(["is_active", "requires_scheduling"])
        self.connection.execute(
            f"update sched.resources set {column} = not {column} where id = %s and hierarchy_level = 5".encode(),
            (self.any_resource(),),
        )

    def default_calendar(self) -> None:
        self.connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        if self.random.random() < 0.7:
            self.connection.execute(
                "update sched.holiday_calendars set is_default = true where id = %s",
                (self.random.choice(self.calendars),),
            )

    def generate(self) -> None:
        first = self.any_date()
        last = min(LAST, first + timedelta(days=self.random.randrange(30)))
        self.connection.execute(
            "select sched_engine.generate(%s, %s, %s, %s, %s)",
            (
                self.random.sample(list(self.ids.values()), 8),
                first,
                last,
                self.random.random() < 0.3,
                self.random.random() < 0.8,
            ),
        )


def stored(connection: Connection) -> Rows:
    """The stored rows."""
    return _rows(connection, STORED.format(source="sched.equipment_schedules"))


def as_known(connection: Connection, moment: datetime) -> Rows:
    """The stored rows as they were at a moment, taken back with the change feed."""
    source = "sched_engine.planned_segments_as_known(null, %s, %s, %s)"
    return _rows(connection, STORED.format(source=source), FIRST, LAST, moment)


def rebuilt(connection: Connection) -> Rows:
    """What a generation from nothing would store today for the dates generated so far."""
    source = "sched_engine.planned_segments(null, %s, %s, %s)"
    query = (
        STORED.format(source=source)
        + " inner join sched.generated_dates as g on g.resource_id = s.resource_id and g.dates @> s.schedule_date"
        " where g.dates_without_holidays @> s.schedule_date <> %s"
    )
    return _rows(connection, query, FIRST, LAST, True, True) | _rows(connection, query, FIRST, LAST, False, False)


def _rows(connection: Connection, query: str, *values: Any) -> Rows:
    return {tuple(row.values()) for row in connection.execute(query.encode(), values)}
