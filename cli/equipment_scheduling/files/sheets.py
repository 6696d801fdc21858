"""Workbooks (.xlsx) as they are stored: a zip archive of XML, written row by row.

A sheet that is not finished lies compressed in a temporary file, so that a workbook of any size takes the same memory.
Texts stand in their cells. What is written by this module is what `cells`, `workbook`, `wall` and `template` need."""

from __future__ import annotations

import shutil
import tempfile
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from equipment_scheduling.files.cells import Look, Styles

LEVEL = 1  # of compression; the next ones take twice the time for a tenth of the size
AT_ONCE = 500  # rows that are compressed together
IN_MEMORY = 1 << 18  # bytes of a compressed sheet, before it goes to a file
LONGEST_TITLE = 31
A4, A3 = 9, 8
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True)
class Page:
    """How a sheet is printed: across, as wide as the paper, on so many pages (0: whatever it takes), its first rows on
    each of them when they are titles."""

    footer: str
    has_titles: bool = False
    pages: int = 0
    paper: int = A4
    title_rows: int = 1


@dataclass(frozen=True)
class Rule:
    """The ground of cells for which a formula holds, from the second row on."""

    column: int
    formula: str
    color: str


@dataclass(frozen=True)
class Choice:
    """What may be typed below the heading of a column: the values of a range."""

    column: int
    rows: int
    source: str
    title: str
    message: str
    is_strict: bool


@dataclass
class Sheet:
    """A sheet being written. What follows its rows, such as filters, may be set until it is closed."""

    book: Book
    title: str
    number: int
    page: Page | None
    rows: int = 0
    filtered: int = 0  # columns that can be filtered by their values
    filtered_rows: int = 0
    rules: list[Rule] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    notes: Mapping[int, str] = field(default_factory=dict)  # of the cells of the first row
    is_closed: bool = False

    def __post_init__(self) -> None:
        self._pack = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=self.book.folder)  # noqa: SIM115
        self._crc = self._size = 0
        self._waiting: list[str] = []

    def append(self, cells: Sequence[str], height: int | None = None) -> None:
        """Write a row of what `Cells` has made."""
        self.rows += 1
        self._waiting.append(_row(len(cells), height).replace("#", str(self.rows)) % tuple(cells))
        if len(self._waiting) >= AT_ONCE:
            self._write()

    def put(self, text: str) -> None:
        """Write what is no row."""
        self._waiting.append(text)

    def _write(self) -> None:
        data = "".join(self._waiting).encode()
        self._waiting.clear()
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        self._file.write(self._pack.compress(data))

    def close(self) -> None:
        """Write what is left, and put the sheet into the workbook."""
        self.put("".join(_below(self)))
        self._write()
        self._file.write(self._pack.flush())
        with self._file:
            self.book.archive.add(f"xl/worksheets/sheet{self.number}.xml", self._file, self._crc, self._size)
        self.is_closed = True

    def abandon(self) -> None:
        """Drop the temporary file."""
        self._file.close()

    @property
    def filter_range(self) -> str:
        """The cells that are filtered, with their headings."""
        return f"$A$1:${letters(self.filtered)}${self.filtered_rows + 1}"


class Archive(ZipFile):
    """A zip archive that takes what is compressed already."""

    def add(self, name: str, data: IO[bytes], crc: int, size: int) -> None:
        """Add a member from all of a file, given what it is uncompressed."""
        file: Any = self.fp
        info = ZipInfo(name, time.localtime()[:6])
        info.compress_type, info.CRC, info.file_size, info.compress_size = ZIP_DEFLATED, crc, size, data.tell()
        info.header_offset = file.tell()
        file.write(info.FileHeader())
        data.seek(0)
        shutil.copyfileobj(data, file, 1 << 20)
        self.filelist.append(info)
        self.NameToInfo[name] = info
        self.start_dir = file.tell()


