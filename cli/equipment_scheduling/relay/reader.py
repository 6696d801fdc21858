"""Reads one workbook that came from outside, in a process of its own that knows no secret and can take no more of the
machine than it is given: `python -m equipment_scheduling.relay.reader WANTED < workbook > body`."""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import IntEnum

from equipment_scheduling.errors import NO_ROOM, RefusedError
from equipment_scheduling.files.reading import AS_XLSX, ZIP, TooMuchError, named_sheets, one_sheet, refuse_old

MEMORY = 1 << 30  # bytes
TIME = 90  # seconds of a processor
UNPACKED = 32  # times as much as is read; what Excel writes is about ten times as long as what it says
WRITTEN = 4  # times as much as is read; of empty cells it is three times, of those that cannot be used much more
NAME = "that was sent"


class End(IntEnum):
    """How reading ended: the exit code. Anything else: it was stopped, because it took too much."""

    READ = 0
    FAILED = 1
    REFUSED = 3
    TOO_MUCH = 4
    NO_ROOM = 5


@dataclass(frozen=True)
class Wanted:
    """What to read: the titles of sheets by kind; the sheet that is named, if one is; how many bytes it may have at
    most, as CSV. `shape` is what becomes of it."""

    shape: str
    titles: Mapping[str, str]
    sheet: str | None
    most: int


def read(data: bytes, wanted: Wanted) -> object:
    """What is sent on. RefusedError: it is no workbook that can be read. TooMuchError: it holds too much."""
    if not data:
        raise RefusedError(f"The file {NAME} is empty", hint=AS_XLSX)
    refuse_old(NAME, data)
    if not data.startswith(ZIP):
        raise RefusedError(f"The file {NAME} is not an Excel workbook", hint=f"send CSV as text/csv, or {AS_XLSX}")
    _weigh(data, wanted.most)
    if wanted.shape == "people":
        titles = {kind: title for kind, title in wanted.titles.items() if wanted.sheet in (None, title)}
        if not titles:
            hint = f"its sheets may be: {', '.join(wanted.titles.values())}"
            raise RefusedError(f"No sheet of people is called {(wanted.sheet or '')[:100]}", hint=hint)
        found = named_sheets(NAME, data, titles, wanted.most)
        return {"sheets": {kind: sheet.records for kind, sheet in found.items()}}
    (title,) = wanted.titles.values()
    sheet = one_sheet(NAME, data, title, wanted.sheet, wanted.most)
    if wanted.shape == "rows":
        return sheet.records
    return {"sheet": sheet.title, "sheets": sheet.titles, "rows": sheet.records}


def _weigh(data: bytes, most: int) -> None:
    """Refuse an archive that says it holds more than is unpacked; it is never unpacked to more than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return  # it cannot be opened later either, and then it is said why
    if sum(part.file_size for part in parts) > UNPACKED * most:
        raise TooMuchError(f"The file {NAME} holds too much")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise RefusedError(f"The file {NAME} is compressed as no workbook is", hint=AS_XLSX)


def main(words: Sequence[str]) -> End:
    """Read standard input, write the body or why there is none."""
    sys.modules["numpy"] = None  # type: ignore[assignment] # openpyxl would load it, for no cell that a file can hold
    os.nice(5)  # live events and deliveries come first
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted = Wanted(**json.loads(words[0]))
    try:
        end, body = End.READ, _written(read(sys.stdin.buffer.read(), wanted))
        if len(body) > WRITTEN * wanted.most:
            return End.TOO_MUCH
    except (TooMuchError, MemoryError):
        return End.TOO_MUCH
    except RefusedError as error:
        end, body = End.REFUSED, _written({"message": error.message, "hint": error.hint})
    try:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        return End.NO_ROOM
    return end


def _written(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def argument(wanted: Wanted) -> str:
    """What `main` is given."""
    return json.dumps(asdict(wanted))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
