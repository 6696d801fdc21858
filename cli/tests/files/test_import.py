"""Reading plant files and importing them: what is understood, and every way to be refused."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from psycopg.types.json import Jsonb

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.errors import RefusedError, describe
from equipment_scheduling.files.importing import (
    ImportRefusedError,
    TableFile,
    columns,
    import_plant,
    read_plant,
)
from equipment_scheduling.files.template import EXPLANATIONS

PLANT_COLUMNS = [item.name for item in EXPLANATIONS[:-1]]
TYPES = ("enterprise", "site", "area", "work_center", "work_unit")
HEADER = "resource_code,resource_name,resource_type,parent_code,time_zone"
ROOT = "ACME,Acme,enterprise,,UTC"
STATE = """
    select md5(concat(
        (select json_agg(r order by r.id) from sched.resources as r),
        (select json_agg(a order by a.id) from sched.resource_pattern_assignments as a),
        (select json_agg(c order by c.resource_id, c.priority) from sched.resource_calendar_assignments as c),
        (select count(*) from sched.audit_log)
    )) as state
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file: text, bytes, or rows of cells for a workbook."""

    def make(content: str | bytes | list[list[Any]], name: str = "plant.csv") -> Path:
        path = tmp_path / name
        if isinstance(content, list):
            workbook = Workbook()
            for row in content:
                workbook.active.append(row)
            workbook.save(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.fixture
def plant(db: Connection) -> Connection:
    """A plant of three resources, one of them with assignments that are in the way."""
    db.execute("set local timezone = 'UTC'")
    rows = [
        {"resource_code": "T", "resource_name": "T", "resource_type": "enterprise", "time_zone": "UTC"},
        {"resource_code": "T-A", "resource_name": "A", "resource_type": "area", "parent_code": "T"},
        {
            "resource_code": "T-U",
            "resource_name": "U",
            "resource_type": "work_unit",
            "parent_code": "T-A",
            "pattern_code": "24_7",
            "pattern_effective_date": "2026-01-01",
        },
    ]
    import_plant(db, TableFile([{"line": n, "values": row} for n, row in enumerate(rows, 2)]))
    return db


def state(connection: Connection) -> str:
    """A digest of everything that an import can touch."""
    row = connection.execute(STATE).fetchone()
    assert row is not None
    return str(row["state"])


def values(file: TableFile) -> list[dict[str, str]]:
    """The cells of the rows that were read."""
    assert file.problems == []
    return [row["values"] for row in file.rows]


def archive(**files: str) -> bytes:
    """A zip file in memory."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return data.getvalue()


# Reading.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_csv_in_any_dialect(db: Connection, write: Write, encoding: str, separator: str, newline: str) -> None:
    lines = ["resource_code,resource_name", "A,Gießerei", 'B,"two\nlines, one cell"', "", ",", "C, 工場 "]
    text = newline.join(line.replace(",", separator) for line in lines)
    file = read_plant(db, write(text.encode(encoding)))
    assert [row["line"] for row in file.rows] == [2, 3, 7]
    assert [(row["resource_code"], row["resource_name"]) for row in values(file)] == [
        ("A", "Gießerei"),
        ("B", f"two\nlines{separator} one cell"),
        ("C", "工場"),
    ]


def test_headers_are_understood_however_they_are_written(db: Connection, write: Write) -> None:
    file = read_plant(db, write(" Resource Code ,PARENT-CODE,Metadata.Serial No,,\nA,B,7,,\n"))
    assert values(file) == [{"resource_code": "A", "parent_code": "B", "metadata.Serial No": "7"}]


