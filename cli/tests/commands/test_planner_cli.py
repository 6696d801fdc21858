"""What a planner does at the command line: patterns, calendars, exceptions, generating, looking."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import load_workbook

from equipment_scheduling.errors import Exit, describe
from support import MOMENT, ROOT, Result

Cli = Callable[..., Result]
PLANT = """\
resource_code,resource_name,resource_type,parent_code,time_zone,requires_scheduling,pattern_code,\
pattern_effective_date,calendar_codes
ACME,Acme,enterprise,,UTC,,,,
DUR,Durban,site,ACME,Africa/Johannesburg,,TWO_SHIFT,2024-01-01,ZA
DUR-L1,Line 1,work_center,DUR,,,,,
DUR-M1,Press,work_unit,DUR-L1,,true,,,
DUR-M2,Robot,work_unit,DUR-L1,,true,,,
DET,Detroit,site,ACME,America/Detroit,,24_7,2024-01-01,US-MI
DET-F1,Furnace,work_unit,DET,,true,,,
"""


@pytest.fixture(scope="module")
def shared_url(fresh_database: Callable[..., str]) -> str:
    """The address of a migrated database for this file."""
    return fresh_database(at=MOMENT)


@pytest.fixture
def url(shared_url: str) -> str:
    """The same, emptied of everything but what is built in."""
    with psycopg.connect(shared_url) as connection:
        connection.execute("truncate sched.equipment_schedules, sched.schedule_changes, sched.resources cascade")
        connection.execute("delete from sched.operating_patterns where not is_system_pattern")
        connection.execute("delete from sched.holidays where source = 'manual'")
        connection.execute("delete from sched.holiday_calendars where country_code is null or country_code = 'DE'")
    return shared_url


@pytest.fixture
def sched(cli: Cli, url: str) -> Cli:
    """Run `sched` on that database; words are split at spaces when there is only one argument."""

    def run(*words: str, **options: Any) -> Result:
        return cli(*(words[0].split() if len(words) == 1 else words), **{"url": url, **options})

    return run


@pytest.fixture
def plant(sched: Cli, tmp_path: Path) -> Cli:
    """`sched` on a database with the plant above."""
    path = tmp_path / "plant.csv"
    path.write_text(PLANT, encoding="utf-8")
    succeed(sched("resources", "import", str(path)))
    return sched


@pytest.fixture
def query(url: str) -> Iterator[Callable[[str], list[Any]]]:
    """Rows of a query on that database."""
    with psycopg.connect(url, autocommit=True) as connection:
        yield lambda text: connection.execute(text).fetchall()  # type: ignore[call-overload]


def succeed(result: Result) -> Result:
    """The result of a run that must have ended well."""
    assert result.code == 0, result.err
    return result


WEEKLY = ("--start", "2026-12-07 08:00", "--end", "2026-12-07 09:00", "--description", "Weekly")


def refused(result: Result, code: int, *words: str) -> None:
    """The run must have ended with this exit code and one line that holds these words."""
    assert result.code == code, result.out + result.err
    assert result.err.startswith("sched: ")
    assert len(result.err.splitlines()) == 1
    assert all(word in result.err for word in words), result.err


def test_patterns(sched: Cli) -> None:
    """Create from rules, show, preview, copy, list."""
    nights = ("patterns", "create", "NIGHTS", "--name", "Nights", "--rule", "Sun-Thu 22:00-06:00 N")
    assert "37.5 h a week" in succeed(sched(*nights, "--break", "Mon-Fri 02:00-02:30")).out
    shown = succeed(sched("patterns show NIGHTS")).out
    assert "Mon-Thu  break 02:00-02:30, 22:00-06:00 N" in shown
    assert len(sched("patterns show NIGHTS --format json").json) == 10
    drawn = succeed(sched("patterns preview NIGHTS --zone America/Detroit --from 2025-03-08 --days 2")).out
    assert "23 h day: the clocks go forward" in drawn
    succeed(sched("patterns copy NIGHTS NIGHTS2"))
    listed = {row["pattern_code"]: row for row in sched("patterns list --format json").json}
    assert listed["NIGHTS2"]["weekly_hours"] == 37.5
    assert listed["24_7"]["built_in"] is True
    assert succeed(sched("patterns list --format csv")).out.startswith("pattern_code,pattern_name,")


def test_patterns_that_are_refused(sched: Cli) -> None:
    """Each mistake has its line and its exit code."""
    refused(sched("patterns", "create", "P", "--rule", "Mon 6-14"), 3, "is not a shift")
    for time in ("25:00", "24:30", "06:60"):
        rule = f"Mon {time}-06:00 N"
        refused(sched("patterns", "create", "P", "--rule", rule), 3, f'"{time}" in "{rule}" is not a time of day')
    overlap = ("--rule", "Mon-Fri 06:00-14:00 D", "--rule", "Fri 13:00-20:00 A")
    refused(sched("patterns", "create", "P", *overlap), 3, "Fri 13:00-20:00 A overlaps", "[SC006]")
    refused(sched("patterns create TWO_SHIFT"), 5, "There is a pattern TWO_SHIFT already")
    refused(sched("patterns create"), 3, "Give either a code with rules, or a file")
    refused(sched("patterns show NOPE"), 4, "There is no pattern NOPE")
    refused(sched("patterns preview 24_7 --zone Mars/Base"), 6, "Mars/Base")
    refused(sched("patterns preview 24_7 --from 2026-02-30"), 3, "is not a date")


def test_patterns_from_a_file(sched: Cli, tmp_path: Path) -> None:
    """The examples; a second time nothing; a changed file only on request."""
    examples = ROOT / "examples" / "patterns.csv"
    assert "created" in succeed(sched("patterns", "create", "--file", str(examples))).out
    again = succeed(sched("patterns", "create", "--file", str(examples))).out
    assert "9 patterns: 0 created, 0 replaced, 9 unchanged" in again
    changed = tmp_path / "patterns.csv"
    changed.write_text(
        examples.read_text().replace("FOUR_TEN,Four tens Mon-Thu,7,4,06:00", "FOUR_TEN,Four tens Mon-Thu,7,4,07:00")
    )
    refused(sched("patterns", "create", "--file", str(changed)), 5, "FOUR_TEN", "it differs")
    assert "replaced" in succeed(sched("patterns", "create", "--file", str(changed), "--replace")).out
    changed.write_text("pattern_code,pattern_name,cycle_days,cycle_day,start_time,end_time\nP,P,7,x,06:00,14\n")
    wrong = sched("patterns", "create", "--file", str(changed))
    refused(wrong, 3, "was not imported")
    assert "Write a whole number" in wrong.out


def test_assignments(plant: Cli) -> None:
    """Own patterns over inherited ones, for a while; overlaps are refused."""
    succeed(plant("assign DUR-M1 DAY_ONLY --from 2026-12-01 --to 2026-12-04 --notes trial"))
    refused(plant("assign DUR-M1 24_7 --from 2026-12-03"), 5, "already follows pattern DAY_ONLY", "[SC005]")
    refused(plant("assign DUR-M1 24_7 --from 2026-12-03 --to 2026-12-01"), 3, "[SC004]")
    refused(plant("assign NOPE 24_7"), 4, "NOPE")
    refused(plant("assign DUR-M1 NOPE"), 4, "NOPE")
    rows = plant("assignments DUR-M1 --format json").json
    assert [(r["pattern_code"], r["effective_date"], r["end_date"], r["is_inherited"]) for r in rows] == [
        ("TWO_SHIFT", "2024-01-01", "2026-11-30", True),
        ("DAY_ONLY", "2026-12-01", "2026-12-04", False),
        ("TWO_SHIFT", "2026-12-05", None, True),
    ]
    assert "inherits its pattern" in succeed(plant("unassign DUR-M1 --from 2026-12-02")).out
    assert "nothing to do" in succeed(plant("unassign DUR-M1 --from 2026-12-02")).out
    assert len(plant("assignments --format json").json) == 3


def test_country_calendars(plant: Cli, query: Callable[[str], list[Any]]) -> None:
    """Import twice without duplicates; entries by hand stay; a deleted one comes back."""
    first = succeed(plant("calendars import Germany --subdivision BY --years 2026-2027")).out
    again = succeed(plant("calendars import DE-BY --years 2026-2027")).out
    assert re.match(r"Entries of DE-BY: \d\d added, 0 changed, 0 removed, 0 unchanged", first)
    assert re.match(r"Entries of DE-BY: 0 added, 0 changed, 0 removed, \d\d unchanged", again)
    succeed(
        plant(
            "holidays",
            "add",
            "DE-BY",
            "2026-12-24",
            "Heiligabend",
            "--from-time",
            "14:00",
            "--to-time",
            "24:00",
        )
    )
    succeed(plant("holidays remove DE-BY 2026-12-25"))
    succeed(plant("calendars import DE --subdivision BY --years 2026"))
    rows = plant("holidays list DE-BY --year 2026 --format json").json
    december = [
        (row["holiday_date"], row["source"], row["from_time"]) for row in rows if row["holiday_date"] > "2026-12"
    ]
    assert december == [
        ("2026-12-24", "manual", "14:00"),
        ("2026-12-25", "imported", None),
        ("2026-12-26", "imported", None),
    ]
    twice = "select from sched.holidays group by calendar_id, holiday_date, holiday_name having count(*) > 1"
    assert query(twice) == []
    refused(plant("calendars import Atlantis"), 4, "Atlantis")
    refused(plant("calendars import ZA --years 26"), 3, "is not a range of years")


def test_plant_calendars(plant: Cli, tmp_path: Path) -> None:
    """A plant's own calendar decides first; the default list comes back."""
    file = tmp_path / "calendars.csv"
    header = "calendar_code,calendar_name,holiday_date,holiday_name,affects_scheduling\n"
    file.write_text(header + "WORKS,Works,2026-12-16,Worked,false\nWORKS,Works,2026-12-21,Shutdown,true\n")
    succeed(plant("calendars", "import", str(file)))
    succeed(plant("calendars create EMPTY --name Nothing"))
    refused(plant("calendars create EMPTY"), 5, "already")
    succeed(plant("calendars assign DUR WORKS ZA"))
    assert "nothing to do" in succeed(plant("calendars assign DUR WORKS ZA")).out
    dates = {row["holiday_date"] for row in plant("holidays list --resource DUR-M1 --year 2026 --format json").json}
    assert "2026-12-21" in dates
    assert "2026-12-16" not in dates
    succeed(plant("calendars unassign DUR"))
    refused(plant("calendars assign DUR NOPE"), 4, "NOPE")
    file.write_text(header + "ZA,South Africa,2026-12-31,Bridge,true\nWORKS,Works,2026-02-30,,\n")
    wrong = plant("calendars", "import", str(file))
    refused(wrong, 3, "3 problems")
    assert "public holidays of a country" in wrong.out
    rows = {row["calendar_code"]: row for row in plant("calendars list --format json").json}
    assert rows["WORKS"]["entries"] == 2
    assert "WORKS" in succeed(plant("calendars show WORKS --year 2026")).out


