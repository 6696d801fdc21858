"""`sched changes`: what changed since yesterday, where, by whom, why, and what it did."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from support import Result

Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str]) -> str:
    """A machine in Durban and one in Chicago, generated for a week on Friday, and edited since; 2030-01-07 is a
    Monday."""
    made = fresh_database()

    def at(moment: str, who: str, *statements: str) -> None:
        with psycopg.connect(made) as connection:
            query = "select set_config('sched.now', %s, false), set_config('app.current_user', %s, false)"
            connection.execute(query, [moment, who])
            for statement in statements:
                connection.execute(statement)  # type: ignore[arg-type]

    at(
        "2030-01-04 08:00Z",
        "root",
        """
        insert into sched.resources (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
        values ('DUR', 'Press', 'site', 'Africa/Johannesburg', true),
            ('CHI', 'Robot', 'site', 'America/Chicago', true)""",
        """
        select sched_engine.assign_pattern(r.id, sched_engine.pattern_id('TWO_SHIFT'), '2025-01-01')
        from sched.resources as r""",
    )
    at("2030-01-04 08:05Z", "root", "select sched_engine.generate(null, '2030-01-07', '2030-01-13')")
    # Sunday in Durban, still Saturday in Chicago
    at(
        "2030-01-06 01:00Z",
        "ana",
        """
        select sched_engine.add_exception(
            sched_engine.resource_id('DUR'), 'maintenance', '2030-01-08 08:00+02', '2030-01-08 09:30+02', 'Belt')""",
    )
    at(
        "2030-01-06 01:01Z",
        "ana",
        """
        select sched_engine.add_exception(
            sched_engine.resource_id('CHI'), 'other', '2030-01-08 06:00-06', '2030-01-08 14:00-06', 'Slow', 'reduced',
            50::smallint)""",
    )
    at(
        "2030-01-07 01:00Z",
        "ben",
        "select sched_engine.copy_pattern(sched_engine.pattern_id('TWO_SHIFT'), 'SAME', 'Same')",
        """
        select sched_engine.assign_pattern(
            sched_engine.resource_id('CHI'), sched_engine.pattern_id('SAME'), '2030-01-09')""",
    )
    return made


@pytest.fixture
def sched(cli: Cli, url: str) -> Cli:
    """Run `sched changes` on that database, on Monday morning."""

    def run(words: str = "") -> Result:
        done = cli("changes", *words.split(), url=url, env={"PGOPTIONS": "-c sched.now=2030-01-07T08:00Z"})
        assert done.code == 0, done.err
        return done

    return run


def lines(result: Result) -> list[list[str]]:
    """The words of each line of a table."""
    return [line.split() for line in result.out.splitlines()]


def known(row: dict[str, Any]) -> dict[str, Any]:
    """An entry without its position, which it may get later."""
    return {key: value for key, value in row.items() if key != "position"}


def test_what_changed_is_told_in_words_and_local_time(sched: Cli) -> None:
    """The moment, the machine, the date, by whom, why, what was and what is, and the hours."""
    told = lines(sched("--since yesterday"))
    assert " ".join(told[0]) == "changed machine dates by why before after gained h lost h zone"
    text = " ".join(told[1])
    assert text.startswith("2030-01-06 03:00:00 DUR 2030-01-08 ana exception 1 (maintenance: Belt) entered ")
    assert "D 06:00-14:00 operating D 06:00-08:00 operating 1.5 Africa/Johannesburg" in text
    assert " ".join(told[2]) == "D 08:00-09:30 maintenance (Belt)"
    assert " ".join(told[3]) == "D 09:30-14:00 operating"


def test_since_is_by_the_clock_of_each_machine(sched: Cli) -> None:
    """What was still Saturday in Chicago is not of yesterday."""
    rows = sched("--since yesterday --format json").json
    edits = {(row["resource_code"], row["changed_by"]) for row in rows} - {("DUR", "cyd")}
    assert edits == {("DUR", "ana"), ("CHI", "ben")}
    rows = sched("--since 2030-01-05 --format json").json
    assert {(row["resource_code"], row["changed_by"]) for row in rows} == {
        ("DUR", "ana"),
        ("CHI", "ana"),
        ("CHI", "ben"),
    }
    assert "Nothing has changed." in sched("--since now").out


def test_what_looks_the_same_is_told_apart(sched: Cli) -> None:
    """Another pattern with the same shifts, and capacity."""
    out = " ".join(sched("CHI --since 2030-01-06 --from 2030-01-09 --to 2030-01-09").out.split())
    assert "pattern SAME for CHI from 2030-01-09 entered" in out
    assert "operating TWO_SHIFT" in out
    assert "operating SAME" in out
    out = " ".join(sched("CHI --from 2030-01-08 --to 2030-01-08").out.split())
    assert "D 06:00-14:00 operating D 06:00-14:00 operating 50 % (Slow)" in out


def test_people_wait_for_nobody(sched: Cli, url: str) -> None:
    """An entry is told as soon as it is committed, whoever is still writing; a program cannot go on from it yet."""
    with psycopg.connect(url) as other, psycopg.connect(url) as idle:
        idle.execute("select pg_current_xact_id()")
        other.execute("set sched.now = '2030-01-07 07:00Z'")
        other.execute("select set_config('app.current_user', 'cyd', false)")
        other.execute("""
                select sched_engine.add_exception(
                    sched_engine.resource_id('DUR'), 'other', '2030-01-09 08:00Z', '2030-01-09 09:00Z', 'Late')""")
        other.commit()
        rows = sched("DUR --since today --format json").json
        assert [(row["first_date"], row["position"]) for row in rows] == [("2030-01-09", None)]


def test_the_newest_are_kept_in_order_and_the_cut_is_told(sched: Cli) -> None:
    """Whatever the format."""
    every = sched("--format json")
    assert every.err == ""
    moments = [row["changed_at"] for row in every.json]
    assert moments == sorted(moments)
    cut = sched("--limit 2 --format json")
    assert [known(row) for row in cut.json] == [known(row) for row in every.json[-2:]]
    assert "Shown: the newest 2 entries; there are older ones. To see more: --limit 20" in cut.err
    assert "there are older ones" in sched("--limit 2").err
    assert sched(f"--limit {len(every.json)}").err == ""


def test_programs_follow_from_a_position(sched: Cli) -> None:
    """From the oldest on, with nothing left out."""
    for _ in range(100):  # others who write in this cluster may hold the feed back for a while
        every: list[dict[str, Any]] = sched("--format json").json
        if all(row["position"] for row in every):
            break
        time.sleep(1)
    seen = [every[0]]
    while len(seen) < len(every):
        page = sched(f"--after {seen[-1]['position']} --limit 2 --format json")
        seen += page.json
        assert ("To see the next: --after " in page.err) == (len(seen) < len(every))
    assert [row["position"] for row in seen] == [row["position"] for row in every]
    assert seen[0]["gained_hours"] is None
    belt = next(row for row in every if row["resource_code"] == "DUR" and row["change_kind"] == "changed")
    assert (belt["gained_hours"], belt["lost_hours"], belt["cause"]["table"]) == (0, 1.5, "schedule_exceptions")
