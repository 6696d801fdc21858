"""Coverage against the naive model of `support/coverage_model.py`, for plants that are made up by chance.

Each plant is written to the database in a transaction that is rolled back. `SCHED_EXAMPLES=500` in the environment
tries so many instead of a few.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from support.coverage_model import Plant, Row, engine_coverage, stored_plant
from support.coverage_plants import CoveragePlant
from support.properties import EXAMPLES
from support.roster_plants import BUILT_IN


@pytest.fixture(scope="module")
def engine(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection on which each example rolls back."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("set local sched.now = '1990-01-01 00:00Z'")  # all of it lies ahead
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        yield connection


def seeded(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """The ids of the built-in rotations."""
    query = "select pattern_code::text, id from sched.operating_patterns where pattern_code = any(%s)"
    return dict(connection.execute(query, [list(BUILT_IN)]).fetchall())


def differs(seed: int, found: list[Row], wanted: list[Row]) -> str:
    """What differs, for people."""
    lines = [f"  engine {row}" for row in found if row not in wanted][:8]
    lines += [f"  model  {row}" for row in wanted if row not in found][:8]
    return "\n".join([f"seed {seed}", *lines])


@pytest.mark.parametrize("part", range(4))
def test_coverage_is_what_the_words_mean(engine: psycopg.Connection, part: int) -> None:
    for seed in range(part, EXAMPLES or 12, 4):
        chance = random.Random(seed)
        with engine.transaction(force_rollback=True):
            made = CoveragePlant(engine, seed, seeded(engine))
            made.store()
            made.generate()
            plant = stored_plant(engine)
            first, last = made.first - timedelta(days=4), made.last + timedelta(days=4)
            found = engine_coverage(engine, None, first, last)
            wanted = plant.coverage()
            assert found == wanted, differs(seed, found, wanted)
            # Neither the dates nor the parts of the plant that are asked for matter.
            day = made.made.day(2, 2)
            assert engine_coverage(engine, None, day, day) == [row for row in wanted if row.day == day], f"seed {seed}"
            part_of = chance.choice(made.tree)
            few = engine_coverage(engine, [part_of], first, last)
            assert few == [row for row in wanted if part_of in plant.path(row.resource)], f"seed {seed}, at {part_of}"
            is_sound(plant, found)


def is_sound(plant: Plant, rows: list[Row]) -> None:
    """What must hold whatever the model says."""
    people = {row.person for row in plant.person_rows}
    for row in rows:
        assert row.start < row.end
        assert 0 <= row.present <= row.required
        assert row.missing == row.required - row.present
        assert row.surplus == 0 or row.missing == 0
        assert row.present + row.surplus <= len(people)
