"""Teams and people that Hypothesis makes up, and how they get into the database.

Ids are those of the database: from OFFSET on, out of the way of what is there."""

from __future__ import annotations

import random
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


class Dice:
    """Choices, by Hypothesis or by chance."""

    def __init__(self, draw: st.DrawFn | random.Random) -> None:
        self.draw = draw

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        if isinstance(self.draw, random.Random):
            return self.draw.randint(least, most)
        return self.draw(st.integers(least, most))

    def one(self, items: Sequence[Any]) -> Any:
        """One of them."""
        if isinstance(self.draw, random.Random):
            return self.draw.choice(items)
        return self.draw(st.sampled_from(items))

    def some(self, most: int, least: int = 0) -> range:
        """So many times."""
        return range(self.number(least, most))

    def rarely(self) -> bool:
        """Once in fifteen."""
        return self.number(0, 14) == 14


def odd_rules(dice: Dice, days: int) -> tuple[Rule, ...]:
    """The rules of a cycle of whatever; a shift that would overlap another is left out."""
    kit = [dice.one(DAYS) for _ in dice.some(3, 1)]
    rules: list[Rule] = []
    busy: set[int] = set()
    for day in range(days):
        for start, end, code in dice.one(kit):
            rule = Rule(day, start * 900, end * 900, True, code)
            quarters = taken(rule, days)
            # A shift of a day in a cycle of a day meets itself.
            if not quarters & busy and len(quarters) == ((end - start) % 96 or 96):
                busy |= quarters
                rules.append(rule)
        rules += [Rule(day, start * 900, end * 900, False) for start, end in (dice.one(BREAKS) for _ in dice.some(1))]
    return tuple(rules)


def odd_pattern(dice: Dice, id_: int) -> Pattern:
    """A cycle of 1 to 9 days."""
    days = dice.number(1, 9)
    return Pattern(id_, days, MONDAY + dice.number(-1, 8) * ONE_DAY, odd_rules(dice, days))


class Maker:
    """Makes up a plant, and whatever may be added to it, around dates on which a clock changes."""

    def __init__(self, dice: Dice, seeded: dict[str, int], length: int | None = None) -> None:
        self.dice = dice
        self.numbers = iter(range(OFFSET + 1, OFFSET + 100_000))
        self.zone = dice.one(ZONES)
        middle = dice.one(CHANGES[self.zone])
        self.first = middle - dice.number(0, 3) * ONE_DAY
        self.last = self.first + (dice.number(0, 6) if length is None else length) * ONE_DAY
        patterns = [built_in(code, seeded[code]) for code in sorted({dice.one(list(BUILT_IN)) for _ in dice.some(2)})]
        patterns += [odd_pattern(dice, next(self.numbers)) for _ in dice.some(2, 0 if patterns else 1)]
        homes = [(next(self.numbers), dice.one((self.zone, self.zone, *ZONES))) for _ in dice.some(2, 1)]
        self.plant = Plant(patterns, [self.team(*dice.one(homes), dice.one(patterns)) for _ in dice.some(4, 1)])
        for _ in dice.some(4, 1):
            self.add_person()
        for home in sorted({team.home for team in self.plant.teams}):
            self.plant.holidays += [self.holiday(home) for _ in dice.some(2)]
        for person in self.plant.people:
            for _ in dice.some(2):
                self.plant.absences += filter(None, [self.absence(person)])
            for _ in dice.some(3):
                self.plant.changes += filter(None, [self.change(person)])

    def day(self, before: int = 3, after: int = 3) -> date:
        """A date near those to look at."""
        return self.first + self.dice.number(-before, (self.last - self.first).days + after) * ONE_DAY

    def moment(self, on: date) -> int:
        """An instant of a date."""
        return instant(self.zone, datetime.combine(on, time())) + self.dice.number(0, 95) * 900

    def team(self, home: int, zone: str, pattern: Pattern) -> Team:
        """A team."""
        dice = self.dice
        return Team(
            next(self.numbers),
            home,
            zone,
            None if dice.rarely() else pattern.id,
            dice.number(0, pattern.cycle_days - 1),
            dice.one((0, 0, 0, 15, 30, 120)),
            bool(dice.number(0, 1)),
            not dice.rarely(),
        )

    def add_person(self) -> None:
        """Somebody, and the teams that they belong to, one after the other."""
        dice = self.dice
        hired = dice.one((date(2020, 1, 1), date(2020, 1, 1), self.first + ONE_DAY))
        left = dice.one((None, None, None, max(hired, self.last - ONE_DAY)))
        person = Person(next(self.numbers), hired, left, not dice.rarely())
        self.plant.people.append(person)
        begin = date(2025, 1, 1)
        for number in dice.some(3, 1):
            end = dice.one((None, self.day()))
            if end is not None and end < begin:
                continue
            primary = number == 0 or dice.number(0, 3) > 0
            team = dice.one(self.plant.teams)
            if all(m.team != team.id or m.person != person.id for m in self.plant.memberships):
                self.plant.memberships.append(Membership(person.id, team.id, begin, end, primary))
            if end is None:
                break
            begin = end + dice.number(1, 2) * ONE_DAY

    def holiday(self, home: int) -> Holiday:
        """A holiday, of a whole day or a part."""
        part = self.dice.one((None, None, (24, 48), (48, 24), (88, 92), (0, 96), (8, 12)))
        start, end = (None, None) if part is None else (part[0] * 900, part[1] * 900)
        return Holiday(next(self.numbers), home, self.day(1, 1), start, end)

    def absence(self, person: Person) -> Absence | None:
        """An absence; those that count, and those that wait, do not overlap."""
        status = self.dice.one(("approved", "approved", "approved", "requested", "cancelled"))
        others = [a for a in self.plant.absences if a.person == person.id and a.status != "cancelled"]
        if self.dice.number(0, 1):
            first = self.day()
            last = first + self.dice.number(0, 2) * ONE_DAY
            clash = any(a.first and a.last and a.first <= last and first <= a.last for a in others)
            made = Absence(next(self.numbers), person.id, status, first, last)
        else:
            start = self.moment(self.day())
            end = start + self.dice.one((1, 2, 6, 32, 200)) * 900
            clash = any(a.start is not None and a.end is not None and a.start < end and start < a.end for a in others)
            made = Absence(next(self.numbers), person.id, status, start=start, end=end)
        return None if clash and status != "cancelled" else made

    def change(self, person: Person) -> Change | None:
        """A change of a roster; one a date counts, besides extra shifts."""
        dice = self.dice
        others = [p.id for p in self.plant.people if p.id != person.id]
        kind = dice.one(("extra", "extra", "off", "moved", "moved", *(("swap", "swap", "swap") if others else ())))
        status = dice.one(("approved", "approved", "approved", "approved", "proposed", "refused", "cancelled"))
        on = self.day(1, 1)
        if kind == "extra":
            start = self.moment(on)
            end = start + dice.one((2, 16, 32, 48, 96)) * 900
            return Change(next(self.numbers), person.id, kind, status, on, start, end, dice.one((None, "OT", "D")))
        own = [c for c in self.plant.changes if c.person == person.id and c.kind != "extra" and c.status == "approved"]
        if status == "approved" and any(c.day == on for c in own):
            return None
        minutes = dice.one((-1440, -600, -30, 15, 60, 600, 1440)) if kind == "moved" else None
        taker = dice.one(others) if kind == "swap" else None
        return Change(next(self.numbers), person.id, kind, status, on, minutes=minutes, taker=taker)


