"""`sched rules`: sets and rules of one's own, by options and files, and where rosters break them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from support import Result, people_files
from support.forks import Forks

Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str], forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with a small plant, its people and rosters of 2027 until April."""
    return people_files.rostered(fresh_database(), forks, tmp_path_factory.mktemp("people"))


@pytest.fixture
def sched(cli: Cli, url: str) -> Iterator[Cli]:
    """Run `sched rules` there; afterwards the rules are those that ship, and off."""

    def run(*words: str, **options: Any) -> Result:
        return cli("rules", *words, **{"url": url, **options})

    yield run
    with psycopg.connect(url) as connection:
        connection.execute("delete from sched.emp_work_rules where rule_set is null")
        connection.execute("update sched.emp_work_rules set is_active = false")


def succeed(done: Result) -> str:
    """What was said, when it went well."""
    assert done.code == 0, done.out + done.err
    return done.out


def refused(done: Result, code: int, *says: str) -> None:
    """That it ended with this exit code, and said this in one line, without anything of the inside."""
    assert done.code == code, done.out + done.err
    assert done.out == "" and done.err.count("\n") == 1
    for part in says:
        assert part in done.err


def test_a_set_is_switched_on_and_off(sched: Cli) -> None:
    said = succeed(sched("list", "EU")).splitlines()
    assert len(said) == 5
    assert said[1].split()[:8] == ["EU", "EU_DAILY_REST", "daily", "rest", "≥", "11", "h,", "in"]
    assert "on average over 119 days, night 23:00-06:00" in said[2]
    assert succeed(sched("list", "--active")) == succeed(sched("list", "EU", "--active")) == "There are none.\n"
    on = succeed(sched("enable", "EU"))
    assert on.startswith("Switched on: EU_DAILY_REST, EU_NIGHT_WORK, EU_WEEKLY_HOURS, EU_WEEKLY_REST\n")
    assert succeed(sched("enable", "EU")) == "EU is on already\n"
    rows = sched("list", "--active", "--format", "json").json
    assert {(row["rule_set"], row["is_active"]) for row in rows} == {("EU", True)}
    assert succeed(sched("disable", "EU_DAILY_REST")) == "Switched off: EU_DAILY_REST\n"
    assert succeed(sched("disable", "EU")) == "Switched off: EU_NIGHT_WORK, EU_WEEKLY_HOURS, EU_WEEKLY_REST\n"
    assert succeed(sched("disable", "EU")) == "EU is off already\n"


@pytest.mark.parametrize("words", [["list"], ["enable"], ["disable"], ["export", "--set"]])
def test_a_code_that_there_is_not(sched: Cli, words: list[str]) -> None:
    refused(sched(*words, "NOPE"), 4, "There is no set of rules and no rule with the code", "NOPE")


def test_where_rosters_break_them(sched: Cli) -> None:
    quiet = sched("breaches", "--from", "2027-01-01")
    assert (quiet.out, "No rule is on" in quiet.err) == ("There are none.\n", True)
    succeed(sched("enable", "EU"))
    succeed(sched("set", "EU_WEEKLY_REST", "--average", "none"))
    period = ("--from", "2027-01-01", "--to", "2027-02-01")
    said = succeed(sched("breaches", *period)).splitlines()
    assert said[1].split() == [
        "00042", "EU_WEEKLY_REST", "refuse", "2027-01-06", "06:00", "2027-01-14", "06:00", "23.75", "35.00",
    ]  # fmt: skip
    assert len(said) == 7
    rows = sched("breaches", *period, "--employee", "42", "--format", "json").json
    assert [(row["employee_number"], row["measured"], row["limit_value"]) for row in rows] == [("42", 23.75, 35)] * 3
    assert rows[0]["breach_start"].startswith("2027-01-06T04:00:00")
    assert len(sched("breaches", *period, "--team", "A", "--format", "json").json) == 6
    assert succeed(sched("breaches", *period, "--team", "B")) == "There are none.\n"
    cut = sched("breaches", *period, "--limit", "1")
    assert "there are more" in cut.err and len(cut.out.splitlines()) == 2
    refused(sched("breaches", "--from", "2027-02-01", "--to", "2027-01-01"), 3, "ends (2027-01-01) before", "SC004")
    refused(sched("breaches", "--from", "tomorrow"), 3, '"tomorrow" is not a date. Write it as 2026-12-31')
    refused(sched("breaches", "--employee", "99"), 4, "There is no employee with the number '99'", "SC021")
    refused(sched("breaches", "--team", "ZZ"), 4, "There is no team with the code 'ZZ'", "SC021")


