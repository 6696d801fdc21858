"""Files that commands write, of which `-` is standard output, and asking before something is replaced."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from equipment_scheduling.errors import ConflictError, RefusedError
from equipment_scheduling.files.importing import STANDARD

T = TypeVar("T")


def is_standard(file: Path | None) -> bool:
    """Whether a file on the command line is standard output."""
    return str(file) == STANDARD


def write_file(file: Path, write: Callable[[Path], T], *, replace: bool) -> T:
    """Let a file appear when `write` has written all of it; what `write` returns.

    ConflictError: it exists and is not to be replaced. RefusedError: it cannot be written."""
    if is_standard(file):
        return _to_standard_output(write)
    if file.exists() and not file.is_file():
        raise RefusedError(f"{file} is not a file", hint="choose another name; - is standard output")
    if file.exists() and not replace:
        raise ConflictError(f"The file {file} exists", hint="choose another name, or add --force")
    part = file.with_name(f".{file.name}.part")
    try:
        part.touch()  # a folder that takes no files is found out before a workbook is half done
        done = write(part)
        part.replace(file)
    except OSError as error:
        raise RefusedError(f"The file {file} cannot be written: {error.strerror}", hint="check the folder") from error
    finally:
        part.unlink(missing_ok=True)
    return done


def _to_standard_output(write: Callable[[Path], T]) -> T:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "output"
        try:
            done = write(path)
            with path.open("rb") as written:
                shutil.copyfileobj(written, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            message = f"Standard output cannot be written: {error.strerror}"
            raise RefusedError(message, hint="what is there is not complete") from error
    return done


def report(file: Path, done: str) -> None:
    """Say what was written, beside standard output when the file itself is that."""
    print(done, file=sys.stderr if is_standard(file) else sys.stdout)


def asks(yes: bool) -> bool:
    """Whether to ask before something is replaced: a person at a terminal; programs have said what they want."""
    return not yes and sys.stdin.isatty()
