"""Teams and people that Hypothesis makes up, and how they get into the database.

Ids are those of the database: from OFFSET on, out of the way of what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import psycopg
from hypothesis import strategies as st

from support.roster_model import (
    DAY,
    Absence,
    Change,
    Holiday,
    Membership,
    Pattern,
    Person,
    Plant,
    Row,
    Rule,
    Team,
    in_order,
    instant,
)

OFFSET = 2_000_000_000
HOUR = 3600
ONE_DAY = timedelta(days=1)
# Zones, and dates on which their clocks change.
CHANGES = {
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Africa/Casablanca": (date(2026, 2, 15), date(2026, 3, 22)),
    "Pacific/Auckland": (date(2026, 4, 5), date(2026, 9, 27)),
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
}
ZONES = tuple(CHANGES)
MONDAY = date(2000, 1, 3)
TWELVE = {"D": (7, 19), "N": (19, 7)}
EIGHT = {"D": (6, 14), "S": (14, 22), "N": (22, 6)}
BUILT_IN = {
    "DUPONT": ("NNNN---DDD-NNN---DDDD-------", TWELVE),
    "PITMAN": ("DD--DDD--DD---", TWELVE),
    "PANAMA": ("DD--DDD--DD---" * 2 + "NN--NNN--NN---" * 2, TWELVE),
    "CONTINENTAL": ("DDSSSNN--DDDSSNN---DDSSNNN--", EIGHT),
    "CONTINENTAL_2_2_3": ("DDSSNNN--DDSSSNN--DDDSSNN---", EIGHT),
    "FOUR_ON_FOUR_OFF": ("DDDD----NNNN----", TWELVE),
}
# Days of odd patterns: start and end of each shift, in quarters of an hour.
DAYS: tuple[tuple[tuple[int, int, str], ...], ...] = (
    (),
    ((24, 56, "D"),),
    ((24, 56, "D"), (56, 88, "A")),
    ((24, 56, "D"), (56, 88, "A"), (88, 24, "N")),
    ((88, 24, "N"),),
    ((92, 30, "N"),),
    ((24, 40, "D1"), (64, 80, "D2")),
    ((28, 28, "X"),),
    ((0, 96, "C"),),
    ((76, 28, "N"),),
    ((6, 12, "E"), (12, 20, "F")),
    ((94, 9, "N"),),
)
BREAKS = ((40, 42), (12, 14), (8, 12), (48, 52), (6, 8), (54, 56), (0, 2), (22, 24))


def built_in(code: str, id_: int) -> Pattern:
    """A built-in rotation, by its letters."""
    letters, hours = BUILT_IN[code]
    rules = [Rule(n, hours[x][0] * HOUR, hours[x][1] * HOUR, True, x) for n, x in enumerate(letters) if x != "-"]
    return Pattern(id_, len(letters), MONDAY, tuple(rules))


def taken(rule: Rule, cycle_days: int) -> set[int]:
    """The quarters of an hour of the cycle that a shift takes up."""
    start = rule.cycle_day * DAY + rule.start
    end = rule.cycle_day * DAY + rule.end + (DAY if rule.end <= rule.start else 0)
    return {second // 900 % (cycle_days * 96) for second in range(start, end, 900)}


@st.composite
def odd_patterns(draw: st.DrawFn, id_: int) -> Pattern:
    """A cycle of 1 to 9 days of whatever; a shift that would overlap another is left out."""
    days = draw(st.integers(1, 9))
    kit = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3))
    rules: list[Rule] = []
    busy: set[int] = set()
    for day in range(days):
        for start, end, code in draw(st.sampled_from(kit)):
            rule = Rule(day, start * 900, end * 900, True, code)
            quarters = taken(rule, days)
            # A shift of a day in a cycle of a day meets itself.
            if not quarters & busy and len(quarters) == ((end - start) % 96 or 96):
                busy |= quarters
                rules.append(rule)
        rules += [Rule(day, a * 900, b * 900, False) for a, b in draw(st.lists(st.sampled_from(BREAKS), max_size=1))]
    anchor = MONDAY + draw(st.integers(-1, 8)) * ONE_DAY
    return Pattern(id_, days, anchor, tuple(rules))


@st.composite
def plants(draw: st.DrawFn, seeded: dict[str, int]) -> tuple[Plant, date, date]:
    """A plant, and the dates to look at. `seeded`: the ids of the built-in rotations."""
    zone = draw(st.sampled_from(ZONES))
    middle = draw(st.sampled_from(CHANGES[zone]))
    first = middle - draw(st.integers(0, 3)) * ONE_DAY
    last = first + draw(st.integers(0, 6)) * ONE_DAY
    numbers = iter(range(OFFSET + 1, OFFSET + 10_000))

    def some(most: int, least: int = 0) -> range:
        return range(draw(st.integers(least, most)))

    def day(before: int = 3, after: int = 3) -> date:
        span = (last - first).days
        return first + draw(st.integers(-before, span + after)) * ONE_DAY

    def moment(on: date) -> int:
        return instant(zone, datetime.combine(on, time())) + draw(st.integers(0, 95)) * 900

    patterns = [built_in(code, seeded[code]) for code in draw(st.lists(st.sampled_from(list(BUILT_IN)), max_size=2, unique=True))]
    patterns += [draw(odd_patterns(next(numbers))) for _ in some(2, 0 if patterns else 1)]
    homes = [(next(numbers), draw(st.sampled_from((zone, zone, *ZONES)))) for _ in some(2, 1)]
    teams = []
    for _ in some(4, 1):
        pattern = draw(st.sampled_from(patterns))
        home, home_zone = draw(st.sampled_from(homes))
        teams.append(
            Team(
                next(numbers),
                home,
                home_zone,
                None if draw(st.integers(0, 19)) == 19 else pattern.id,
                draw(st.integers(0, pattern.cycle_days - 1)),
                draw(st.sampled_from((0, 0, 0, 15, 30, 120))),
                draw(st.booleans()),
                draw(st.integers(0, 14)) < 14,
            )
        )
    plant = Plant(patterns, teams)
    for _ in some(4, 1):
        person = Person(
            next(numbers),
            draw(st.sampled_from((date(2020, 1, 1), date(2020, 1, 1), first + ONE_DAY))),
            draw(st.sampled_from((None, None, None, last - ONE_DAY if last > first else last))),
            draw(st.integers(0, 14)) < 14,
        )
        if person.left is not None and person.left < person.hired:
            person = Person(person.id, date(2020, 1, 1), person.left, person.active)
        plant.people.append(person)
        begin = date(2025, 1, 1)
        for number in some(3, 1):
            end = None if draw(st.booleans()) else day()
            if end is not None and end < begin:
                continue
            kind = number == 0 or draw(st.integers(0, 3)) > 0
            team = draw(st.sampled_from(teams))
            if all(m.team != team.id or m.person != person.id for m in plant.memberships):
                plant.memberships.append(Membership(person.id, team.id, begin, end, kind))
            if end is None:
                break
            begin = end + draw(st.integers(1, 2)) * ONE_DAY
    for home in sorted({team.home for team in teams}):
        for _ in some(2):
            part = draw(st.sampled_from((None, None, (24, 48), (48, 24), (88, 92), (0, 96), (8, 12))))
            start, end_ = (None, None) if part is None else (part[0] * 900, part[1] * 900)
            plant.holidays.append(Holiday(next(numbers), home, day(1, 1), start, end_))
    for person in plant.people:
        absences(draw, plant, person, numbers, day, moment, some)
        changes(draw, plant, person, numbers, day, moment, some)
    return plant, first, last


def absences(draw: st.DrawFn, plant: Plant, person: Person, numbers: Any, day: Any, moment: Any, some: Any) -> None:
    """Absences of a person; those that count, and those that wait, do not overlap."""
    states = st.sampled_from(("approved", "approved", "approved", "requested", "cancelled"))
    dates: set[date] = set()
    times: list[tuple[int, int]] = []
    for _ in some(2):
        status = draw(states)
        if draw(st.booleans()):
            first = day()
            last = first + draw(st.integers(0, 2)) * ONE_DAY
            these = {first + n * ONE_DAY for n in range((last - first).days + 1)}
            if status == "cancelled" or not these & dates:
                plant.absences.append(Absence(next(numbers), person.id, status, first, last))
                dates |= set() if status == "cancelled" else these
        else:
            start = moment(day())
            end = start + draw(st.sampled_from((1, 2, 6, 32, 200))) * 900
            if status == "cancelled" or all(end <= a or b <= start for a, b in times):
                plant.absences.append(Absence(next(numbers), person.id, status, start=start, end=end))
                times += [] if status == "cancelled" else [(start, end)]


def changes(draw: st.DrawFn, plant: Plant, person: Person, numbers: Any, day: Any, moment: Any, some: Any) -> None:
    """Changes of the roster of a person; one a date counts, besides extra shifts."""
    states = st.sampled_from(("approved", "approved", "approved", "approved", "proposed", "refused", "cancelled"))
    dates: set[date] = set()
    others = [p.id for p in plant.people if p.id != person.id]
    for _ in some(3):
        kind = draw(st.sampled_from(("extra", "extra", "off", "moved", "moved", *(("swap", "swap", "swap") if others else ()))))
        status, on = draw(states), day(1, 1)
        if kind == "extra":
            start = moment(on)
            end = start + draw(st.sampled_from((2, 16, 32, 48, 96))) * 900
            code = draw(st.sampled_from((None, "OT", "D")))
            plant.changes.append(Change(next(numbers), person.id, kind, status, on, start, end, code))
            continue
        if status == "approved":
            if on in dates:
                continue
            dates.add(on)
        minutes = draw(st.sampled_from((-1440, -600, -30, 15, 60, 600, 1440))) if kind == "moved" else None
        taker = draw(st.sampled_from(others)) if kind == "swap" else None
        plant.changes.append(Change(next(numbers), person.id, kind, status, on, minutes=minutes, taker=taker))


# Into the database and back.


def clock_text(seconds: int | None) -> str | None:
    """A time of day as SQL reads it."""
    return None if seconds is None else f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def stamp(moment: int | None) -> datetime | None:
    """An instant as SQL takes it."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC)


