"""Plants that Hypothesis makes up, and the way of any plant of `oracle.py` into the database and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import psycopg
from hypothesis import strategies as st

from support.oracle import (
    COUNTRIES,
    DAY,
    SEVERITY,
    Assignment,
    Change,
    Holiday,
    Observance,
    Pattern,
    Plant,
    Resource,
    Row,
    Rule,
    clock,
    in_order,
)

QUARTER = 900

# Zones with the dates around which their clocks do something, and some that never do.
PLACES = [
    ("Africa/Johannesburg", date(2025, 4, 27)),
    ("America/New_York", date(2025, 3, 9)),
    ("America/New_York", date(2025, 11, 2)),
    ("Europe/London", date(2025, 3, 30)),
    ("Europe/London", date(2025, 10, 26)),
    ("Australia/Lord_Howe", date(2025, 4, 6)),
    ("Australia/Lord_Howe", date(2025, 10, 5)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2025, 6, 1)),
    ("Africa/Casablanca", date(2025, 2, 23)),
    ("Africa/Casablanca", date(2025, 4, 6)),
    ("Pacific/Chatham", date(2025, 4, 6)),
    ("Pacific/Chatham", date(2025, 9, 28)),
    ("America/Havana", date(2025, 3, 9)),
    ("America/Havana", date(2025, 11, 2)),
    ("Asia/Beirut", date(2025, 3, 30)),
    ("Asia/Beirut", date(2025, 10, 26)),
    ("Africa/Cairo", date(2025, 4, 25)),
    ("Africa/Cairo", date(2025, 10, 31)),
    ("Antarctica/Troll", date(2025, 3, 30)),
    ("Antarctica/Troll", date(2025, 10, 26)),
    ("America/Santiago", date(2025, 4, 6)),
    ("America/Santiago", date(2025, 9, 7)),
    ("Europe/Dublin", date(2025, 10, 26)),
    ("Pacific/Kwajalein", date(1993, 8, 21)),
    ("UTC", date(2024, 2, 29)),
]
ZONES = sorted({zone for zone, _ in PLACES})


@dataclass(frozen=True)
class Case:
    """A plant and the business dates to plan."""

    plant: Plant
    first: date
    last: date

    @property
    def ids(self) -> list[int]:
        """Every resource."""
        return [r.id for r in self.plant.resources]


# Plants to try.

times = st.one_of(
    st.sampled_from([0, 1, 2, 3, 6, 14, 22, 23]).map(lambda hour: hour * 3600),
    st.integers(0, DAY // QUARTER - 1).map(lambda quarter: quarter * QUARTER),
    st.integers(0, DAY - 1),
)
shift_lengths = st.one_of(
    st.sampled_from([DAY, 12 * 3600, 8 * 3600, 6 * 3600]),
    st.integers(1, DAY // QUARTER).map(lambda quarter: quarter * QUARTER),
    st.integers(1, DAY),
)
break_lengths = st.one_of(st.sampled_from([3600, 1800, QUARTER]), shift_lengths)


often = st.sampled_from([True, True, True, False])


@st.composite
def rules(draw: st.DrawFn, cycle_days: int, operating: bool) -> list[Rule]:
    """One shift or break, on one or several days of the cycle."""
    start, length = draw(times), draw(shift_lengths if operating else break_lengths)
    end = start + length if start + length <= DAY else start + length - DAY
    code = draw(st.sampled_from(["D", "N", None])) if operating else None
    days = range(0, cycle_days) if draw(st.booleans()) else [draw(st.integers(0, cycle_days - 1))]
    return [Rule(day, start, end, operating, code) for day in days]


def overlap(one: Rule, other: Rule, cycle_days: int) -> bool:
    """Whether two rules overlap, around the end of the cycle too."""
    anchor = date(2000, 1, 2)
    start, end = one.walls(anchor + timedelta(days=one.cycle_day))
    return any(
        start < ends and starts < end
        for turn in (-1, 0, 1)
        for starts, ends in [other.walls(anchor + timedelta(days=other.cycle_day + turn * cycle_days))]
    )


@st.composite
def patterns(draw: st.DrawFn, pattern_id: int, near: date) -> Pattern:
    """A pattern: shifts that do not overlap, breaks that may be anywhere."""
    cycle_days = draw(st.sampled_from([1, 2, 3, 7, 28]) | st.integers(1, 28))
    shifts: list[Rule] = []
    for _ in range(draw(st.integers(1, 3))):
        for rule in draw(rules(cycle_days, True)):
            if not any(overlap(rule, other, cycle_days) for other in shifts):
                shifts.append(rule)
    breaks = [rule for _ in range(draw(st.integers(0, 2))) for rule in draw(rules(cycle_days, False))]
    anchor = draw(st.sampled_from([date(2000, 1, 2), near, near + timedelta(days=100)]))
    return Pattern(pattern_id, cycle_days, anchor, (*shifts, *breaks))


@st.composite
def trees(draw: st.DrawFn, zone: str) -> list[Resource]:
    """A plant of up to five levels, some of them skipped."""
    nodes = [Resource(1, None, draw(st.integers(1, 3)), zone)]
    for node_id in range(2, draw(st.integers(2, 6))):
        parent = draw(st.sampled_from([n for n in nodes if n.level < 5]))
        nodes.append(
            Resource(
                node_id,
                parent.id,
                draw(st.integers(parent.level + 1, 5)),
                draw(st.sampled_from([None, None, *ZONES])),
                draw(often),
                draw(often),
            )
        )
    return nodes


@st.composite
def assignments(draw: st.DrawFn, resource: int, pattern_ids: Sequence[int], near: date) -> list[Assignment]:
    """Up to three assignments of one resource, one after another; the root has at least one."""
    found: list[Assignment] = []
    first = near - timedelta(days=draw(st.integers(-3, 5)))
    for _ in range(draw(st.integers(1 if resource == 1 else 0, 3))):
        last = first + timedelta(days=draw(st.integers(0, 5)))
        found.append(Assignment(resource, draw(st.sampled_from(pattern_ids)), first, last))
        first = last + timedelta(days=draw(st.sampled_from([1, 1, 3])))
    open_ended = draw(st.booleans())
    if open_ended and found:
        found[-1] = replace(found[-1], last=None)
    return found


@st.composite
def recurrences(draw: st.DrawFn, near: date, hourly: bool) -> str:
    """A recurrence rule that has something to say around a date; `hourly`: more than once a day, perhaps."""
    weekday = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
    days = ",".join(sorted(draw(st.sets(weekday, min_size=1))))
    month_days = ",".join(str((near + timedelta(days=n)).day) for n in range(draw(st.integers(1, 3))))
    frequent = ["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY"] if hourly else []
    rule = draw(
        st.sampled_from(
            [
                *frequent,
                f"FREQ=WEEKLY;BYDAY={days}",
                f"FREQ=WEEKLY;BYDAY={days};WKST=SU",
                f"FREQ=MONTHLY;BYMONTHDAY={month_days},-1",
                f"FREQ=MONTHLY;BYDAY={draw(st.sampled_from([-1, 1, 2, 4]))}{draw(weekday)}",
                f"FREQ=MONTHLY;BYDAY={days};BYSETPOS={draw(st.sampled_from([-2, -1, 1, 5]))}",
                f"FREQ=YEARLY;BYMONTH={near.month};BYMONTHDAY={month_days}",
            ]
        )
    )
    limits = ["", "", f";COUNT={draw(st.integers(1, 40))}", f";UNTIL={near + timedelta(days=2):%Y%m%d}T120000"]
    return rule + draw(st.sampled_from(["", "", ";INTERVAL=2", ";INTERVAL=7"])) + draw(st.sampled_from(limits))


@st.composite
def holidays(draw: st.DrawFn, number: int, calendars: Sequence[int], near: date) -> Holiday:
    """An entry of one of the calendars, once or recurring."""
    start, end = draw(st.just((None, None)) | st.tuples(times, times))
    calendar, day = draw(st.sampled_from(calendars)), near + timedelta(days=draw(st.integers(-1, 4)))
    rule = None if draw(often) else draw(recurrences(near, hourly=False))
    return Holiday(number, calendar, None if rule else day, start, end, draw(often), draw(st.booleans()), rule)


@st.composite
def changes(draw: st.DrawFn, number: int, resources: Sequence[Resource], near: date) -> Change:
    """An exception of any impact on one of the resources, once or recurring."""
    impact = draw(st.sampled_from(["no_operation", "no_operation", "reduced", "shifted", "additional"]))
    midnight = datetime.combine(near, time(), UTC)
    start = midnight + timedelta(seconds=QUARTER * draw(st.integers(-192, 300)))
    length = draw(st.integers(1, 96) if impact == "additional" else st.none() | st.integers(1, 200))
    change = Change(
        number,
        draw(st.sampled_from(resources)).id,
        "overtime" if impact == "additional" else draw(st.sampled_from(SEVERITY[:-1])),
        start,
        None if length is None else start + timedelta(seconds=QUARTER * length),
        impact,
        draw(st.integers(1, 99)) if impact == "reduced" else None,
        draw(moves) if impact == "shifted" else None,
        draw(st.sampled_from(["O", "D", None])) if impact == "additional" else None,
        draw(often),
    )
    if change.end is None or draw(often):
        return change
    return draw(recurring(change, Plant(tuple(resources)).zone(change.resource), near))


moves = st.sampled_from([-1440, -480, -60, 30, 60, 480, 720, 1440]) | st.integers(-1440, 1440).filter(bool)


@st.composite
def recurring(draw: st.DrawFn, change: Change, zone: str, near: date) -> Change:
    """The exception again and again, since a while, with dates taken out and put in."""
    rule = draw(recurrences(near, hourly=True))
    since = timedelta(days=draw(st.integers(0, 5) if "HOURLY" in rule else st.integers(0, 400)))
    first = clock(zone, change.start)
    near_ones = st.lists(st.integers(-3, 5).map(lambda days: first + timedelta(days=days)), max_size=3)
    return replace(
        change,
        start=change.start - since,
        end=change.end and change.end - since,
        rule=rule,
        excluded=tuple(draw(near_ones)),
        added=tuple(draw(near_ones)),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A plant in one of the places, and a few days around the date on which its clock changes."""
    zone, near = draw(st.sampled_from(PLACES))
    resources = draw(trees(zone))
    ids = [r.id for r in resources]
    known = [draw(patterns(number, near)) for number in range(1, draw(st.integers(2, 4)))]
    assigned = [a for i in ids for a in draw(assignments(i, [p.id for p in known], near))]
    calendars = list(range(1, draw(st.integers(1, 4))))
    observed = draw(st.lists(st.tuples(st.sampled_from(ids), st.permutations(calendars)), max_size=3))
    return Case(
        Plant(
            resources=tuple(resources),
            patterns=tuple(known),
            assignments=tuple(assigned),
            default_calendar=draw(st.sampled_from([None, *calendars])),
            default_country=draw(st.sampled_from([None, "XX", COUNTRIES.get(zone)])),
            calendars=tuple(calendars),
            observances=tuple(
                Observance(resource, calendar, priority)
                for resource, order in dict(observed).items()
                for priority, calendar in enumerate(order[: draw(st.integers(1, 3))], 1)
            ),
            holidays=tuple(
                draw(holidays(number, calendars, near))
                for number in range(1, draw(st.integers(1, 5)) if calendars else 1)
            ),
            changes=tuple(draw(changes(number, resources, near)) for number in range(1, draw(st.integers(1, 5)))),
        ),
        first := near - timedelta(days=draw(st.integers(-1, 3))),
        first + timedelta(days=draw(st.integers(0, 6))),
    )


