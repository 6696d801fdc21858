"""Every zone whose clock changes in 2025 to 2027: hours are those that pass, shifts that touch stay touching.

PostgreSQL and Python both read the machine's own zone files (`tzdata` from PyPI comes second). A server on
another machine (DATABASE_URL) must have zone files of about the same age.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import psycopg
import pytest

from support.oracle import instant

FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


def changes(zone: str) -> list[date]:
    """Local dates around a change of the clock: its offset at noon is not that of the noon before."""
    offsets = [datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset() for day in DAYS]
    return [day for day, now, before in zip(DAYS[1:], offsets[1:], offsets, strict=False) if now != before]


def reading(zone: str, moment: datetime) -> datetime:
    """What the clock of a zone shows."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@pytest.fixture(scope="module")
def plant(database_url: str) -> Iterator[psycopg.Connection]:
    """A machine in every zone that changes, coded by its zone; each test assigns the pattern it wants."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("update sched.resources set requires_scheduling = false where requires_scheduling")
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        known = {zone for (zone,) in connection.execute("select zone_name from sched.time_zones")}
        connection.execute(
            """
            insert into sched.resources
                (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
            select zone, zone, 'site', zone, true from unnest(%s::text[]) as x (zone)""",
            [[zone for zone in sorted(known & available_timezones()) if changes(zone)]],
        )
        connection.execute("analyze sched.resources")
        yield connection


def assign(plant: psycopg.Connection, *shifts: tuple[str, str]) -> None:
    """Give every machine a daily pattern of these shifts."""
    plant.execute(
        """
        with p as (
            insert into sched.operating_patterns (pattern_code, pattern_name, cycle_days)
            values ('ZONES', 'Zones', 1) returning id
        )
        insert into sched.resource_pattern_assignments (resource_id, pattern_id, effective_date, assigned_by)
        select r.id, p.id, '2024-01-01', 'test'
        from p cross join sched.resources as r where r.requires_scheduling"""
    )
    for start, end in shifts:
        plant.execute(
            """
            insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time)
            select id, 0, %s, %s from sched.operating_patterns where pattern_code = 'ZONES'""",
            [start, end],
        )


def zones(plant: psycopg.Connection) -> list[str]:
    """The zones of the machines."""
    found = plant.execute("select resource_code from sched.resources where requires_scheduling order by 1")
    return [zone for (zone,) in found]


def test_the_zones_that_change_are_many(plant: psycopg.Connection) -> None:
    """The tests below do not pass by looking at nothing."""
    found = zones(plant)
    assert len(found) > 150
    assert {"America/New_York", "Europe/London", "Australia/Lord_Howe", "Africa/Casablanca"} <= set(found)


def test_a_machine_that_never_stops_has_the_hours_that_pass(plant: psycopg.Connection) -> None:
    """24 h a day but where the clock changes, three years without a gap."""
    with plant.transaction(force_rollback=True):
        assign(plant, ("00:00", "24:00"))
        found = plant.execute(
            """
            select r.resource_code, count(*), min(s.planned_start_time), max(s.planned_end_time),
                sum(s.planned_end_time - s.planned_start_time),
                coalesce(jsonb_object_agg(
                    s.schedule_date, extract(epoch from s.planned_end_time - s.planned_start_time)::integer
                ) filter (where s.planned_end_time - s.planned_start_time <> interval '24 hours'), '{}')
            from sched_engine.planned_segments(null, %s, %s) as s
            inner join sched.resources as r on r.id = s.resource_id
            group by r.resource_code""",
            [FIRST, LAST],
        ).fetchall()
    assert sorted(zone for zone, *_ in found) == zones(plant)
    for zone, rows, start, end, total, unusual in found:
        midnights = {day: instant(zone, datetime.combine(day, time())) for day in near(changes(zone))}
        expected = {
            str(day): int((midnights[day + timedelta(days=1)] - moment).total_seconds())
            for day, moment in midnights.items()
            if day + timedelta(days=1) in midnights
        }
        assert rows == len(DAYS), zone
        assert unusual == {day: seconds for day, seconds in expected.items() if seconds != 86_400}, zone
        assert total == end - start, zone
        assert reading(zone, start) >= datetime.combine(FIRST, time()), zone


def near(days: list[date]) -> list[date]:
    """These dates and the two on either side."""
    return sorted({day + timedelta(days=number) for day in days for number in range(-2, 3)})


@pytest.mark.parametrize(
    "shifts",
    [
        pytest.param([("06:00", "14:00"), ("14:00", "22:00"), ("22:00", "06:00")], id="three shifts"),
        pytest.param([("02:15", "02:45"), ("02:45", "03:10"), ("03:10", "02:15")], id="edges inside the change"),
    ],
)
def test_shifts_that_touch_stay_touching(plant: psycopg.Connection, shifts: list[tuple[str, str]]) -> None:
    """No gap and no overlap between one shift and the next, through every change of the first year."""
    last = date(2025, 12, 31)
    with plant.transaction(force_rollback=True):
        assign(plant, *shifts)
        found = plant.execute(
            """
            select r.resource_code, count(*) filter (where s.planned_start_time <> s.ended),
                max(s.planned_end_time) - min(s.planned_start_time),
                sum(s.planned_end_time - s.planned_start_time)
            from (
                select p.*, lag(planned_end_time) over machine as ended
                from sched_engine.planned_segments(null, %s, %s) as p
                window machine as (partition by resource_id order by planned_start_time)
            ) as s
            inner join sched.resources as r on r.id = s.resource_id
            group by r.resource_code""",
            [FIRST, last],
        ).fetchall()
    assert len(found) == len(zones(plant))
    begin = time.fromisoformat(shifts[0][0])
    for zone, broken, span, total in found:
        start = instant(zone, datetime.combine(FIRST, begin))
        end = instant(zone, datetime.combine(last + timedelta(days=1), begin))
        assert (zone, broken, span, total) == (zone, 0, end - start, end - start)


def test_wall_times_around_every_change(plant: psycopg.Connection) -> None:
    """`wall_to_instant` is the first instant at which the clock shows at least the wall time."""
    walls = [
        (zone, datetime.combine(day, time()) + timedelta(minutes=minutes))
        for zone in zones(plant)
        for day in changes(zone)
        for minutes in (*range(-120, 300, 15), 719, 1440)
    ]
    found = plant.execute(
        """
        select sched_engine.wall_to_instant(wall, zone)
        from unnest(%s::text[], %s::timestamp[]) with ordinality as x (zone, wall, nr) order by nr""",
        [[zone for zone, _ in walls], [wall for _, wall in walls]],
    )
    wrong = [
        (zone, wall, moment)
        for (zone, wall), (moment,) in zip(walls, found, strict=True)
        if moment != instant(zone, wall)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/New_York", date(2025, 3, 9)),
        ("America/New_York", date(2025, 11, 2)),
        ("Australia/Lord_Howe", date(2025, 4, 6)),
        ("Australia/Lord_Howe", date(2025, 10, 5)),
        ("America/Havana", date(2025, 3, 9)),
        ("America/Havana", date(2025, 11, 2)),
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Chatham", date(2025, 4, 6)),
        ("America/Sao_Paulo", date(2018, 11, 4)),
        ("Africa/Casablanca", date(2025, 2, 23)),
    ],
)
def test_the_model_reads_clocks_as_they_run(zone: str, day: date) -> None:
    """The model itself against a clock that is watched minute by minute."""
    moment = datetime.combine(day, time(), UTC) - timedelta(hours=40)
    watched: list[tuple[datetime, datetime]] = []
    for minute in range(80 * 60):
        now = moment + timedelta(minutes=minute)
        watched.append((reading(zone, now), now))
    for minutes in range(-60, 26 * 60, 7):
        wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
        assert instant(zone, wall) == next(now for shown, now in watched if shown >= wall)