def test_a_working_day_in_vain(plant: Cli, query: Callable[[str], list[Any]]) -> None:
    """A recurring entry by hand closes it: there is a warning, and what it says to do helps."""
    succeed(plant("calendars create OWN"))
    succeed(plant("calendars assign DUR OWN"))
    query("""
        insert into sched.holidays (calendar_id, holiday_name, recurrence_rule)
        select c.id, 'Workers', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1' from sched.holiday_calendars as c
        where c.calendar_code = 'OWN' returning id""")
    assert succeed(plant("holidays", "add", "OWN", "2030-05-02", "Bridge, worked", "--working")).err == ""
    done = succeed(plant("holidays", "add", "OWN", "2030-05-01", "We work", "--working"))
    assert done.err == (
        'Warning: Its working entry "We work" has no effect: "Workers" of the same calendar stops work on that date. '
        'Move the working day to a calendar of higher priority: sched holidays remove OWN 2030-05-01 "We work"; '
        'sched holidays add OTHER 2030-05-01 "We work" --working; sched calendars assign RESOURCE OTHER OWN\n'
    )
    stopped = "holidays list --resource DUR-M1 --year 2030 --format json"
    assert [row["holiday_date"] for row in plant(stopped).json] == ["2030-05-01"]
    succeed(plant("holidays", "remove", "OWN", "2030-05-01", "We work"))
    succeed(plant("calendars create OTHER"))
    assert succeed(plant("holidays", "add", "OTHER", "2030-05-01", "We work", "--working")).err == ""
    succeed(plant("calendars assign DUR OTHER OWN"))
    assert plant(stopped).json == []