def rows_of(plant: Plant) -> Iterable[tuple[list[Any] | None, Any, str, list[Sequence[Any]]]]:
    """For each item of a plant the list that it is in, itself, and the statement that stores it."""
    over = "overriding system value"
    homes = {team.home: team.zone for team in plant.teams}
    for home, zone in homes.items():
        yield None, None, (
            "insert into sched.resources (id, resource_code, resource_name, resource_type, time_zone)"
            f" {over} values (%s, %s, 'Home', 'site', %s)"
        ), [(home, f"H{home}", zone)]  # fmt: skip
        yield None, None, (
            f"insert into sched.holiday_calendars (id, calendar_code, calendar_name) {over} values (%s, %s, 'Home')"
        ), [(home, f"H{home}")]  # fmt: skip
        yield None, None, (
            "insert into sched.resource_calendar_assignments (resource_id, calendar_id, priority) values (%s, %s, 1)"
        ), [(home, home)]  # fmt: skip
    for pattern in plant.patterns:
        if pattern.id > OFFSET:
            yield None, None, (
                "insert into sched.operating_patterns (id, pattern_code, pattern_name, cycle_days, anchor_date)"
                f" {over} values (%s, %s, 'Odd', %s, %s)"
            ), [(pattern.id, f"P{pattern.id}", pattern.cycle_days, pattern.anchor)]  # fmt: skip
            yield None, None, (
                "insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, is_operating, shift_code)"
                " values (%s, %s, %s, %s, %s, %s)"
            ), [
                (pattern.id, r.cycle_day, clock_text(r.start), clock_text(r.end), r.operating, r.code)
                for r in pattern.rules
            ]  # fmt: skip
    for team in plant.teams:
        yield None, None, (
            "insert into sched.emp_teams (id, team_code, team_name, resource_id, pattern_id, cycle_offset_days,"
            f" handover_minutes, works_holidays, is_active) {over} values (%s, %s, 'Team', %s, %s, %s, %s, %s, %s)"
        ), [(
            team.id, f"T{team.id}", team.home, team.pattern, 0 if team.pattern is None else team.behind, team.handover,
            team.works_holidays, team.active,
        )]  # fmt: skip
    yield None, None, (
        f"insert into sched.emp_departments (id, department_code, department_name) {over} values (%s, %s, 'Odd')"
    ), [(OFFSET, "ODD")]  # fmt: skip
    yield None, None, (
        f"insert into sched.emp_positions (id, position_code, position_name, department_id) {over}"
        " values (%s, %s, 'Odd', %s)"
    ), [(OFFSET, "ODD", OFFSET)]  # fmt: skip
    for person in plant.people:
        yield None, None, (
            "insert into sched.emp_employees (id, employee_number, first_name, last_name, department_id, position_id,"
            f" hire_date, termination_date, is_active) {over} values (%s, %s, 'Odd', 'Person', %s, %s, %s, %s, %s)"
        ), [(person.id, f"E{person.id}", OFFSET, OFFSET, person.hired, person.left, person.active)]  # fmt: skip
    for m in plant.memberships:
        yield plant.memberships, m, (
            "insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary)"
            " values (%s, %s, %s, %s, %s)"
        ), [(m.person, m.team, m.first, m.last, m.primary)]  # fmt: skip
    for h in plant.holidays:
        yield plant.holidays, h, (
            "insert into sched.holidays (id, calendar_id, holiday_date, holiday_name, start_time, end_time,"
            f" affects_scheduling) {over} values (%s, %s, %s, %s, %s, %s, %s)"
        ), [(h.id, h.home, h.day, f"Day {h.id}", clock_text(h.start), clock_text(h.end), not h.works)]  # fmt: skip
    for a in plant.absences:
        yield plant.absences, a, (
            "insert into sched.emp_absences (id, employee_id, absence_status, start_date, end_date, start_time, end_time)"
            f" {over} values (%s, %s, %s, %s, %s, %s, %s)"
        ), [(a.id, a.person, a.status, a.first, a.last, stamp(a.start), stamp(a.end))]  # fmt: skip
    for c in plant.changes:
        yield plant.changes, c, (
            "insert into sched.emp_roster_changes (id, employee_id, change_kind, change_status, schedule_date, start_time,"
            f" end_time, shift_code, shift_minutes, taken_by_id) {over} values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        ), [(
            c.id, c.person, c.kind, c.status, c.day, stamp(c.start), stamp(c.end), c.code, c.minutes, c.taker,
        )]  # fmt: skip


def write(connection: psycopg.Connection, plant: Plant, refused: Callable[[Any, psycopg.Error], None]) -> None:
    """Store a plant. What a door refuses is told, and left out of the plant too."""
    for items, item, statement, values in list(rows_of(plant)):
        try:
            with connection.transaction():
                for own in values:
                    connection.execute(statement.encode(), own)
        except psycopg.Error as error:
            if items is None or not (error.sqlstate or "").startswith(("SC", "23")):
                raise
            refused(item, error)
            items.remove(item)


ROSTER = """
    select r.employee_id, r.schedule_date, r.shift_code, extract(epoch from r.shift_start_time)::bigint,
        extract(epoch from r.shift_end_time)::bigint, r.schedule_status::text, r.team_id, r.pattern_id, r.shift_second,
        r.absence_id, r.holiday_id, r.roster_change_id, r.owner_id
    from {source} as r
    where r.employee_id > 2000000000
"""


def read(connection: psycopg.Connection, source: str, values: Sequence[Any]) -> list[Row]:
    """Rows of people of the plant, in order."""
    found = connection.execute(ROSTER.format(source=source).encode(), values)
    return in_order(Row(*row) for row in found)
