"""`sched resources`: what a person does with the plant at the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.files.importing import columns, import_plant, read_plant
from equipment_scheduling.files.template import EXPLANATIONS

Cli = Callable[..., Any]
PLANT = """\
resource_code;resource_name;resource_type;parent_code;time_zone;requires_scheduling;pattern_code;\
pattern_effective_date;calendar_codes;metadata.maker
ACME;Acme "Foods", Ltd.;enterprise;;UTC;;24_7;2026-01-01;;
DUR;Durban;site;ACME;Africa/Johannesburg;;;;"US-MI;ZA";
DUR-L1;Line 1;work_center;DUR;;true;TWO_SHIFT;2026-01-01;;=Krones
DUR-L1-M1;Füller;work_unit;DUR-L1;;true;;;;007
"""


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str]) -> str:
    """The address of a migrated database for this file alone."""
    return fresh_database()


@pytest.fixture
def sched(cli: Cli, url: str) -> Cli:
    """Run `sched resources` on that database."""

    def run(*words: str, **options: Any) -> Any:
        return cli("resources", *words, **{"url": url, **options})

    return run


@pytest.fixture
def plant(url: str, tmp_path: Path) -> Path:
    """The file with the plant above, imported: nothing else is there."""
    path = tmp_path / "plant.csv"
    path.write_text(PLANT, encoding="utf-8")
    with connect(url=url) as connection:
        connection.execute("truncate sched.resources cascade")
        import_plant(connection, read_plant(connection, path))
    return path


def stored(url: str) -> dict[str, dict[str, Any]]:
    """What is stored, by code."""
    with connect(url=url) as connection:
        rows = connection.execute("select * from sched_engine.export_plant()").fetchall()
    return {row["resource_code"]: row for row in rows}


@pytest.mark.usefixtures("plant")
def test_tree(sched: Cli) -> None:
    lines = [line.rstrip() for line in sched("tree", "--on", "2026-02-02").out.splitlines()]
    assert lines == [
        'ACME  Acme "Foods", Ltd.  enterprise  UTC  24_7',
        "└── DUR  Durban  site  Africa/Johannesburg  24_7 from ACME",
        "    └── DUR-L1  Line 1  work_center  Africa/Johannesburg  TWO_SHIFT  scheduled",
        "        └── DUR-L1-M1  Füller  work_unit  Africa/Johannesburg  TWO_SHIFT from DUR-L1  scheduled",
    ]
    part = sched("tree", "DUR", "--depth", "0", "--on", "2025-12-31").out.strip()
    assert part == "DUR  Durban  site  Africa/Johannesburg  ... 2 below, 2 scheduled"


@pytest.mark.usefixtures("plant")
def test_tree_of_nothing(sched: Cli) -> None:
    unknown = sched("tree", "DUR-L")
    assert (unknown.code, unknown.out) == (4, "")
    assert "DUR-L1" in unknown.err


@pytest.mark.usefixtures("plant")
def test_list(sched: Cli) -> None:
    rows = sched("list", "DUR", "--type", "work_unit", "--on", "2026-02-02", "--format", "json").json
    assert rows == [
        {
            "resource_code": "DUR-L1-M1",
            "resource_name": "Füller",
            "resource_type": "work_unit",
            "parent_code": "DUR-L1",
            "time_zone": "Africa/Johannesburg",
            "time_zone_from": "DUR",
            "pattern_code": "TWO_SHIFT",
            "pattern_from": "DUR-L1",
            "requires_scheduling": True,
            "is_active": True,
        }
    ]
    assert "zone from" in sched("list").out


def test_export_comes_back_unchanged(sched: Cli, url: str, plant: Path, tmp_path: Path) -> None:
    for name in ("out.csv", "out.xlsx"):
        path = tmp_path / name
        assert sched("export", str(path), "--on", "2026-02-02").code == 0
        counts = sched("import", str(path), "--format", "json").json[0]
        assert (counts["inserted"], counts["updated"], counts["unchanged"]) == (0, 0, 4)
    with connect(url=url) as connection:
        rows = read_plant(connection, tmp_path / "out.xlsx").rows
        known = columns(connection, "resources").known
    cells = {row["values"]["resource_code"]: row["values"] for row in rows}
    assert cells["DUR-L1"]["metadata.maker"] == "=Krones"
    assert cells["DUR-L1-M1"]["metadata.maker"] == "007"
    assert cells["DUR"]["calendar_codes"] == "US-MI;ZA"
    assert {*cells["DUR"]} == {*known, "metadata.maker"}
    first = load_workbook(tmp_path / "out.xlsx")["Plant"][1]
    assert [cell.value for cell in first] == [*known, "metadata.maker"]


def test_an_export_rebuilds_the_plant_elsewhere(sched: Cli, plant: Path, fresh_database: Callable[[], str]) -> None:
    plant.write_text(sched("export", "--on", "2026-02-02").out, encoding="utf-8")
    other = fresh_database()
    assert sched("import", str(plant), url=other).code == 0
    assert sched("export", url=other).out == sched("export").out


@pytest.mark.usefixtures("plant")
def test_export_says_what_has_no_place_in_the_file(sched: Cli, tmp_path: Path) -> None:
    path = tmp_path / "later.csv"
    path.write_text("resource_code,pattern_code,pattern_effective_date\nDUR-L1-M1,24_7,2027-01-01\n")
    sched("import", str(path))
    path.write_text("resource_code,pattern_code,pattern_effective_date\nDUR-L1-M1,DAY_ONLY,2027-02-01\n")
    sched("import", str(path))
    now = sched("export", "--below", "DUR-L1-M1", "--on", "2027-01-15")
    assert "24_7,2027-01-01" in now.out
    assert "2 further assignments" in now.err


def test_template(sched: Cli, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    assert sched("template", str(path)).code == 0
    workbook = load_workbook(path)
    assert workbook.sheetnames == ["Plant", "Lists", "Columns", "Example"]
    sheet = workbook["Plant"]
    names = [item.name for item in EXPLANATIONS[:-1]]
    assert [cell.value for cell in sheet[1]] == [*names, "metadata.manufacturer"]
    assert (sheet.max_row, sheet.freeze_panes) == (1, "B2")
    lists = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert len(lists) == 5
    assert lists["=Lists!$A$2:$A$6"] == "C2:C100001"
    assert [cell.value for cell in workbook["Lists"]["D"]][:3] == ["pattern_code", "24_7", "CUSTOM"]
    assert "Africa/Johannesburg" in [cell.value for cell in workbook["Lists"]["E"]]
    assert "US-MI" in [cell.value for cell in workbook["Lists"]["F"]]
    explained = [cell.value for cell in workbook["Columns"]["A"]][1:]
    assert explained[: len(names)] == names
    again = sched("template", str(path))
    assert (again.code, "--force" in again.err) == (5, True)
    assert sched("template", str(path), "--force").code == 0
    assert sched("template", str(tmp_path / "template.csv")).code == 3
    unfilled = sched("import", str(path))
    assert (unfilled.code, "has a header but no rows" in unfilled.err) == (3, True)


def test_the_example_of_the_template_can_be_imported(
    cli: Cli, tmp_path: Path, fresh_database: Callable[[], str]
) -> None:
    path = tmp_path / "template.xlsx"
    unreachable = {"url": "postgresql://nobody@127.0.0.1:1/none"}
    written = cli("resources", "template", str(path), **unreachable)
    assert (written.code, "cannot be reached" in written.err) == (0, True)
    example = load_workbook(path)["Example"]
    workbook = Workbook()
    for row in example.iter_rows(values_only=True):
        workbook.active.append(row)
    workbook.save(path)
    done = cli("resources", "import", str(path), url=fresh_database())
    assert done.out.startswith("Resources: 8 added")


def test_every_column_is_explained(db: Connection) -> None:
    known = columns(db, "resources")
    assert [item.name for item in EXPLANATIONS] == [*known.known, f"{known.prefix}<name>"]
    assert all(item.meaning and item.example for item in EXPLANATIONS)


@pytest.mark.usefixtures("plant")
def test_add_and_set(sched: Cli, url: str) -> None:
    code = "DUR-L1-M2"
    words = ["add", code, "--name", "Packer", "--type", "work_unit", "--parent", "DUR-L1"]
    added = sched(*words, "--schedule", "--meta", "maker=Sidel", "--meta", "year=2020")
    assert (added.code, added.out) == (0, f"Added {code}\n")
    new = stored(url)[code]
    assert (new["requires_scheduling"], new["is_active"], new["time_zone"]) == (True, True, None)
    assert new["metadata"] == {"maker": "Sidel", "year": "2020"}

    twice = sched(*words)
    assert (twice.code, twice.err.count("\n")) == (5, 1)
    assert f"sched resources set {code}" in twice.err
    assert stored(url)[code] == new

    given = ["--inactive", "--no-schedule", "--meta", "year=", "--zone", "Asia/Tokyo"]
    changed = sched("set", code, *given)
    assert (changed.code, changed.out) == (0, f"Changed {code}\n")
    expected = {"is_active": False, "requires_scheduling": False, "time_zone": "Asia/Tokyo"}
    assert stored(url)[code] == {**new, **expected, "metadata": {"maker": "Sidel"}}
    assert sched("set", code, "--inactive").out == f"{code} has these values already\n"
    assert sched("set", code, "--zone", "").code == 0
    assert stored(url)[code]["time_zone"] is None


@pytest.mark.usefixtures("plant")
@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("set", "NONE", "--inactive"), 4, "no resource with the code 'NONE'"),
        (("set", "DUR", "--zone", "+03"), 3, "knows no clock changes. Name the zone of a city"),
        (("set", "DUR", "--parent", "DUR-L1"), 3, "form a circle: DUR > DUR-L1 > DUR"),
        (("set", "DUR-L1-M1", "--parent", "NONE"), 3, "There is no such parent"),
        (("set", "ACME", "--zone", ""), 3, "no parent to take its time zone from"),
        (("set", "ACME", "--meta", "maker"), 3, "--meta manufacturer=Krones"),
        (("set", "DUR-L1", "--type", "work_unit"), 3, "DUR-L1-M1 (work_unit) cannot be below DUR-L1"),
        (("add", "X;1", "--name", "x", "--type", "area", "--parent", "DUR"), 3, "semicolon"),
        (("add", "X", "--name", " ", "--type", "area"), 3, "The name is blank"),
        (("add", "X", "--name", "x", "--type", "machine"), 2, "machine"),
        (("add", "X"), 2, "--name"),
        (("export", "--format", "xlsx"), 3, "sched resources export plant.xlsx"),
        (("export", "--below", "NONE"), 4, "NONE"),
        (("import", "none.csv"), 3, "cannot be read: No such file"),
        (("import", "x.csv", "--effective", "infinity"), 3, "2026-12-31"),
    ],
)
def test_mistakes(sched: Cli, url: str, words: tuple[str, ...], code: int, part: str) -> None:
    """One line that says what, and what to do; the exit code says of which kind; nothing has changed."""
    before = stored(url)
    done = sched(*words)
    assert done.code == code, done.err
    assert part in done.err
    if code != 2:
        assert (done.err.count("\n"), done.out) == (1, "")
    assert stored(url) == before


@pytest.mark.usefixtures("plant")
def test_a_text_that_excel_refuses(sched: Cli, tmp_path: Path) -> None:
    """One line says whose it is, and no half of a workbook is left."""
    assert sched("set", "DUR-L1", "--meta", "note=a\x01b").code == 0
    refused = sched("export", str(tmp_path / "book.xlsx"))
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert "A text of DUR-L1 holds a control character" in refused.err
    assert list(tmp_path.glob("*book*")) == []
