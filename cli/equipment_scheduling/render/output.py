"""Listings as a table for people, or JSON and CSV for programs.

JSON and CSV keep full precision: instants as ISO 8601 with offset, durations as ISO 8601 (`PT7H30M`)."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from io import TextIOWrapper
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Annotated, Any, TextIO, TypeGuard

import typer

from equipment_scheduling.files.formulas import guard
from equipment_scheduling.files.streaming import Stream

if TYPE_CHECKING:  # takes long to load, and only tables need it
    from psycopg.types.range import Range
    from rich.console import Console, Group, RenderableType
    from rich.table import Table
    from rich.text import Text

PIPED_WIDTH = 250  # columns of a table that goes to a file or another program
GAP = 2  # columns between two columns of a table
SPECIAL = re.compile(r'[",\r\n]')  # what puts a cell of CSV in quotes
LONG_WORD = 40  # columns that a word has at most before it is broken


class OutputFormat(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[OutputFormat, typer.Option("--format", "-f", help="How to write the listing.")]


@dataclass(frozen=True)
class Column:
    """One column of a listing: the row's key, its heading (default: the key, with spaces), and for tables a
    Rich style, or a function from the value to one."""

    key: str
    heading: str | None = None
    style: str | Callable[[Any], str] | None = None

    @property
    def title(self) -> str:
        """The heading of the table."""
        return self.heading or self.key.replace("_", " ")


def console(*, stderr: bool = False) -> Console:
    """A Rich console that does not fold tables when its output is no terminal."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=False)


def data_output() -> TextIO:
    """Standard output for what programs read: UTF-8, whatever the screen can show."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdout


def render(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str | Column] | None = None,
    fmt: OutputFormat = OutputFormat.TABLE,
    *,
    title: str | None = None,
    empty: str = "Nothing to show.",
) -> None:
    """Write rows to standard output. Without `columns`, those of the first row; JSON and CSV use the keys."""
    chosen = [c if isinstance(c, Column) else Column(c) for c in columns or (list(rows[0]) if rows else [])]
    if fmt is OutputFormat.JSON:
        data_output().writelines(_json_lines(rows, [c.key for c in chosen]))
    elif fmt is OutputFormat.CSV:
        data_output().writelines(_csv_lines(rows, [c.key for c in chosen]))
    elif not rows:
        from rich.text import Text

        console().print(Text(empty, style="dim"))
    else:
        screen = console()
        screen.print(_table(rows, chosen, title, screen.width) or _records(rows, chosen, title))


def render_stream(plan: Stream, columns: Sequence[str | Column], fmt: OutputFormat) -> None:
    """Write the rows of a stream to standard output as they come, for programs."""
    keys = [c.key if isinstance(c, Column) else c for c in columns]
    places = [plan.names.index(key) for key in keys]
    if fmt is OutputFormat.JSON:
        made = plan.made(_token)
        data_output().writelines(
            _json_layout(keys, ([made[place][row[place]] for place in places] for row in plan.rows))
        )
    else:
        made = plan.made(lambda value: _quoted(to_cell(value)))
        data_output().writelines(
            _csv_layout(keys, ([made[place][row[place]] for place in places] for row in plan.rows))
        )


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], title: str | None, width: int) -> Table | None:
    """A line for each row; none, if a word would have to be broken to fit."""
    cells = [[_cell(row[column.key], column.style) for column in columns] for row in rows]
    texts = [[column.title, *(line[place].plain for line in cells)] for place, column in enumerate(columns)]
    widths = _widths(texts, width - GAP * (len(columns) - 1))
    if widths is None:
        return None
    from rich.table import Table

    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column, wide in zip(columns, widths, strict=True):
        values = [row[column.key] for row in rows if row[column.key] is not None]
        numeric = bool(values) and all(isinstance(v, (int, float, Decimal, timedelta)) for v in values)
        table.add_column(column.title, justify="right" if numeric else "left", overflow="fold", width=wide)
    for line in cells:
        table.add_row(*line)
    return table


def _widths(texts: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """How wide each column is: as its longest line, or at least as its longest word where there is little room."""
    from rich.cells import cell_len

    wanted = [max(cell_len(line) for text in column for line in text.splitlines() or [""]) for column in texts]
    widths = [
        min(max((cell_len(word) for text in column for word in text.split()), default=0), LONG_WORD) for column in texts
    ]
    spare = room - sum(widths)
    if spare < 0:
        return None
    needs = sorted(range(len(texts)), key=lambda place: wanted[place] - widths[place])
    for done, place in enumerate(needs):
        more = min(wanted[place] - widths[place], spare // (len(needs) - done))
        widths[place] += more
        spare -= more
    return widths


def _records(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], title: str | None) -> Group:
    """For narrow screens: a block for each row, a line for each value that there is."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    blocks: list[RenderableType] = [Text(title, style="italic")] if title else []
    for row in rows:
        block = Table.grid(padding=(0, GAP, 0, 0))
        block.add_column(no_wrap=True)
        block.add_column(overflow="fold")
        for column in columns:
            cell = _cell(row[column.key], column.style)
            if cell.plain:
                block.add_row(Text(column.title, style="bold"), cell)
        blocks += [Text(), block] if blocks else [block]
    return Group(*blocks)