def test_exceptions(plant: Cli, tmp_path: Path) -> None:
    """Local times, offsets, an open end, cancelling, and files."""
    add = ("exceptions", "add", "DUR-L1", "--type")
    done = succeed(
        plant(
            *add,
            "maintenance",
            "--start",
            "2026-12-01 10:00",
            "--end",
            "2026-12-01T12:00Z",
            "--description",
            "Belt",
        )
    )
    assert "DUR-L1 stopped from 2026-12-01 10:00 to 2026-12-01 14:00 (Africa/Johannesburg)" in done.out
    slow = ("--start", "2026-12-02", "--description", "Slow", "--impact", "reduced")
    refused(plant(*add, "other", *slow), 3, "[SC004]")
    assert "at 50 %" in succeed(plant(*add, "other", *slow, "--capacity", "50")).out
    overtime = ("--start", "2026-12-05 08:00", "--description", "Saturday", "--shift-code", "OT")
    refused(plant(*add, "overtime", *overtime), 3, "[SC004]", "needs an end")
    numbers = [
        succeed(plant(*add, "overtime", *overtime, "--end", "2026-12-05 12:00")).out,
        succeed(plant(*add, "maintenance", *WEEKLY, "--repeat", "FREQ=WEEKLY;BYDAY=MO")).out,
    ]
    assert "in overtime" in numbers[0]
    refused(plant(*add, "maintenance", *WEEKLY, "--repeat", "FREQ=WEEKL"), 3, "[SC012]")
    for said in numbers:
        succeed(plant("exceptions", "cancel", said.split()[1].rstrip(":")))
    refused(plant(*add, "other", "--start", "soon", "--description", "x"), 3, "is not a time")
    rows = plant("exceptions list DUR-M1 --format json").json
    assert [(row["resource_code"], row["end_local"]) for row in rows] == [
        ("DUR-L1", "2026-12-01T14:00:00"),
        ("DUR-L1", None),
    ]
    succeed(plant("exceptions", "close", str(rows[1]["id"]), "--end", "2026-12-03"))
    assert "is cancelled" in succeed(plant("exceptions", "cancel", str(rows[0]["id"]))).out
    assert "already" in succeed(plant("exceptions", "cancel", str(rows[0]["id"]))).out
    refused(plant("exceptions cancel 999999"), 4, "There is no exception 999999")
    assert len(plant("exceptions list --format json").json) == 1
    assert len(plant("exceptions list --all --format json").json) == 4

    file = tmp_path / "exceptions.csv"
    header = "resource_code,exception_type,start_local,end_local,description\n"
    file.write_text(header + "DET-F1,maintenance,2026-12-01 10:00,2026-12-02,Lining\n")
    assert "1 exception added" in succeed(plant("exceptions", "import", str(file))).out
    assert "1 known already" in succeed(plant("exceptions", "import", str(file))).out
    file.write_text(
        header + "NOPE,maintenance,2026-12-01,,x\nDET-F1,repair,2026-12-01,,x\nDET-F1,other,2026-12-02,,y\n"
    )
    refused(plant("exceptions", "import", str(file)), 3, "2 problems")
    # All that is wrong with a row, and what is wrong with others than those that cannot be read.
    file.write_text(header + "NOPE,repair,soon,later,\nDET-F1,other,2026-12-02,2026-12-01,y\nDET-F1,other\n")
    refused(plant("exceptions", "import", str(file)), 3, "7 problems")
    assert len(plant("exceptions list --all --format json").json) == 5