@st.composite
def plants(draw: st.DrawFn, seeded: dict[str, int]) -> tuple[Plant, date, date]:
    """A plant, and the dates to look at. `seeded`: the ids of the built-in rotations."""
    made = Maker(Dice(draw), seeded)
    return made.plant, made.first, made.last


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
                "insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, is_operating,"
                " shift_code) values (%s, %s, %s, %s, %s, %s)"
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
        # Employed as long as whatever is entered about them may need; in the end as they are.
        yield None, None, (
            "insert into sched.emp_employees (id, employee_number, first_name, last_name, department_id, position_id,"
            f" hire_date) {over} values (%s, %s, 'Odd', 'Person', %s, %s, '2020-01-01')"
        ), [(person.id, f"E{person.id}", OFFSET, OFFSET)]  # fmt: skip
    for items in (plant.memberships, plant.holidays, plant.absences, plant.changes):
        for item in items:
            statement, values = insert(item)
            yield items, item, statement, [values]
    for person in plant.people:
        yield None, None, (
            "update sched.emp_employees set hire_date = %s, termination_date = %s, is_active = %s where id = %s"
        ), [(person.hired, person.left, person.active, person.id)]  # fmt: skip


def insert(item: Any) -> tuple[str, Sequence[Any]]:
    """What stores an item of a plant."""
    over = "overriding system value"
    match item:
        case Membership() as m:
            return (
                "insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary)"
                " values (%s, %s, %s, %s, %s)"
            ), (m.person, m.team, m.first, m.last, m.primary)
        case Holiday() as h:
            return (
                "insert into sched.holidays (id, calendar_id, holiday_date, holiday_name, start_time, end_time,"
                f" affects_scheduling) {over} values (%s, %s, %s, %s, %s, %s, %s)"
            ), (h.id, h.home, h.day, f"Day {h.id}", clock_text(h.start), clock_text(h.end), not h.works)
        case Absence() as a:
            return (
                "insert into sched.emp_absences (id, employee_id, absence_status, start_date, end_date, start_time,"
                f" end_time) {over} values (%s, %s, %s, %s, %s, %s, %s)"
            ), (a.id, a.person, a.status, a.first, a.last, stamp(a.start), stamp(a.end))
        case Change() as c:
            return (
                "insert into sched.emp_roster_changes (id, employee_id, change_kind, change_status, schedule_date,"
                f" start_time, end_time, shift_code, shift_minutes, taken_by_id) {over}"
                " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            ), (c.id, c.person, c.kind, c.status, c.day, stamp(c.start), stamp(c.end), c.code, c.minutes, c.taker)
    raise NotImplementedError(item)


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
