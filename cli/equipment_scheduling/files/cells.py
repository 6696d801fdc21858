"""Cells and pages of workbooks: what a value looks like, and how a sheet is printed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from equipment_scheduling.files.formulas import is_formula

A4 = 9
HOURS = "#,##0.00"
MOMENT = "yyyy-mm-dd hh:mm"
DAY = "yyyy-mm-dd"
EDGE = Side(style="thin", color="BFBFBF")

# Like the colours of sched show.
COLORS = {
    "operating": "C6E9C9",
    "reduced": "FFF2B3",
    "holiday": "BDEBF0",
    "maintenance": "BCD4F2",
    "shutdown": "E3C5EC",
    "breakdown": "F6B9B9",
}


class Look(NamedTuple):
    """How a cell looks; `color` is that of its ground, a tile is one of a grid."""

    format: str | None = None
    bold: bool = False
    color: str | None = None
    is_tile: bool = False
    is_quoted: bool = False  # so that it stays text when somebody edits it


PLAIN = Look()
BOLD = Look(bold=True)


class Cells:
    """Makes the cells of one workbook. Looks are remembered: to describe one takes longer than to write a cell."""

    def __init__(self, workbook: Workbook) -> None:
        self._sheet = workbook.worksheets[0]
        self._styles: dict[Look, Any] = {}

    def __call__(self, value: Any, look: Look = PLAIN) -> Any:
        """A value as Excel can hold it; text is never taken for a formula."""
        if isinstance(value, list):
            value = " ".join(value)
        elif isinstance(value, datetime) and value.tzinfo is not None:
            value = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        if isinstance(value, str):
            value, is_special = _text(value)
            if is_special:
                look = look._replace(is_quoted=True)
        if look == PLAIN or (value is None and not look.is_tile):
            return value
        cell: Any = WriteOnlyCell(self._sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"
        cell._style = self._styles.get(look) or self._style(look)
        return cell

    def _style(self, look: Look) -> Any:
        cell: Any = WriteOnlyCell(self._sheet)
        if look.format is not None:
            cell.number_format = look.format
        if look.bold:
            cell.font = Font(bold=True)
        if look.color is not None:
            cell.fill = PatternFill("solid", fgColor=look.color)
        if look.is_tile:
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
        cell.quotePrefix = look.is_quoted
        self._styles[look] = cell._style
        return cell._style


@lru_cache(maxsize=10_000)
def _text(text: str) -> tuple[str, bool]:
    """A text without what no cell can hold, and whether Excel would take it for something else."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    return text, is_formula(text) or text in ERROR_CODES


def set_up_page(sheet: Any, footer: str, *, titles: str | None = None, pages: int = 0) -> None:
    """Print a sheet across, as wide as the paper, on so many pages (0: whatever it takes), `titles` (rows) on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = pages
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.print_title_rows = titles
    foot = sheet.HeaderFooter.oddFooter
    foot.left.text, foot.center.text, foot.right.text = footer[:100].replace("&", "&&"), "&P / &N", "&D"