def test_overtime_that_adds_nothing(plant: Cli) -> None:
    """It is entered, and what does not count is told with its reason; 2030-12-07 is a Saturday."""
    add = ("exceptions", "add", "DUR-L1", "--description", "Belt", "--type")
    morning = ("--start", "2030-12-07 08:00", "--end", "2030-12-07 12:00")
    stop = succeed(plant(*add, "maintenance", "--start", "2030-12-07 10:00", "--end", "2030-12-07 18:00")).out
    number = stop.split()[1].rstrip(":")

    done = succeed(plant(*add, "overtime", *morning))
    assert "in overtime" in done.out
    assert done.err == (
        "Warning: 4 of its 8 hours count: DUR-M1, DUR-M2 are stopped for 4 hours by exception "
        f"{number} (maintenance, Belt). To take it back: sched exceptions cancel {done.out.split()[1].rstrip(':')}\n"
    )
    succeed(plant("exceptions", "cancel", done.out.split()[1].rstrip(":")))
    on_monday = ("--start", "2030-12-09 08:00", "--end", "2030-12-09 12:00")
    done = succeed(plant(*add, "overtime", *on_monday))
    assert "None of its 8 hours count: DUR-M1, DUR-M2 are operating anyway for 8 hours." in done.err
    done = succeed(plant(*add, "overtime", "--start", "2030-12-14 08:00", "--end", "2030-12-14 12:00"))
    assert done.err == ""
    # Not of what is no overtime.
    assert succeed(plant(*add, "maintenance", *on_monday)).err == ""


