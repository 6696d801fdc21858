"""`sched roster`: drawn, on the wall, and changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import load_workbook

from support import MOMENT, Result, people_files

Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def url(fresh_database: Callable[..., str]) -> str:
    """The address of a migrated database for this file alone, the workforce switched on."""
    made = fresh_database(at=MOMENT)
    with psycopg.connect(made) as connection:
        connection.execute("select sched_engine.enable_workforce()")
    return made


@pytest.fixture
def sched(cli: Cli, url: str, tmp_path: Path) -> Cli:
    """Run `sched` on that database, with the small plant, its people, and rosters of 2027 until April."""
    with psycopg.connect(url) as connection:
        connection.execute("truncate sched.resources, sched.emp_departments, sched.emp_teams restart identity cascade")
        connection.execute("truncate sched.emp_schedules, sched.emp_schedule_changes, sched.emp_stale_dates")

    def run(*words: str, **options: Any) -> Result:
        return cli(*(words[0].split() if len(words) == 1 else words), **{"url": url, **options})

    people_files.roster(run, tmp_path)
    return run


def succeed(done: Result) -> str:
    """What was said, when it went well."""
    assert done.code == 0, done.out + done.err
    return done.out


def stretches(sched: Cli, code: str, first: str, weeks: int = 1) -> list[tuple[str, ...]]:
    """Date, shift, status, begin and end by the clock, and reason."""
    out = succeed(sched(f"roster show {code} --from {first} --weeks {weeks} --format csv"))
    return [
        (row["schedule_date"], row["shift_code"], row["schedule_status"], row["local_start"][11:16],
         row["local_end"][11:16], row["reason"])
        for row in csv.DictReader(io.StringIO(out))
    ]  # fmt: skip


def cells(line: str, first: int = 30) -> list[str]:
    """The words of a line of the grid after number and name."""
    return line[first:].split()


def test_a_person_is_drawn_by_days(sched: Cli) -> None:
    out = succeed(sched("roster show 42 --from 2027-03-01 --weeks 1"))
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0] == "42  Anne =SUM(A1)"
    assert lines[1].startswith("2027-03-01 to 2027-03-07 · Africa/Johannesburg, now ")
    assert lines[1].endswith("A (CONTINENTAL)")
    days = [line for line in lines if line[:3] in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}]
    assert len(days) == 7
    assert sum("█" in line for line in days) >= 4
    assert "h in" in out
    away = succeed(sched("roster show 00042 --from 2027-03-01 --weeks 1"))
    assert "aaaa" in away
    assert "0 h in 0 shifts" in away


def test_a_team_is_a_grid_of_people_and_days(sched: Cli) -> None:
    out = succeed(sched("roster show A --from 2027-03-01 --weeks 2"))
    lines = out.splitlines()
    assert lines[0].strip() == "A  Shift A"
    assert "CONTINENTAL" in lines[1]
    assert "2 people" in lines[1]
    (zoe,) = [line for line in lines if line.startswith("00042")]
    (anne,) = [line for line in lines if line.startswith("42 ")]
    assert "abs" in zoe
    assert "abs" not in anne
    assert any(line.startswith("on N") for line in lines)
    numbers = succeed(sched("roster show A --from 2027-03-01 --numbers"))
    assert "Zoë" not in numbers
    rows = sched("roster show A --from 2027-03-01 --weeks 2 --format json").json
    assert {row["employee_number"] for row in rows} == {"00042", "42"}
    assert sched("roster show NOBODY").code == 4


def test_what_was_not_generated_is_said(sched: Cli) -> None:
    out = succeed(sched("roster show 42 --from 2027-06-01 --weeks 1"))
    assert "Not generated yet: sched roster generate --from 2027-06-01 --to 2027-06-07" in out
    assert "?" in succeed(sched("roster show A --from 2027-06-01 --weeks 1"))
    refused = sched("roster export A --month 2027-06")
    assert (refused.code, "sched roster generate --team A --from 2027-06-01" in refused.err) == (3, True)


def test_changes_of_single_shifts(sched: Cli) -> None:
    before = stretches(sched, "42", "2027-02-01", 2)
    first, second = [row[0] for row in before if row[2] == "scheduled"][:2]
    code = before[0][1]
    assert "is off on" in succeed(sched(f"roster off 42 {first}"))
    assert stretches(sched, "42", first)[0][2] == "off"
    twice = sched(f"roster move 42 {first} --later 60")
    assert (twice.code, "changed already" in twice.err) == (5, True)
    succeed(sched(f"roster move 42 {second} --earlier 90"))
    (moved,) = [row for row in stretches(sched, "42", second) if row[0] == second]
    assert moved[5] == "moved 90 minutes earlier"
    assert sched(f"roster move 42 {second}").code == 2

    oneself = sched(f"roster swap 42 {first} 42")
    assert (oneself.code, "swap a shift with themselves" in oneself.err) == (3, True)
    said = succeed(sched("roster", "extra", "X-1", "2027-02-06 06:00", "2027-02-06 12:00", "--shift", "EX"))
    assert [row for row in stretches(sched, "X-1", "2027-02-06") if row[1] == "EX"] == [
        ("2027-02-06", "EX", "scheduled", "06:00", "12:00", "extra shift")
    ]
    assert sched("roster", "extra", "X-1", "2027-02-06 12:00", "2027-02-06 06:00").code == 3

    listed = sched("roster changes --format json").json
    assert [row["change_kind"] for row in listed] == ["off", "moved", "extra"]
    number = said.split()[1].removesuffix(":")
    assert succeed(sched(f"roster cancel {number}")) == f"Change {number} is cancelled\n"
    assert stretches(sched, "X-1", "2027-02-06") == []
    assert len(sched("roster changes --format json").json) == 2
    assert len(sched("roster changes --all --format json").json) == 3
    assert sched("roster cancel 4711").code == 4
    assert code


def test_an_exchange_has_two_halves(sched: Cli) -> None:
    succeed(sched("teams assign B 00042 --from 2027-01-01"))
    mine = {row[0] for row in stretches(sched, "42", "2027-02-01", 4) if row[2] == "scheduled"}
    theirs = {row[0] for row in stretches(sched, "00042", "2027-02-01", 4) if row[2] == "scheduled"}
    given, back = min(mine - theirs), max(theirs - mine)
    said = succeed(sched(f"roster swap 42 {given} 00042 --return {back}"))
    assert f"00042 works for 42 on {given}, and 42 for 00042 on {back}" in said
    (taken,) = [row for row in stretches(sched, "00042", given) if row[0] == given]
    assert (taken[2], taken[5]) == ("scheduled", "for 42")
    (off,) = [row for row in stretches(sched, "42", given) if row[0] == given]
    assert (off[2], off[5]) == ("off", "worked by 00042")
    (returned,) = [row for row in stretches(sched, "42", back) if row[0] == back]
    assert returned[5] == "for 00042"
    number = said.split()[1].removesuffix(":")
    succeed(sched(f"roster cancel {number}"))
    assert not [row for row in stretches(sched, "42", given) if row[0] == given and row[2] == "off"]
    assert not [row for row in stretches(sched, "42", back) if row[0] == back]


def test_absences_show_at_once(sched: Cli) -> None:
    day, code = next((row[0], row[1]) for row in stretches(sched, "42", "2027-02-01", 4) if row[1] == "D")
    succeed(sched("absences", "add", "42", f"{day} 08:00", f"{day} 09:30"))
    (before, away, after) = [row for row in stretches(sched, "42", day) if row[0] == day]
    assert [row[2] for row in (before, away, after)] == ["scheduled", "absent", "scheduled"]
    assert (away[3], away[4]) == ("08:00", "09:30")
    assert code
    assert "D-" in succeed(sched(f"roster show A --from {day} --weeks 1"))


def test_a_month_to_hang_on_the_wall(sched: Cli, tmp_path: Path) -> None:
    path = tmp_path / "wall.xlsx"
    said = succeed(sched("roster", "export", "A", "--month", "2027-03", "--output", str(path)))
    assert said == f"Wrote March 2027 of 2 people to {path}\n"
    assert sched("roster", "export", "A", "--month", "2027-03", "--output", str(path)).code == 5
    sheet = load_workbook(path).active
    assert sheet["A1"].value == "Shift A (A)   March 2027"
    heads = [cell.value for cell in sheet[3]]
    assert heads[:3] == ["Number", "Name", "Mo\n1"]
    assert heads[-3:] == ["We\n31", "Hours", "Shifts"]
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == ("landscape", 9, 1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=4)}
    rest = succeed(sched("roster show 42 --from 2027-03-01 --weeks 5 --format csv"))
    worked = [
        row
        for row in csv.DictReader(io.StringIO(rest))
        if row["schedule_date"] < "2027-04" and row["schedule_status"] == "scheduled"
    ]
    assert rows["42"][33].value == pytest.approx(sum(float(row["hours"]) for row in worked), abs=0.01)
    assert rows["42"][34].value == len({(row["schedule_date"], row["shift_code"]) for row in worked})
    saturday, workday = rows["42"][2 + 5], next(cell for cell in rows["42"][2:33] if cell.value == "D")
    assert "abs" in [cell.value for cell in rows["00042"]]
    assert workday.fill.fgColor.rgb == "FFC6E9C9"
    free = next(
        cell for cell in rows["42"][2:33] if cell.value is None and sheet.cell(3, cell.column).value[:2] in {"Sa", "Su"}
    )
    assert free.fill.fgColor.rgb == "FFEDEDED"
    assert "On N" in rows
    assert saturday is not None

    plain = tmp_path / "numbers.xlsx"
    succeed(sched("roster", "export", "A", "--month", "2027-03", "--numbers", "--output", str(plain)))
    texts = [str(cell.value) for row in load_workbook(plain).active.iter_rows() for cell in row]
    assert not any("Zoë" in text for text in texts)
    assert sched("roster export A --month March").code == 3


def test_a_dry_run_shows_and_writes_nothing(sched: Cli) -> None:
    before = stretches(sched, "42", "2027-02-01", 2)
    day = next(row[0] for row in before if row[2] == "scheduled")
    for words in (
        ["absences", "add", "42", day],
        ["roster", "off", "42", day],
        ["roster", "extra", "42", f"{day} 00:00", f"{day} 23:00"],
        ["roster", "move", "42", day, "--later", "30"],
        ["teams", "set", "A", "--handover", "25"],
        ["teams", "leave", "A", "42", "--last", day],
    ):
        told = succeed(sched(*words, "--dry-run"))
        assert "would change" in told and "Nothing was written." in told and "42" in told, told
    assert stretches(sched, "42", "2027-02-01", 2) == before
    assert "There are none" in succeed(sched("roster changes"))


def test_what_has_no_effect_is_warned_of(sched: Cli) -> None:
    days = {row[0] for row in stretches(sched, "42", "2027-02-01", 4) if row[2] == "scheduled"}
    free = next(f"2027-02-{day:02}" for day in range(2, 28) if f"2027-02-{day:02}" not in days)
    assert f"42 has no shift on {free} to be off from" in sched(f"roster off 42 {free}").err
    # Both are in team A, and work at the same time.
    handed_on = sched(f"roster swap 42 {min(days)} 00042")
    assert "Nobody works the shift of 42" in handed_on.err
    assert "Warning" not in sched(f"roster off 42 {max(days)}").err


def test_why_and_what_was_known(sched: Cli) -> None:
    days = stretches(sched, "42", "2027-02-04")
    worked = next(row for row in days if row[2] == "scheduled")
    told = succeed(sched("roster", "explain", "42", f"{worked[0]} {worked[3]}"))
    assert told.splitlines()[1] == "scheduled" and f"42 works shift {worked[1]} of team A of {worked[0]}" in told
    assert "unknown" not in told and sched("roster explain 43000").code == 4

    later: dict[str, Any] = {"env": {"PGOPTIONS": "-c sched.now=2026-11-30T09:01Z"}}
    succeed(sched("roster", "off", "42", worked[0], **later))
    assert "is off: change" in succeed(sched("roster", "explain", "42", f"{worked[0]} {worked[3]}"))
    entries = list(csv.DictReader(io.StringIO(succeed(sched("roster feed --employee 42 --format csv")))))
    assert [entry["change_kind"] for entry in entries] == ["generated", "changed"]
    assert "off" in entries[-1]["new_value"] and "scheduled" in entries[-1]["old_value"]
    assert "off" in {row[2] for row in stretches(sched, "42", "2027-02-04")}
    known = entries[-1]["changed_at"]
    earlier = succeed(
        sched("roster", "show", "42", "--from", "2027-02-04", "--weeks", "1", "--format", "csv", "--known-at",
              entries[0]["changed_at"])
    )  # fmt: skip
    assert "off" not in earlier and "scheduled" in earlier
    assert "as known at 2026-01-01" in succeed(sched("roster", "show", "42", "--known-at", "2026-01-01 12:00"))
    assert sched("roster", "show", "42", "--known-at", "2999-01-01 12:00").code == 2
    assert ",off," in succeed(
        sched("roster", "show", "42", "--from", "2027-02-04", "--weeks", "1", "--format", "csv", "--known-at", known,
              **later)
    )  # fmt: skip
