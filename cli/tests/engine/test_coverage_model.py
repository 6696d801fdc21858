"""The naive model of coverage against itself: every matching tried, and the largest flows of networkx."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime

import psycopg
import pytest

from support.coverage_model import (
    Dated,
    MachineRow,
    PersonRow,
    Plant,
    Qualification,
    Requirement,
    Row,
    flow,
    stored_plant,
    tried,
)
from support.coverage_plants import CoveragePlant
from support.properties import EXAMPLES
from support.roster_plants import BUILT_IN

DAY = date(2027, 3, 8)
PLANT, LINE, ONE, TWO = 1, 2, 3, 4
ANN, BEN, CAT = 11, 12, 13
TEAM = 21


def test_trying_all_and_flows_agree() -> None:
    chance = random.Random(20270308)
    for _ in range(3000):
        kinds = chance.randint(1, 6)
        counts = tuple(chance.randint(0, 3) for _ in range(kinds))
        people = tuple(
            frozenset(kind for kind in range(kinds) if chance.random() < 0.4) for _ in range(chance.randint(0, 7))
        )
        assert tried(counts, people) == flow(counts, people), (counts, people)


def at(hour: int) -> datetime:
    """An instant of the day."""
    return datetime(2027, 3, 8, hour, tzinfo=UTC)


def requirement(id_: int, resource: int, **given: object) -> Requirement:
    """A requirement that holds always."""
    values = {
        "per": "machine", "shift": None, "count": 1, "level": None, "position": None, "first": date(2020, 1, 1),
        "last": None, "machines": 1,
    }  # fmt: skip
    return Requirement(id_, resource, **{**values, **given})  # type: ignore[arg-type]


def small(*requirements: Requirement) -> Plant:
    """Two machines of a line, which run from 6 to 14 and from 8 to 14; Ann, Ben and Cat of its team from 6 to 14, and
    Ann is an expert of the first."""
    return Plant(
        {PLANT: None, LINE: PLANT, ONE: LINE, TWO: LINE},
        [MachineRow(ONE, at(6), at(14), DAY, "D"), MachineRow(TWO, at(8), at(14), DAY, "D")],
        [PersonRow(person, TEAM, at(6), at(14), DAY) for person in (ANN, BEN, CAT)],
        list(requirements),
        [Qualification(ANN, ONE, "expert", date(2020, 1, 1), None)],
        [Dated(TEAM, LINE, date(2020, 1, 1), None)],
        homes={TEAM: PLANT},
        belongs=dict.fromkeys((ANN, BEN, CAT), None),
        positions=dict.fromkeys((ANN, BEN, CAT), 1),
    )


def figures(rows: list[Row]) -> list[tuple[int, int, int, int, int, int]]:
    """Requirement, hours, required, present, surplus."""
    return [(r.requirement, r.start.hour, r.end.hour, r.required, r.present, r.surplus) for r in rows]


def test_what_the_words_mean() -> None:
    # For each machine: one, then two; one or two more could be had.
    assert figures(small(requirement(1, LINE)).coverage()) == [(1, 6, 8, 1, 1, 2), (1, 8, 14, 2, 2, 1)]
    # In all.
    assert figures(small(requirement(1, PLANT, per="resource", count=4)).coverage()) == [(1, 6, 14, 4, 3, 0)]
    # Two machines a person: one is enough.
    assert figures(small(requirement(1, LINE, machines=2)).coverage()) == [(1, 6, 14, 1, 1, 2)]
    # Three people for each two machines.
    watched = small(requirement(1, LINE, machines=2, count=3)).coverage()
    assert figures(watched) == [(1, 6, 8, 2, 2, 1), (1, 8, 14, 3, 3, 0)]
    # Ann counts once: the expert is served first, and nobody is left for the other machine than Ben and Cat.
    both = small(requirement(1, LINE, count=2), requirement(2, ONE, level="expert"))
    assert figures(both.coverage()) == [(1, 6, 8, 2, 2, 0), (1, 8, 14, 4, 2, 0), (2, 6, 14, 1, 1, 0)]
    # There is one expert, and only of the first machine.
    assert figures(small(requirement(1, LINE, level="basic")).coverage()) == [(1, 6, 8, 1, 1, 0), (1, 8, 14, 2, 1, 0)]
    # Another shift, another date: nobody is needed.
    assert not small(requirement(1, LINE, shift="N"), requirement(2, LINE, last=date(2027, 3, 7))).coverage()
    assert [gap[5:] for gap in small(requirement(1, LINE, level="basic")).gaps()] == [(2, 1)]


@pytest.fixture(scope="module")
def engine(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection on which each example rolls back."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("set local sched.now = '1990-01-01 00:00Z'")
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        yield connection


def test_small_plants_have_one_coverage(engine: psycopg.Connection) -> None:
    """And the plants that are made up have what is to be looked at: gaps, surplus, and everybody there."""
    query = "select pattern_code::text, id from sched.operating_patterns where pattern_code = any(%s)"
    seeded = dict(engine.execute(query, [list(BUILT_IN)]).fetchall())
    found: list[Row] = []
    for seed in range(EXAMPLES or 10):
        with engine.transaction(force_rollback=True):
            made = CoveragePlant(engine, seed, seeded)
            made.store()
            made.generate()
            plant = stored_plant(engine)
        by_flow = plant.coverage(flow)
        assert by_flow == plant.coverage(tried) == plant.coverage(), f"seed {seed}"
        found += by_flow
    assert sum(row.missing > 0 for row in found) > len(found) / 10
    assert sum(row.surplus > 0 for row in found) > len(found) / 50
    assert sum(row.present > 0 for row in found) > len(found) / 10