class Book:
    """A workbook being written. As a context manager it is complete at the end, or nothing of it is left open."""

    def __init__(self, target: Path | IO[bytes]) -> None:
        self.folder = str(target.parent) if isinstance(target, Path) else None  # of what is not finished
        self.archive = Archive(target, "w", ZIP_DEFLATED, compresslevel=LEVEL)
        self.styles = Styles()
        self.sheets: list[Sheet] = []
        self._titles: dict[str, int] = {}
        self._made = 0

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            for sheet in self.sheets:
                sheet.abandon()
            self.archive.close()

    def sheet(
        self,
        title: str,
        widths: Sequence[float],
        *,
        freeze: str | None = None,
        page: Page | None = None,
        look: Look | Sequence[Look] | None = None,
        place: int | None = None,
    ) -> Sheet:
        """Begin a sheet at a place among the others (default: the last), with columns of these widths and look, or of a
        look each, and what is above and left of a cell always in view."""
        self._made += 1
        sheet = Sheet(self, self._unique(title), self._made, page)
        self.sheets.insert(len(self.sheets) if place is None else place, sheet)
        looks = [look] * len(widths) if look is None or isinstance(look, Look) else look
        styles = ["" if each is None else f' style="{self.styles[each]}"' for each in looks]
        sheet.put("".join(_above(widths, styles, freeze, page)))
        return sheet

    def _unique(self, title: str) -> str:
        """A title that no other sheet has, whatever the case of its letters."""
        chosen = title[:LONGEST_TITLE]
        while chosen.lower() in self._titles:
            number = self._titles[title.lower()] = self._titles.get(title.lower(), 0) + 1
            chosen = f"{title[: LONGEST_TITLE - len(str(number))]}{number}"
        self._titles.setdefault(chosen.lower(), 0)
        return chosen

    def _finish(self) -> None:
        for sheet in self.sheets:
            if not sheet.is_closed:
                sheet.close()
        for name, text in _parts(self):
            self.archive.writestr(name, XML + text)


@cache
def letters(column: int) -> str:
    """The name of a column, of which 1 is A."""
    before, place = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + place)


@cache
def _row(width: int, height: int | None) -> str:
    """A row with a place for the rest of each cell, and # for its number."""
    tall = "" if height is None else f' ht="{height}" customHeight="1"'
    return f'<row r="#"{tall}>' + "".join(f'<c r="{letters(place)}#"%s' for place in range(1, width + 1)) + "</row>"


def _above(widths: Sequence[float], styles: Sequence[str], freeze: str | None, page: Page | None) -> Iterable[str]:
    """A sheet down to its rows."""
    yield f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    yield '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if page else ""
    yield '<sheetViews><sheetView workbookViewId="0">'
    if freeze:
        column, row = ord(freeze[0]) - ord("A"), int(freeze[1:]) - 1
        yield f'<pane xSplit="{column}" ySplit="{row}" topLeftCell="{freeze}" activePane="bottomRight" state="frozen"/>'
        yield '<selection pane="topRight"/><selection pane="bottomLeft"/><selection pane="bottomRight"/>'
    yield '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    columns = (
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"{style}/>'
        for place, (width, style) in enumerate(zip(widths, styles, strict=True), 1)
    )
    yield f"<cols>{''.join(columns)}</cols>" if widths else ""
    yield "<sheetData>"


def _below(sheet: Sheet) -> Iterable[str]:
    """A sheet from its rows on. The order of these elements is prescribed."""
    yield "</sheetData>"
    if sheet.filtered:
        yield f'<autoFilter ref="{sheet.filter_range.replace("$", "")}"/>'
    for number, rule in enumerate(sheet.rules, 1):
        ground = sheet.book.styles.ground(rule.color)
        column = letters(rule.column)
        yield f'<conditionalFormatting sqref="{column}2:{column}{max(sheet.filtered_rows, 1) + 1}">'
        yield f'<cfRule type="expression" dxfId="{ground}" priority="{number}">'
        yield f"<formula>{escape(rule.formula)}</formula></cfRule></conditionalFormatting>"
    if sheet.choices:
        yield f'<dataValidations count="{len(sheet.choices)}">{"".join(map(_choice, sheet.choices))}</dataValidations>'
    if page := sheet.page:
        yield '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        yield f'<pageSetup paperSize="{page.paper}" orientation="landscape" fitToWidth="1" fitToHeight="{page.pages}"/>'
        footer = page.footer[:100].replace("&", "&&")
        yield f"<headerFooter><oddFooter>{escape(f'&L{footer}&C&P / &N&R&D')}</oddFooter></headerFooter>"
    yield '<legacyDrawing r:id="rId1"/>' if sheet.notes else ""
    yield "</worksheet>"


