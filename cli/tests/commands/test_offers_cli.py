"""`sched roster offer` and its like, and `sched optimize`: shifts that somebody else works, suggested or offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from support import MOMENT, Result, people_files
from support.forks import Forks

Cli = Callable[..., Result]
# Two people are needed in Durban; on the first date nobody is there, on the second there are.
SUGGESTED = """
    select sched_engine.generate(null, '2027-02-01', '2027-02-14');
    update sched.emp_optimizations
    set state = 'completed', started_at = now(), finished_at = now(), cost = 10, bound = 9
    where id = %(run)s;
    insert into sched.emp_requirements (resource_id, per, head_count, start_date)
    values (sched_engine.resource_id('DUR'), 'resource', 2, '2027-01-01');
    insert into sched.emp_suggestions
    (optimization_id, employee_id, requirement_id, resource_id, schedule_date, start_time, end_time, shift_code, reason)
    select %(run)s, sched_engine.employee_id(s.number), q.id, q.resource_id, s.day, s.day + time '04:00Z',
        s.day + time '12:00Z', 'D', 'Closes a gap of 8 h.'
    from sched.emp_requirements as q
    cross join (values ('42', date '2027-02-02'), ('00042', date '2027-02-02'), ('X-1', date '2027-02-03'))
    as s (number, day);
"""
OPEN = ("offer-open", "DUR", "2027-02-06 06:00", "2027-02-06 14:00")


@pytest.fixture(scope="module")
def url(fresh_database: Callable[..., str], forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with a small plant, its people and rosters of 2027 until April: 42 and 00042 work from 2027-02-03 to
    2027-02-07, 007 has left and X-1 has no team."""
    return people_files.rostered(fresh_database(at=MOMENT), forks, tmp_path_factory.mktemp("people"))


@pytest.fixture
def sched(cli: Cli, url: str) -> Iterator[Cli]:
    """Run `sched roster` there; afterwards nothing is offered, changed or required."""

    def run(*words: str, **options: Any) -> Result:
        return cli("roster", *words, **{"url": url, **options})

    yield run
    with psycopg.connect(url) as connection:
        connection.execute("truncate sched.emp_shift_offers, sched.emp_suggestions restart identity")
        for table in ("emp_roster_changes", "emp_optimizations", "emp_requirements"):
            connection.execute(f"delete from sched.{table}".encode())
        connection.execute("delete from sched.emp_work_rules where rule_set is null")


def succeed(done: Result) -> str:
    """What was said, when it went well."""
    assert done.code == 0, done.out + done.err
    return done.out


def refused(done: Result, code: int, *says: str) -> None:
    """That it ended with this exit code, and said this in one line."""
    assert done.code == code, done.out + done.err
    assert done.out == "" and done.err.count("\n") == 1
    for part in says:
        assert part in done.err


def test_the_way_of_an_offer(sched: Cli) -> None:
    assert succeed(sched("offers")) == "Nothing is on offer.\n"
    assert sched("offers", "--format", "json").json == []
    assert succeed(sched("offer", "42", "2027-02-03")) == "Offer 1: the shift of 42 on 2027-02-03\n"
    heads, line = succeed(sched("offers")).splitlines()
    assert heads.split()[:4] == ["offer", "of", "where", "date"]
    assert line.split() == [
        "1",
        "42",
        "DUR",
        "2027-02-03",
        "D",
        "2027-02-03",
        "06:00",
        "2027-02-03",
        "14:15",
        "proposed",
    ]
    assert succeed(sched("take", "1", "X-1")) == "Offer 1: taken by X-1; it waits for: sched roster approve 1\n"
    assert succeed(sched("approve", "1", "--refuse")) == "Offer 1 is on offer again\n"
    refused(sched("approve", "1"), 5, "Nobody has taken the shift of offer 1 yet", "SC028")
    succeed(sched("take", "1", "X-1"))
    assert [(row["offer_status"], row["taken_by"]) for row in sched("offers", "--format", "json").json] == [
        ("accepted", "X-1")
    ]
    assert succeed(sched("approve", "1")) == "Offer 1 is approved\n"
    assert "worked by X-1" in succeed(sched("changes"))
    refused(sched("approve", "1"), 5, "The shift of offer 1 is in the rosters already", "SC028")
    refused(sched("withdraw", "1"), 5, "in the rosters. Cancel the change of the roster instead", "SC028")
    assert succeed(sched("offers")) == "Nothing is on offer.\n"
    assert "approved" in succeed(sched("offers", "--all"))