# Into the database and back, the ids moved by OFFSET, out of the way of what is already there.

OFFSET = 1_000_000_000
LOADS = {
    "resources": """
        insert into sched.resources (id, resource_code, resource_name, resource_type, parent_resource_id,
            time_zone, requires_scheduling, is_active)
        overriding system value
        select id, 'R' || id, 'R' || id, (enum_range(null::sched.resource_type))[level], parent, zone,
            scheduled, active
        from jsonb_to_recordset(%s) as x
            (id bigint, parent bigint, level integer, zone text, scheduled boolean, active boolean)
        order by id""",
    "patterns": """
        insert into sched.operating_patterns (id, pattern_code, pattern_name, cycle_days, anchor_date)
        overriding system value
        select id, 'P' || id, 'P' || id, cycle_days, anchor
        from jsonb_to_recordset(%s) as x (id bigint, cycle_days integer, anchor date)""",
    "rules": """
        insert into sched.pattern_rules
            (pattern_id, cycle_day, start_time, end_time, is_operating, shift_code)
        select pattern, cycle_day, time '00:00' + make_interval(secs => start),
            make_time("end" / 3600, "end" / 60 %% 60, "end" %% 60), operating, shift_code
        from jsonb_to_recordset(%s) as x (pattern bigint, cycle_day integer, start integer, "end" integer,
            operating boolean, shift_code text)""",
    "assignments": """
        insert into sched.resource_pattern_assignments
            (resource_id, pattern_id, effective_date, end_date, assigned_by)
        select resource, pattern, first, last, 'test'
        from jsonb_to_recordset(%s) as x (resource bigint, pattern bigint, first date, last date)""",
    "calendars": """
        insert into sched.holiday_calendars (id, calendar_code, calendar_name, country_code, is_default)
        overriding system value
        select id, 'C' || id, 'C' || id, country, "default"
        from jsonb_to_recordset(%s) as x (id bigint, country text, "default" boolean)""",
    "observances": """
        insert into sched.resource_calendar_assignments (resource_id, calendar_id, priority)
        select resource, calendar, priority
        from jsonb_to_recordset(%s) as x (resource bigint, calendar bigint, priority integer)""",
    "holidays": """
        insert into sched.holidays (id, calendar_id, holiday_name, holiday_date, recurrence_rule, start_time,
            end_time, affects_scheduling, source)
        overriding system value
        select id, calendar, 'H' || id, day, rule, make_time(start / 3600, start / 60 %% 60, start %% 60),
            make_time("end" / 3600, "end" / 60 %% 60, "end" %% 60), affects,
            case when manual then 'manual' else 'imported' end::sched.holiday_source
        from jsonb_to_recordset(%s) as x (id bigint, calendar bigint, day date, rule text, start integer,
            "end" integer, affects boolean, manual boolean)""",
    "changes": """
        insert into sched.schedule_exceptions (id, resource_id, exception_type, start_datetime, end_datetime,
            impact_type, capacity_percent, shift_minutes, shift_code, recurrence_rule, recurrence_excluded,
            recurrence_added, description, created_by, is_active)
        overriding system value
        select id, resource, kind::sched.exception_type, start, "end", impact::sched.impact_type, capacity,
            minutes, shift_code, rule, excluded, added, 'test', 'test', active
        from jsonb_to_recordset(%s) as x (id bigint, resource bigint, kind text, start timestamptz,
            "end" timestamptz, impact text, capacity smallint, minutes integer, shift_code text, rule text,
            excluded timestamp[], added timestamp[], active boolean)""",
}
KEYS = {"id", "resource", "parent", "pattern", "calendar"}