def test_excel_types_become_the_text_that_was_meant(db: Connection, write: Write) -> None:
    header = ["resource_code", "pattern_effective_date", "requires_scheduling", "metadata.a", "metadata.b"]
    rows = [
        header,
        [12, date(2026, 1, 31), True, 1.5, datetime(2026, 1, 31, 6, 30)],
        [12.0, datetime(2026, 1, 31), False, "=no", None],
        [None] * 5,
        ["007", "2026-02-01", "yes", 10**15, " x "],
    ]
    path = write(rows, "plant.xlsx")
    file = read_plant(db, path)
    expected = [
        ["12", "2026-01-31", "true", "1.5", "2026-01-31 06:30:00"],
        ["12", "2026-01-31", "false", "=no", ""],
        ["007", "2026-02-01", "yes", "1000000000000000", "x"],
    ]
    assert len(file.problems) == 1  # openpyxl wrote "=no" as a formula, as Excel would
    assert [row["line"] for row in file.rows] == [2, 3, 5]
    expected[1][3] = ""
    assert [[row["values"][name] for name in header] for row in file.rows] == expected


def test_numbers_are_read_as_they_are_shown(db: Connection, tmp_path: Path) -> None:
    """A code of a format of zeros keeps its zeros; amounts are numbers."""
    workbook = Workbook()
    workbook.active.append(["resource_code", "metadata.a"])
    shown = {
        ("000", 7): "007",
        ("000", 1234): "1234",
        ('"M-"000', 7): "M-007",
        ("000-000", 123456): "123-456",
        ("\\M00", 7.0): "M07",
        ("0", 7): "7",
        ("General", 7): "7",
        ("@", 7): "7",
        ("#,##0", 1234): "1234",
        ("0.00", 7): "7",
        ('0 "kg"', 7): "7 kg",
        ("000", 1.5): "1.5",
        ("000", -7): "-7",
    }
    for row, (number_format, value) in enumerate(shown, 2):
        workbook.active.append([value, value])
        for column in (1, 2):
            workbook.active.cell(row, column).number_format = number_format
    workbook.save(tmp_path / "plant.xlsx")
    read = [(row["resource_code"], row["metadata.a"]) for row in values(read_plant(db, tmp_path / "plant.xlsx"))]
    assert read == [(text, text) for text in shown.values()]


def test_times_are_read_as_they_are_shown(db: Connection, tmp_path: Path) -> None:
    """Excel takes 24:00 for a day of 24 hours, and shows it in the format of a duration; so has whoever types it."""
    workbook = Workbook()
    workbook.active.append(["resource_code", "metadata.a"])
    shown = {
        ("h:mm", 0.25): "06:00:00",
        ("h:mm", 0): "00:00:00",
        ("h:mm", 1): "00:00:00",
        ("h:mm AM/PM", 1.5): "12:00:00",
        ("[h]:mm:ss", 0.25): "06:00:00",
        ("[h]:mm:ss", 1): "24:00:00",
        ("[h]:mm", 1.5): "36:00:00",
        ("[h]:mm", 100.25): "2406:00:00",
        ("yyyy-mm-dd", 1): "1900-01-01",
        ("yyyy-mm-dd h:mm", 46101.25): "2026-03-20 06:00:00",
        ("h:mm", 46101.25): "2026-03-20 06:00:00",
    }
    for row, (number_format, value) in enumerate(shown, 2):
        workbook.active.append([f"R{row}", value])
        workbook.active.cell(row, 2).number_format = number_format
    workbook.save(tmp_path / "plant.xlsx")
    read = {row["resource_code"]: row["metadata.a"] for row in values(read_plant(db, tmp_path / "plant.xlsx"))}
    assert read == {f"R{row}": text for row, text in enumerate(shown.values(), 2)}


def test_the_sheet_named_plant_is_read_wherever_it_is(db: Connection, tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["notes"])
    workbook.create_sheet("plant").append(["resource_code"])
    workbook["plant"].append(["A"])
    workbook.save(tmp_path / "plant.xlsx")
    read = read_plant(db, tmp_path / "plant.xlsx")
    assert (values(read), read.name) == ([{"resource_code": "A"}], "plant.xlsx (sheet plant)")


def test_content_decides_what_a_file_is(db: Connection, write: Write) -> None:
    workbook = write([["resource_code"], ["A"]], "plant.xlsx").read_bytes()
    assert values(read_plant(db, write(workbook, "plant.csv"))) == [{"resource_code": "A"}]


