"""`--dry-run` of the commands that edit the model: what they tell, and that nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest

from support import Result

Cli = Callable[..., Result]
ALL_TABLES = """
    select format(
        'select %L as name, count(*), md5(string_agg(t::text, '';'' order by t::text)) from %s as t',
        c.oid::regclass, c.oid::regclass
    )
    from pg_catalog.pg_class as c
    where c.relnamespace = 'sched'::regnamespace and c.relkind = 'r'
    order by 1"""


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str]) -> str:
    """A database with a line of two machines on two shifts, generated for 2030."""
    address = fresh_database()
    with psycopg.connect(address) as connection:
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            values ('LINE', 'Line', 'work_center', 'Africa/Johannesburg');
            insert into sched.resources
                (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
            select c.code, c.code, 'work_unit', r.id, true
            from (values ('M1'), ('M2')) as c (code)
            cross join sched.resources as r where r.resource_code = 'LINE';
            select sched_engine.assign_pattern(
                sched_engine.resource_id('LINE'), sched_engine.pattern_id('TWO_SHIFT'), '2025-01-01'
            )"""
        )
    with psycopg.connect(address) as connection:
        connection.execute("select sched_engine.generate(null, '2030-01-01', '2030-12-31')")
    return address


@pytest.fixture
def sched(cli: Cli, url: str) -> Cli:
    """Run `sched` on that database, in January 2030; words are split at spaces."""

    def run(words: str) -> Result:
        return cli(*words.split(), url=url, env={"PGOPTIONS": "-c sched.now=2030-01-06T10:00:00Z"})

    return run


@pytest.fixture
def unchanged(url: str) -> Iterator[None]:
    """Every row of every table is the same after the test."""
    before = checksums(url)
    assert sum(count > 0 for _, count, _ in before) > 8
    yield
    assert checksums(url) == before


def checksums(url: str) -> list[tuple[str, int, str]]:
    """Number of rows and digest of each table of schema sched."""
    with psycopg.connect(url) as connection:
        queries = connection.execute(ALL_TABLES).fetchall()
        return [connection.execute(query).fetchall()[0] for (query,) in queries]


PREVIEWS = {
    "assign LINE 24_7 --from 2030-02-04 --to 2030-02-10": (
        # The open assignment it follows on ends, and nothing comes after.
        "2030-02-04 to 2030-05-03: 176 h gained, 1,792 h lost; "
        "14 rows added, 0 changed, 260 removed, on 2 of 2 machines"
    ),
    "assign M1 24_7 --from 2030-02-04 --to 2030-02-10": (
        "88 h gained, 0 h lost; 7 rows added, 0 changed, 10 removed, on 1 of 1 machine"
    ),
    "unassign LINE --from 2030-04-01": (
        "2030-04-01 to 2030-06-30: 0 h gained, 1,952 h lost; 0 rows added, 0 changed, 260 removed, on 2 of 2 machines"
    ),
    "exceptions add M1 --type maintenance --start 2030-01-08T10:00 --end 2030-01-08T12:00 --description Belt": (
        "0 h gained, 2 h lost; 2 rows added, 1 changed, 0 removed, on 1 of 1 machine"
    ),
    "exceptions add M1 --type other --start 2030-01-08 --end 2030-01-09 --description Slow "
    "--impact reduced --capacity 25": ("0 h gained, 0 h lost; 0 rows added, 2 changed, 0 removed, on 1 of 1 machine"),
    "holidays add ZA 2030-01-08 Fair --from-time 12:00 --to-time 14:00": (
        "0 h gained, 4 h lost; 2 rows added, 2 changed, 0 removed, on 2 of 2 machines"
    ),
    "holidays remove ZA 2030-03-21": "32 h gained, 0 h lost",
    "calendars assign M2 GB-ENG": "on 1 of 1 machine",
}


@pytest.mark.parametrize("command", PREVIEWS)
def test_a_dry_run_tells_and_writes_nothing(sched: Cli, unchanged: None, command: str) -> None:
    """Hours and rows of each kind of edit; afterwards the database is as it was."""
    done = sched(f"{command} --dry-run")
    assert done.code == 0, done.err
    assert PREVIEWS[command] in done.out
    assert done.out.endswith("Nothing was written.\n")


def test_machines_and_shifts_are_listed(sched: Cli) -> None:
    """Hours of each machine and of each shift code."""
    out = sched("assign M1 24_7 --from 2030-02-04 --to 2030-02-10 --dry-run").out
    rows = [line.split() for line in out.splitlines()]
    assert ["M1", "88", "0", "7", "0", "10", "2030-02-04", "2030-02-10"] in rows
    assert ["C", "168", "0"] in rows
    assert ["D", "0", "40"] in rows


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("assign LINE TWO_SHIFT --from 2030-01-05 --to 2030-01-04", 3, "It would be refused: LINE"),
        ("assign NOBODY 24_7", 4, "There is no resource with the code 'NOBODY'"),
        ("assign LINE NOTHING", 4, "There is no pattern NOTHING"),
        (
            "exceptions add M1 --type other --description x --start 2030-01-05 --end 2030-01-04",
            3,
            "It would be refused: Exception for M1: its end",
        ),
        ("holidays add ZA 2030-01-08 Fair --from-time 12:00", 3, "has only one of its two times"),
        ("holidays remove ZA 2030-01-08", 4, "There is no holiday on 2030-01-08 in this calendar"),
        ("calendars assign M1 ZA ZA", 5, "It would be refused"),
    ],
)
def test_a_dry_run_fails_like_the_edit(sched: Cli, unchanged: None, words: str, code: int, message: str) -> None:
    """The error of the edit itself, with its exit code."""
    done = sched(f"{words} --dry-run")
    assert (done.code, done.out) == (code, "")
    assert message in done.err


def test_nothing_to_change(sched: Cli) -> None:
    """An edit without effect says so."""
    out = sched("exceptions add M1 --type other --description x --start 2030-01-06 --end 2030-01-07 --dry-run").out
    assert "0 rows added, 0 changed, 0 removed, on 0 of 1 machine" in out


def test_a_preview_holds_no_lock(url: str) -> None:
    """Others edit while the transaction of a preview is still open."""
    with psycopg.connect(url) as looking, psycopg.connect(url, options="-c lock_timeout=5s") as editing:
        looking.execute("""select sched_engine.what_if('{"kind": "unassign", "resource": "LINE"}')""")
        editing.execute("select sched_engine.unassign_pattern(sched_engine.resource_id('LINE'), '2030-05-01')")
        editing.rollback()
