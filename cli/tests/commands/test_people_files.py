"""Files of people: in and out without loss, all or nothing, every bad row named."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import Workbook, load_workbook

from equipment_scheduling.files.importing import TITLES
from equipment_scheduling.files.people import EXPLANATIONS
from support import ROOT, Result, environment
from support.people_files import write_files

Cli = Callable[..., Result]
KINDS = [kind for kind in TITLES if kind != "resources"]
EVERYTHING = """
    select md5(string_agg(t.line, ',' order by t.line)) from (
        select to_jsonb(i) - 'id' - 'created_at' - 'updated_at' as line from sched.emp_departments as i
        union all select to_jsonb(i) - 'id' - 'created_at' - 'updated_at' from sched.emp_positions as i
        union all select to_jsonb(i) - 'id' - 'created_at' - 'updated_at' from sched.emp_teams as i
        union all select to_jsonb(i) - 'id' from sched.emp_team_resources as i
        union all select to_jsonb(i) - 'id' - 'created_at' - 'updated_at' from sched.emp_employees as i
        union all select to_jsonb(i) - 'id' from sched.emp_team_assignments as i
        union all select to_jsonb(i) - 'id' - 'created_at' - 'updated_at' from sched.emp_resource_qualifications as i
        union all select to_jsonb(i) - 'id' - 'created_at' - 'updated_at' from sched.emp_absences as i
        union all select to_jsonb(i) - 'id' - 'created_at' - 'updated_at' from sched.emp_requirements as i
    ) as l cross join lateral (select l.line::text) as t (line)
"""


@pytest.fixture(scope="module")
def shared_url(fresh_database: Callable[[], str]) -> str:
    """The address of a migrated database for this file alone."""
    return fresh_database()


@pytest.fixture
def url(shared_url: str) -> str:
    """The same, with the workforce switched on and nobody in it."""
    with psycopg.connect(shared_url) as connection:
        connection.execute("truncate sched.resources, sched.emp_departments, sched.emp_teams restart identity cascade")
        connection.execute("select sched_engine.enable_workforce()")
    return shared_url


@pytest.fixture
def sched(cli: Cli, url: str) -> Cli:
    """Run `sched` on that database."""
    return lambda *words, **options: cli(*words, **{"url": url, **options})


@pytest.fixture
def files(sched: Cli, tmp_path: Path) -> dict[str, Path]:
    """The files of a small plant, which is imported, without its people."""
    paths = write_files(tmp_path)
    succeed(sched("resources", "import", str(paths["plant"])))
    return paths


@pytest.fixture
def people(sched: Cli, files: dict[str, Path]) -> dict[str, Path]:
    """The same, with the people."""
    for kind in ("teams", "employees", "qualifications", "absences"):
        succeed(sched(kind, "import", str(files[kind])))
    return files


def succeed(done: Result) -> str:
    """What was said, when it went well."""
    assert done.code == 0, done.out + done.err
    return done.out


def state(url: str) -> str:
    """A digest of everything that an import can touch."""
    with psycopg.connect(url) as connection:
        row = connection.execute(EVERYTHING).fetchone()
    assert row is not None
    return str(row[0])


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(text)))


def change(path: Path, *changes: tuple[str, str]) -> Path:
    """Replace texts in a file, each of which is there once."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("people")
def test_texts_and_dates_arrive_as_they_are(sched: Cli) -> None:
    listed = sched("employees", "list", "--all", "--format", "json").json
    assert [row["employee_number"] for row in listed] == ["00042", "007", "42", "X-1"]
    names = {row["employee_number"]: (row["first_name"], row["last_name"], row["team_code"]) for row in listed}
    assert names["00042"][:2] == ("Zoë", "Müller-Lüdenscheidt")
    assert names["007"][:2] == ('O\'Neil, "Jim" K.', "-Smith")
    assert names["42"][1] == "=SUM(A1)"
    assert names["X-1"] == ("工場", "長", None)


