"""Cells of workbooks: what a value looks like there."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from equipment_scheduling.files.formulas import is_formula

HOURS = "#,##0.00"
MOMENT = "yyyy-mm-dd hh:mm"
DAY = "yyyy-mm-dd"
TEXT = "@"  # Excel leaves a cell of this format alone: 007 stays 007
EDGE = "BFBFBF"
FORMATS = {HOURS: 4, TEXT: 49}  # that Excel knows by number
OWN_FORMATS = 164  # from which on others are numbered
LONGEST = 32_767  # characters of a cell, in units of UTF-16
BEYOND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no cell can hold
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what Excel reads as one character
ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
EPOCH = datetime(1899, 12, 30)  # by which Excel counts days, from March 1900 on
LEAP = datetime(1900, 3, 1)  # before it, Excel counts a day that there was not
FIRST = datetime(1900, 1, 1)

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
    """How a cell looks; `color` is that of its ground, `ink` that of its text, a tile is one of a grid."""

    format: str | None = None
    bold: bool = False
    color: str | None = None
    is_tile: bool = False
    is_quoted: bool = False  # so that it stays text when somebody edits it
    ink: str | None = None
    is_wrapped: bool = False
    is_left: bool = False  # a tile whose text begins at the left
    size: int = 11


PLAIN = Look()
BOLD = Look(bold=True)


class Styles(dict[Look, int]):
    """The looks of one workbook, and the grounds of its rules, by their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self[PLAIN] = 0
        self._grounds: dict[str, int] = {}

    def __missing__(self, look: Look) -> int:
        return self.setdefault(look, len(self))

    def ground(self, color: str) -> int:
        """The number of a ground that a rule gives."""
        return self._grounds.setdefault(color, len(self._grounds))

    def xml(self) -> str:
        """The part of the workbook that says what the numbers mean."""
        fonts = list(dict.fromkeys((look.bold, look.ink, look.size) for look in self))
        fills = [None, *dict.fromkeys(look.color for look in self if look.color)]
        formats = list(dict.fromkeys(look.format for look in self if look.format and look.format not in FORMATS))
        numbers = {**FORMATS, **{text: OWN_FORMATS + place for place, text in enumerate(formats)}}
        looks = [
            f'<xf numFmtId="{numbers.get(look.format or "", 0)}" '
            f'fontId="{fonts.index((look.bold, look.ink, look.size))}" '
            f'fillId="{(fills.index(look.color) or -1) + 1}" borderId="{int(look.is_tile)}" xfId="0" '
            f'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" '
            f'quotePrefix="{int(look.is_quoted)}">{_alignment(look)}</xf>'
            for look in self
        ]
        sides = "".join(
            f'<{side} style="thin"><color rgb="FF{EDGE}"/></{side}>' for side in ("left", "right", "top", "bottom")
        )
        grounds = [f"<dxf>{_fill('bg', color)}</dxf>" for color in self._grounds]
        return "".join([
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
            _list("numFmts", [f'<numFmt numFmtId="{numbers[text]}" formatCode="{escape(text)}"/>' for text in formats]),
            _list("fonts", [_font(*font) for font in fonts]),
            _list("fills", [
                '<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>',
                *(_fill("fg", color) for color in fills if color),
            ]),
            _list("borders", ["<border><left/><right/><top/><bottom/><diagonal/></border>",
                              f"<border>{sides}<diagonal/></border>"]),
            _list("cellStyleXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
            _list("cellXfs", looks),
            _list("cellStyles", ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
            _list("dxfs", grounds),
            "</styleSheet>",
        ])  # fmt: skip


def _list(name: str, items: Sequence[str]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>' if items else ""


def _font(bold: bool, ink: str | None, size: int) -> str:
    color = f'<color rgb="FF{ink}"/>' if ink else ""
    return f'<font>{"<b/>" if bold else ""}<sz val="{size}"/>{color}<name val="Calibri"/><family val="2"/></font>'


def _fill(place: str, color: str) -> str:
    return f'<fill><patternFill patternType="solid"><{place}Color rgb="FF{color}"/></patternFill></fill>'


def _alignment(look: Look) -> str:
    if look.is_left:
        return '<alignment horizontal="left" vertical="center"/>'
    if look.is_tile:
        return '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    return '<alignment vertical="top" wrapText="1"/>' if look.is_wrapped else ""


class Cells:
    """Makes the cells of one workbook: all that follows their place in the XML."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def __call__(self, value: Any, look: Look = PLAIN) -> str:
        """A value as Excel can hold it; text is never taken for a formula."""
        if value in (None, "", []):
            return self._cell(None, look if look.is_tile or look.format == TEXT else PLAIN)
        if isinstance(value, bool):
            return f' t="b"{self._style(look)}><v>{int(value)}</v></c>'
        if isinstance(value, (int, float, Decimal)) and math.isfinite(value):
            return self._cell(f"{value:f}" if isinstance(value, Decimal) else repr(value), look)
        if isinstance(value, (date, datetime)):
            moment = value if isinstance(value, datetime) else datetime.combine(value, time())
            if moment.tzinfo is None and moment >= FIRST:
                return self._cell(_serial(moment), look if look.format else look._replace(format=_format(value)))
        return self._text(_words(value), look)

    def _text(self, text: str, look: Look) -> str:
        xml, is_special = _escaped(text)
        look = look._replace(is_quoted=True) if is_special else look
        return f' t="inlineStr"{self._style(look)}><is>{xml}</is></c>'

    def _cell(self, number: str | None, look: Look) -> str:
        style = self._style(look)
        return f"{style}/>" if number is None else f"{style}><v>{number}</v></c>"

    def _style(self, look: Look) -> str:
        return "" if look == PLAIN else f' s="{self._styles[look]}"'


def _format(value: date) -> str:
    return "yyyy-mm-dd h:mm:ss" if isinstance(value, datetime) else DAY


def _serial(moment: datetime) -> str:
    """A moment by any clock as Excel counts it: in days."""
    days = (moment - EPOCH - timedelta(days=moment < LEAP)) / timedelta(days=1)
    return repr(int(days) if days.is_integer() else days)


def _words(value: Any) -> str:
    """What is no number to Excel: instants are in UTC, as ISO 8601 has them."""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)


def _escaped(text: str) -> tuple[str, bool]:
    """A text in XML, without what no cell can hold, and whether Excel would take it for something else."""
    text = cut(BEYOND.sub("", text))
    inner = escape(ESCAPE.sub("_x005F_", text), {"\r": "&#13;"})
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{kept}>{inner}</t>", is_formula(text) or text in ERRORS


def cut(text: str) -> str:
    """A text that is not longer than a cell can be; one that is ends in an ellipsis."""
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) <= LONGEST * 2:
        return text
    return text.encode("utf-16-le")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"
