"""`sched employees|teams|qualifications|absences`: what a planner does with people, one at a time."""

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

from support import MOMENT, ROOT, Result, environment
from support.people_files import write_files

Cli = Callable[..., Result]
MEMBERSHIPS = "teams export --sheet memberships"


@pytest.fixture(scope="module")
def url(fresh_database: Callable[..., str]) -> str:
    """The address of a migrated database for this file alone, the workforce switched on."""
    made = fresh_database(at=MOMENT)
    with psycopg.connect(made) as connection:
        connection.execute("select sched_engine.enable_workforce()")
    return made


@pytest.fixture
def sched(cli: Cli, url: str, tmp_path: Path) -> Cli:
    """Run `sched` on that database, in which is the small plant with its people; words are split at spaces when there
    is only one argument."""
    with psycopg.connect(url) as connection:
        connection.execute("truncate sched.resources, sched.emp_departments, sched.emp_teams restart identity cascade")

    def run(*words: str, **options: Any) -> Result:
        return cli(*(words[0].split() if len(words) == 1 else words), **{"url": url, **options})

    paths = write_files(tmp_path)
    succeed(run("resources", "import", str(paths["plant"])))
    for kind in ("teams", "employees", "qualifications", "absences"):
        succeed(run(kind, "import", str(paths[kind])))
    return run


def succeed(done: Result) -> str:
    """What was said, when it went well."""
    assert done.code == 0, done.out + done.err
    return done.out


def lines(done: Result) -> list[str]:
    """The lines of a CSV file without its head."""
    return succeed(done).splitlines()[1:]


def test_add_and_set(sched: Cli) -> None:
    words = "employees add 0815 --first-name Ada --last-name Example --department PROD --position OP --hired 2026-05-01"
    assert succeed(sched(f"{words} --team A --resource DUR --skill crane=2020 --until 2027-04-30")) == "Added 0815\n"
    again = sched(words)
    assert (again.code, "sched employees set 0815" in again.err) == (5, True)
    assert "0815,A,2026-05-01,,true" in lines(sched(MEMBERSHIPS))
    succeed(sched("employees", "set", "0815", "--until", "", "--skill", "crane=", "--email", "ada@example.org"))
    (row,) = sched("employees list --team A --format json --limit 5").json[1:]
    assert (row["employee_number"], row["termination_date"], row["resource_code"]) == ("0815", None, "DUR")
    assert succeed(sched("employees set 0815 --department PROD")) == "0815 has these values already\n"

    wrong = sched("employees set 0815 --department PRDO")
    assert (wrong.code, "Department code PRDO: there is no such department" in wrong.err) == (3, True)
    assert "PROD" in wrong.err
    assert sched("employees set 4711 --active").code == 4
    assert sched("employees set 0815 --email nowhere").code == 3


def test_listings_say_when_they_are_cut(sched: Cli) -> None:
    listed = sched("employees list --limit 2")
    assert "there are more. To see more: --limit 20" in listed.err
    assert listed.out.count("\n") == 3
    assert sched("employees list --department PROD --format csv").out.count("\n") == 3
    assert sched("employees list --all --limit 4").err == ""


