"""Taking mistakes back: exceptions, assignments, resources, imports; and looking before a file replaces anything."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import load_workbook

from support import ROOT, Result

Cli = Callable[..., Result]
Query = Callable[..., list[Any]]
NOW = "2030-01-06T10:00:30Z"
PLAN = """
    select r.resource_code, s.schedule_date::text, s.shift_code, s.schedule_status::text, s.planned_start_time,
        s.planned_end_time, s.capacity_percent
    from sched.equipment_schedules as s
    inner join sched.resources as r on r.id = s.resource_id
    order by 1, 5
"""


@pytest.fixture(scope="module")
def made(fresh_database: Callable[[], str]) -> str:
    """The address of a migrated database for this file."""
    return fresh_database()


@pytest.fixture
def url(made: str) -> str:
    """The same with a line of two machines on two shifts, generated for January 2030, and nothing else."""
    with psycopg.connect(made) as connection:
        connection.execute(
            """
            truncate sched.equipment_schedules, sched.schedule_changes, sched.audit_log, sched.resources cascade;
            delete from sched.holiday_calendars where country_code is null;
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            values ('LINE', 'Line', 'work_center', 'Africa/Johannesburg');
            insert into sched.resources
                (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
            select c.code, c.code, 'work_unit', r.id, true
            from (values ('M1'), ('M2')) as c (code)
            cross join sched.resources as r where r.resource_code = 'LINE'"""
        )
    with psycopg.connect(made) as connection:
        connection.execute("""
            select sched_engine.assign_pattern(
                sched_engine.resource_id('LINE'), sched_engine.pattern_id('TWO_SHIFT'), '2025-01-01')""")
    with psycopg.connect(made) as connection:
        connection.execute("select sched_engine.generate(null, '2030-01-01', '2030-01-31')")
    return made


@pytest.fixture
def sched(cli: Cli, url: str) -> Cli:
    """Run `sched` on that database, on Sunday, 6 January 2030; words are split at spaces when there is one argument."""

    def run(*words: str, **options: Any) -> Result:
        env = {"PGOPTIONS": f"-c sched.now={NOW}", "SCHED_USER": "ana"}
        return cli(*(words[0].split() if len(words) == 1 else words), url=url, env=env, **options)

    return run


@pytest.fixture
def query(url: str) -> Query:
    """Rows of a query on that database."""

    def run(text: str) -> list[Any]:
        with psycopg.connect(url, autocommit=True) as connection:
            return connection.execute(text).fetchall()  # type: ignore[call-overload, no-any-return]

    return run


def succeed(result: Result) -> Result:
    """The result of a run that must have ended well."""
    assert result.code == 0, result.out + result.err
    return result


def refused(result: Result, code: int, *words: str) -> None:
    """The run must have ended with this exit code and one line that holds these words."""
    assert result.code == code, result.out + result.err
    assert len(result.err.splitlines()) == 1
    assert all(word in result.err for word in words), result.err


def add(sched: Cli, *words: str) -> str:
    """Enter an exception for M1; its number."""
    done = succeed(sched("exceptions", "add", "M1", "--description", "Belt", *words))
    return done.out.split()[1].rstrip(":")


MORNING = ("--type", "maintenance", "--start", "2030-01-08 08:00", "--end", "2030-01-08 10:00")


def test_a_cancelled_exception_comes_back(sched: Cli, query: Query) -> None:
    """As it was, and with what it does; what was not cancelled is left alone."""
    number = add(sched, *MORNING)
    with_it = query(PLAN)
    succeed(sched(f"exceptions cancel {number}"))
    assert query(PLAN) != with_it
    ahead = succeed(sched(f"exceptions restore {number} --dry-run")).out
    assert "0 h gained, 2 h lost" in ahead
    assert query(PLAN) != with_it
    back = succeed(sched(f"exceptions restore {number}")).out
    assert f"Exception {number} is in force again: M1 stopped from 2030-01-08 08:00 to 2030-01-08 10:00" in back
    assert query(PLAN) == with_it
    assert "was not cancelled" in succeed(sched(f"exceptions restore {number}")).out
    refused(sched("exceptions restore 999999"), 4, "There is no exception 999999")


def test_cancelled_occurrences_are_listed_and_come_back(sched: Cli, query: Query) -> None:
    """By their local start."""
    number = add(sched, *MORNING, "--repeat", "FREQ=WEEKLY;COUNT=3")
    every = query(PLAN)
    succeed(sched("exceptions", "cancel", number, "--occurrence", "2030-01-15 08:00"))
    assert query(PLAN) != every
    assert "2030-01-15 08:00" in succeed(sched("exceptions list")).out
    listed = sched("exceptions list --format json").json
    assert [row["recurrence_excluded"] for row in listed] == [["2030-01-15T08:00:00"]]
    wrong = sched("exceptions", "restore", number, "--occurrence", "2030-01-22 08:00")
    refused(wrong, 4, "no cancelled occurrence at 2030-01-22 08:00", "Cancelled are: 2030-01-15 08:00")
    back = succeed(sched("exceptions", "restore", number, "--occurrence", "2030-01-15 08:00"))
    assert f"Exception {number} happens at 2030-01-15 08:00 again" in back.out
    assert query(PLAN) == every
    assert "not on" not in succeed(sched("exceptions list")).out


def test_an_exception_is_edited(sched: Cli, query: Query) -> None:
    """What is given changes and the rest stays; the plan follows; mistakes are told."""
    number = add(sched, *MORNING)
    edit = ("exceptions", "edit", number)
    assert "1 h gained, 0 h lost" in succeed(sched(*edit, "--end", "2030-01-08 09:00", "--dry-run")).out
    done = succeed(sched(*edit, "--end", "2030-01-08 09:00", "--description", "Belt and roller")).out
    expected = (
        "M1 stopped from 2030-01-08 08:00 to 2030-01-08 09:00 (Africa/Johannesburg), maintenance: Belt and roller"
    )
    assert f"Exception {number}: {expected}" in done
    stops = "select planned_end_time - planned_start_time from sched.equipment_schedules where schedule_status = '{}'"
    assert [str(row[0]) for row in query(stops.format("maintenance"))] == ["1:00:00"]
    assert "has these values already" in succeed(sched(*edit, "--end", "2030-01-08 09:00")).out
    assert "at 40 %" in succeed(sched(*edit, "--impact", "reduced", "--capacity", "40")).out
    assert "in overtime" in succeed(sched(*edit, "--type", "overtime", "--shift-code", "OT")).out
    assert "stopped" in succeed(sched(*edit, "--type", "breakdown", "--end", "")).out
    assert query(
        f"select capacity_percent, shift_code, end_datetime from sched.schedule_exceptions where id = {number}"
    ) == [(None, None, None)]
    refused(sched(*edit, "--end", "2030-01-08 07:00"), 3, "its end", "is not after its start")
    refused(sched(*edit, "--capacity", "40"), 3, "Give impact reduced and its capacity together")
    refused(sched(*edit), 2, "at least one option")
    refused(sched("exceptions edit 999999 --end now"), 4, "There is no exception 999999 in force")
    succeed(sched(f"exceptions cancel {number}"))
    refused(sched(*edit, "--end", "now"), 4, f"sched exceptions restore {number}")


def test_cancelled_occurrences_stay_so_at_another_time_of_day(sched: Cli, query: Query) -> None:
    """They are known by their start, which moves with the others."""
    number = add(sched, *MORNING, "--repeat", "FREQ=WEEKLY;COUNT=3")
    succeed(sched("exceptions", "cancel", number, "--occurrence", "2030-01-15 08:00"))
    succeed(sched("exceptions", "edit", number, "--start", "2030-01-08 07:00", "--end", "2030-01-08 09:30"))
    stops = query(
        "select distinct schedule_date::text from sched.equipment_schedules where schedule_status = 'maintenance'"
    )
    assert sorted(stops) == [("2030-01-08",), ("2030-01-22",)]


def test_times_in_words(sched: Cli) -> None:
    """Now is the minute that has begun, by the clock of the machine."""
    done = succeed(sched("exceptions", "add", "M1", "--type", "breakdown", "--start", "now", "--description", "Belt"))
    assert "M1 stopped from 2030-01-06 12:00 until it is closed" in done.out
    day = ("--start", "tomorrow", "--end", "2030-01-07 07:00")
    done = succeed(sched("exceptions", "add", "M1", "--type", "other", "--description", "Fair", *day))
    assert "from 2030-01-07 00:00 to 2030-01-07 07:00" in done.out
    refused(
        sched("exceptions", "add", "M1", "--type", "other", "--description", "x", "--start", "soon"), 3, "now, today"
    )


def test_a_preview_of_a_chosen_period(sched: Cli, query: Query) -> None:
    """A dry run over the dates asked for, and nothing else."""
    before = query(PLAN)
    ahead = succeed(sched("unassign LINE --from 2030-01-07 --period 2030-01-14..2030-01-15")).out
    assert "2030-01-14 to 2030-01-15: 0 h gained, 64 h lost" in ahead
    assert ahead.endswith("Nothing was written.\n")
    assert query(PLAN) == before
    refused(sched("unassign LINE --period 2030-01-14"), 3, "2026-12-01..2026-12-31")


ASSIGNED = """
    select p.pattern_code, a.effective_date::text, a.end_date::text, a.assigned_by, a.notes
    from sched.resource_pattern_assignments as a
    inner join sched.operating_patterns as p on p.id = a.pattern_id
    order by 2
"""


@pytest.mark.parametrize(
    "mistake",
    [
        "assign LINE 24_7 --from 2030-01-14",
        "assign LINE 24_7 --from 2030-01-14 --to 2030-01-20",
        "assign LINE DAY_ONLY --from 2025-01-01",
        "unassign LINE --from 2030-01-20",
        "unassign LINE --from 2025-01-01",
    ],
)
def test_the_last_edit_of_assignments_is_taken_back(sched: Cli, query: Query, mistake: str) -> None:
    """In one command, with everything that was before; once more takes that back."""
    before, plan = query(ASSIGNED), query(PLAN)
    succeed(sched(mistake))
    wrong, wrong_plan = query(ASSIGNED), query(PLAN)
    assert wrong != before
    ahead = succeed(sched("assign LINE --undo --dry-run")).out
    assert "Nothing was written." in ahead
    assert query(ASSIGNED) == wrong
    done = succeed(sched("assign LINE --undo")).out
    assert "LINE: took back what ana did on " in done
    assert "; it follows TWO_SHIFT 2025-01-01 to ..." in done
    assert (query(ASSIGNED), query(PLAN)) == (before, plan)
    succeed(sched("assign LINE --undo"))
    assert (query(ASSIGNED), query(PLAN)) == (wrong, wrong_plan)


def test_what_cannot_be_taken_back(sched: Cli) -> None:
    """Nothing was done, or the command says two things."""
    refused(sched("assign M1 --undo"), 4, "has no edit of the assignments of M1")
    refused(sched("assign LINE 24_7 --undo"), 2, "or --undo")
    refused(sched("assign LINE"), 2, "or --undo")
    refused(sched("assign LINE --undo --from 2030-01-01"), 2, "as a whole")


def test_resources_entered_by_mistake_are_removed(sched: Cli, query: Query) -> None:
    """Only those that never had a plan, exceptions or anything below them; of the others it is said what to do."""
    succeed(sched("resources add M9 --name Nine --type work_unit --parent LINE --schedule"))
    succeed(sched("assign M9 24_7 --from 2030-01-07"))
    assert succeed(sched("resources remove M9")).out == "Removed M9\n"
    assert query("select 1 from sched.resources where resource_code = 'M9'") == []
    refused(sched("resources remove M9"), 4, "M9")
    refused(sched("resources remove M1"), 5, "generated schedule", "sched resources set M1 --inactive")
    refused(sched("resources remove LINE"), 5, "other resources are below it")
    succeed(sched("resources add M8 --name Eight --type work_unit --parent LINE"))
    stop = ("--type", "other", "--start", "now", "--description", "x")
    succeed(sched("exceptions", "add", "M8", *stop))
    refused(sched("resources remove M8"), 5, "exceptions have been entered", "sched resources set M8 --inactive")
    # What was cleared is evidence too.
    query("""
        with c as (
            select sched_engine.clear_plan(array[sched_engine.resource_id('M2')], '2030-01-01', '2030-01-31', true))
        select count(*) from c""")
    refused(sched("resources remove M2"), 5, "it had a generated schedule")


CHANGED = """\
resource_code,resource_name,resource_type,parent_code,is_active,pattern_code,pattern_effective_date,metadata.maker
LINE,Packing,work_center,,true,24_7,2030-01-14,
M1,M1,work_unit,LINE,false,,,Krones
M3,Three,work_unit,LINE,true,,,
"""


def test_a_dry_run_of_an_import_lists_what_would_change(sched: Cli, query: Query, tmp_path: Path) -> None:
    """What is added, set and replaced, with what is there now."""
    file = tmp_path / "plant.csv"
    file.write_text(CHANGED, encoding="utf-8")
    before = query(ASSIGNED)
    out = succeed(sched("resources", "import", str(file), "--dry-run")).out
    assert out.startswith("Nothing was written yet. Resources: 1 added, 2 updated, 0 unchanged.")
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert "2 LINE pattern_code replaced TWO_SHIFT from 2025-01-01 24_7 from 2030-01-14" in rows
    assert "2 LINE resource_name replaced Line Packing" in rows
    assert "3 M1 is_active replaced true false" in rows
    assert "3 M1 metadata.maker set Krones" in rows
    assert "4 M3 resource_code added work_unit 'Three' below LINE" in rows
    assert query(ASSIGNED) == before


def at_a_terminal(url: str, answer: bytes, *words: str) -> tuple[int, str]:
    """Run `sched` for somebody who types an answer; exit code and what is shown."""
    leader, follower = pty.openpty()
    env = {**os.environ, "DATABASE_URL": url, "COLUMNS": "200", "TERM": "dumb", "PGOPTIONS": f"-c sched.now={NOW}"}
    command = [sys.executable, "-m", "equipment_scheduling", *words]
    os.write(leader, answer)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    os.close(leader)
    os.close(follower)
    return done.returncode, done.stdout.decode()


def test_a_person_is_asked_before_an_import_replaces_anything(
    sched: Cli, url: str, query: Query, tmp_path: Path
) -> None:
    """With what would be lost; a file that only adds is imported, and so is one of a program."""
    file = tmp_path / "plant.csv"
    file.write_text(CHANGED, encoding="utf-8")
    before = query(ASSIGNED)
    code, shown = at_a_terminal(url, b"n\n", "resources", "import", str(file))
    assert code != 0
    assert "TWO_SHIFT from 2025-01-01" in shown
    assert "Import it?" in shown
    assert "Krones" not in shown
    assert query(ASSIGNED) == before
    code, shown = at_a_terminal(url, b"y\n", "resources", "import", str(file))
    assert (code, "1 added, 2 updated" in shown) == (0, True)
    assert "took back" in succeed(sched("assign LINE --undo")).out
    assert query(ASSIGNED) == before
    file.write_text("resource_code,resource_name,resource_type,parent_code\nM4,Four,work_unit,LINE\n")
    code, shown = at_a_terminal(url, b"", "resources", "import", str(file))
    assert (code, "Import it?" in shown) == (0, False)


def test_imported_calendars_show_what_they_replace(sched: Cli, url: str, query: Query, tmp_path: Path) -> None:
    """Entries that come and go; a person is asked before any goes."""
    file = tmp_path / "calendar.csv"
    header = "calendar_code,calendar_name,holiday_date,holiday_name\n"
    file.write_text(header + "OWN,Own,2030-01-08,Fair\nOWN,Own,2030-01-09,Rest\n")
    code, shown = at_a_terminal(url, b"", "calendars", "import", str(file))
    assert (code, "2 added" in shown) == (0, True)
    file.write_text(header + "OWN,Own,2030-01-08,Fair\nOWN,Own,2030-01-10,Party\n")
    entries = (
        "select holiday_name from sched.holidays where holiday_date between '2030-01-08' and '2030-01-10' order by 1"
    )
    ahead = succeed(sched("calendars", "import", str(file), "--dry-run")).out
    rows = [line.split() for line in ahead.splitlines()]
    assert ["OWN", "2030-01-09", "Rest", "no", "removed"] in rows
    assert ["OWN", "2030-01-10", "Party", "no", "added"] in rows
    assert not any("Fair" in row for row in rows)
    assert at_a_terminal(url, b"n\n", "calendars", "import", str(file))[0] != 0
    assert query(entries) == [("Fair",), ("Rest",)]
    assert at_a_terminal(url, b"y\n", "calendars", "import", str(file))[0] == 0
    assert query(entries) == [("Fair",), ("Party",)]


def test_an_edit_that_waits_is_told_with_the_plan(sched: Cli, query: Query) -> None:
    """Of the machines and dates that are shown, and only of these."""
    limit = "update sched.system_configuration set config_value = '{}' where config_key = 'refresh_inline_machine_days'"
    query(limit.format(0) + " returning 1")
    try:
        assert "waits for 1 edit;" in succeed(sched("exceptions", "add", "M1", "--description", "x", *MORNING)).out
    finally:
        query(limit.format(40000) + " returning 1")
    told = "Warning: an edit has not been applied yet to the stored plan of 1 machine, shown as it was before."
    week = "--from 2030-01-07 --to 2030-01-13"
    for command in (
        "show M1 --from 2030-01-07",
        "show M1 --from 2030-01-07 --format json",
        f"availability {week}",
        f"availability LINE {week} --daily",
        f"availability M1 {week} --shifts --format csv",
        f"export schedule - {week}",
    ):
        done = succeed(sched(command))
        assert told in done.err, command
        assert "Warning" not in done.out
    assert "(maintenance: x) entered" in succeed(sched("status")).out
    later = "--from 2030-01-20 --to 2030-01-25"
    for command in ("show M2 --from 2030-01-07", "show M1 --from 2030-01-20", f"availability {later}"):
        assert succeed(sched(command)).err == "", command
    succeed(sched("refresh"))
    assert succeed(sched("show M1 --from 2030-01-07")).err == ""


def test_standard_output_and_input(sched: Cli, url: str, tmp_path: Path) -> None:
    """`-` is no file, in whatever is exported or imported."""
    week = ("--from", "2030-01-07", "--to", "2030-01-07")
    plant = succeed(sched("resources export -"))
    assert plant.out == succeed(sched("resources export")).out
    assert plant.out.startswith("resource_code,")
    rows = succeed(sched("export", "schedule", "-", *week))
    assert rows.out.count("\n") == 5
    assert rows.err == "Wrote 4 rows, 2030-01-07 to 2030-01-07\n"
    assert len(sched("export", "schedule", "-", *week, "--format", "json").json) == 4
    assert not (ROOT / "-").exists()

    def piped(given: bytes | None, *words: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "equipment_scheduling", *words]
        env = {**os.environ, "DATABASE_URL": url}
        return subprocess.run(command, cwd=ROOT, env=env, input=given, capture_output=True, timeout=120, check=False)

    for words in (("resources", "export", "-", "-f", "xlsx"), ("export", "schedule", "-", *week, "-f", "xlsx")):
        (tmp_path / "book.xlsx").write_bytes(piped(None, *words).stdout)
        assert load_workbook(tmp_path / "book.xlsx").sheetnames[0] in {"Plant", "Plan"}
    assert b"0 added, 0 updated, 3 unchanged" in piped(plant.out.encode(), "resources", "import", "-").stdout
    refusal = piped(b"", "resources", "import", "-").stderr.decode()
    assert refusal.startswith("sched: The file on standard input is empty.")


@pytest.mark.parametrize("command", ["resources export {}", "resources template {}", "export schedule {}"])
def test_a_file_that_cannot_be_written(sched: Cli, tmp_path: Path, command: str) -> None:
    """One line that says so, and no traceback."""
    refused(
        sched(command.format(tmp_path / "none" / "plan.xlsx")), 3, "cannot be written: No such file", "Check the folder"
    )


def test_remedies_fit_the_problem(sched: Cli) -> None:
    """Overtime, and whatever recurs, is not told to leave its end out; MX is told how to be had."""
    overtime = ("exceptions", "add", "M1", "--type", "overtime", "--description", "x", "--start", "2030-01-12 08:00")
    done = sched(*overtime)
    refused(done, 3, "needs an end", "Give its end, the first moment back to normal")
    assert "leave it out" not in done.err
    done = sched(*overtime, "--end", "2030-01-12 07:00")
    refused(done, 3, "its end")
    assert "leave it out" not in done.err
    refused(sched("calendars assign LINE MX"), 4, "There is no holiday calendar MX", "sched calendars import MX")
    refused(sched("calendars import plan.xls"), 3, "The file plan.xls cannot be read")


def test_dry_runs_of_other_files(sched: Cli, query: Query, tmp_path: Path) -> None:
    """Exceptions and patterns."""
    file = tmp_path / "exceptions.csv"
    file.write_text("resource_code,exception_type,start_local,description\nM1,other,2030-01-08 10:00,Fair\n")
    told = succeed(sched("exceptions", "import", str(file), "--dry-run")).out
    assert told == "Nothing was written. It would be: 1 exception added, 0 known already\n"
    assert query("select 1 from sched.schedule_exceptions") == []
    patterns = ("patterns", "create", "--file", str(ROOT / "examples" / "patterns.csv"))
    assert "Nothing was written. It would be: 9 patterns: 9 created" in succeed(sched(*patterns, "--dry-run")).out
    assert query("select 1 from sched.operating_patterns where pattern_code = 'FOUR_TEN'") == []