def test_exceptions_over_the_period_lock(plant: Cli, query: Callable[[str], list[Any]], tmp_path: Path) -> None:
    """What lies before the lock stays; what comes after it may be closed, cancelled, entered."""
    add = ("exceptions", "add", "DUR-M1", "--description", "Belt", "--type")
    succeed(plant(*add, "other", "--start", "2030-03-10", "--impact", "reduced", "--capacity", "50"))
    hour = ("--start", "2030-03-01 10:00", "--end", "2030-03-01 11:00")
    succeed(plant(*add, "maintenance", *hour, "--repeat", "FREQ=DAILY"))
    daily, slow = (str(row["id"]) for row in plant("exceptions list --format json").json)
    lock = "update sched.system_configuration set config_value = '{}' where config_key = 'period_lock_date' returning 1"
    try:
        query(lock.format("2030-03-15"))
        moment = "2030-03-16 00:00 (Africa/Johannesburg)"
        said = ("[SC010]", "The period up to 2030-03-15 is locked", moment)
        refused(plant("exceptions", "cancel", slow), 5, *said, f"Close it at {moment} or later")
        refused(plant("exceptions", "close", slow, "--end", "2030-03-15 23:59"), 5, *said)
        succeed(plant("exceptions", "close", slow, "--end", "2030-03-16"))
        refused(plant("exceptions", "cancel", slow), 5, *said, "another exception")
        refused(plant("exceptions", "cancel", daily), 5, *said, "Cancel single occurrences", "UNTIL")
        refused(plant("exceptions", "cancel", daily, "--occurrence", "2030-03-15 10:00"), 5, *said)
        succeed(plant("exceptions", "cancel", daily, "--occurrence", "2030-03-16 10:00"))
        refused(plant(*add, "breakdown", "--start", "2030-03-15 23:00"), 5, *said, f"Enter it from {moment} on")
        succeed(plant(*add, "breakdown", "--start", "2030-03-16 00:00"))
        file = tmp_path / "exceptions.csv"
        header = "resource_code,exception_type,start_local,end_local,description\n"
        file.write_text(header + "DUR-M1,breakdown,2030-03-15 22:00,2030-03-15 23:00,Late\n")
        refused(plant("exceptions", "import", str(file)), 3, "was not imported: 1 problem")
    finally:
        query(lock.format("none"))


