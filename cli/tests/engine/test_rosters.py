"""Rosters against the naive model of `support/roster_model.py`, for teams and people that Hypothesis makes up.

Every example is written to the database in a transaction that is rolled back. By default a few examples are tried, the
same in every run; `SCHED_EXAMPLES=2000` in the environment tries that many random ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.properties import EXAMPLES, property_settings
from support.roster_model import (
    Membership,
    Pattern,
    Person,
    Plant,
    Row,
    Rule,
    Team,
    in_order,
    instant,
    roster,
    team_shifts,
)
from support.roster_plants import BUILT_IN, CHANGES, OFFSET, Dice, Maker, plants, read, write

PLANNED = "sched_engine.planned_roster(null, %s, %s)"


@pytest.fixture(scope="module")
def engine(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection on which each example rolls back; whatever else is stored is out of its way."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("set local sched.now = '1990-01-01 00:00Z'")  # all of it lies ahead
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        yield connection


def seeded(connection: psycopg.Connection) -> dict[str, int]:
    """The ids of the built-in rotations."""
    query = "select pattern_code::text, id from sched.operating_patterns where pattern_code = any(%s)"
    return dict(connection.execute(query, [list(BUILT_IN)]).fetchall())


def ids(plant: Plant) -> list[int]:
    """Everybody."""
    return [person.id for person in plant.people]


def let_pass(item: object, error: psycopg.Error) -> None:
    """What a door refuses is no part of the example; but nothing is to be refused for being unknown."""
    assert error.sqlstate in ("SC022", "SC023", "23P01", "23505", "23514"), f"{item}: {error}"


@property_settings(30)
@given(data=st.data())
def test_teams_work_what_the_words_mean(engine: psycopg.Connection, data: st.DataObject) -> None:
    plant, first, last = data.draw(plants(seeded(engine)))
    with engine.transaction(force_rollback=True):
        write(engine, plant, let_pass)
        found = engine.execute(
            "select team_id, schedule_date, shift_code, extract(epoch from start_time)::bigint,"
            " extract(epoch from end_time)::bigint, pattern_id, shift_second"
            " from sched_engine.team_shifts(%s, %s, %s)",
            [[team.id for team in plant.teams], first, last],
        ).fetchall()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    wanted = [
        (team.id, shift.day, shift.code, start, end, shift.pattern, shift.second)
        for team in plant.teams
        for day in days
        for shift in team_shifts(plant, team, day)
        for start, end in shift.work
    ]
    assert sorted(found, key=str) == sorted(wanted, key=str)


@property_settings(80)
@given(data=st.data())
def test_the_roster_is_what_the_words_mean(engine: psycopg.Connection, data: st.DataObject) -> None:
    plant, first, last = data.draw(plants(seeded(engine)))
    with engine.transaction(force_rollback=True):
        write(engine, plant, let_pass)
        found = read(engine, PLANNED, [first, last])
    assert found == roster(plant, first, last)
    is_sound(found)


@pytest.mark.parametrize("part", range(4))
def test_the_roster_of_many_is_what_the_words_mean(engine: psycopg.Connection, part: int) -> None:
    """By chance, where Hypothesis would rather have it simple."""
    for seed in range(part, EXAMPLES or 60, 4):
        made = Maker(Dice(random.Random(seed)), seeded(engine))
        with engine.transaction(force_rollback=True):
            write(engine, made.plant, let_pass)
            found = read(engine, PLANNED, [made.first, made.last])
        assert found == roster(made.plant, made.first, made.last), f"seed {seed}: {made.plant}"
        is_sound(found)


@property_settings(20)
@given(data=st.data())
def test_the_roster_is_made_of_its_parts(engine: psycopg.Connection, data: st.DataObject) -> None:
    """Neither the dates nor the people that are asked for together matter."""
    plant, first, last = data.draw(plants(seeded(engine)))
    cut = data.draw(st.dates(first, last), label="cut")
    some = data.draw(st.lists(st.sampled_from(ids(plant)), min_size=1, unique=True), label="some")
    own = "sched_engine.planned_roster(%s::bigint[], %s, %s)"
    with engine.transaction(force_rollback=True):
        write(engine, plant, let_pass)
        rows = read(engine, PLANNED, [first, last])
        before = read(engine, PLANNED, [first, cut])
        after = read(engine, PLANNED, [cut + timedelta(days=1), last]) if cut < last else []
        assert in_order(before + after) == rows
        assert read(engine, own, [some, first, last]) == [row for row in rows if row.person in some]


def is_sound(rows: list[Row]) -> None:
    """What must hold whatever the model says."""
    by_person: dict[int, list[Row]] = {}
    for row in rows:
        assert row.start < row.end
        if row.status == "scheduled":
            by_person.setdefault(row.person, []).append(row)
        assert (row.absence is not None) == (row.status == "absent")
        assert (row.holiday is not None) == (row.status == "holiday")
    for own in by_person.values():
        for one, following in pairwise(sorted(own, key=lambda row: row.start)):
            assert one.end <= following.start, f"{one} and {following} overlap"


@pytest.mark.parametrize("zone", CHANGES)
def test_the_model_reads_clocks_as_the_database_does(engine: psycopg.Connection, zone: str) -> None:
    for day in CHANGES[zone]:
        walls, moments = zip(
            *engine.execute(
                "select w, extract(epoch from sched_engine.wall_to_instant(w, %s))::bigint"
                " from generate_series(%s::timestamp - interval '1 day', %s::timestamp + interval '2 days',"
                " interval '15 minutes') as w",
                [zone, day, day],
            ).fetchall(),
            strict=True,
        )
        assert list(moments) == [instant(zone, wall) for wall in walls]


@pytest.mark.parametrize(
    ("night", "hours"), [(date(2026, 3, 6), 8), (date(2026, 3, 7), 7), (date(2026, 10, 31), 9), (date(2026, 11, 1), 8)]
)
def test_a_night_in_new_york_has_the_hours_that_pass(engine: psycopg.Connection, night: date, hours: int) -> None:
    """23:00 to 07:30 with a break of 30 minutes: in the roster, as it is stored, and in what is summed up from it."""
    one, nights = OFFSET + 1, (Rule(0, 23 * 3600, 27000, True, "N"), Rule(0, 3 * 3600, 12600, False))
    plant = Plant(
        [Pattern(one, 1, date(2000, 1, 2), nights)],
        [Team(one, one, "America/New_York", one)],
        [Person(one, date(2020, 1, 1))],
        [Membership(one, one, date(2025, 1, 1))],
    )
    with engine.transaction(force_rollback=True):
        write(engine, plant, let_pass)
        planned = read(engine, PLANNED, [night, night])
        engine.execute("select * from sched_engine.generate_roster(null, %s, %s)", [night - timedelta(days=2), night])
        stored = [row for row in read(engine, "sched.emp_schedules", []) if row.day == night]
        total = engine.execute(
            "select scheduled_hours from sched_engine.roster_hours(array[%s::bigint], %s, %s)", [one, night, night]
        ).fetchall()
    assert planned == stored == roster(plant, night, night)
    assert sum(row.end - row.start for row in stored) == hours * 3600
    assert [float(value) for (value,) in total] == [hours]
    # A shift that passes midnight counts on the date on which it begins, and on no other.
    assert {row.day for row in stored if datetime.fromtimestamp(row.end, UTC).date() > night} == {night}
