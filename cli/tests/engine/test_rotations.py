"""The built-in rotations of teams: what their letters say, by plain arithmetic, and what the database makes of them.

A rotation is read here from its letters, by day of the cycle (day 0 is a Monday): D day, S afternoon, N night, - off.
Times are hours since the Monday of day 0, on a clock that never changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import psycopg
import pytest

CLOCK = {
    12: {"D": (7, 19), "N": (19, 31)},
    8: {"D": (6, 14), "S": (14, 22), "N": (22, 30)},
}
FORTNIGHT = "DD--DDD --DD---"
MONDAY = date(2026, 1, 5)

Stretch = tuple[float, float]


@dataclass(frozen=True)
class Rotation:
    """A rotation as it is published, and what it is known for, in hours."""

    letters: str
    hours: int
    behind: tuple[int, ...]
    weekly: float
    worst: int  # in any 168 hours
    rest: tuple[int, int]  # the shortest and the longest

    @property
    def row(self) -> str:
        """A letter a day."""
        return self.letters.replace(" ", "")

    @property
    def days(self) -> int:
        """The length of its cycle."""
        return len(self.row)

    def shifts(self, behind: int = 0, cycles: int = 3) -> list[Stretch]:
        """The shifts of a team so many days behind that begin in these cycles, the first of which is the one before."""
        found = []
        for day in range(-self.days, (cycles - 1) * self.days):
            letter = self.row[(day - behind) % self.days]
            if letter != "-":
                start, end = CLOCK[self.hours][letter]
                found.append((24 * day + start, 24 * day + end))
        return found


ROTATIONS = {
    "DUPONT": Rotation("NNNN--- DDD-NNN ---DDDD -------", 12, (0, 7, 14, 21), 42, 72, (12, 192)),
    "PITMAN": Rotation(FORTNIGHT, 12, (0, 7), 42, 60, (12, 84)),
    "PITMAN_NIGHTS": Rotation(FORTNIGHT.replace("D", "N"), 12, (0, 7), 42, 60, (12, 84)),
    "PANAMA": Rotation(
        " ".join([FORTNIGHT] * 2 + [FORTNIGHT.replace("D", "N")] * 2), 12, (0, 7, 28, 35), 42, 60, (12, 96)
    ),
    "CONTINENTAL": Rotation("DDSSSNN --DDDSS NN---DD SSNNN--", 8, (0, 7, 14, 21), 42, 56, (16, 72)),
    "CONTINENTAL_2_2_3": Rotation("DDSSNNN --DDSSS NN--DDD SSNN---", 8, (0, 7, 14, 21), 42, 56, (16, 72)),
    "FOUR_ON_FOUR_OFF": Rotation("DDDD----NNNN----", 12, (0, 4, 8, 12), 42, 48, (12, 120)),
}
# Pitman's teams keep to days or to nights: only together are they there around the clock.
PLANTS = [[code] for code in ROTATIONS if not code.startswith("PITMAN")] + [["PITMAN", "PITMAN_NIGHTS"]]


# What letters say.


def on_shift(teams: list[list[Stretch]], hour: float) -> int:
    """How many teams are on shift at an hour."""
    return sum(any(start <= hour < end for start, end in shifts) for shifts in teams)


def awkward_hours(teams: list[list[Stretch]], last: float) -> list[float]:
    """Every quarter of an hour, and every moment at which a shift begins or ends, and those just before."""
    ends = {moment for shifts in teams for stretch in shifts for moment in stretch}
    every = {quarter / 4 for quarter in range(int(last) * 4)} | ends | {moment - 1 / 3600 for moment in ends}
    return sorted(hour for hour in every if 0 <= hour < last)


def worst_week(shifts: list[Stretch]) -> float:
    """The most hours of any 168: it begins or ends where a shift does."""
    begins = {moment for stretch in shifts for moment in stretch} | {end - 168 for _, end in shifts}
    first, last = shifts[0][0], shifts[-1][1]
    return max(
        sum(max(0, min(end, begin + 168) - max(start, begin)) for start, end in shifts)
        for begin in begins
        if first <= begin and begin + 168 <= last
    )


def rests(shifts: list[Stretch]) -> list[float]:
    """Hours between shifts."""
    return [later[0] - earlier[1] for earlier, later in pairwise(shifts)]


@pytest.mark.parametrize("codes", PLANTS, ids=lambda codes: codes[0])
def test_letters_have_one_team_on_shift_at_every_instant(codes: list[str]) -> None:
    teams = [ROTATIONS[code].shifts(behind) for code in codes for behind in ROTATIONS[code].behind]
    for hour in awkward_hours(teams, ROTATIONS[codes[0]].days * 24):
        assert on_shift(teams, hour) == 1, f"day {hour // 24:g}, {hour % 24:g} h"


@pytest.mark.parametrize("code", ROTATIONS)
def test_letters_are_as_published(code: str) -> None:
    rotation = ROTATIONS[code]
    shifts = rotation.shifts()
    one_cycle = [end - start for start, end in shifts if 0 <= start < rotation.days * 24]
    assert sum(one_cycle) * 7 / rotation.days == rotation.weekly
    assert worst_week(shifts) == rotation.worst
    assert (min(rests(shifts)), max(rests(shifts))) == rotation.rest


# What the database makes of them.


@pytest.fixture
def plant(database_url: str) -> Iterator[psycopg.Connection]:
    """Teams on a connection that rolls back."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        yield connection


