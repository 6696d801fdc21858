"""Listings on wide and narrow screens, without a database."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from equipment_scheduling import output

ROWS: list[dict[str, Any]] = [
    {"resource_code": "CT-LINE-A", "hours": 318.33, "zone": "Africa/Johannesburg", "note": "One palletiser only"},
    {"resource_code": "CT-LINE-B", "hours": 16, "zone": "America/New_York", "note": None},
]


def drawn(monkeypatch: pytest.MonkeyPatch, width: int, rows: list[dict[str, Any]] = ROWS) -> list[str]:
    """The lines of a listing on a screen of this width."""
    screen = Console(file=StringIO(), width=width, color_system=None)
    monkeypatch.setattr(output, "console", lambda: screen)
    output.render(rows)
    assert isinstance(screen.file, StringIO)
    return [line.rstrip() for line in screen.file.getvalue().splitlines()]


def test_a_wide_screen_has_a_line_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, 80) == [
        "resource code   hours  zone                 note",
        "CT-LINE-A      318.33  Africa/Johannesburg  One palletiser only",
        "CT-LINE-B          16  America/New_York",
    ]


def test_words_are_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between words there may be a new line, within them there is none."""
    assert drawn(monkeypatch, 58) == [
        "resource code   hours  zone                 note",
        "CT-LINE-A      318.33  Africa/Johannesburg  One palletiser",
        "                                            only",
        "CT-LINE-B          16  America/New_York",
    ]


def test_a_narrow_screen_has_a_block_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where words would have to be broken; what is empty is left out."""
    assert drawn(monkeypatch, 40) == [
        "resource code  CT-LINE-A",
        "hours          318.33",
        "zone           Africa/Johannesburg",
        "note           One palletiser only",
        "",
        "resource code  CT-LINE-B",
        "hours          16",
        "zone           America/New_York",
    ]


@pytest.mark.parametrize("width", [44, 60, 80, 250])
def test_a_table_is_never_wider_than_the_screen(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """A word of any length is broken at last."""
    lines = drawn(monkeypatch, width, [{"key": "x" * 300, "n": 1}])
    assert max(map(len, lines)) <= width
    assert sum(line.count("x") for line in lines) == 300