def test_an_offer_to_one_is_withdrawn(sched: Cli) -> None:
    assert succeed(sched("offer", "42", "2027-02-04", "--to", "X-1")).endswith("on 2027-02-04 to X-1\n")
    assert "for X-1" in succeed(sched("offers"))
    refused(
        sched("take", "1", "00042"), 5, "Offer 1 is for somebody else. List what can be taken with: sched roster offers"
    )
    assert succeed(sched("withdraw", "1")) == "Offer 1 is withdrawn\n"
    assert succeed(sched("withdraw", "1")) == "Offer 1 is withdrawn already\n"
    refused(sched("take", "1", "X-1"), 5, "Offer 1 was withdrawn", "SC028")


def test_an_open_shift(sched: Cli) -> None:
    said = succeed(sched(*OPEN, "--shift", "EX", "--level", "basic", "--position", "FIT"))
    assert said == "Offer 1: DUR from 2027-02-06 06:00 to 2027-02-06 14:00\n"
    assert "basic, FIT" in succeed(sched("offers"))
    refused(sched("take", "1", "X-1"), 5, "does not have the position that offer 1 asks for")
    succeed(sched(*OPEN))
    refused(sched("take", "2", "X-1", "--return", "2027-02-08"), 5, "is nobody's shift yet", "SC028")
    succeed(sched("take", "2", "X-1"))
    cut = sched("offers", "--limit", "1")
    assert cut.err == "Shown: 1 offers; there are more. To see more: --limit 10\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["offer", "42", "2027-02-03"], 5, ["is on offer already", "sched roster offers", "SC028"]),
        (["offer", "42", "2027-02-30"], 3, ['"2027-02-30" is not a date. Write it as 2026-12-31']),
        (["offer", "99", "2027-02-04"], 4, ["There is no employee with the number '99'", "SC021"]),
        (["offer", "42", "2027-02-04", "--to", "99"], 4, ["There is no employee with the number '99'", "SC021"]),
        (["offer", "42", "2027-02-04", "--to", "42"], 5, ["cannot offer a shift to themselves", "SC028"]),
        (["offer", "X-1", "2027-02-04"], 5, ["has no shift of their own on 2027-02-04", "SC028"]),
        (["offer", "42", "2026-02-04"], 5, ["The shift of employee 42 on 2026-02-04 has begun", "SC028"]),
        (["take", "1", "42"], 5, ["Employee 42 cannot take their own shift", "SC028"]),
        (["take", "1", "00042"], 5, ["Employee 00042 is not free at the time of offer 1", "SC028"]),
        (["take", "1", "007"], 5, ["Employee 007 is not employed on 2027-02-03", "SC028"]),
        (["take", "1", "99"], 4, ["There is no employee with the number '99'", "SC021"]),
        (["take", "99", "X-1"], 4, ["There is no offer 99. List them with: sched roster offers", "SC001"]),
        (["take", "1", "X-1", "--return", "2027-02-08"], 5, ["has no shift of their own on 2027-02-08", "SC028"]),
        (["take", "1", "X-1", "--return", "x"], 3, ['"x" is not a date']),
        (["take", "one", "X-1"], 2, ["OFFER", "integer"]),
        (["approve", "99"], 4, ["There is no offer 99", "SC001"]),
        (["withdraw", "99"], 4, ["There is no offer 99", "SC001"]),
        (["offer-open", "DUR", "2027-02-06 06:00", "2027-02-06 05:00"], 3, ["ends after it begins", "SC023"]),
        (["offer-open", "DUR", "2027-02-06 06:00", "2027-02-07 06:01"], 3, ["within 24 hours", "SC023"]),
        (["offer-open", "DUR", "2027-02-06", "2027-02-06 05:00"], 3, ['"2027-02-06" is not a time', "SC004"]),
        (["offer-open", "DUR", "2020-02-06 06:00", "2020-02-06 14:00"], 5, ["has begun", "SC028"]),
        (["offer-open", "NOWHERE", *OPEN[2:]], 4, ["There is no resource with the code 'NOWHERE'", "SC001"]),
        ([*OPEN, "--position", "NOPE"], 4, ["There is no position with the code 'NOPE'", "SC021"]),
        ([*OPEN, "--shift", "A B"], 3, ["too long or has a space", "SC023"]),
        ([*OPEN, "--on", "2028-01-01"], 3, ["cannot count for 2028-01-01: it begins on 2027-02-06", "SC023"]),
        (["offers", "--limit", "0"], 2, ["--limit"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_is_refused(sched: Cli, words: list[str], code: int, says: list[str]) -> None:
    succeed(sched("offer", "42", "2027-02-03"))
    refused(sched(*words), code, *says)
    assert [row["offer_status"] for row in sched("offers", "--all", "--format", "json").json] == ["proposed"]


def test_a_rule_stands_in_the_way_or_is_told_of(sched: Cli, cli: Cli, url: str) -> None:
    rule = ("--measure", "working_hours", "--limit", "1", "--window", "168", "--active")
    succeed(cli("rules", "set", "HOURS", *rule, "--severity", "refuse", url=url))
    succeed(sched("offer", "42", "2027-02-03"))
    refused(sched("take", "1", "X-1"), 5, "would break the rule HOURS: 8.25 h of working hours", "SC026")
    succeed(cli("rules", "set", "HOURS", "--severity", "warn", url=url))
    succeed(sched("take", "1", "X-1"))
    done = sched("approve", "1")
    assert (succeed(done), "Warning: The roster of employee X-1 would break" in done.err) == (
        "Offer 1 is approved\n",
        True,
    )


def test_the_way_of_a_suggestion(sched: Cli, cli: Cli, url: str) -> None:
    def optimize(*words: str) -> Result:
        return cli("optimize", *words, url=url)

    assert succeed(optimize("list")) == "No runs of the optimizer.\n"
    queued = optimize("DUR", "--from", "2027-02-01", "--to", "2027-02-07", "--no-wait")
    assert (queued.code, queued.out) == (0, "")
    run = queued.err.split()[1]
    assert queued.err == f"Run {run} of the optimizer is queued\n"
    assert "No suggestions." in succeed(optimize("show", run))
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in SUGGESTED.split(";\n")[:-1]:
            connection.execute(statement.replace("%(run)s", run).encode())
        while connection.execute("select * from sched_engine.refresh_next_coverage()").fetchone():
            pass
    shown = succeed(optimize("show", run))
    assert f"Run {run}: DUR, 2027-02-01 to 2027-02-07, completed, at most 10.0% from the best" in shown
    assert f"To accept them: sched optimize accept {run}" in shown
    assert [row["status"] for row in optimize("show", run, "--format", "json").json] == ["open"] * 3
    assert succeed(optimize("reject", run, "2")) == "1 suggestion rejected\n"
    refused(optimize("reject", run, "2"), 5, "Suggestion 2 is rejected already", "SC050")
    refused(optimize("accept", run, "5"), 4, f"Run {run} of the optimizer has no suggestion 5", "SC001")
    done = optimize("accept", run)
    assert (done.code, done.out) == (5, "1 suggestion accepted\n")
    assert "1 suggestion no longer fitted: 3: " in done.err and ".." not in done.err and ".;" not in done.err
    refused(optimize("cancel", run), 5, f"Run {run} of the optimizer has completed already", "SC015")
    (extra,) = sched("changes", "--format", "json").json
    assert (extra["employee_number"], extra["change_kind"], extra["schedule_date"]) == ("42", "extra", "2027-02-02")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("DUR --from 2027-02-01 --to 2027-01-07 --no-wait", 3, ["ends (2027-01-07) before", "SC004"]),
        ("DUR --from 2027-02-01 --to 2027-12-07 --no-wait", 3, ["is longer than 92 days", "SC004"]),
        ("NOWHERE --from 2027-02-01 --to 2027-02-07", 4, ["There is no resource with the code 'NOWHERE'", "SC001"]),
        ("run DUR --from x --to 2027-02-07", 3, ['"x" is not a date']),
        ("DUR --from 2027-02-01", 2, ["Missing option '--to'"]),
        ("DUR --from 2027-02-01 --to 2027-02-07 --seconds 0", 2, ["--seconds"]),
        ("show 99", 4, ["There is no run 99 of the optimizer", "SC001"]),
        ("accept 99", 4, ["There is no run 99 of the optimizer", "SC001"]),
        ("reject 99", 4, ["There is no run 99 of the optimizer", "SC001"]),
        ("cancel 99", 4, ["There is no run 99 of the optimizer", "SC001"]),
    ],
)
def test_what_the_optimizer_refuses(cli: Cli, url: str, words: str, code: int, says: list[str]) -> None:
    refused(cli("optimize", *words.split(), url=url), code, *says)


@pytest.mark.parametrize(
    "words",
    ["roster offers", "roster offer 42 2027-02-03", "roster take 1 42", "roster approve 1", "roster withdraw 1",
     "optimize list", "optimize DUR --from 2027-02-01 --to 2027-02-07", "optimize accept 1"],
)  # fmt: skip
def test_while_the_workforce_is_off(cli: Cli, database_url: str, words: str) -> None:
    refused(cli(*words.split(), url=database_url), 3, "The workforce is switched off", "sched workforce enable")
