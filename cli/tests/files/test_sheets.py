"""Workbooks as they are stored: every value comes back, nothing half done stays behind, and it is quick."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files import template, workbook
from equipment_scheduling.files.cells import PLAIN, Cells, Look
from equipment_scheduling.files.contents import Content
from equipment_scheduling.files.importing import _content
from equipment_scheduling.files.sheets import Book, letters
from equipment_scheduling.files.streaming import Stream, Text, Texts
from equipment_scheduling.files.writing import write_file

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
# What is written, and what is read.
VALUES: list[tuple[Any, Any]] = [
    *((text, text) for text in ("Größe", "压力机 😀", "a'b", "'", "<&>\"", "_", "100%", "%s {}", " spaces ")),
    *((text, text) for text in ("=1+1", "+1", "-5", "@x", "\t=1", "a;=1", "'=1", "#N/A", "007", "true", "2026-01-01")),
    ("tab\tend", "tab\tend"),
    ("LF\nCR\r.", "LF\nCR\r."),
    ("a\x00b\x1fc\ufffed\x7f", "abcd\x7f"),
    ("x" * 32_767, "x" * 32_767),
    ("x" * 32_768, "x" * 32_766 + "…"),
    ("😀" * 20_000, "😀" * 16_383 + "…"),
    ("", None), ([], None), (["A", "D"], "A D"), (None, None), (True, True), (0, 0), (-7, -7), (2**40, 2**40),
    (1.5, 1.5), (Decimal("7.583333"), 7.583333), (Decimal("1E+3"), 1000), (float("inf"), "inf"),
    (date(2026, 3, 29), datetime(2026, 3, 29)), (datetime(2026, 3, 29, 1, 30), datetime(2026, 3, 29, 1, 30)),
    (date(1900, 1, 1), datetime(1900, 1, 1)), (date(1900, 2, 28), datetime(1900, 2, 28)),
    (date(1900, 3, 1), datetime(1900, 3, 1)), (date(9999, 12, 31), datetime(9999, 12, 31)),
    (date(1899, 12, 31), "1899-12-31"), (datetime(1066, 10, 14, 9), "1066-10-14T09:00:00"),
    (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "2026-03-29T01:30:00Z"),
]  # fmt: skip
COLUMNS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("resource_code", "resource_name", "hierarchy_path"), str),
    "schedule_date": date.fromisoformat,
    **dict.fromkeys(("shift_code", "schedule_status"), str),
    "capacity_percent": int,
    "hours": Decimal,
    **dict.fromkeys(("local_start", "local_end"), datetime.fromisoformat),
    "time_zone": str,
    **dict.fromkeys(("planned_start_time", "planned_end_time"), datetime.fromisoformat),
    **dict.fromkeys(("pattern_code", "reason"), str),
}


def loader(load: Callable[[str], Any]) -> Callable[[Text], Any]:
    """Loads what is not null."""
    return lambda text: None if text is None else load(text)


def plan(count: int, rows: Callable[[int], Iterator[Texts]] | None = None) -> Stream:
    """So many shifts, two a day, of one machine after the other, each on a line of its own."""
    return Stream(list(COLUMNS), [loader(load) for load in COLUMNS.values()], (rows or shifts)(count))


def shifts(count: int) -> Iterator[Texts]:
    """Rows as the server sends them."""
    for number in range(count):
        machine, place = divmod(number, 730)
        start = datetime(2026, 1, 1, 6) + timedelta(hours=12 * place)
        code, ends = f"M-{machine}", start + timedelta(hours=12)
        at, end = start.isoformat(" "), ends.isoformat(" ")
        yield (
            *(
                code,
                f"Machine {machine}",
                f"P.LINE-{machine}.{code}",
                str(start.date()),
                "DN"[place % 2],
                "operating",
                "100",
                "12",
            ),
            *(at, end, "UTC", f"{at}+00", f"{end}+00", "CONT_2X12", None if number % 7 else f"reason {number}"),
        )


def test_values_come_back(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    looks = (PLAIN, Look(bold=True, color="FF0000", is_tile=True))
    with Book(path) as book:
        cells = Cells(book.styles)
        sheet = book.sheet("Values", [10, 20])
        for value, _ in VALUES:
            sheet.append([cells(value, look) for look in looks])
    for row, (value, expected) in zip(load_workbook(path)["Values"].iter_rows(), VALUES, strict=True):
        assert [cell.value for cell in row] == [expected, expected], value
        assert isinstance(expected, str) == (row[0].data_type == "s"), "text is text, never a formula or an error"
    quoted = [row[0].value for row in load_workbook(path)["Values"].iter_rows() if row[0].quotePrefix]
    assert quoted == ["=1+1", "@x", "\t=1", "a;=1", "'=1", "#N/A"]


def test_a_plant_comes_back(tmp_path: Path) -> None:
    """What Excel would decode too, and what it would take for a number or a formula."""
    path = tmp_path / "plant.xlsx"
    texts = ["_x0041_", "_x005F_x0041_", "a\nb\rc", "007", "=1", "'=1", "-", "😀 <&>\"'"]
    columns = ["resource_code", *(f"metadata.{number}" for number in range(len(texts) - 1))]
    template.write_plant(path, columns, [dict(zip(columns, texts, strict=True))], template.Choices())
    _, _, rows = _content(path, path.read_bytes(), "Plant")
    assert rows is not None and rows[1]["cells"] == texts
    for bad in ("a\x01", "\uffff", "x" * 32_768):
        with pytest.raises(RefusedError, match=r"which Excel refuses|longer than a cell"):
            template.write_plant(path, ["resource_code"], [{"resource_code": bad}], template.Choices())


def test_titles_differ(tmp_path: Path) -> None:
    path = tmp_path / "titles.xlsx"
    with Book(path) as book:
        for title in ("Line", "line", "LINE", "x" * 40, "x" * 40, "<&>"):
            book.sheet(title, [])
    assert load_workbook(path).sheetnames == ["Line", "line1", "LINE2", "x" * 31, "x" * 30 + "1", "<&>"]
    assert [letters(column) for column in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_nothing_half_done_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither when there are too many rows, nor when it is stopped or breaks in the middle."""

    def stopped(count: int) -> Iterator[Texts]:
        yield from shifts(count)
        raise KeyboardInterrupt

    def write(count: int, rows: Callable[[int], Iterator[Texts]] = shifts) -> None:
        file = tmp_path / "plan.xlsx"
        made = plan(count, rows)
        write_file(file, lambda path: workbook.write(path, Content.SCHEDULE, made, FIRST, LAST), replace=False)

    with pytest.raises(KeyboardInterrupt):
        write(2000, stopped)
    monkeypatch.setattr(workbook, "SHEET_ROWS", 999)
    with pytest.raises(RefusedError, match="A sheet holds 999 rows"):
        write(1000)
    assert list(tmp_path.iterdir()) == []
    write(999)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_time_and_memory(tmp_path: Path) -> None:
    """A row takes a small part of what openpyxl takes for its cells, on any computer, and memory does not grow."""

    def seconds(work: Callable[[], object]) -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    def ours(count: int) -> None:
        workbook.write(tmp_path / "ours.xlsx", Content.SCHEDULE, plan(count), FIRST, LAST)

    def theirs(count: int) -> None:
        book = Workbook(write_only=True)
        sheets = [book.create_sheet(), book.create_sheet()]
        for row in shifts(count):
            sheets[0].append(row[:12])
            sheets[1].append(row)
        book.save(tmp_path / "theirs.xlsx")

    def peak(count: int) -> int:
        tracemalloc.start()
        ours(count)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(7300) <= 1.5 * peak(1460)
    quick = min(seconds(lambda: ours(14_600)) for _ in range(3)) / 14_600
    slow = min(seconds(lambda: theirs(1000)) for _ in range(3)) / 1000
    assert quick <= 0.25 * slow
