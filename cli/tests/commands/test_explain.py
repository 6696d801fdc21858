"""`explain_availability` names what decides, for plants that Hypothesis makes up; `sched explain` says so."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.rows import dict_row

from conftest import Cli, FreshDatabase
from support import Result
from support.plants import OFFSET, Case, cases, write

EXAMPLES = int(os.environ.get("SCHED_EXAMPLES", "0"))
Json = dict[str, Any]


@pytest.fixture(scope="module")
def plant(database_url: str) -> Iterator[psycopg.Connection[Json]]:
    """A connection on which each example rolls back."""
    with (
        psycopg.connect(database_url, row_factory=dict_row) as connection,
        connection.transaction(force_rollback=True),
    ):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        yield connection


def explain(connection: psycopg.Connection[Json], resource: int, at: datetime) -> Json:
    """What the API says."""
    row = connection.execute("select api_v1.explain_availability(%s, %s) as told", [resource, at]).fetchone()
    assert row is not None
    told: Json = row["told"]
    return told


def planned(connection: psycopg.Connection[Json], resource: int, at: datetime) -> Json | None:
    """The row of the plan at an instant."""
    return connection.execute(
        """
        select s.* from sched_engine.planned_segments(array[%(id)s]::bigint[], %(day)s - 4, %(day)s + 4) as s
        where s.planned_start_time <= %(at)s and s.planned_end_time > %(at)s""",
        {"id": resource, "day": at.date(), "at": at},
    ).fetchone()


def key(rule: Json) -> tuple[str, int]:
    """What tells rules apart."""
    return rule["kind"], rule["assignment_id" if rule["kind"] == "assignment" else f"{rule['kind']}_id"]


@st.composite
def questions(draw: st.DrawFn) -> tuple[Case, int, list[datetime]]:
    """A plant, a resource and a few instants around the dates of interest."""
    case = draw(cases())
    midnight = datetime.combine(case.first, time(), UTC)
    seconds = st.integers(-2 * 86_400, 5 * 86_400) | st.integers(-48, 120).map(lambda hour: hour * 3600)
    instants = [midnight + timedelta(seconds=draw(seconds)) for _ in range(4)]
    return case, draw(st.sampled_from(case.ids)) + OFFSET, instants


@given(questions(), st.booleans())
@settings(
    max_examples=EXAMPLES or 30,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_it_names_what_decides(
    plant: psycopg.Connection[Json], question: tuple[Case, int, list[datetime]], generated: bool
) -> None:
    case, resource, instants = question
    with plant.transaction(force_rollback=True):
        write(plant, case.plant)
        if generated:
            first, last = min(instants).date() - timedelta(days=3), max(instants).date() + timedelta(days=3)
            plant.execute("select sched_engine.generate(array[%s]::bigint[], %s, %s)", [resource, first, last])
        for at in instants:
            told = explain(plant, resource, at)
            check_verdict(told, planned(plant, resource, at), generated)
            check_rules(told, exceptions(plant, resource, at))


def exceptions(connection: psycopg.Connection[Json], resource: int, at: datetime) -> set[tuple[str, int]]:
    """Exceptions at and above a resource that happen once and cover an instant, cancelled ones too."""
    found = connection.execute(
        """
        select e.id from sched.resources as r
        inner join sched.schedule_exceptions as e on e.resource_id = any(r.path_ids)
        where r.id = %(id)s and e.recurrence_rule is null and e.start_datetime <= %(at)s
            and coalesce(e.end_datetime, 'infinity') > %(at)s""",
        {"id": resource, "at": at},
    )
    return {("exception", row["id"]) for row in found}


def check_verdict(told: Json, row: Json | None, generated: bool) -> None:
    """Status, capacity and the rule that decides are those of the row of the plan."""
    verdict, winner = told["verdict"], told["winner"]
    status = row["schedule_status"] if row else "not_planned"
    scheduled = told["resource"]["is_active"] and told["resource"]["requires_scheduling"]
    assert verdict["planned_status"] == status
    assert verdict["status"] == (status if generated and scheduled else "not_generated")
    assert verdict["capacity_percent"] == (row["capacity_percent"] if row else 0)
    assert verdict["because"]
    if row is None:
        assert winner is None or key(winner)[0] in {"pattern", "exception"}
        return
    assert winner is not None
    holiday = ("holiday", row["holiday_id"]) if status == "holiday" else ("pattern", row["pattern_id"])
    assert key(winner) == (("exception", row["exception_id"]) if row["exception_id"] else holiday)
    assert (told["next"] is None) or status != "operating"
    if winner["kind"] == "pattern":
        assert winner["rule"]["shift_code"] == row["shift_code"]
        assert winner["entered_by"] == "test"


def check_rules(told: Json, covering: set[tuple[str, int]]) -> None:
    """Every rule is told once, with a reason."""
    winner = [told["winner"]] if told["winner"] else []
    keys = [key(rule) for rule in [*winner, *told["supporters"], *told["losers"]] if rule["kind"] != "pattern"]
    assert len(keys) == len(set(keys))
    assert covering <= set(keys)
    reasons = [rule["why"] for rule in [*told["supporters"], *told["losers"]]]
    assert all(reasons)
    assert "The stored plan says otherwise." not in reasons
    assert told["path"][-1]["resource_id"] == told["resource"]["resource_id"]
    assert told["stored"]["agrees"] in {True, None}


# The command.

PLANT = """
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
    values ('PLANT', 'The plant', 'site', 'America/New_York');
    insert into sched.resources
        (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
    select 'LINE-7', 'Bottling', 'work_center', id, true from sched.resources where resource_code = 'PLANT';
    select set_config('app.current_user', 'anna', false);
    select sched_engine.assign_pattern(sched_engine.resource_id('PLANT'), id, '2025-01-01')
    from sched.operating_patterns where pattern_code = '24_7';
    select sched_engine.add_exception(sched_engine.resource_id('LINE-7'), 'maintenance',
        '2025-03-09 13:00Z', '2025-03-09 16:00Z', 'Boiler');
    select sched_engine.add_exception(sched_engine.resource_id('PLANT'), 'other',
        '2025-03-09 05:00Z', '2025-03-10 04:00Z', 'Sunday', 'reduced', 50::smallint);
    select sched_engine.generate(array[sched_engine.resource_id('LINE-7')], '2025-03-01', '2025-03-31');
"""


@pytest.fixture(scope="module")
def line(fresh_database: FreshDatabase) -> str:
    """A database with one line."""
    url = fresh_database()
    with psycopg.connect(url) as connection:
        connection.execute(PLANT)
    return url


def lines(result: Result) -> list[str]:
    """What was printed, without indentation."""
    assert result.code == 0, result.err
    return [text.strip() for text in result.out.splitlines()]


def test_it_is_told_as_a_person_would(cli: Cli, line: str) -> None:
    told = lines(cli("explain", "LINE-7", "2025-03-09 10:00", url=line))
    assert told[0] == "LINE-7  Bottling"
    assert told[1] == "Sun 9 Mar 2025, 10:00 in America/New_York (UTC-04:00)"
    assert told[3] == (
        "It is not planned to run, for maintenance, from 09:00 to 12:00, in shift C of Sun 9 Mar 2025. "
        "An exception stops it: Boiler."
    )
    assert told[5] == "Decided by"
    assert told[6].startswith('Maintenance "Boiler" (exception 1, stop) of LINE-7, from 09:00 to 12:00.')
    assert "Entered by anna on " in told[6]
    assert told[8] == "Overruled"
    assert told[9].startswith('Other "Sunday" (exception 2, 50 %) of PLANT, from 00:00 to Mon 10 Mar 2025 00:00.')
    assert told[10] == "A stop outweighs reduced capacity."
    assert told[11].startswith("Pattern 24_7, shift C 00:00 to 24:00; assigned to PLANT from 2025-01-01.")
    assert told[-2] == "The stored plan is what the rules of today give."
    assert told[-1] == "It runs next from 12:00 to Mon 10 Mar 2025 00:00."


def test_the_clock_is_that_of_the_resource(cli: Cli, line: str) -> None:
    """02:30 does not exist: it is the moment of the jump."""
    told = lines(cli("explain", "LINE-7", "2025-03-09 02:30", url=line))
    assert told[1] == "Sun 9 Mar 2025, 03:00 in America/New_York (UTC-04:00)"
    assert told[3].startswith("It is planned to run at 50 %, from 00:00 to 09:00")
    with_offset = lines(cli("explain", "LINE-7", "2025-03-09T08:00+01:00", url=line))
    assert with_offset[1:] == told[1:]


def test_what_is_not_generated(cli: Cli, line: str) -> None:
    told = lines(cli("explain", "LINE-7", "2025-05-08 10:00", url=line))
    assert told[3].startswith("Not generated yet; by the rules of today it is planned to run, from 00:00 to")
    assert told[-1] == "2025-05-08 has not been generated; this is what generating it would give."


def test_programs_get_json_and_csv(cli: Cli, line: str) -> None:
    told = cli("explain", "LINE-7", "2025-03-09 10:00", "--format", "json", url=line).json
    assert told["winner"]["description"] == "Boiler"
    assert told["at"] == "2025-03-09T14:00:00+00:00"
    listed = cli("explain", "LINE-7", "2025-03-09 10:00", "--format", "csv", url=line).out
    rows = list(csv.DictReader(io.StringIO(listed)))
    assert [(r["outcome"], r["name"]) for r in rows] == [
        ("decides", "Boiler"),
        ("overruled", "Sunday"),
        ("overruled", "24_7"),
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(("NOPE",), 4, "SC001"), (("LINE-7", "soon"), 3, "SC004"), (("LINE-7", "1900-01-01"), 3, "SC004")],
)
def test_mistakes_are_one_line(cli: Cli, line: str, words: tuple[str, ...], code: int, said: str) -> None:
    result = cli("explain", *words, url=line)
    assert (result.code, result.out) == (code, "")
    assert said in result.err and result.err.count("\n") == 1