def test_teams_begin_when_people_are_hired(sched: Cli, people: dict[str, Path]) -> None:
    assert people
    exported = rows(succeed(sched("teams", "export", "--sheet", "memberships")))
    assert [(row["employee_number"], row["team_code"], row["start_date"]) for row in exported] == [
        ("00042", "A", "2026-01-01"),
        ("007", "NIGHT", "2024-06-01"),
        ("42", "B", "2020-01-01"),
    ]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_was_exported_changes_nothing(
    sched: Cli, url: str, people: dict[str, Path], tmp_path: Path, suffix: str
) -> None:
    assert people
    before = state(url)
    for kind in ("teams", "employees", "qualifications", "absences"):
        path = tmp_path / f"out-{kind}.{suffix}"
        succeed(sched(kind, "export", str(path)))
        counts = sched(kind, "import", str(path), "--format", "json")
        assert [(row["inserted"], row["updated"]) for row in counts.json] == [(0, 0)] * len(counts.json)
        assert kind in [row["sheet"] for row in counts.json]
        assert "added" not in succeed(sched(kind, "import", str(path), "--dry-run")).split("From:")[1]
    for sheet in ("memberships", "team_resources"):
        path = tmp_path / f"out-{sheet}.{suffix}"
        succeed(sched("teams", "export", "--sheet", sheet, str(path)))
        if sheet == "memberships":
            succeed(sched("teams", "import", "--sheet", sheet, str(path)))
    assert state(url) == before


def test_a_workbook_brings_everything_to_another_plant(
    sched: Cli, url: str, people: dict[str, Path], tmp_path: Path, fresh_database: Callable[[], str]
) -> None:
    succeed(sched("teams", "resources", "A", "DUR-M1", "--from", "2026-01-01"))
    succeed(sched("teams", "assign", "B", "00042", "--from", "2027-01-01"))
    succeed(sched("teams", "assign", "A", "42", "--stand-in", "--from", "2026-06-01", "--to", "2026-06-30"))
    succeed(sched("requirements", "add", "DUR", "2", "--shift", "N", "--position", "OP", "--from", "2026-01-01"))
    book = tmp_path / "people.xlsx"
    succeed(sched("workforce", "export", str(book), "--with-kinds"))
    other = fresh_database()
    with psycopg.connect(other) as connection:
        connection.execute("select sched_engine.enable_workforce()")
    succeed(sched("resources", "import", str(people["plant"]), url=other))
    succeed(sched("workforce", "import", str(book), url=other))
    again = tmp_path / "again.xlsx"
    succeed(sched("workforce", "export", str(again), "--with-kinds", url=other))
    assert contents(again) == contents(book)
    assert sched("workforce", "import", str(again), "--format", "json").code == 0
    for path in (book, again):
        counts = sched("workforce", "import", str(path), "--format", "json", url=other).json
        assert {(row["inserted"], row["updated"]) for row in counts} == {(0, 0)}


def contents(path: Path) -> dict[str, list[Any]]:
    """The cells of a workbook by sheet."""
    book = load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_kinds_of_absences_are_exported_when_asked_for(sched: Cli, people: dict[str, Path]) -> None:
    assert people
    plain = rows(succeed(sched("absences", "export")))
    assert "absence_kind" not in plain[0]
    with_kinds = rows(succeed(sched("absences", "export", "--with-kinds")))
    assert [row["absence_kind"] for row in with_kinds] == ["vacation", "training", "other", "sick"]
    # The second time that the clock shows half past one has its offset.
    assert with_kinds[3]["start_local"] == "2026-11-01 06:30:00+00"
    assert (with_kinds[1]["start_local"], with_kinds[1]["end_local"]) == ("2027-03-15 10:00", "2027-03-15 12:30")
    listed = sched("absences", "list", "--all", "--format", "json").json
    assert "absence_kind" not in listed[0]


def test_dry_run_shows_what_would_change(sched: Cli, url: str, people: dict[str, Path]) -> None:
    before = state(url)
    path = change(
        people["employees"],
        ("zoe@example.org", "z@example.org"),
        ("2030-12-31;yes;B;;", "2030-12-31;yes;A;2026-05-01;"),
        ("007;", "008;"),
    )
    shown = succeed(sched("employees", "import", str(path), "--dry-run"))
    assert "Nothing was written yet" in shown
    for words in (
        ("employees", "00042", "replaced", "email", "zoe@example.org", "z@example.org"),
        ("employees", "008", "added"),
        ("memberships", "42 A 2026-05-01", "added"),
        ("memberships", "42 B 2020-01-01", "set", "end_date", "2026-04-30"),
    ):
        assert any(all(word in line for word in words) for line in shown.splitlines()), (words, shown)
    assert state(url) == before