def _choice(choice: Choice) -> str:
    column = letters(choice.column)
    return (
        f'<dataValidation type="list" errorStyle="{"stop" if choice.is_strict else "warning"}" allowBlank="1" '
        f'showErrorMessage="1" errorTitle={quoteattr(choice.title)} error={quoteattr(choice.message)} '
        f'sqref="{column}2:{column}{choice.rows + 1}"><formula1>{escape(choice.source)}</formula1></dataValidation>'
    )


def _parts(book: Book) -> Iterable[tuple[str, str]]:
    """What a workbook has besides its sheets."""
    yield "xl/workbook.xml", _workbook(book.sheets)
    yield "xl/styles.xml", book.styles.xml()
    related = [(f"rId{sheet.number}", "worksheet", f"worksheets/sheet{sheet.number}.xml") for sheet in book.sheets]
    yield "xl/_rels/workbook.xml.rels", _relations([*related, ("rIdStyles", "styles", "styles.xml")])
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    noted = [sheet for sheet in book.sheets if sheet.notes]
    for sheet in noted:
        number = sheet.number
        yield f"xl/comments{number}.xml", _comments(sheet.notes)
        yield f"xl/drawings/notes{number}.vml", _drawing(sheet.notes)
        notes = [
            ("rId1", "vmlDrawing", f"../drawings/notes{number}.vml"),
            ("rId2", "comments", f"../comments{number}.xml"),
        ]
        yield f"xl/worksheets/_rels/sheet{number}.xml.rels", _relations(notes)
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{sheet.number}.xml", "worksheet") for sheet in book.sheets]
    parts += [(f"/xl/comments{sheet.number}.xml", "comments") for sheet in noted]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in parts)
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
            f"{overrides}</Types>"
        ),
    )


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.title)} sheetId="{sheet.number}" r:id="rId{sheet.number}"/>' for sheet in sheets
    )
    names = ""
    for place, sheet in enumerate(sheets):
        title = "'" + sheet.title.replace("'", "''") + "'"
        if sheet.filtered:
            names += f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
            names += f"{escape(title)}!{sheet.filter_range}</definedName>"
        if sheet.page and sheet.page.has_titles:
            names += (
                f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
                f"{escape(title)}!$1:${sheet.page.title_rows}</definedName>"
            )
    names = f"<definedNames>{names}</definedNames>" if names else ""
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets>{names}</workbook>"
    )


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _comments(notes: Mapping[int, str]) -> str:
    inner = "".join(
        f'<comment ref="{letters(column)}1" authorId="0"><text><t>{escape(text)}</t></text></comment>'
        for column, text in notes.items()
    )
    authors = "<authors><author>sched</author></authors>"
    return f'<comments xmlns="{MAIN}">{authors}<commentList>{inner}</commentList></comments>'


def _drawing(notes: Mapping[int, str]) -> str:
    """Where the notes appear: Excel shows none that is not drawn."""
    shapes = "".join(
        f'<v:shape id="note{column}" type="#note" fillcolor="#ffffe1" '
        'style="position:absolute;width:300px;height:110px;z-index:1;visibility:hidden"><v:fill color2="#ffffe1"/>'
        '<v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>0</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        for column in notes
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shapetype id="note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
        f"{shapes}</xml>"
    )