def moved(key: str, value: object) -> object:
    """The value of a column, moved if it is an id."""
    return value + OFFSET if key in KEYS and isinstance(value, int) else value


def write(connection: psycopg.Connection, plant: Plant, *names: str) -> None:
    """Write a plant to the database, or only the tables named."""
    tables: dict[str, list[dict[str, object]]] = {
        name: [asdict(item) for item in getattr(plant, name)]
        for name in ("resources", "patterns", "assignments", "observances", "holidays", "changes")
    }
    tables["rules"] = [{"pattern": p.id, **asdict(rule)} for p in plant.patterns for rule in p.rules]
    tables["calendars"] = [
        {"id": c, "default": c == plant.default_calendar, "country": plant.default_country} for c in plant.calendars
    ]
    for name in names or LOADS:
        items = [
            {key: value + OFFSET if key in KEYS and isinstance(value, int) else value for key, value in i.items()}
            for i in tables[name]
        ]
        if items:
            connection.execute(LOADS[name], [json.dumps(items, default=str)])


def read(connection: psycopg.Connection, query: str, arguments: Sequence[object]) -> list[Row]:
    """Rows of a query that returns the columns of `Row`, in order, with the ids of the example."""
    found = (Row(*values) for values in connection.execute(query, arguments))
    return in_order(
        row._replace(
            resource_id=row.resource_id - OFFSET,
            pattern_id=row.pattern_id and row.pattern_id - OFFSET,
            exception_id=row.exception_id and row.exception_id - OFFSET,
            holiday_id=row.holiday_id and row.holiday_id - OFFSET,
        )
        for row in found
    )


def segments(connection: psycopg.Connection, ids: Sequence[int] | None, first: date, last: date) -> list[Row]:
    """What the engine plans; no ids: every schedulable resource."""
    query = "select * from sched_engine.planned_segments(%s::bigint[], %s, %s)"
    return read(connection, query, [ids and [i + OFFSET for i in ids], first, last])


def stored(connection: psycopg.Connection) -> list[Row]:
    """What is stored for the example."""
    query = """
        select resource_id, schedule_date, shift_code, planned_start_time, planned_end_time, schedule_status,
            capacity_percent, pattern_id, exception_id, holiday_id
        from sched.equipment_schedules
        where resource_id > %s and schedule_date between '1990-01-01' and '2030-01-01'"""
    return read(connection, query, [OFFSET])