def test_webhooks_that_are_refused(sched: Cli) -> None:
    """A name that is taken, one that is not known, and an event that is not kept."""
    add = ("webhooks", "add", "mes", "https://mes.example.com/plan")
    succeed(sched(*add))
    refused(sched(*add), 5, "A webhook of this name is registered already", "Choose another name")
    refused(sched("webhooks test nope"), 4, "There is no webhook nope. List them with: sched webhooks list.")
    refused(sched("webhooks replay mes --event 4711"), 4, "Event 4711 no longer exists, or is not for mes")


def test_generate(plant: Cli, query: Callable[[str], list[Any]]) -> None:
    """Fill, fill nothing, look ahead, bring up to date; 2026-12-16 is a holiday in South Africa."""
    week = "--from 2026-12-14 --to 2026-12-20"
    done = plant(f"generate {week} --batch 1 --format json").json[0]
    assert (done["machines"], done["inserted"], done["unchanged"]) == (3, 27, 0)
    done = plant(f"generate {week} --format json").json[0]
    assert (done["inserted"], done["updated"], done["deleted"], done["unchanged"]) == (0, 0, 0, 27)
    assert "Nothing would change" in succeed(plant(f"generate {week} --regenerate --dry-run")).out

    ahead = plant(f"generate DUR {week} --regenerate --no-holidays --dry-run --format json").json
    changes = [(row["resource_code"], row["dates"], row["inserted"], row["updated"]) for row in ahead]
    assert changes == [("DUR-M1", 1, 0, 2), ("DUR-M2", 1, 0, 2)]
    holidays = "select count(*) from sched.equipment_schedules where schedule_status = 'holiday'"
    assert query(holidays) == [(4,)]
    done = plant(f"generate DUR-M1 {week} --regenerate --no-holidays --format json").json[0]
    assert (done["inserted"], done["updated"], done["deleted"], done["unchanged"]) == (0, 2, 0, 8)
    assert query(holidays) == [(2,)]
    assert "generated  updated  deleted  unchanged" in succeed(plant(f"generate {week} --regenerate")).out

    refused(plant("generate NOPE"), 4, "NOPE")
    refused(plant("generate --from 2026-12-07 --to 2026-12-01"), 3, "[SC004]")
    refused(plant("generate --from 1999-12-07 --months 600"), 3, "longer than 10 years")
    refused(plant("generate --to 2026-12-07 --months 2"), 3, "not both")


def test_generate_an_empty_plant(sched: Cli) -> None:
    """Say what is missing."""
    refused(sched("generate"), 3, "There is no scheduled machine yet")


def test_edits_reach_the_stored_plan(plant: Cli) -> None:
    """A small edit is in the plan at once, with its reason; cancelled, it leaves no trace."""
    succeed(plant("generate DUR --from 2026-12-07 --to 2026-12-08"))
    day = "show DUR-M1 --from 2026-12-08 --days 1 --format json"
    before = plant(day).json
    add = ("exceptions", "add", "DUR-M1", "--type", "maintenance", "--start", "2026-12-08 08:00")
    done = succeed(plant(*add, "--end", "2026-12-08 09:30", "--description", "Belt")).out
    assert "waits" not in done
    rows = plant(day).json
    assert [(row["schedule_status"], row["hours"], row["reason"]) for row in rows] == [
        ("operating", 2, None),
        ("maintenance", 1.5, "Belt"),
        ("operating", 4.5, None),
        ("operating", 8, None),
    ]
    number = plant("exceptions list --format json").json[0]["id"]
    succeed(plant("exceptions", "cancel", str(number)))
    assert plant(day).json == before