def test_a_rule_of_ones_own(sched: Cli) -> None:
    words = ("--measure", "daily_rest", "--limit", "11", "--window", "24", "--severity", "refuse", "--active")
    assert succeed(sched("set", "OWN", *words, "--area", "DUR", "--position", "OP")) == "Rule OWN: added\n"
    assert succeed(sched("set", "OWN", "--limit", "11")) == "Rule OWN: as it was\n"
    assert succeed(sched("set", "OWN", "--limit", "11.5", "--position", "none")) == "Rule OWN: changed\n"
    assert "daily rest ≥ 11.5 h, in 24 h" in succeed(sched("list", "OWN"))
    (row,) = sched("list", "OWN", "--format", "json").json
    assert (row["resource_code"], row["position_code"], row["severity"]) == ("DUR", None, "refuse")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["NEW"], 3, ["The work rule has no rule_measure and no limit_value", "SC016"]),
        (["OWN", "--window", "x"], 3, ['sched: window_hours cannot be "x". Give a number']),
        (["OWN", "--night", "23"], 2, ["write the night as 23:00-06:00"]),
        (["OWN", "--night", "23:00-99:00"], 3, ['night_end cannot be "99:00". Write a time as 23:00']),
        (["OWN", "--fixed", "someday"], 3, ['anchor_date cannot be "someday". Write a date as 2026-12-31']),
        (["OWN", "--to", "someday"], 3, ['end_date cannot be "someday"']),
        (["OWN", "--from", "someday"], 3, ['"someday" is not a date']),
        (["OWN", "--area", "NOWHERE"], 4, ["There is no resource with the code 'NOWHERE'", "SC001"]),
        (["OWN", "--position", "NONE"], 4, ["There is no position with the code 'NONE'", "SC021"]),
        (["OWN", "--limit", "-3"], 3, ["The limit -3.00 is below 0", "SC027"]),
        (["OWN", "--average", "3"], 3, ["daily_rest has no average", "SC027"]),
        (["OWN", "--severity", "loud"], 2, ["'note', 'warn', 'refuse'"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_a_rule_cannot_be(sched: Cli, words: list[str], code: int, says: list[str]) -> None:
    succeed(sched("set", "OWN", "--measure", "daily_rest", "--limit", "11", "--window", "24"))
    done = sched("set", *words)
    refused(done, code, *says)
    assert "Row " not in done.err
    assert [row["limit_value"] for row in sched("list", "OWN", "--format", "json").json] == [11]


def test_files(sched: Cli, tmp_path: Path) -> None:
    path = tmp_path / "rules.csv"
    succeed(sched("set", "OWN", "--measure", "notice", "--limit", "24"))
    assert succeed(sched("export", str(path))) == f"Exported 20 rules to {path}\n"
    assert succeed(sched("import", str(path))) == f"Rules: 0 added, 0 changed, 20 unchanged. From: {path}\n"
    text = succeed(sched("export", "--set", "OWN"))
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["rule_measure"], row["limit_value"], row["is_active"]) == ("notice", "24.00", "false")
    path.write_text("rule_code,limit_value\nOWN,12\nOWN2,5\n", encoding="utf-8")
    refused(sched("import", str(path)), 3, "Row 2, OWN2: The work rule has no rule_measure", "SC016")
    path.write_text("rule_code,limit_value\nOWN,12\n", encoding="utf-8")
    assert succeed(sched("import", str(path), "--dry-run")).startswith("Nothing was written. Rules: 0 added, 1 changed")
    assert "≥ 24 h" in succeed(sched("list", "OWN"))
    succeed(sched("import", str(path)))
    assert "≥ 12 h" in succeed(sched("list", "OWN"))


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (None, 4, ["cannot be read: No such file or directory"]),
        ("", 3, ["has no column rule_code"]),
        ("rule_code,team\nA,B\n", 3, ["has an unknown column team"]),
        ("rule_code,rule_measure\nA,daily_rest\nB,nonsense\n", 3, ["Row 1, A: The work rule has no limit_value"]),
        ("rule_code,rule_measure,limit_value\nA,daily_rest,1\nB,nonsense,2\n", 3,
         ['Row 2, B: rule_measure cannot be "nonsense". Give one of daily_rest, weekly_rest,']),
        ("rule_code,limit_value\nOWN,8,5\n", 3, ["Line 2 of the file", "more cells than the heading"]),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong(sched: Cli, tmp_path: Path, text: str | None, code: int, says: list[str]) -> None:
    path = tmp_path / "rules.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    refused(sched("import", str(path)), code, *says)
    assert len(sched("list", "--format", "json").json) == 19


@pytest.mark.parametrize("words", ["list", "breaches", "enable EU", "disable EU", "set X --limit 1", "export"])
def test_while_the_workforce_is_off(cli: Cli, database_url: str, words: str) -> None:
    refused(
        cli("rules", *words.split(), url=database_url), 3, "The workforce is switched off", "sched workforce enable"
    )
