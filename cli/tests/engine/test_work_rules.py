"""Work rules against the naive model of `support/rule_model.py`, and against numbers that are known.

Rosters are made up, or those of the built-in rotations; every example is rolled back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import psycopg
import pytest

from support.properties import EXAMPLES
from support.roster_plants import CHANGES, ZONES
from support.rule_model import HOUR, Breach, Rule, Work, breaches

FOUND = """
    select extract(epoch from b.breach_start)::bigint, extract(epoch from b.breach_end)::bigint, b.measured
    from sched.emp_work_rules as r
    cross join lateral sched_engine.breaches_of_rule(r, %s, %s, %s, '{}') as b
    where r.id = %s
    order by 1, 2
"""
STRETCH = """
    insert into sched.emp_schedules
    (employee_id, pattern_id, shift_start_time, shift_end_time, schedule_date, shift_second, schedule_status,
        roster_change_id)
    values (%s, %s, to_timestamp(%s), to_timestamp(%s), %s, %s, 'scheduled', %s)
"""
DAY = 24 * HOUR


@pytest.fixture(scope="module")
def engine(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection on which each example rolls back."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("set local plan_cache_mode = force_generic_plan")
        yield connection


def value(connection: psycopg.Connection, query: str, *given: Any) -> Any:
    row = connection.execute(query, given).fetchone()
    assert row is not None
    return row[0]


def add_home(connection: psycopg.Connection, zone: str) -> int:
    found = value(
        connection,
        "insert into sched.resources (resource_code, resource_name, resource_type, time_zone)"
        " values ('RULES-HOME', 'Home', 'site', %s) returning id",
        zone,
    )
    connection.execute("insert into sched.emp_departments (department_code, department_name) values ('RULES', 'Rules')")
    connection.execute(
        "insert into sched.emp_positions (position_code, position_name, department_id)"
        " select 'RULES', 'Rules', id from sched.emp_departments where department_code = 'RULES'"
    )
    assert isinstance(found, int)
    return found


def add_person(connection: psycopg.Connection, number: str, home: int) -> int:
    found = value(
        connection,
        "insert into sched.emp_employees (employee_number, first_name, last_name, department_id, position_id,"
        " hire_date, resource_id) select %s, 'First', 'Last', department_id, id, '2000-01-01', %s"
        " from sched.emp_positions where position_code = 'RULES' returning id",
        number,
        home,
    )
    assert isinstance(found, int)
    return found


def add_rule(connection: psycopg.Connection, rule: Rule) -> int:
    begins, ends = rule.night or (None, None)
    found = value(
        connection,
        "insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value, window_hours,"
        " window_is_rolling, anchor_date, anchor_time, averaged_over_days, night_start, night_end)"
        " values ('R-' || gen_random_uuid(), 'Rule', %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id",
        *(rule.measure, round(float(rule.limit), 2), rule.window, rule.rolling, rule.anchor, rule.anchor_time),
        *(rule.averaged, begins, ends),
    )
    assert isinstance(found, int)
    return found


def add_work(connection: psycopg.Connection, person: int, work: list[Work]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            STRETCH,
            [
                # Extra shifts are told apart by their change, others by the wall time at which they are due.
                (person, None, one.start, one.end, one.day, None, one.shift)
                if one.shift > 90
                else (person, 1, one.start, one.end, one.day, one.shift, None)
                for one in work
            ],
        )


def found_by_engine(
    connection: psycopg.Connection, rule: int, person: int, first: date, last: date
) -> list[tuple[int, int, Fraction]]:
    rows = connection.execute(FOUND, [[person], first, last, rule]).fetchall()
    return [(start, end, Fraction(measured)) for start, end, measured in rows]


def rounded(found: list[Breach]) -> list[tuple[int, int, Fraction]]:
    """Numbers with two places, halves up, as PostgreSQL rounds them."""
    return sorted((start, end, Fraction(int(measured * 100 + Fraction(1, 2)), 100)) for start, end, measured in found)


def made_up(dice: random.Random, first: date, days: int) -> list[Work]:
    """Shifts with breaks, shifts that touch, and extra ones; a few days off."""
    grid = dice.choice((900, 900, 60))
    work: list[Work] = []
    at = int(datetime.combine(first, time(0), UTC).timestamp()) + dice.randrange(0, 20 * HOUR, grid)
    end = at + days * DAY
    shift = 0
    while at < end:
        shift = (shift + 1) % 90
        day = datetime.fromtimestamp(at, UTC).date() + timedelta(dice.choice((0, 0, 0, 0, -1, 1)))
        name = shift if dice.random() < 0.8 else 100 + len(work)
        begin = at
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            length = dice.randrange(grid, dice.choice((4, 8, 12, 20)) * HOUR + grid, grid)
            if at + length > begin + DAY:
                break
            work.append(Work(day, at, at + length, name))
            at += length + dice.choice((0, grid, HOUR // 2, HOUR, 2 * HOUR, 5 * HOUR))
        at += dice.choice((0, 0, 7, 8, 10, 11, 11, 12, 16, 16, 24, 35, 36, 60, 100)) * HOUR + dice.choice(
            (0, grid, -grid)
        )
        at = max(at, work[-1].end)
    if dice.random() < 0.3 and len(work) > 3:  # something extra in a break
        one, other = sorted(work, key=lambda w: w.start)[1:3]
        if 2 * grid <= other.start - one.end <= 12 * HOUR:
            work.append(Work(one.day, one.end + grid, other.start, 500))
    return work


def made_up_rules(dice: random.Random) -> list[Rule]:
    night = dice.choice(((time(23), time(6)), (time(18), time(6)), (time(0), time(5)), (time(1, 30), time(3))))
    anchor = date(2026, 1, 1) + timedelta(dice.randrange(0, 400))
    at = dice.choice((time(0), time(0), time(2), time(1, 45), time(7)))
    return [
        Rule("daily_rest", Fraction(dice.choice((8, 11, 12)))),
        Rule("daily_rest", Fraction(dice.choice((8, 11, 12))), 24),
        Rule("weekly_rest", Fraction(dice.choice((24, 35, 36))), 168),
        Rule("weekly_rest", Fraction(60), 336),
        Rule("weekly_rest", Fraction(dice.choice((24, 35, 36))), 168, averaged=dice.choice((14, 14, 21))),
        Rule("consecutive_shifts", Fraction(dice.choice((2, 3, 5)))),
        Rule("working_hours", Fraction(dice.choice((9, 12, 13))), 24),
        Rule("working_hours", Fraction(dice.choice((30, 40, 48))), 168),
        Rule("working_hours", Fraction(dice.choice((30, 40, 48))), 168, averaged=dice.choice((14, 28, 35))),
        Rule("working_hours", Fraction(dice.choice((8, 9, 12))), 24, False, anchor, at),
        Rule("working_hours", Fraction(dice.choice((40, 45))), 168, False, anchor, at),
        Rule("working_hours", Fraction(dice.choice((40, 45))), 168, False, anchor, at, averaged=14),
        Rule("working_hours", Fraction(dice.choice((10, 20))), 168, night=night),
        Rule("night_hours", Fraction(dice.choice((5, 7))), 24, night=night),
        Rule("night_hours", Fraction(dice.choice((10, 20))), 168, night=night),
        Rule("night_hours", Fraction(dice.choice((10, 20))), 168, False, anchor, at, night=night),
    ]


@pytest.mark.parametrize("part", range(4))
def test_breaches_are_what_the_words_mean(engine: psycopg.Connection, part: int) -> None:
    broken = 0
    for seed in range(part, EXAMPLES or 32, 4):
        dice = random.Random(seed)
        zone = ZONES[seed % len(ZONES)]
        changes = CHANGES[zone][dice.randrange(2)]
        start = changes - timedelta(dice.randrange(5, 25))
        work = made_up(dice, start, 35)
        first = start + timedelta(dice.randrange(0, 15))
        last = first + timedelta(dice.randrange(0, 20))
        with engine.transaction(force_rollback=True):
            person = add_person(engine, "R-1", add_home(engine, zone))
            add_work(engine, person, work)
            for rule in made_up_rules(dice):
                found = found_by_engine(engine, add_rule(engine, rule), person, first, last)
                assert found == rounded(breaches(rule, work, zone, first, last)), f"seed {seed}: {rule}"
                broken += len(found)
                no_window_is_fuller(rule, work, found, first, last)
    assert broken > 50 or EXAMPLES


def no_window_is_fuller(
    rule: Rule, work: list[Work], found: list[tuple[int, int, Fraction]], first: date, last: date
) -> None:
    """Of windows that end with no work none holds more than those that do."""
    if rule.measure != "working_hours" or not rule.rolling or rule.night or rule.averaged:
        return
    in_period = [one for one in work if first <= one.day <= last]
    if not in_period or len(in_period) < len([one for one in work if one.start <= in_period[-1].end]):
        return
    most = max((measured for _, _, measured in found), default=rule.limit)
    for end in range(in_period[0].start, in_period[-1].end, 1800):
        begin = end - rule.hours * HOUR
        hours = sum(max(0, min(one.end, end) - max(one.start, begin)) for one in in_period)
        assert rule.average(hours) <= most + Fraction(1, 100)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 7), 7), (date(2026, 10, 31), 9), (date(2026, 6, 6), 8)])
def test_a_night_in_new_york_has_the_hours_that_pass(engine: psycopg.Connection, day: date, hours: int) -> None:
    """23:00 to 07:30 with a break of 30 minutes."""
    with engine.transaction(force_rollback=True):
        person = add_person(engine, "R-1", add_home(engine, "America/New_York"))
        engine.execute(
            "insert into sched.emp_schedules (employee_id, pattern_id, shift_start_time, shift_end_time, schedule_date,"
            " shift_second, schedule_status) select %s, 1, f::timestamp at time zone 'America/New_York',"
            " t::timestamp at time zone 'America/New_York', %s, 82800, 'scheduled'"
            " from (values (%s::date + time '23:00', %s::date + 1 + time '03:30'),"
            " (%s::date + 1 + time '04:00', %s::date + 1 + time '07:30')) as v (f, t)",
            [person, day, day, day, day, day],
        )
        for rule in (
            Rule("working_hours", Fraction(1), 168, False, date(2000, 1, 2)),
            Rule("working_hours", Fraction(1), 24),
            Rule("working_hours", Fraction(1), 24, night=(time(23), time(6))),
        ):
            found = found_by_engine(engine, add_rule(engine, rule), person, day, day)
            # The week ends in the night from Saturday to Sunday: what was worked before it is of the week before.
            assert sum(measured for _, _, measured in found) in (hours, hours - 1) if not rule.rolling else True
            assert rule.rolling is False or found[-1][2] == hours


ROTATIONS = {
    # Code: hours a week on average, most in 168 h, longest rest in the worst 168 h, shifts in a row.
    "DUPONT": (42, 72, 48, 4),
    "PITMAN": (42, 60, 60, 3),
    "PANAMA": (42, 60, 60, 3),
    "CONTINENTAL": (42, 56, 24, 7),
    "CONTINENTAL_2_2_3": (42, 56, 24, 7),
    "FOUR_ON_FOUR_OFF": (42, 48, 84, 4),
}


@pytest.mark.parametrize("code", ROTATIONS)
def test_the_numbers_of_rotations_come_out(engine: psycopg.Connection, code: str) -> None:
    average, most, rest, in_a_row = ROTATIONS[code]
    with engine.transaction(force_rollback=True):
        home = add_home(engine, "UTC")
        team = value(
            engine,
            "insert into sched.emp_teams (team_code, team_name, pattern_id, resource_id)"
            " select 'R', 'R', id, %s from sched.operating_patterns where pattern_code = %s returning id",
            home,
            code,
        )
        person = add_person(engine, "R-1", home)
        engine.execute(
            "insert into sched.emp_team_assignments (employee_id, team_id, start_date) values (%s, %s, '2000-01-01')",
            [person, team],
        )
        engine.execute("set local sched.now = '2000-01-01 00:00Z'")
        engine.execute("select sched_engine.generate_roster(%s, '2026-01-05', '2027-01-31')", [[person]])
        first, last = date(2026, 7, 6), date(2026, 10, 25)  # 16 weeks, of cycles of 1, 2, 4 and 8 (16 days: 7 of them)

        def measured(rule: Rule) -> list[Fraction]:
            found = found_by_engine(engine, add_rule(engine, rule), person, first, last)
            return [one[2] for one in found]

        weeks = 16
        assert max(measured(Rule("working_hours", Fraction(0), 168, averaged=7 * weeks))) == average
        assert max(measured(Rule("working_hours", Fraction(0), 168))) == most
        assert measured(Rule("working_hours", Fraction(most), 168)) == []
        assert min(measured(Rule("weekly_rest", Fraction(167), 168))) == rest
        assert measured(Rule("weekly_rest", Fraction(rest), 168)) == []
        assert max(measured(Rule("consecutive_shifts", Fraction(1)))) == in_a_row
        assert measured(Rule("consecutive_shifts", Fraction(in_a_row))) == []


def test_those_who_are_suspected_are_those_who_break_rules(engine: psycopg.Connection) -> None:
    """Many people are looked at another way than few."""
    dice = random.Random(7)
    with engine.transaction(force_rollback=True):
        home = add_home(engine, "Europe/Berlin")
        first, last = date(2026, 3, 10), date(2026, 4, 5)
        people = {}
        for number in range(25):
            person = add_person(engine, f"R-{number}", home)
            people[person] = made_up(dice, date(2026, 1, 20), 80)
            add_work(engine, person, people[person])
        engine.execute("update sched.emp_work_rules set is_active = false")
        rules = {
            add_rule(engine, rule): rule
            for rule in (
                Rule("working_hours", Fraction(48), 168, averaged=35),
                Rule("weekly_rest", Fraction(35), 168),
                Rule("weekly_rest", Fraction(35), 168, averaged=14),
                Rule("weekly_rest", Fraction(24), 168, averaged=21),
                Rule("daily_rest", Fraction(11), 24),
                Rule("daily_rest", Fraction(8)),
            )
        }
        engine.execute("update sched.emp_work_rules set is_active = true where id = any(%s)", [list(rules)])
        rows = engine.execute(
            "select b.employee_id, b.rule_id, extract(epoch from b.breach_start)::bigint,"
            " extract(epoch from b.breach_end)::bigint, b.measured from sched_engine.rule_breaches(%s, %s, %s) as b",
            [list(people), first, last],
        ).fetchall()
    found = sorted((person, rule, start, end, Fraction(measured)) for person, rule, start, end, measured in rows)
    wanted = sorted(
        (person, number, *one)
        for person, work in people.items()
        for number, rule in rules.items()
        for one in rounded(breaches(rule, work, "Europe/Berlin", first, last))
    )
    assert found == wanted
    assert len({person for person, *_ in found}) > 5