def team(connection: psycopg.Connection, pattern: str, behind: int, zone: str = "UTC", handover: int = 0) -> int:
    """A new team on a pattern, with a home of its own."""
    row = connection.execute(
        """
        with home as (
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            select 'HOME' || count(*), 'Home', 'site', %(zone)s from sched.resources
            returning id
        )
        insert into sched.emp_teams
        (team_name, team_code, pattern_id, cycle_offset_days, resource_id, handover_minutes)
        select 'Team', 'T' || h.id, p.id, %(behind)s, h.id, %(handover)s
        from home as h
        cross join sched.operating_patterns as p
        where p.pattern_code = %(pattern)s
        returning id
        """,
        {"zone": zone, "pattern": pattern, "behind": behind, "handover": handover},
    ).fetchone()
    assert row is not None
    return int(row[0])


@dataclass(frozen=True)
class Shift:
    """A row of `team_shifts`."""

    day: date
    code: str
    start: datetime
    end: datetime

    @property
    def hours(self) -> float:
        """Its length."""
        return (self.end - self.start) / timedelta(hours=1)

    @property
    def stretch(self) -> Stretch:
        """When it is, in hours since the Monday."""
        zero = datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=UTC)
        return (self.start - zero) / timedelta(hours=1), (self.end - zero) / timedelta(hours=1)


def shifts_of(connection: psycopg.Connection, team_id: int, first: date, last: date) -> list[Shift]:
    """The shifts of a team, in order."""
    rows = connection.execute(
        "select schedule_date, shift_code, start_time, end_time"
        " from sched_engine.team_shifts(array[%s::bigint], %s, %s) order by start_time",
        [team_id, first, last],
    ).fetchall()
    return [Shift(*row) for row in rows]


def around(rotation: Rotation, cycles: int = 2) -> tuple[date, date]:
    """From the cycle before the Monday to the end of a number of cycles from it."""
    # The anchor is a Monday of 2000; the cycles are counted from there.
    return MONDAY - timedelta(days=rotation.days), MONDAY + timedelta(days=cycles * rotation.days - 1)


def begin_of_cycle(rotation: Rotation) -> date:
    """The first Monday of a cycle from MONDAY on."""
    gone = (MONDAY - date(2000, 1, 3)).days % rotation.days
    return MONDAY + timedelta(days=-gone % rotation.days)


