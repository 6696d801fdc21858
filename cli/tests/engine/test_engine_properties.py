"""The engine against the naive model of `support/oracle.py`, for plants that Hypothesis makes up.

Every example is written to the database in a transaction that is rolled back. By default a few examples are
tried, the same in every run; `SCHED_EXAMPLES=2000` in the environment tries that many random ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import psycopg
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from support.oracle import DAY, Assignment, Pattern, Plant, Resource, Rule, in_order, planned
from support.plants import LOADS, OFFSET, Case, cases, segments, stored, write
from support.properties import property_settings


@pytest.fixture(scope="module")
def engine(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection on which each example rolls back; whatever else is stored is out of its way."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("set local sched.now = '1990-01-01 00:00Z'")  # all of it lies ahead
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        connection.execute("update sched.resources set requires_scheduling = false where requires_scheduling")
        yield connection


def generate(connection: psycopg.Connection, case: Case, regenerate: bool) -> tuple[int, ...]:
    """Generate all resources of the example: rows inserted, updated, deleted and unchanged."""
    query = "select inserted, updated, deleted, unchanged from sched_engine.generate(%s::bigint[], %s, %s, %s)"
    found = connection.execute(query, [[i + OFFSET for i in case.ids], case.first, case.last, regenerate])
    return found.fetchone() or ()


def preview(connection: psycopg.Connection, case: Case) -> tuple[int, ...]:
    """What regenerating would insert, update and delete."""
    query = """
        select coalesce(sum(inserted), 0)::integer, coalesce(sum(updated), 0)::integer,
            coalesce(sum(deleted), 0)::integer
        from sched_engine.preview_generation(%s::bigint[], %s, %s, true)"""
    found = connection.execute(query, [[i + OFFSET for i in case.ids], case.first, case.last])
    return found.fetchone() or ()


# The properties.


NEW_YORK_SPRING = Case(
    Plant(
        resources=(Resource(1, None, 1, "America/New_York"),),
        patterns=(Pattern(1, 1, date(2000, 1, 2), (Rule(0, 0, 28800), Rule(0, 7200, 10800, False))),),
        assignments=(Assignment(1, 1, date(2025, 1, 1)),),
    ),
    date(2025, 3, 8),
    date(2025, 3, 10),
)
ALL_BREAK = Case(
    Plant(
        resources=(Resource(1, None, 1, "UTC"),),
        patterns=(
            Pattern(1, 1, date(2000, 1, 2), (Rule(0, 3600, 3600), Rule(0, 0, DAY, False))),
            Pattern(2, 1, date(2000, 1, 2), (Rule(0, 0, DAY),)),
        ),
        assignments=(
            Assignment(1, 1, date(2025, 1, 1), date(2025, 1, 1)),
            Assignment(1, 2, date(2025, 1, 2)),
        ),
    ),
    date(2025, 1, 2),
    date(2025, 1, 2),
)


@property_settings(150)
@given(case=cases())
@example(case=NEW_YORK_SPRING).via("the clock skips a break")
@example(case=ALL_BREAK).via("a shift of nothing but a break still runs when the pattern changes")
def test_the_plan_is_what_the_words_mean(engine: psycopg.Connection, case: Case) -> None:
    with engine.transaction(force_rollback=True):
        write(engine, case.plant)
        assert segments(engine, None, case.first, case.last) == planned(case.plant, case.ids, case.first, case.last)


@property_settings(40)
@given(case=cases(), data=st.data())
def test_the_plan_is_made_of_its_parts(engine: psycopg.Connection, case: Case, data: st.DataObject) -> None:
    """Neither the dates nor the resources that are asked for together matter, and rows never overlap."""
    cut = data.draw(st.dates(case.first, case.last), label="cut")
    some = data.draw(st.lists(st.sampled_from(case.ids), min_size=1, unique=True), label="some")
    with engine.transaction(force_rollback=True):
        write(engine, case.plant)
        rows = segments(engine, case.ids, case.first, case.last)
        before = segments(engine, case.ids, case.first, cut)
        after = segments(engine, case.ids, cut + timedelta(days=1), case.last) if cut < case.last else []
        assert in_order(before + after) == rows
        assert segments(engine, some, case.first, case.last) == [r for r in rows if r.resource_id in some]
        assert segments(engine, None, case.first, case.last) == rows
    for one, following in pairwise(rows):
        assert one.start < one.end
        assert one.resource_id < following.resource_id or one.end <= following.start


@property_settings(40)
@given(case=cases(), data=st.data())
def test_what_is_stored_is_the_plan(engine: psycopg.Connection, case: Case, data: st.DataObject) -> None:
    """Filled in piece by piece, changed by exceptions and holidays, and written only where it differs."""
    part = replace(case, last=data.draw(st.dates(case.first, case.last), label="first run until"))
    later = ("holidays", "changes")
    with engine.transaction(force_rollback=True):
        write(engine, case.plant, *(name for name in LOADS if name not in later))
        before = planned(replace(case.plant, holidays=(), changes=()), case.ids, case.first, case.last)
        generate(engine, part, False)
        generate(engine, case, False)
        assert stored(engine) == before
        assert generate(engine, case, False) == (0, 0, 0, len(before))

        write(engine, case.plant, *later)
        after = planned(case.plant, case.ids, case.first, case.last)
        assert generate(engine, case, False) == (0, 0, 0, len(before))
        would = preview(engine, case)
        inserted, updated, deleted, unchanged = generate(engine, case, True)
        assert stored(engine) == after
        assert would == (inserted, updated, deleted)
        assert unchanged == len(set(before) & set(after))
        assert generate(engine, case, True) == (0, 0, 0, len(after))


# Exceptions that change nothing, by what the words mean: each is looked for in the whole plan.
IDLE = """
    with planned as materialized (
        select p.*, r.path_ids
        from sched_engine.planned_segments(null, %(first)s::date - 2, %(last)s) as p
        inner join sched.resources as r on r.id = p.resource_id
    ),
    happening as (
        select e.*, o.start_time, o.end_time
        from sched.schedule_exceptions as e
        cross join lateral sched_engine.exception_occurrences(array[e.resource_id], %(first)s, %(last)s) as o
        where o.exception_id = e.id and o.start_time < (%(last)s::date + 1)::timestamp at time zone 'UTC'
    )
    select
        h.id,
        case
            when not exists (
                select from sched.resources as r
                where r.is_active and r.requires_scheduling and h.resource_id = any(r.path_ids)
            ) then 'no scheduled machine is at or below it'
            when not bool_or(exists (
                select from planned as p
                where h.resource_id = any(p.path_ids)
                    and p.planned_start_time < h.end_time and p.planned_end_time > h.start_time
            )) then 'nothing is planned at that time'
            when h.impact_type = 'additional' and bool_or(exists (
                select from planned as p
                where h.resource_id = any(p.path_ids)
                    and p.planned_start_time < h.end_time and p.planned_end_time > h.start_time
                    and p.schedule_status <> 'operating' and p.exception_id is not null
            )) then 'other exceptions stop the machine then'
            when h.impact_type = 'additional' then 'the time is planned already'
            when h.impact_type = 'shifted' then 'no shift starts in it'
            else 'other exceptions or holidays decide'
        end
    from happening as h
    where not exists (select from planned as p where p.exception_id = h.id)
    group by h.id, h.resource_id, h.impact_type
    order by h.id
"""
FOUND = """
    select f.location::bigint, substring(f.message from 'changes nothing: (.*)\\.$')
    from sched_engine.lint_exceptions(%(first)s, %(last)s) as f
    order by 1
"""


@property_settings(40)
@given(case=cases())
def test_exceptions_that_change_nothing(engine: psycopg.Connection, case: Case) -> None:
    """Each is found with its reason, whether the plan is stored or not."""
    dates = {"first": case.first, "last": case.last}
    with engine.transaction(force_rollback=True):
        write(engine, case.plant)
        idle = engine.execute(IDLE, dates).fetchall()
        assert engine.execute(FOUND, dates).fetchall() == idle
        generate(engine, case, False)
        assert engine.execute(FOUND, dates).fetchall() == idle
