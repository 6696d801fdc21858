"""The help of every command: it fits a screen, nothing is cut, and values are words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from equipment_scheduling import main
from support import ROOT

# Words that no native speaker would use for it, and what a program says when it does not know singular from plural.
ODD = re.compile(
    r"(?<![\d,.])1 (machines|rows|days|problems|resources|edits|batches)\b|first first|today over there|how that goes"
    r"|gone on with|how-manieth|at most so many|if it shall|does no harm by|nothing any more|lists of calendars"
    r"|get no further|kept long enough|or it has not happened|asked first\b",
    re.IGNORECASE,
)
SOURCES = [
    *(ROOT / "cli/equipment_scheduling").rglob("*.py"),
    *(ROOT / "db/functions").rglob("*.sql"),
    *(ROOT / "docs").rglob("*.md"),
]


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every group and command, and none for the program itself."""
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


COMMANDS = list(commands(typer.main.get_command(main.app)))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_fits_and_speaks_in_words(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = CliRunner().invoke(main.app, [*command, "--help"])
    assert shown.exit_code == 0
    assert [line for line in shown.output.splitlines() if len(line) > 80] == []
    assert not re.search(r"<\w|RANGE|INTEGER|FLOAT|PATH\b|…|[a-z]\.\.\.$", shown.output, re.MULTILINE)
    assert all(word in shown.output for word in ("Usage: ", "-h, --help"))


def test_odd_words_stay_away() -> None:
    texts = {file.relative_to(ROOT): file.read_text(encoding="utf-8") for file in SOURCES}
    assert [(str(name), found[0]) for name, text in texts.items() for found in ODD.finditer(text)] == []