@pytest.mark.parametrize("codes", PLANTS, ids=lambda codes: codes[0])
def test_one_team_is_on_shift_at_every_instant(plant: psycopg.Connection, codes: list[str]) -> None:
    teams = []
    for code in codes:
        for behind in ROTATIONS[code].behind:
            found = shifts_of(plant, team(plant, code, behind), *around(ROTATIONS[code]))
            teams.append([shift.stretch for shift in found])
    for hour in awkward_hours(teams, ROTATIONS[codes[0]].days * 24):
        assert on_shift(teams, hour) == 1, f"day {hour // 24:g}, {hour % 24:g} h"


@pytest.mark.parametrize("code", ROTATIONS)
def test_each_team_works_the_letters_so_many_days_behind(plant: psycopg.Connection, code: str) -> None:
    rotation = ROTATIONS[code]
    zero = begin_of_cycle(rotation)
    for behind in rotation.behind:
        found = shifts_of(plant, team(plant, code, behind), zero, zero + timedelta(days=rotation.days - 1))
        row = ["-"] * rotation.days
        for shift in found:
            row[(shift.day - zero).days] = shift.code
            start, end = CLOCK[rotation.hours][shift.code]
            midnight = datetime(shift.day.year, shift.day.month, shift.day.day, tzinfo=UTC)
            assert (shift.start, shift.end) == (midnight + timedelta(hours=start), midnight + timedelta(hours=end))
        assert "".join(row[behind:] + row[:behind]) == rotation.row


@pytest.mark.parametrize("code", ROTATIONS)
def test_the_database_is_as_published(plant: psycopg.Connection, code: str) -> None:
    rotation = ROTATIONS[code]
    zero = begin_of_cycle(rotation)
    for behind in rotation.behind:
        found = shifts_of(plant, team(plant, code, behind), zero, zero + timedelta(days=3 * rotation.days - 1))
        assert sum(shift.hours for shift in found) * 7 / (3 * rotation.days) == rotation.weekly
        stretches = [shift.stretch for shift in found]
        assert worst_week(stretches) == rotation.worst
        assert (min(rests(stretches)), max(rests(stretches))) == rotation.rest


# Mistakes that are made elsewhere.


def test_dupont_begins_with_nights(plant: psycopg.Connection) -> None:
    """Its mirror, which begins with days, has no rest longer than 24 hours in its second week."""

    def longest_of_second_week(letters: str) -> float:
        shifts = Rotation(letters, 12, (), 42, 72, (0, 0)).shifts()
        week = [s for s in shifts if 7 * 24 <= s[0] < 14 * 24]
        return max(rests(week))

    right = ROTATIONS["DUPONT"].letters
    mirror = right.translate(str.maketrans("DN", "ND"))
    assert (longest_of_second_week(mirror), longest_of_second_week(right)) == (24, 48)
    zero = begin_of_cycle(ROTATIONS["DUPONT"])
    found = shifts_of(plant, team(plant, "DUPONT", 0), zero, zero + timedelta(days=13))
    assert "".join(shift.code for shift in found) == "NNNNDDDNNN"
    assert max(rests([shift.stretch for shift in found if shift.day >= zero + timedelta(days=7)])) == 48