def _cell(value: Any, style: str | Callable[[Any], str] | None) -> Text:
    from rich.text import Text

    chosen = style(value) if callable(style) else style
    return Text(to_text(value), style=chosen or "")


def to_text(value: Any) -> str:
    """A value as a person reads it: no needless seconds, date ranges with both ends included."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        text = value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
        return text.replace("+00:00", "Z")
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        return _hours(value)
    if is_range(value):
        return _range(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(to_text(item) for item in value)
    return to_plain(value)


def to_plain(value: Any) -> str:
    """A value as a program reads it from CSV."""
    if known := PLAIN.get(type(value)):
        return known(value)
    plain = to_json(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, (dict, list)) else str(plain)


def to_cell(value: Any) -> str:
    """A value as a cell of CSV, texts in such a way that a spreadsheet takes none for a formula."""
    is_text = isinstance(value, (str, list, tuple, Mapping))
    return guard(to_plain(value)) if is_text else to_plain(value)


def to_json(value: Any) -> Any:
    """A value as JSON has it: dates, instants and durations in ISO 8601, ranges as PostgreSQL writes them."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _iso_duration(value)
    if is_range(value):
        return _bounds(value, to_plain)
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return str(value)


def is_range(value: Any) -> TypeGuard[Range[Any]]:
    """Whether the driver of the database made a range of it, which is loaded when there are any."""
    driver = sys.modules.get("psycopg.types.range")
    return driver is not None and isinstance(value, driver.Range)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _iso_duration(value: timedelta) -> str:
    sign, seconds = ("-", -value.total_seconds()) if value < timedelta() else ("", value.total_seconds())
    whole, fraction = int(seconds), round(seconds % 1, 6)
    parts = [(whole // 3600, "H"), (whole // 60 % 60, "M"), (whole % 60 + fraction, "S")]
    return f"{sign}PT" + ("".join(f"{number:g}{unit}" for number, unit in parts if number) or "0S")


# What most values are, found by their type alone: listings have millions of them.
PLAIN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    str: str,
    int: str,
    bool: lambda value: "true" if value else "false",
    Decimal: lambda value: f"{value:f}",
    date: date.isoformat,
    datetime: datetime.isoformat,
    timedelta: _iso_duration,
}
CELLS: dict[type, Callable[[Any], str]] = {**PLAIN, str: guard}
TOKENS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    str: encode_basestring,
    int: str,
    bool: PLAIN[bool],
    Decimal: lambda value: repr(_number(value)),
    date: lambda value: f'"{value.isoformat()}"',
    datetime: lambda value: f'"{value.isoformat()}"',
    timedelta: lambda value: f'"{_iso_duration(value)}"',
}


def _csv_lines(rows: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> Iterator[str]:
    return _csv_layout(
        keys, ([_quoted(CELLS.get(type(value := row[key]), to_cell)(value)) for key in keys] for row in rows)
    )


def _csv_layout(keys: Sequence[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield ",".join(map(_quoted, keys)) + "\n"
    for cells in rows:
        yield ",".join(cells) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if SPECIAL.search(cell) else cell


def _json_lines(rows: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> Iterator[str]:
    return _json_layout(keys, ([_token(row[key]) for key in keys] for row in rows))


def _json_layout(keys: Sequence[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """An array of objects with a value on each line, as `json.dumps` lays it out with an indent of 2, which is slow."""
    names = [f"    {encode_basestring(key)}: " for key in keys]
    between = "[\n  {\n"
    for row in rows:
        yield between
        yield ",\n".join([name + token for name, token in zip(names, row, strict=True)])
        between = "\n  },\n  {\n"
    yield "[]\n" if between.startswith("[") else "\n  }\n]\n"


def _token(value: Any) -> str:
    """A value in JSON, a level further in than the object it belongs to."""
    return TOKENS.get(type(value), _nested)(value)


def _nested(value: Any) -> str:
    """JSON of a list, an object or anything rare, on lines below its name."""
    return json.dumps(to_json(value), indent=2, ensure_ascii=False).replace("\n", "\n    ")


def _bounds(value: Range[Any], show: Callable[[Any], str]) -> str:
    if value.isempty:
        return "empty"
    return f"{value.bounds[0]}{show(value.lower)},{show(value.upper)}{value.bounds[1]}"


def _range(value: Range[Any]) -> str:
    """Date ranges with both ends included, as people say them; any other as PostgreSQL writes it."""
    ends = [end for end in (value.lower, value.upper) if end is not None]
    dates = bool(ends) and all(isinstance(end, date) and not isinstance(end, datetime) for end in ends)
    if value.isempty or not dates:
        return _bounds(value, to_text)
    last = value.upper - timedelta(days=1) if value.upper is not None and not value.upper_inc else value.upper
    return f"{to_text(value.lower) or '...'} to {to_text(last) or '...'}"


def _hours(value: timedelta) -> str:
    sign, seconds = ("-", -value.total_seconds()) if value < timedelta() else ("", value.total_seconds())
    minutes, rest = divmod(int(seconds), 60)
    text = f"{sign}{minutes // 60}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text