def test_erase_asks_for_the_number(sched: Cli, url: str) -> None:
    def typed(answer: str) -> tuple[int, str]:
        outer, inner = pty.openpty()
        program = subprocess.Popen(
            [sys.executable, "-m", "equipment_scheduling", "employees", "erase", "00042"],
            env=environment({"DATABASE_URL": url}), cwd=ROOT, stdin=inner, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        os.write(outer, f"{answer}\n".encode())
        out, _ = program.communicate(timeout=60)
        os.close(outer)
        os.close(inner)
        return program.returncode, out.decode()

    code, out = typed("42")
    assert (code, "nobody was erased" in out) == (3, True)
    assert "00042" in succeed(sched("employees list"))
    code, out = typed("00042")
    assert (code, "Erased 00042" in out) == (0, True)
    shown = succeed(sched("employees list --all --format csv"))
    assert "00042" not in shown
    assert "Zoë" not in shown
    assert "Zoë" not in succeed(sched("employees export"))
    assert sched("employees erase 00042 --yes").code == 4
    assert succeed(sched("employees erase 007 --yes")) == "Erased 007\n"


def test_a_new_primary_team_ends_the_former_one(sched: Cli) -> None:
    assert "2 people in B from 2027-01-01" in succeed(sched("teams assign B 00042 007 --from 2027-01-01"))
    assert [line for line in lines(sched(MEMBERSHIPS)) if line.startswith("00042")] == [
        "00042,A,2026-01-01,2026-12-31,true",
        "00042,B,2027-01-01,,true",
    ]
    # On the same day it is replaced; before a later one it is refused.
    succeed(sched("teams assign NIGHT 00042 --from 2027-01-01"))
    late = sched("teams assign B 00042 --from 2026-06-01")
    assert (late.code, "is in team NIGHT from 2027-01-01 on already" in late.err) == (5, True)
    succeed(sched("teams assign B 00042 --from 2026-06-01 --to 2026-06-30"))
    assert [line for line in lines(sched(MEMBERSHIPS)) if line.startswith("00042")] == [
        "00042,A,2026-01-01,2026-05-31,true",
        "00042,B,2026-06-01,2026-06-30,true",
        "00042,NIGHT,2027-01-01,,true",
    ]
    succeed(sched("teams assign A 00042 --stand-in --from 2027-02-01"))
    assert "00042,A,2027-02-01,,false" in lines(sched(MEMBERSHIPS))
    assert sched("teams assign A 4711").code == 4
    assert sched("teams assign X 42").code == 4


def test_leaving_a_team(sched: Cli) -> None:
    assert "1 person in A until 2026-06-30" in succeed(sched("teams leave A 00042 --last 2026-06-30"))
    assert "00042,A,2026-01-01,2026-06-30,true" in lines(sched(MEMBERSHIPS))
    assert "Nobody was in it" in succeed(sched("teams leave A 00042 --last 2026-07-31"))
    succeed(sched("teams leave A 00042 --last 2025-12-31"))
    assert not [line for line in lines(sched(MEMBERSHIPS)) if line.startswith("00042")]


def test_teams(sched: Cli) -> None:
    assert succeed(sched("teams add C --name Crew --home DUR --pattern CONTINENTAL --behind 21")) == "Added C\n"
    behind = sched("teams set C --behind 28")
    assert (behind.code, "the cycle of CONTINENTAL has 28 days" in behind.err) == (3, True)
    assert sched("teams add C --name Crew --home DUR").code == 5
    assert sched("teams add D --name Crew --home NOWHERE").code == 3
    row = next(row for row in sched("teams list --format json").json if row["team_code"] == "C")
    assert (row["time_zone"], row["cycle_offset_days"], row["members"]) == ("Africa/Johannesburg", 21, 0)
    succeed(sched("teams", "set", "C", "--pattern", "", "--behind", "0", "--no-holidays", "--handover", "5"))
    succeed(sched("teams resources C DUR-M1 DUR --from 2026-01-01"))
    twice = sched("teams resources C DUR-M1 --from 2026-06-01")
    assert (twice.code, "works on DUR-M1 from 2026-01-01 on already" in twice.err) == (5, True)
    succeed(sched("teams resources C DUR --stop --to 2026-12-31"))
    shown = sched("teams resources C --format json").json
    assert [(row["resource_code"], row["end_date"]) for row in shown] == [("DUR", "2026-12-31"), ("DUR-M1", None)]


def test_qualifications(sched: Cli) -> None:
    succeed(sched("qualifications add 007 NYC --level advanced --from 2026-01-01 --to 2027-06-30"))
    twice = sched("qualifications add 007 NYC --from 2027-01-01")
    assert (twice.code, "is qualified for NYC from 2026-01-01 to 2027-06-30 already" in twice.err) == (3, True)
    assert "from 2027-07-01 to 2029-06-30" in succeed(sched("qualifications renew 007 NYC --to 2029-06-30"))
    backwards = sched("qualifications add 42 NYC --from 2027-01-01 --to 2026-12-31")
    assert (backwards.code, "ends before it begins" in backwards.err) == (3, True)
    assert "007,NYC,2027-07-01,2029-06-30,advanced" in lines(sched("qualifications export"))
    forever = sched("qualifications renew 00042 DUR")
    assert (forever.code, "does not expire" in forever.err) == (5, True)
    assert sched("qualifications renew X-1 DUR-M1").code == 4

    succeed(sched("qualifications withdraw 007 NYC --last 2028-06-30"))
    assert "007,NYC,2027-07-01,2028-06-30,advanced" in lines(sched("qualifications export"))
    succeed(sched("qualifications withdraw 42 DUR-M1"))
    assert not [line for line in lines(sched("qualifications export")) if line.startswith("42,")]
    assert sched("qualifications withdraw 42 DUR-M1").code == 5


def test_what_expires_is_listed_until_it_is_renewed(sched: Cli) -> None:
    soon, later = "2026-12-20", "2028-01-04"
    succeed(sched(f"qualifications add X-1 DUR --from 2026-01-01 --to {soon}"))
    listed = sched("qualifications list --expiring 30 --format json").json
    assert [(row["employee_number"], row["resource_code"], row["expiry_date"]) for row in listed] == [
        ("X-1", "DUR", soon)
    ]
    assert listed[0]["days_left"] == 20
    succeed(sched(f"qualifications renew X-1 DUR --to {later}"))
    assert sched("qualifications list --expiring 30 --format json").json == []


def test_absences(sched: Cli) -> None:
    first = succeed(sched("absences add 42 2027-02-01 2027-02-05 --kind sick --requested"))
    number = first.split()[1].removesuffix(":")
    assert "from 2027-02-01 to 2027-02-05, requested" in first
    overlap = sched("absences add 42 2027-02-05")
    assert (overlap.code, "is absent from 2027-02-01 to 2027-02-05 already" in overlap.err) == (5, True)
    succeed(sched("absences", "add", "42", "2027-02-08 10:00", "2027-02-08 12:15"))
    for start, end in (("2027-03-02", "2027-03-01"), ("soon", None), ("2027-03-01", "2027-03-02 10:00")):
        refused = sched("absences", "add", "42", start, *([end] if end else []))
        assert refused.code == 3, (start, end)
    assert f"Absence {number} is approved\n" == succeed(sched(f"absences approve {number}"))
    listed = sched("absences list --employee 42 --all --format json").json
    assert [(row["starts"], row["ends"], row["absence_status"]) for row in listed] == [
        ("2027-01-04", "2027-01-04", "approved"),
        ("2027-02-01", "2027-02-05", "approved"),
        ("2027-02-08 10:00", "2027-02-08 12:15", "approved"),
    ]
    succeed(sched(f"absences cancel {number}"))
    assert "already" in succeed(sched(f"absences cancel {number}"))
    succeed(sched("absences add 42 2027-02-05"))
    assert sched("absences cancel 4711").code == 4
    assert "sick" in succeed(sched("absences list --employee 42 --all --with-kinds"))