FORMULAS = [["resource_code", "resource_name"], ["T", "Works"], ["=A2", '=CONCAT("a", "b")'], ["T-A", "Hall"]]

UNREADABLE: dict[str, tuple[str, str | bytes | list[list[Any]], str]] = {
    "empty": ("plant.csv", "", "The file plant.csv is empty. Its first row must name the columns"),
    "blank": ("plant.csv", "\n , \n", "is empty"),
    "empty workbook": ("plant.xlsx", [], "is empty"),
    "empty, called workbook": ("plant.xlsx", b"", "is empty"),
    "header only": ("plant.csv", f"{HEADER}\n\n", "has a header but no rows"),
    "binary": ("plant.csv", bytes(range(256)), "is a binary file"),
    "picture": ("plant.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
    "other encoding": (
        "plant.csv",
        f"{HEADER}\n\nX,Gießerei".encode("latin-1"),
        "line 3: the text is not UTF-8",
    ),
    "UTF-16": ("plant.csv", HEADER.encode("utf-16"), "is text in UTF-16"),
    "open quotes": ("plant.csv", f'{HEADER}\n{ROOT}\n"B,b\n\n', "line 3: text in double quotes is not closed"),
    "text called workbook": ("plant.xlsx", f"{HEADER}\n{ROOT}", "is not an Excel workbook, despite its name"),
    "some zip archive": ("plant.xlsx", archive(a="b"), "is a zip archive, not an Excel workbook"),
    "damaged workbook": ("plant.xlsx", archive(**{"xl/workbook.xml": "<"}), "is a damaged Excel workbook"),
    "cut workbook": (
        "plant.xlsx",
        archive(**{"xl/workbook.xml": "b" * 99})[:90],
        "is a damaged Excel workbook",
    ),
    "old Excel": (
        "plant.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        "is in the old Excel format (.xls)",
    ),
    "password": (
        "plant.xlsx",
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password",
    ),
    "too long": ("plant.csv", "resource_code\n" + "A\n" * 100_001, "has more than 100,000 rows"),
    "missing": ("", "", "cannot be read: "),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read(case: str, db: Connection, write: Write, tmp_path: Path) -> None:
    name, content, expected = UNREADABLE[case]
    path = write(content, name) if name else tmp_path / "none.csv"
    with pytest.raises(RefusedError) as refused:
        read_plant(db, path)
    line, code = describe(refused.value)
    assert code == 3
    assert expected in line
    assert refused.value.hint
    assert "\n" not in line


# What is wrong in a file that can be read; of each problem line, column, and a part of message or remedy.
WRONG: dict[str, tuple[str | list[list[Any]], list[tuple[int | None, str | None, str]]]] = {
    "wrong header": (
        "resource_cod\nA",
        [(1, "resource_cod", "Did you mean resource_code?"), (1, "resource_code", "missing")],
    ),
    "unknown column": ("resource_code,colour\nA,red", [(1, "colour", "columns named metadata.<name>")]),
    "column twice": ("resource_code,Resource Code\nA,B", [(1, "Resource Code", "column 1 and again 2")]),
    "column without name": ("resource_code,,time_zone\nA,,UTC", [(1, None, "Column 2 has no name")]),
    "fact without name": ("resource_code,metadata.\nA,x", [(1, "metadata.", "Column 2 has no name")]),
    "missing columns": (
        "resource_code\nX",
        [
            (None, "resource_name", "1 new resource needs it"),
            (None, "resource_type", "first line 2"),
            (2, "time_zone", "no parent"),
        ],
    ),
    "too few cells": (f"{HEADER}\nT,Works,enterprise", [(2, None, "3 cells, the header has 5")]),
    "too many cells": (
        f"{HEADER}\nT,Works, Durban,enterprise,,UTC",
        [(2, None, "6 cells, the header has 5")],
    ),
    "line numbers": (
        f'{HEADER}\n"T","Wo\nrks",,,UTC\n\nX,x,area,,',
        [(2, "resource_type", "blank"), (5, "time_zone", "X")],
    ),
    "formulas": (
        FORMULAS,
        [
            (3, "resource_code", "Cell A3 holds a formula"),
            (3, "resource_name", "paste it back as values"),
        ],
    ),
    # Of what cannot be read, nothing else is said: not that its column is missing, nor that a parent is.
    "formulas alone": (
        [
            ["resource_code", "resource_name", "resource_type", "parent_code"],
            ["X", "=A2", "area", "T"],
            ["=A2", "y", "work_unit", "X"],
            ["Z", "z", "work_unit", "X-1"],
        ],
        [(2, "resource_name", "Cell B2 holds a formula"), (3, "resource_code", "Cell A3 holds a formula")],
    ),
    "Excel error": (
        [["resource_code", "resource_name"], ["T", "#N/A"]],
        [(2, "resource_name", "Cell B2 holds an error")],
    ),
    "files and database together": (
        f"{HEADER}\nX1,x,area,T\nX2,x,area,T,CET\nX3,x,area,NONE,",
        [
            (2, None, "4 cells"),
            (3, "time_zone", "abbreviation"),
            (4, "parent_code", "There is no such parent"),
        ],
    ),
    "circle": (
        f"{HEADER}\nX,x,area,Y,\nY,y,work_center,Z,\nZ,z,work_unit,X,",
        [(2, "parent_code", "form a circle: X > Y > Z > X")],
    ),
    "own parent": (f"{HEADER}\nX,x,area,X,", [(2, "parent_code", "X is its own parent")]),
    "circle through the database": (
        "resource_code,parent_code,time_zone\nT,T-U,UTC",
        [(2, "parent_code", "T > T-U > T-A > T")],
    ),
    "child above parent": (
        f"{HEADER}\nX,x,site,T-A,",
        [(2, "parent_code", "X (site) cannot be below T-A (area)")],
    ),
    "parent sinks below child": (
        "resource_code,resource_type\nT-A,work_unit",
        [(2, "resource_type", "T-U (work_unit) cannot be below")],
    ),
    "unknown parent": (f"{HEADER}\nX,x,area,T-AA,", [(2, "parent_code", "Did you mean T-A?")]),
    "offset": (f"{HEADER}\nX,x,area,T,+03", [(2, "time_zone", "knows no clock changes")]),
    "invented zone": (f"{HEADER}\nX,x,area,T,FooBar1", [(2, "time_zone", "not an IANA time zone")]),
    "abbreviation": (f"{HEADER}\nX,x,area,T,CET", [(2, "time_zone", "Europe/Berlin")]),
    "abbreviation like an old name": (
        f"{HEADER}\nX,x,area,T,cst",
        [
            (
                2,
                "time_zone",
                "An abbreviation is not a time zone: its clock never changes. "
                "Name the zone of a city, for example America/Chicago.",
            )
        ],
    ),
    "nearly an old name": (f"{HEADER}\nX,x,area,T,CST6CTD", [(2, "time_zone", "zone. Name the zone of a city")]),
    "mistyped zone": (
        f"{HEADER}\nX,x,area,T,Africa/Johanesburg",
        [(2, "time_zone", "Did you mean Africa/Johannesburg?")],
    ),
    "root without zone": (
        "resource_code,time_zone\nT,",
        [(2, "time_zone", "T has no parent to take its time zone from")],
    ),
    "code twice": (f"{HEADER}\nX,x,area,T,\nX,y,area,T,", [(3, "resource_code", "already used on line 2")]),
    "code missing": (f"{HEADER}\n,x,area,T,", [(2, "resource_code", "missing")]),
    "code with comma": (f'{HEADER}\n"X,1",x,area,T,', [(2, "resource_code", "comma")]),
    "code too long": (f"{HEADER}\n{'X' * 101},x,area,T,", [(2, "resource_code", "101 characters")]),
    "name blank": (f"{HEADER}\nX,,area,T,", [(2, "resource_name", "blank")]),
    "name too long": (f"{HEADER}\nX,{'x' * 201},area,T,", [(2, "resource_name", "201 characters")]),
    "unknown type": (f"{HEADER}\nX,x,machine,T,", [(2, "resource_type", "work_unit")]),
    "flag": ("resource_code,is_active\nT,maybe", [(2, "is_active", "neither true nor false")]),
    "date": (
        "resource_code,pattern_code,pattern_effective_date\nT,24_7,31.1.2026",
        [(2, "pattern_effective_date", "YYYY-MM-DD")],
    ),
    "no such day": (
        "resource_code,pattern_code,pattern_effective_date\nT,24_7,2026-02-30",
        [(2, "pattern_effective_date", "YYYY-MM-DD")],
    ),
    "infinity": (
        "resource_code,pattern_code,pattern_effective_date\nT,24_7,infinity",
        [(2, "pattern_effective_date", "not a date")],
    ),
    "far future": (
        "resource_code,pattern_code,pattern_effective_date\nT,24_7,9999-12-31",
        [(2, "pattern_effective_date", "2199")],
    ),
    "date alone": (
        "resource_code,pattern_effective_date\nT,2026-01-01",
        [(2, "pattern_effective_date", "no pattern")],
    ),
    "unknown pattern": (
        "resource_code,pattern_code\nT,TWOSHIFT",
        [(2, "pattern_code", "Did you mean TWO_SHIFT?")],
    ),
    "unknown calendar": ("resource_code,calendar_codes\nT,ZA;US-MIC", [(2, "calendar_codes", "US-MI")]),
    "calendar to be imported": (
        "resource_code,calendar_codes\nT,MX",
        [
            (
                2,
                "calendar_codes",
                "Correct the code, or import the public holidays of that country first: sched calendars import MX.",
            )
        ],
    ),
    "calendar twice": ("resource_code,calendar_codes\nT,ZA;ZA", [(2, "calendar_codes", "named twice")]),
    "fact too long": (f"resource_code,metadata.x\nT,{'x' * 10_001}", [(2, "metadata.x", "10001 characters")]),
    "overlapping assignment": (
        "resource_code,resource_name,pattern_code,pattern_effective_date\nT,New,24_7,2026-01-01\nT-U,New,DAY_ONLY,2025-06-01",
        [(3, "pattern_code", "T-U already follows pattern 24_7 from 2026-01-01")],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_and_nothing_changes(case: str, plant: Connection, write: Write) -> None:
    content, expected = WRONG[case]
    path = write(content, "plant.csv" if isinstance(content, str) else "plant.xlsx")
    before = state(plant)
    with pytest.raises(ImportRefusedError) as refused, plant.transaction():
        import_plant(plant, read_plant(plant, path))
    assert state(plant) == before
    problems = refused.value.problems
    assert [(problem.line, problem.column_name) for problem in problems] == [item[:2] for item in expected]
    for problem, (_, _, part) in zip(problems, expected, strict=True):
        assert part in f"{problem.message} {problem.remedy}"
        assert problem.message.endswith(".")
        assert problem.remedy.endswith((".", "?"))


# Importing.


def rows_of(*rows: dict[str, str]) -> TableFile:
    """Rows as if they had been read from a file."""
    return TableFile([{"line": number, "values": row} for number, row in enumerate(rows, 2)])


def test_a_plant_has_the_columns_of_its_file(db: Connection) -> None:
    cells = {**dict.fromkeys(columns(db, "resources").known, ""), "metadata.x": "", "other": ""}
    query = "select * from sched_engine.check_plant(%s) where message = 'There is no such column.'"
    found = db.execute(query, [Jsonb([{"line": 2, "values": cells}])]).fetchall()
    assert [row["column_name"] for row in found] == ["other"]


@st.composite
def trees(draw: st.DrawFn, *, least: int) -> list[dict[str, str]]:
    """A valid tree over at least so many of ten codes, in any order."""
    codes = draw(st.permutations([f"N{n}" for n in range(10)]))[: draw(st.integers(least, 10))]
    levels = {code: draw(st.integers(0, 4)) for code in codes}
    rows = []
    for code, level in levels.items():
        parent = draw(st.sampled_from(["", *(other for other in codes if levels[other] < level)]))
        zone = draw(st.sampled_from(["UTC", "Asia/Tokyo", *([""] if parent else [])]))
        cells = (code, draw(st.sampled_from("ab")), TYPES[level], parent, zone)
        rows.append(dict(zip(HEADER.split(","), cells, strict=True)))
    return rows


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=trees(least=1), second=trees(least=10))
def test_any_tree_can_become_any_other(
    db: Connection, first: list[dict[str, str]], second: list[dict[str, str]]
) -> None:
    """Whatever has to be raised, lowered or moved on the way."""
    with db.transaction(force_rollback=True):
        import_plant(db, rows_of(*first))
        done = import_plant(db, rows_of(*second))
        assert done["inserted"] == len(second) - len(first)
        stored = db.execute("select * from sched_engine.export_plant()").fetchall()
        columns = HEADER.split(",")
        assert sorted([row[column] or "" for column in columns] for row in stored) == sorted(
            [row[column] for column in columns] for row in second
        )
        paths = db.execute("select p.id, p.hierarchy_path, p.path_ids from sched.resources as p").fetchall()
        db.execute("update sched.resources set parent_resource_id = parent_resource_id")  # computes them anew
        again = db.execute("select p.id, p.hierarchy_path, p.path_ids from sched.resources as p").fetchall()
        assert sorted(paths, key=lambda row: row["id"]) == sorted(again, key=lambda row: row["id"])
        assert import_plant(db, rows_of(*second))["unchanged"] == len(second)


def big_plant(machines: int) -> list[dict[str, str]]:
    """About so many machines in shuffled order, with patterns, calendars and facts."""
    root = dict.fromkeys([*PLANT_COLUMNS, "metadata.maker"], "")
    rows = [{**root, "resource_code": "BIG", "resource_name": "Big", "resource_type": "site", "time_zone": "UTC"}]
    for number in range(machines):
        line = f"BIG-L{number // 20}"
        if number % 20 == 0:
            area = {
                "resource_code": line,
                "resource_name": line,
                "resource_type": "area",
                "parent_code": "BIG",
            }
            rows.append({**root, **area, "pattern_code": "TWO_SHIFT", "pattern_effective_date": "2026-01-01"})
        unit = {"resource_code": f"{line}-{number}", "resource_name": "Press", "resource_type": "work_unit"}
        facts = {
            "metadata.maker": f"Maker {number % 7}",
            "calendar_codes": "ZA;US-MI" if number % 50 == 0 else "",
        }
        rows.append({**root, **unit, **facts, "parent_code": line, "requires_scheduling": "true"})
    random.Random(0).shuffle(rows)
    return rows


def test_ten_thousand_rows(db: Connection) -> None:
    rows = big_plant(9_500)
    start = time.perf_counter()
    done = import_plant(db, rows_of(*rows))
    again = import_plant(db, rows_of(*rows))
    seconds = time.perf_counter() - start
    assert (done["inserted"], done["patterns_assigned"], done["calendars_assigned"]) == (len(rows), 475, 190)
    assert again["unchanged"] == len(rows)
    assert seconds < 40, "two imports of 10,000 rows take some four seconds on a machine that has nothing else to do"


@pytest.mark.parametrize("column", ["parent_code", "time_zone", "resource_type", "calendar_codes"])
def test_ten_thousand_mistakes(db: Connection, column: str) -> None:
    """A file in which everything is wrong is refused as quickly."""
    rows = [{**row, column: f"X{number}"} for number, row in enumerate(big_plant(9_500))]
    start = time.perf_counter()
    with pytest.raises(ImportRefusedError) as refused, db.transaction():
        import_plant(db, rows_of(*rows))
    assert time.perf_counter() - start < 40
    assert len([p for p in refused.value.problems if p.column_name == column]) >= len(rows)


def test_a_chain_of_ten_thousand(db: Connection) -> None:
    """Neither a long chain nor a long circle takes the server's time."""
    rows = [
        {
            "resource_code": f"X{n}",
            "resource_name": "x",
            "resource_type": "area",
            "parent_code": f"X{(n + 1) % 10_000}",
        }
        for n in range(10_000)
    ]
    start = time.perf_counter()
    with pytest.raises(ImportRefusedError) as refused, db.transaction():
        import_plant(db, rows_of(*rows))
    assert time.perf_counter() - start < 40
    assert len(refused.value.problems) == 10_000


# Through the command.


@pytest.fixture(scope="module")
def plant_url(fresh_database: Callable[[], str]) -> Iterator[str]:
    """A database of its own for what the command commits."""
    yield fresh_database()


def test_the_command_imports(cli: Callable[..., Any], plant_url: str, write: Write) -> None:
    path = write(f"{HEADER},pattern_code\n{ROOT},\nACME-1,One,site,ACME,,24_7\n")
    trial = cli("resources", "import", str(path), "--dry-run", url=plant_url)
    assert trial.code == 0
    assert trial.out.startswith("Nothing was written yet. Resources: 2 added, 0 updated, 0 unchanged.")
    assert cli("resources", "export", url=plant_url).out.count("\n") == 1
    done = cli("resources", "import", str(path), "--effective", "2026-03-01", "--format", "json", url=plant_url)
    counts = {"inserted": 2, "updated": 0, "unchanged": 0, "patterns_assigned": 1, "calendars_assigned": 0}
    assert (done.code, done.json) == (0, [counts])
    assert "24_7,2026-03-01" in cli("resources", "export", url=plant_url).out
    changed = write(f"{HEADER},pattern_code\nACME,Renamed,enterprise,,UTC,\nACME-1,One,site,ACME,,24_7\n")
    trial = cli("resources", "import", str(changed), "--dry-run", url=plant_url)
    assert "2  ACME           resource_name" in trial.out
    assert "1 updated, 1 unchanged" in trial.out


def test_the_command_refuses(cli: Callable[..., Any], plant_url: str, write: Write) -> None:
    path = write(f"{HEADER}\nBAD,Bad,site,,+03\nBAD,Bad,sight,,UTC\n")
    before = cli("resources", "export", url=plant_url).out
    table = cli("resources", "import", str(path), url=plant_url)
    assert table.code == 3
    assert (
        table.err == "sched: The file plant.csv was not imported: 3 problems. Correct the file and import it again.\n"
    )
    assert table.out.splitlines()[0].split() == ["line", "column", "value", "message", "remedy"]
    book = write([["resource_code"], ["BAD"]], "plant.xlsx")
    assert "plant.xlsx (sheet Sheet) was not" in cli("resources", "import", str(book), url=plant_url).err
    listed = cli("resources", "import", str(path), "--format", "json", url=plant_url)
    assert [(p["line"], p["column_name"], p["value"]) for p in listed.json] == [
        (2, "time_zone", "+03"),
        (3, "resource_code", "BAD"),
        (3, "resource_type", "sight"),
    ]
    assert cli("resources", "export", url=plant_url).out == before


def test_two_imports_of_the_same_plant_wait_for_each_other(fresh_database: Callable[[], str]) -> None:
    url = fresh_database()
    table = rows_of(dict(zip(HEADER.split(","), ROOT.split(","), strict=True)))
    with ThreadPoolExecutor() as pool, connect(url=url) as first, connect(url=url) as second:
        assert import_plant(first, table)["inserted"] == 1
        waiting = pool.submit(import_plant, second, table)
        with connect(url=url, autocommit=True) as watcher:
            query = "select from pg_stat_activity where pid = %s and wait_event_type = 'Lock'"
            while not watcher.execute(query, [second.info.backend_pid]).fetchall():
                assert not waiting.done()
                time.sleep(0.01)
        first.commit()
        assert waiting.result(timeout=30)["unchanged"] == 1
