"""Rosters against the naive model of `support/roster_model.py`, for teams and people that Hypothesis makes up.

Every example is written to the database in a transaction that is rolled back. By default a few examples are tried, the
same in every run; `SCHED_EXAMPLES=2000` in the environment tries that many random ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.properties import property_settings
from support.roster_model import Plant, Row, in_order, instant, roster, team_shifts
from support.roster_plants import BUILT_IN, CHANGES, plants, read, write

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


@property_settings(60)
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


@property_settings(150)
@given(data=st.data())
def test_the_roster_is_what_the_words_mean(engine: psycopg.Connection, data: st.DataObject) -> None:
    plant, first, last = data.draw(plants(seeded(engine)))
    with engine.transaction(force_rollback=True):
        write(engine, plant, let_pass)
        found = read(engine, PLANNED, [first, last])
    assert found == roster(plant, first, last)
    is_sound(found)


@property_settings(40)
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
