"""The plan as a workbook: what its sheets add up to, and how they are filtered and printed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import Workbook, load_workbook
from psycopg.rows import dict_row

from equipment_scheduling.files import wall
from equipment_scheduling.files.cells import COLORS
from support import Result

Cli = Callable[..., Result]
PERIOD = ("--from", "2027-03-01", "--to", "2027-04-15")
PLANT = """
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone) values
        ('DUR', 'Durban', 'site', 'Africa/Johannesburg');
    insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id) values
        ('DUR-L[1]', 'Line 1', 'work_center', sched_engine.resource_id('DUR')),
        ('DUR-L[1].B', 'Another line, with a dot', 'work_center', sched_engine.resource_id('DUR'));
    insert into sched.resources
        (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling, time_zone) values
        ('PRESS', 'Press', 'work_unit', sched_engine.resource_id('DUR-L[1]'), true, null),
        ('ROBOT', 'Robot', 'work_unit', sched_engine.resource_id('DUR-L[1]'), true, 'Asia/Kathmandu'),
        ('=OVEN', 'Oven', 'work_unit', sched_engine.resource_id('DUR-L[1].B'), true, null),
        ('DUR-X', 'On its own', 'work_unit', sched_engine.resource_id('DUR'), true, null);
    select sched_engine.assign_pattern(
        sched_engine.resource_id('DUR'), sched_engine.pattern_id('TWO_SHIFT'), '2027-01-01');
    insert into sched.schedule_exceptions (resource_id, exception_type, impact_type, description, start_datetime,
        end_datetime, capacity_percent, created_by) values
        (sched_engine.resource_id('PRESS'), 'maintenance', 'no_operation', 'Service', '2027-03-03 08:00+02',
            '2027-03-03 10:30+02', null, 'test'),
        (sched_engine.resource_id('PRESS'), 'breakdown', 'no_operation', 'Belt', '2027-03-03 20:00+02',
            '2027-03-03 21:00+02', null, 'test'),
        (sched_engine.resource_id('ROBOT'), 'other', 'reduced', 'Slow', '2027-03-04 06:00+02',
            '2027-03-04 14:00+02', 50, 'test'),
        (sched_engine.resource_id('DUR'), 'shutdown', 'no_operation', 'Stocktaking', '2027-03-31 00:00+02',
            '2027-04-01 00:00+02', null, 'test');
    select sched_engine.generate(null, '2027-03-01', '2027-04-15')
"""
SUMS = """
    select coalesce(sum(operating_hours), 0) as "Operating h",
        coalesce(sum(maintenance_hours + breakdown_hours + shutdown_hours), 0) as "Stopped h",
        coalesce(sum(holiday_hours), 0) as "Holiday h"
    from sched_oee.daily_availability
    where resource_code = %s and schedule_date between %s and %s
"""


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str]) -> str:
    """A plant with stops, a shutdown and South Africa's holidays (22 and 29 March 2027 among them)."""
    address = fresh_database()
    with psycopg.connect(address) as connection:
        connection.execute(PLANT)
    return address


@pytest.fixture(params=["schedule", "availability"])
def book(request: pytest.FixtureRequest, cli: Cli, url: str, tmp_path: Path) -> Workbook:
    """The workbook of one of the two contents."""
    file = tmp_path / f"{request.param}.xlsx"
    done = cli("export", request.param, str(file), *PERIOD, url=url)
    assert done.code == 0, done.err
    return load_workbook(file)


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    """The values of a sheet."""
    return [*sheet.iter_rows(values_only=True)]


def said(text: str | None) -> set[str]:
    """Shift codes and hours of a day."""
    return set((text or "").split())


def color_of(cell: Any) -> str | None:
    """The name of the colour behind a cell."""
    names = {color: name for name, color in COLORS.items()}
    return names.get(cell.fill.fgColor.rgb[2:]) if cell.fill.fill_type else None