def test_departments_and_positions_are_added_by_their_names(sched: Cli, files: dict[str, Path]) -> None:
    succeed(sched("teams", "import", str(files["teams"])))
    path = change(files["employees"], ("PROD;Production;", "PROD;;"))
    refused = sched("employees", "import", str(path), "--format", "json")
    assert refused.code == 3
    assert {(row["line"], row["column_name"], row["message"]) for row in refused.json} == {
        (2, "department_code", "There is no such department."),
        (3, "department_code", "There is no such department."),
    }
    assert "department_name" in refused.json[0]["remedy"]
    succeed(sched("employees", "import", str(change(path, ("PROD;;OP;Operator", "PROD;Works;OP;Operator")))))
    positions = rows(succeed(sched("employees", "export", "--sheet", "positions")))
    assert [(row["position_code"], row["department_code"]) for row in positions] == [("FIT", "MAINT"), ("OP", "PROD")]
    succeed(sched("employees", "import", str(change(path, ("PROD;Works;", "PROD;Production;")))))
    departments = rows(succeed(sched("employees", "export", "--sheet", "departments")))
    assert departments[1]["department_name"] == "Production"


def test_a_person_is_asked_before_something_is_replaced(sched: Cli, url: str, people: dict[str, Path]) -> None:
    path = change(people["employees"], ("zoe@example.org", "z@example.org"))

    def typed(answer: str) -> tuple[int, str]:
        outer, inner = pty.openpty()
        command = [sys.executable, "-m", "equipment_scheduling", "employees", "import", str(path)]
        program = subprocess.Popen(
            command, env=environment({"DATABASE_URL": url}), cwd=ROOT, stdin=inner, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        os.write(outer, f"{answer}\n".encode())
        out, _ = program.communicate(timeout=60)
        os.close(outer)
        os.close(inner)
        return program.returncode, out.decode()

    before = state(url)
    code, out = typed("n")
    assert (code, "This replaces what is known of 1 entry" in out) == (1, True)
    assert state(url) == before
    code, out = typed("y")
    assert (code, "Employees: 0 added, 1 updated, 3 unchanged." in out) == (0, True)
    succeed(sched("employees", "import", str(path)))


WRONG = """\
employee_number,first_name,last_name,email,department_code,position_code,hire_date,termination_date,is_active,team_code,team_start_date
1,Ann,,ann,PROD,OP,31.12.2026,,maybe,A,
2,Bob,B,,PRDO,OP,2026-01-01,2025-01-01,,,2026-01-01
2,Bob,B,,PROD,OP,2026-01-01,,,AA,
,No,Number,,PROD,OP,2026-01-01,,,,
"""


def test_every_wrong_cell_is_named(sched: Cli, url: str, people: dict[str, Path], tmp_path: Path) -> None:
    before = state(url)
    path = tmp_path / "wrong.csv"
    path.write_text(WRONG, encoding="utf-8")
    refused = sched("employees", "import", str(path), "--format", "json")
    assert refused.code == 3
    assert refused.err.endswith("10 problems. Correct the file and import it again.\n")
    found = [(row["line"], row["column_name"], row["value"]) for row in refused.json]
    assert {(line, column) for line, column, _ in found} == {
        (2, "last_name"), (2, "email"), (2, "hire_date"), (2, "is_active"), (3, "department_code"),
        (3, "termination_date"), (3, "team_start_date"), (4, "employee_number"), (4, "team_code"),
        (5, "employee_number"),
    }  # fmt: skip
    assert all(row["message"] and row["remedy"] for row in refused.json)
    near = next(row for row in refused.json if row["column_name"] == "department_code")
    assert "PROD" in near["remedy"]
    assert state(url) == before
    assert people


CONTRADICTIONS = {
    "memberships": (
        "employee_number,team_code,start_date,end_date,is_primary\n"
        "00042,B,2026-06-01,,true\n"  # is in A since January
        "42,B,2027-01-01,2026-01-01,true\n"
        "X-1,A,2026-01-01,2026-06-30,\nX-1,B,2026-06-30,,\n",
        {(2, "start_date"), (3, "end_date"), (5, "start_date")},
    ),
    "qualifications": (
        "employee_number,resource_code,certification_date,expiry_date\n"
        "00042,DUR,2025-12-31,2025-12-31\n42,DUR,2026-02-01,2026-01-31\n"
        "42,NYC,2026-01-01,\n42,NYC,2027-01-01,\nNOBODY,DUR,2026-01-01,\n",
        {(2, "certification_date"), (3, "expiry_date"), (5, "certification_date"), (6, "employee_number")},
    ),
    "absences": (
        "employee_number,start_date,end_date,start_local,end_local\n"
        "00042,2027-03-12,2027-03-20,,\n"  # vacation until that day
        "00042,,,2027-03-05 10:00,2027-03-05 11:00\n"
        "42,2027-05-02,2027-05-01,,\n42,2027-06-01,,,\n42,,,,\n42,,,2027-06-01 10:00,2027-06-01 09:00\n"
        "42,,,at noon,2027-06-01 09:00\n",
        {
            (2, "start_date"), (3, "start_local"), (4, "end_date"), (5, "end_date"), (6, "start_date"),
            (7, "end_local"), (8, "start_local"),
        },
    ),
    "teams": (
        "team_code,team_name,resource_code,pattern_code,cycle_offset_days,handover_minutes\n"
        "C,C,DUR,CONTINENTAL,28,\nD,D,,CONTINENTAL,0,\nE,E,DUR,,1,\nF,F,DUR,CONTINENTL,0,121\nG,G,NOWHERE,,,\n",
        {
            (2, "cycle_offset_days"), (3, "resource_code"), (4, "cycle_offset_days"), (5, "pattern_code"),
            (5, "handover_minutes"), (6, "resource_code"),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CONTRADICTIONS)
def test_what_contradicts_something_else_is_named(
    sched: Cli, url: str, people: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    assert people
    text, expected = CONTRADICTIONS[kind]
    before = state(url)
    path = tmp_path / "wrong.csv"
    path.write_text(text, encoding="utf-8")
    command = ["teams", "import", "--sheet", kind] if kind == "memberships" else [kind, "import"]
    refused = sched(*command, str(path), "--format", "json")
    assert refused.code == 3, refused.out + refused.err
    assert {(row["line"], row["column_name"]) for row in refused.json} == expected
    assert state(url) == before


def test_three_wrong_cells_among_five_thousand_rows(
    sched: Cli, url: str, people: dict[str, Path], tmp_path: Path
) -> None:
    assert people
    before = state(url)
    head = "employee_number,first_name,last_name,email,department_code,position_code,hire_date,team_code,skills.crane\n"
    lines = [f"{n:06},Ann,Example {n},a{n}@example.org,PROD,OP,2026-01-01,{'AB'[n % 2]},2020" for n in range(5000)]
    lines[7] = lines[7].replace("a7@example.org", "a7 at home")
    lines[2500] = lines[2500].replace(",PROD,", ",PORD,")
    lines[4999] = lines[4999].replace("2026-01-01", "2026-02-30")
    path = tmp_path / "many.csv"
    path.write_text(head + "\n".join(lines), encoding="utf-8")
    refused = sched("employees", "import", str(path), "--format", "json")
    assert refused.code == 3
    assert [(row["line"], row["column_name"], row["value"]) for row in refused.json] == [
        (9, "email", "a7 at home"),
        (2502, "department_code", "PORD"),
        (5001, "hire_date", "2026-02-30"),
    ]
    assert state(url) == before

    listed = sched("employees", "import", str(path))
    assert "a7 at home" in listed.out
    # What may be logged has no names.
    with psycopg.connect(url) as connection, pytest.raises(psycopg.Error) as refusal:
        rows = [{"line": 2, "values": {"employee_number": "1", "first_name": "S" * 201, "email": "secret"}}]
        connection.execute("select sched_engine.import_people(%s)", [json.dumps({"employees": rows})])
    assert "secret" not in str(refusal.value)
    assert "SSS" not in str(refusal.value)


def test_a_workbook_names_sheet_and_cell(sched: Cli, url: str, people: dict[str, Path], tmp_path: Path) -> None:
    assert people
    path = tmp_path / "people.xlsx"
    succeed(sched("workforce", "export", str(path)))
    before = state(url)
    book = load_workbook(path)
    book["Employees"]["B2"] = "=A1&A2"
    book["Absences"]["B2"] = "soon"
    book["Memberships"]["A3"] = "4711"
    book.save(path)
    refused = sched("workforce", "import", str(path), "--format", "json")
    assert refused.code == 3
    found = {(row["sheet"], row["line"], row["column_name"]) for row in refused.json}
    assert found == {
        ("Employees", 2, "first_name"),
        ("Absences", 2, "start_date"),
        ("Memberships", 3, "employee_number"),
    }
    assert state(url) == before


def test_files_that_cannot_be_read(sched: Cli, files: dict[str, Path], tmp_path: Path) -> None:
    plain = sched("workforce", "import", str(files["employees"]))
    assert (plain.code, "has no sheets" in plain.err) == (3, True)
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("employee_number,fist_name\n1,A\n", encoding="utf-8")
    refused = sched("employees", "import", str(unknown))
    assert refused.code == 3
    assert "Did you mean first_name?" in refused.out


def test_sheets_that_are_hidden_or_there_twice(sched: Cli, tmp_path: Path) -> None:
    """What nobody sees is not imported, and no rows are lost without a word."""
    path = tmp_path / "people.xlsx"
    workbook = Workbook()
    for title, code in ("Departments", "SEEN"), ("departments ", "HIDDEN"):
        sheet = workbook.create_sheet(title)
        sheet.append(["department_code", "department_name"])
        sheet.append([code, code])
    workbook.save(path)
    twice = sched("workforce", "import", str(path), "--dry-run")
    assert (twice.code, "has two sheets of Departments, 'Departments' and 'departments '" in twice.err) == (3, True)
    workbook["departments "].sheet_state = "hidden"
    workbook.save(path)
    seen = succeed(sched("workforce", "import", str(path), "--dry-run"))
    assert "SEEN" in seen and "HIDDEN" not in seen


@pytest.mark.parametrize("kind", ["employees", "teams", "qualifications", "absences"])
def test_template_can_be_imported_as_it_is_filled_in(
    sched: Cli, people: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    assert people
    path = tmp_path / "template.xlsx"
    assert f"sched {kind} import" in succeed(sched(kind, "template", str(path)))
    book = load_workbook(path)
    assert book.sheetnames == [TITLES[kind], "Example", "Lists", "Columns"]
    heads = [cell.value for cell in book[TITLES[kind]][1]]
    assert heads == [item.example if "<" in item.name else item.name for item in EXPLANATIONS[kind]]
    empty = sched(kind, "import", str(path))
    assert (empty.code, "no rows" in empty.err) == (3, True)
    assert sched(kind, "template", str(path)).code == 5
    assert sched(kind, "template", str(path), "--force").code == 0


def test_examples_of_the_template_can_be_imported(sched: Cli, files: dict[str, Path], tmp_path: Path) -> None:
    assert files
    path = tmp_path / "template.xlsx"
    succeed(sched("workforce", "template", str(path)))
    book = load_workbook(path)
    for kind in KINDS:
        book.remove(book[TITLES[kind]])
        example = book[f"Example {TITLES[kind].lower()}"]
        example.title = TITLES[kind]
        for row in example.iter_rows(min_row=2):
            for cell in row:
                if cell.value in {"DURBAN", "LINE-A"}:
                    cell.value = "DUR"
    book.save(path)
    succeed(sched("workforce", "import", str(path)))
    listed = sched("teams", "members", "SHIFT-A", "--on", "2027-01-01", "--format", "json").json
    assert [row["employee_number"] for row in listed] == ["00042"]


def test_dates_that_excel_made_are_dates(sched: Cli, people: dict[str, Path], tmp_path: Path) -> None:
    assert people
    path = tmp_path / "e.xlsx"
    succeed(sched("employees", "export", str(path)))
    sheet = load_workbook(path)["Employees"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, heads.index("hire_date") + 1)
    assert (cell.is_date, cell.number_format, cell.value.isoformat()[:10]) == (True, "yyyy-mm-dd", "2020-02-29")
    assert sheet.cell(2, 1).value == "00042"
    assert sheet.cell(2, 1).number_format == "@"
    name = sheet.cell(4, heads.index("last_name") + 1)
    assert (name.value, name.data_type) == ("=SUM(A1)", "s")