def test_show(plant: Cli, query: Callable[[str], list[Any]]) -> None:
    """A day's bar, its hours and why; what is not generated is told apart from what is not planned."""
    succeed(plant("generate --from 2026-12-16 --to 2026-12-19"))
    lines = succeed(plant("show DUR-M1 --from 2026-12-15 --days 6")).out.splitlines()
    assert "TWO_SHIFT (from DUR)" in lines[1]
    assert "holidays ZA" in lines[1]
    drawn = {line[:10]: line for line in lines if line[:3] in {"Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}}
    assert drawn["Tue 15 Dec"].split()[3:] == ["?" * 48, "?", "not", "generated"]
    assert "h" * 32 in drawn["Wed 16 Dec"]
    assert "holiday: Day of Reconciliation" in drawn["Wed 16 Dec"]
    assert "D" + "█" * 15 + "A" + "█" * 15 in drawn["Thu 17 Dec"]
    assert "16 h  D A" in drawn["Thu 17 Dec"]
    assert drawn["Sat 19 Dec"].split()[3:] == ["·" * 48, "-", "not", "planned"]
    assert "?" * 48 in drawn["Sun 20 Dec"]
    assert "sched generate DUR-M1 --from 2026-12-15 --to 2026-12-20" in lines[-1]
    query("delete from sched.resource_calendar_assignments returning resource_id")
    lines = succeed(plant("show DET-F1 --from 2026-12-15 --days 1")).out.splitlines()
    assert "holidays none: the default calendar ZA is for ZA, the time zone is in US" in lines[1]
    refused(plant("show DET"), 3, "DET is not scheduled itself", "1 scheduled machine is below it")
    refused(plant("show NOPE"), 4, "NOPE")


def test_a_holiday_that_is_there(query: Callable[[str], list[Any]]) -> None:
    """What the command line says of it, also where only the constraint sees it."""
    entry = "insert into sched.holidays (calendar_id, holiday_name, holiday_date) values (1, 'Fair', '2027-02-03')"
    query(f"{entry} returning id")
    with pytest.raises(psycopg.errors.UniqueViolation) as told:
        query(entry)
    line, code = describe(told.value)
    assert line.startswith('Calendar ZA has the entry "Fair" on 2027-02-03 already.') and code == Exit.CONFLICT
    with pytest.raises(psycopg.errors.UniqueViolation) as told:
        query(
            f"do $x$ begin create function pg_temp.add() returns void language sql as $${entry}$$; "
            "perform pg_temp.add(); end $x$"
        )
    line, code = describe(told.value)
    assert line.startswith("The calendar has an entry of this name on this date already.") and code == Exit.CONFLICT


def test_show_on_a_clock_change(plant: Cli) -> None:
    """The furnace runs 23 and 25 hours."""
    succeed(plant("generate DET --from 2025-01-01 --to 2025-12-31"))
    assert "   23 h  C" in succeed(plant("show DET-F1 --from 2025-03-09 --days 1")).out
    assert "   25 h  C" in succeed(plant("show DET-F1 --from 2025-11-02 --days 1")).out


def test_availability(plant: Cli) -> None:
    """By site, by machine, by day, by shift; the figures agree."""
    week = "--from 2026-12-14 --to 2026-12-20"
    succeed(plant(f"generate {week}"))
    sites = {row["resource_code"]: row for row in plant(f"availability {week} --format json").json}
    assert sites["DUR"]["machines"] == 2
    assert sites["DUR"]["calendar_hours"] == 336
    assert sites["DUR"]["operating_hours"] == 128
    assert sites["DUR"]["holiday_hours"] == 32
    assert sites["DET"]["planned_percent"] == 100
    machines = plant(f"availability DUR {week} --format json").json
    assert [(row["resource_code"], row["operating_hours"]) for row in machines] == [
        ("DUR-M1", 64),
        ("DUR-M2", 64),
    ]
    daily = plant(f"availability DUR-M1 {week} --daily --format json").json
    assert [row["operating_hours"] for row in daily] == [16, 16, 0, 16, 16, 0, 0]
    shifts = plant(f"availability DUR-M1 {week} --shifts --format json").json
    assert sum(row["hours"] for row in shifts if row["schedule_status"] == "operating") == 64
    table = succeed(plant(f"availability {week}")).out
    assert "not generated" not in table
    assert "breakdown" not in table
    assert "days not generated" in succeed(plant("availability --from 2026-12-13 --to 2026-12-20")).out
    refused(plant("availability NOPE"), 4, "NOPE")


def test_export(plant: Cli, tmp_path: Path) -> None:
    """The same rows in every kind of file; no file is replaced or left half."""
    week = ("--from", "2026-12-14", "--to", "2026-12-20")
    succeed(plant("generate", *week))
    files = {kind: tmp_path / f"plan.{kind}" for kind in ("csv", "json", "xlsx")}
    for file in files.values():
        assert "Wrote 27 rows" in succeed(plant("export", "schedule", str(file), *week)).out
    with files["csv"].open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    objects = json.loads(files["json"].read_text(encoding="utf-8"))
    book = load_workbook(files["xlsx"])
    assert book.sheetnames == ["Plan", "DET 2026-12", "DUR-L1 2026-12", "Data"]
    cells = list(book["Data"].iter_rows(values_only=True))
    assert len(rows) == len(objects) == len(cells) - 1 == 27
    assert list(rows[0]) == list(objects[0]) == list(cells[0])
    assert rows[0]["planned_start_time"] == objects[0]["planned_start_time"] == "2026-12-14T05:00:00+00:00"
    refused(plant("export", "schedule", str(files["csv"]), *week), 5, "exists", "--force")
    succeed(plant("export", "availability", str(files["csv"]), "DUR", *week, "--force"))
    assert len(files["csv"].read_text(encoding="utf-8").splitlines()) == 15
    refused(plant("export", "schedule", str(tmp_path / "plan.pdf"), *week), 3, "plan.pdf")
    refused(plant("export", "schedule", str(tmp_path / "none" / "plan.csv"), *week), 3, "cannot be written")
    refused(plant("export", "schedule", str(tmp_path / "new.csv"), "NOPE", *week), 4, "NOPE")
    assert sorted(path.name for path in tmp_path.glob("*plan.*")) == ["plan.csv", "plan.json", "plan.xlsx"]
    assert list(tmp_path.glob(".*")) == []


def test_progress_on_a_terminal_only(plant: Cli, url: str) -> None:
    """A pipe gets no bar."""
    assert plant("generate --from 2026-12-01 --to 2026-12-31").err == ""
    leader, follower = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "equipment_scheduling",
        "generate",
        "--from",
        "2027-01-01",
        "--to",
        "2027-12-31",
    ]
    environment = {**os.environ, "DATABASE_URL": url, "TERM": "xterm-256color"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=follower, timeout=120, check=True
    )
    os.close(follower)
    assert b"Generating" in os.read(leader, 100_000)
    os.close(leader)
    assert b"generated" in done.stdout


def test_demo(sched: Cli, query: Callable[[str], list[Any]]) -> None:
    """The example plant: all checks hold, and a second run changes nothing but the key of the page."""
    state = """
        select (select count(*) from sched.equipment_schedules),
            (select max(generated_at) from sched.equipment_schedules),
            (select count(*) from sched.audit_log where table_name <> 'api_keys'),
            (select count(*) from sched.schedule_changes)
    """
    first = succeed(sched("demo"))
    before = query(state)
    assert before[0][0] > 1_000_000
    assert first.out.count("\nok  ") == 4
    assert "365 rows of 24 h" in first.out
    assert "DUR-PRS" in first.out
    second = succeed(sched("demo"))
    assert query(state) == before
    assert "inserted" not in second.out

    # What the README shows is there: its commands, and the machine whose hours it asks the API for.
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"`\.venv/bin/sched ((?:show|availability) [^`]*)`", readme)
    assert len(shown) == 2
    assert "breakdown: Clutch seizure" in succeed(sched(shown[0])).out
    assert "Durban Stamping" in succeed(sched(shown[1])).out
    asked = re.findall(r"/resources/([\w-]+)\?", readme)
    active = "select is_active and requires_scheduling from sched.resources where resource_code = '{}'"
    assert query(active.format(*asked)) == [(True,)]
    assert not re.search(r"resourceIds=\d", readme), "ids depend on the database"