def test_panama_turns_after_28_days_not_14(plant: psycopg.Connection) -> None:
    zero = begin_of_cycle(ROTATIONS["PANAMA"])
    found = shifts_of(plant, team(plant, "PANAMA", 0), zero, zero + timedelta(days=55))
    by_fortnight = [{s.code for s in found if (s.day - zero).days // 14 == fortnight} for fortnight in range(4)]
    assert by_fortnight == [{"D"}, {"D"}, {"N"}, {"N"}]


def test_behind_is_not_ahead(plant: psycopg.Connection) -> None:
    """What the pattern has for day 0, a team 7 behind works 7 days later, not 7 days earlier."""
    rotation = ROTATIONS["DUPONT"]
    zero = begin_of_cycle(rotation)
    first_week = zero + timedelta(days=6)
    behind = shifts_of(plant, team(plant, "DUPONT", 7), zero, first_week)
    assert behind == []  # the last week of the cycle is off; one ahead would work DDD-NNN
    later = shifts_of(plant, team(plant, "DUPONT", 7), zero + timedelta(days=7), first_week + timedelta(days=7))
    assert [shift.code for shift in later] == ["N", "N", "N", "N"]


def test_a_night_counts_on_one_date_only(plant: psycopg.Connection) -> None:
    zero = begin_of_cycle(ROTATIONS["DUPONT"])
    nights = shifts_of(plant, team(plant, "DUPONT", 0), zero, zero + timedelta(days=6))
    assert [(shift.day - zero).days for shift in nights] == [0, 1, 2, 3]
    assert [shift.hours for shift in nights] == [12] * 4
    # The date on which the last of them ends has nothing.
    assert shifts_of(plant, team(plant, "DUPONT", 0), zero + timedelta(days=4), zero + timedelta(days=4)) == []


@pytest.mark.parametrize("code", ROTATIONS)
def test_no_night_has_more_hours_than_its_shift(plant: psycopg.Connection, code: str) -> None:
    rotation = ROTATIONS[code]
    found = shifts_of(plant, team(plant, code, 0), *around(rotation, 1))
    for shift in found:
        start, end = shift.stretch
        night = sum(
            max(0.0, min(end, 24 * day + 30) - max(start, 24 * day + 22))
            for day in range(-rotation.days - 1, rotation.days + 1)
        )
        assert night <= shift.hours == rotation.hours
        assert night == {"D": 0, "S": 0, "N": 8}[shift.code]


@pytest.mark.parametrize("code", ROTATIONS)
def test_no_total_loses_the_shift_over_midnight(plant: psycopg.Connection, code: str) -> None:
    """Wherever dates are cut, the parts have what the whole has."""
    rotation = ROTATIONS[code]
    for behind in rotation.behind:
        one = team(plant, code, behind)
        zero = begin_of_cycle(rotation)
        last = zero + timedelta(days=rotation.days - 1)
        whole = sum(shift.hours for shift in shifts_of(plant, one, zero, last))
        assert whole == rotation.weekly * rotation.days / 7
        days = [zero + timedelta(days=n) for n in range(rotation.days)]
        assert sum(shift.hours for day in days for shift in shifts_of(plant, one, day, day)) == whole


@pytest.mark.parametrize(
    ("zone", "night", "hours"),
    [
        ("America/New_York", date(2026, 3, 6), 8),
        ("America/New_York", date(2026, 3, 7), 7),
        ("America/New_York", date(2026, 10, 31), 9),
        ("Australia/Lord_Howe", date(2026, 4, 4), 8.5),
        ("Australia/Lord_Howe", date(2026, 10, 3), 7.5),
    ],
)
def test_a_night_has_the_hours_that_pass(plant: psycopg.Connection, zone: str, night: date, hours: float) -> None:
    """23:00 to 07:30 with a break of 30 minutes."""
    plant.execute(
        """select sched_engine.create_pattern('NIGHT', 'Night', '[
            {"cycle_day": 0, "start_time": "23:00", "end_time": "07:30", "shift_code": "N"},
            {"cycle_day": 0, "start_time": "03:00", "end_time": "03:30", "is_operating": false}]', 1)"""
    )
    found = shifts_of(plant, team(plant, "NIGHT", 0, zone), night, night)
    assert (len(found), sum(shift.hours for shift in found)) == (2, hours)


def test_handing_over_makes_only_the_end_longer(plant: psycopg.Connection) -> None:
    zero = begin_of_cycle(ROTATIONS["CONTINENTAL"])
    found = shifts_of(plant, team(plant, "CONTINENTAL", 0, handover=15), zero, zero + timedelta(days=27))
    assert {shift.hours for shift in found} == {8.25}
    assert {shift.start.minute for shift in found} == {0}
