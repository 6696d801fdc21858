"""`sched requirements`: single ones, and files of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import load_workbook

from support import Result
from support.people_files import write_files

Cli = Callable[..., Result]
FILE = """\
resource_code,start_date,end_date,per,shift_code,head_count,min_level,position_code,machines_per_person
DUR,2027-01-01,,machine,,1,basic,,
DUR,2027-01-01,2027-12-31,resource,N,2,,OP,
DUR-M1,2027-01-01,,,,1,,,3
"""


@pytest.fixture(scope="module")
def shared_url(fresh_database: Callable[[], str]) -> str:
    """The address of a migrated database for this file alone."""
    return fresh_database()


@pytest.fixture
def sched(cli: Cli, shared_url: str, tmp_path: Path) -> Cli:
    """Run `sched` on a small plant with its people."""
    with psycopg.connect(shared_url) as connection:
        connection.execute("truncate sched.resources, sched.emp_departments, sched.emp_teams restart identity cascade")
        connection.execute("select sched_engine.enable_workforce()")

    def run(*words: str, **options: Any) -> Result:
        return cli(*words, **{"url": shared_url, **options})

    paths = write_files(tmp_path)
    for words in (("resources", "import", str(paths["plant"])), ("teams", "import", str(paths["teams"]))):
        succeed(run(*words))
    succeed(run("employees", "import", str(paths["employees"])))
    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of requirements."""
    path = tmp_path / "requirements.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def succeed(done: Result) -> str:
    """What was said, when it went well."""
    assert done.code == 0, done.out + done.err
    return done.out


def listed(sched: Cli, *words: str) -> list[tuple[Any, ...]]:
    """What the list says, without ids."""
    rows = sched("requirements", "list", "--format", "json", *words).json
    return [tuple(value for key, value in row.items() if key != "id") for row in rows]


def test_one_by_one(sched: Cli) -> None:
    said = succeed(sched("requirements", "add", "DUR", "2", "--from", "2027-01-01"))
    assert said.startswith("Requirement ")
    assert said.endswith(": 2 people at DUR, for each machine, from 2027-01-01\n")
    words = ("--per", "resource", "--shift", "N", "--level", "expert", "--position", "OP", "--to", "2099-12-31")
    succeed(sched("requirements", "add", "DUR-M1", "1", *words, "--from", "2027-01-01"))
    assert listed(sched) == [
        ("DUR", 2, "machine", 1, None, None, None, "2027-01-01", None),
        ("DUR-M1", 1, "resource", 1, "N", "expert", "OP", "2027-01-01", "2099-12-31"),
    ]
    assert [row[0] for row in listed(sched, "--below", "DUR-M1")] == ["DUR-M1"]
    assert [row[0] for row in listed(sched, "--of", "DUR-M1")] == ["DUR", "DUR-M1"]
    assert listed(sched, "--of", "NYC-M1") == []
    first, second = (row["id"] for row in sched("requirements", "list", "--format", "json").json)
    succeed(sched("requirements", "set", str(first), "--people", "3", "--machines-each", "4", "--to", "2098-06-30"))
    assert listed(sched)[0] == ("DUR", 3, "machine", 4, None, None, None, "2027-01-01", "2098-06-30")
    succeed(sched("requirements", "set", str(first), "--to", ""))
    assert listed(sched)[0][-1] is None
    assert succeed(sched("requirements", "remove", str(first), str(second))) == "Removed 2 requirements\n"
    assert listed(sched) == []


def test_what_is_refused(sched: Cli) -> None:
    succeed(sched("requirements", "add", "DUR", "2", "--from", "2027-01-01"))
    for words, code, *says in (
        (
            ("add", "DUR", "1", "--from", "2028-01-01"),
            5,
            "DUR needs 2 people (for each machine) from 2027-01-01 on already",
        ),
        (("add", "DRU", "1"), 4, "DRU"),
        (("add", "DUR", "1", "--position", "OPP"), 4, "OPP"),
        (("add", "DUR", "0"), 2),
        (("add", "DUR", "1", "--per", "resource", "--machines-each", "2"), 3, "per = machine"),
        (("add", "NYC", "1", "--from", "2027-02-01", "--to", "2027-01-01"), 3, "before it begins"),
        (("set", "999999", "--people", "1"), 4, "There is no requirement 999999"),
        (("remove", "999999"), 4, "There is no requirement 999999"),
    ):
        done = sched("requirements", *words)
        assert done.code == code, (words, done.err)
        for part in says:
            assert part in done.err
    assert len(listed(sched)) == 1


def test_a_file_comes_in_and_goes_out(sched: Cli, file: Path, tmp_path: Path) -> None:
    counts = sched("requirements", "import", str(file), "--format", "json").json
    assert [(row["sheet"], row["inserted"]) for row in counts] == [("requirements", 3)]
    for name in ("out.csv", "out.xlsx"):
        path = tmp_path / name
        assert "Exported 3 requirements" in succeed(sched("requirements", "export", str(path)))
        again = sched("requirements", "import", str(path), "--format", "json").json
        assert [(row["inserted"], row["updated"], row["unchanged"]) for row in again] == [(0, 0, 3)]
    out = csv.DictReader(io.StringIO(succeed(sched("requirements", "export"))))
    assert {(row["resource_code"], row["per"], row["machines_per_person"]) for row in out} == {
        ("DUR-M1", "machine", "3"), ("DUR", "machine", "1"), ("DUR", "resource", "1"),
    }  # fmt: skip
    file.write_text(FILE.replace(",N,2,", ",N,5,"), encoding="utf-8")
    shown = succeed(sched("requirements", "import", str(file), "--dry-run"))
    assert "head_count" in shown
    assert "1 updated" in succeed(sched("requirements", "import", str(file), "--yes"))
    # Everything about people has them too.
    book = tmp_path / "people.xlsx"
    assert "3 requirements" in succeed(sched("workforce", "export", str(book)))
    assert load_workbook(book)["Requirements"].max_row == 4


def test_all_or_nothing_with_every_cell_named(sched: Cli, file: Path) -> None:
    bad = "DRU,2027-01-01,,machine,,1,,,\nDUR,2027-01-01,,all,,1,,,\nDUR,2027-01-01,,machine,,none,,,\n"
    file.write_text(FILE + bad + "DUR,2027-02-01,,machine,,1,basic,,\n", encoding="utf-8")
    done = sched("requirements", "import", str(file), "--format", "json")
    assert done.code == 3
    assert [(row["line"], row["column_name"]) for row in done.json] == [
        (5, "resource_code"), (6, "per"), (7, "head_count"), (8, "start_date"),
    ]  # fmt: skip
    assert listed(sched) == []


def test_a_template_can_be_filled_in(sched: Cli, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    succeed(sched("requirements", "template", str(path)))
    book = load_workbook(path)
    heads = [cell.value for cell in book["Requirements"][1]]
    assert heads[:2] == ["resource_code", "start_date"]
    assert set(heads) == set(FILE.splitlines()[0].split(","))
    sheet = book["Requirements"]
    for column, value in zip("ABF", ("DUR", "2027-01-01", "1"), strict=True):
        sheet[f"{column}2"] = value
    book.save(path)
    assert "1 added" in succeed(sched("requirements", "import", str(path)))


def test_while_the_workforce_is_off(sched: Cli, shared_url: str) -> None:
    with psycopg.connect(shared_url) as connection:
        connection.execute("select sched_engine.disable_workforce()")
    done = sched("requirements", "list")
    assert done.code == 3
    assert "sched workforce enable" in done.err