def test_totals_by_status(cli: Cli, url: str, tmp_path: Path) -> None:
    """Holidays and stops are no hours of operation."""
    file = tmp_path / "plan.xlsx"
    assert cli("export", "schedule", str(file), *PERIOD, url=url).code == 0
    plan = rows_of(load_workbook(file)["Plan"])
    place = plan[0].index("Hours")
    with psycopg.connect(url) as connection:
        hours = connection.execute(
            "select 'Total ' || schedule_status, sum(planned_hours)::float from sched_oee.equipment_schedule group by 1"
        ).fetchall()
    assert len(hours) == 5
    totals = {row[0]: row[place] for row in plan if str(row[0]).startswith("Total")}
    assert totals == pytest.approx(dict(hours))
    assert (plan[-7][0], plan[-6]) == ("DUR-X", (None,) * len(plan[0])), "apart from what is sorted and filtered"


def test_filters_and_pages(book: Workbook) -> None:
    """Every sheet prints across, on pages that say which they are; lists can be filtered, and repeat their headings."""
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text and sheet.oddFooter.right.text == "&D"
        assert "2027-0" in sheet.oddFooter.left.text
        if sheet.title in ("Plan", "Data"):
            last = len([row for row in rows_of(book["Data"]) if row[0]])
            assert sheet.auto_filter.ref.startswith("A1:") and sheet.auto_filter.ref.endswith(str(last))
            assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.fitToHeight) == ("B2", "$1:$1", 0)
        else:
            assert (sheet.freeze_panes, sheet.page_setup.fitToHeight) == ("B3", 1)
    colored = {str(rule.formula) for rules in book["Plan"].conditional_formatting for rule in rules.rules}
    assert len(colored) == 5


def test_walls(book: Workbook, url: str) -> None:
    """A page for each line and month; what it adds up to is what SQL says, and stops stand out."""
    assert book.sheetnames == [
        "Plan",
        *(f"{line} 2027-{month}" for line in ("B", "DUR-L_1_", "DUR") for month in ("03", "04")),
        "Data",
    ]  # fmt: skip
    for sheet in book.worksheets[1:-1]:
        rows = rows_of(sheet)
        first, last = (date.fromisoformat(text) for text in re.findall(r"\d{4}-\d\d-\d\d", rows[0][0]))
        machines = [row for row in rows[2:] if row[0] and row[0] != "Total"]
        with psycopg.connect(url, row_factory=dict_row) as connection:
            for row in machines:
                expected = connection.execute(SUMS, [row[0], first, last]).fetchone()
                assert expected is not None
                assert [float(hours) for hours in expected.values()] == [*row[-3:]]
        (total,) = (row for row in rows if row[0] == "Total")
        assert total[-3:] == tuple(sum(column) for column in zip(*(row[-3:] for row in machines), strict=True))

    march = book["DUR-L_1_ 2027-03"]
    seen = {
        (row[0].value, march.cell(2, place).value.splitlines()[1]): (said(cell.value), color_of(cell))
        for row in march.iter_rows(min_row=3, max_row=4)
        for place, cell in enumerate(row[1:32], 2)
    }
    assert seen["PRESS", "01"] == ({"D", "A", "16"}, "operating")
    assert seen["PRESS", "03"] == ({"D", "A", "12.5"}, "breakdown"), "what stands out, however short"
    assert seen["PRESS", "06"] == (set(), None), "a Saturday"
    assert seen["PRESS", "22"] == ({"D", "A", "0"}, "holiday")
    assert seen["ROBOT", "04"][1] == "reduced"
    assert seen["ROBOT", "22"] == ({"D", "A", "16"}, "operating"), "South Africa's holidays are not Nepal's"
    assert seen["PRESS", "31"] == ({"D", "A", "0"}, "shutdown")


def test_pages_of_a_wall() -> None:
    """A month from any day is one page, a longer time has one for each month."""
    day = date(2027, 1, 20)
    assert [len(page) for page in wall.periods(day, day + timedelta(days=30))] == [31]
    assert [len(page) for page in wall.periods(day, date(2027, 3, 3))] == [12, 28, 3]


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_printed(cli: Cli, url: str, tmp_path: Path) -> None:
    """A page for each wall sheet, and no column on a page of its own."""
    file = tmp_path / "plan.xlsx"
    assert cli("export", "availability", str(file), "DUR-X", *PERIOD, url=url).code == 0
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", file.name], cwd=tmp_path, check=True, timeout=300)
    pages = len(re.findall(rb"/Type\s*/Page\b", file.with_suffix(".pdf").read_bytes()))
    assert pages == 2 + 2 * 2
