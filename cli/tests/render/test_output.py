"""Listings on wide and narrow screens, and on those that lack characters."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from typing import Any

import psycopg
import pytest
from psycopg.types.range import Range
from rich.console import Console

from equipment_scheduling.render import output
from support import ROOT

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


Kind = StrEnum("Kind", ["ODD"])
ODD: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -3,
        2**70,
        1.5,
        1e300,
        Decimal("1.50"),
        Decimal("-0"),
        Decimal("1E+3"),
        Decimal("0.000001"),
    ),
    *(date(1066, 10, 14), datetime(2026, 3, 29, 1, 30, 0, 500, UTC), datetime(1, 1, 1), time(6, 30)),
    *(timedelta(hours=-7.5), timedelta(), timedelta(days=400, microseconds=1)),
    *("", "a'b", '"', "back\\slash", "=1+1", "+", "-5", "@x", "'=1", "tab\tLF\nCR\r", "\x00\x1f\x7f\u2028", "😀 Größe"),
    *(
        "a;=1",
        "x" * 50_000,
        Kind.ODD,
        [],
        ["=1", None, {"a": []}],
        {"b": {"c": [1, "\n"]}, "d": {}},
        (Decimal("2.50"),),
    ),
    *(Range(date(2026, 1, 1), None), Range(empty=True)),
]


def test_json_is_what_the_library_writes(capsys: pytest.CaptureFixture[str]) -> None:
    """In the same layout, whatever the values are."""
    rows = [{f'{number} "key"': value for number, value in enumerate(ODD)}] * 2
    output.render(rows, fmt=output.OutputFormat.JSON)
    plain = [{key: output.to_json(value) for key, value in row.items()} for row in rows]
    assert capsys.readouterr().out == json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
    output.render([], ["a"], output.OutputFormat.JSON)
    assert capsys.readouterr().out == "[]\n"


def test_csv_is_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    output.render([{"value": value, "after": 1} for value in ODD], fmt=output.OutputFormat.CSV)
    read = [row[0] for row in csv.reader(StringIO(capsys.readouterr().out, newline=""))]
    assert read == ["value", *map(output.to_cell, ODD)]
    assert read[ODD.index("=1+1") + 1] == "'=1+1" and read[ODD.index(1.5) + 1] == "1.5"


COMMANDS = [
    ["resources", "tree"],
    ["resources", "list"],
    ["assign", "MÜ-1", "TWO_SHIFT", "--from", "2030-01-01"],
    ["show", "MÜ-1", "--from", "2030-01-01"],
    ["explain", "MÜ-1", "2030-01-01 10:00"],
    ["patterns", "preview", "TWO_SHIFT"],
    ["availability", "--from", "2030-01-01", "--to", "2030-01-31"],
    ["next", "MÜ-1", "--at", "2030-01-01 10:00"],
    ["lint"],
    ["resources", "add", "MÜ-1", "--name", "Größe", "--type", "site"],
    ["show", "Ü"],
    ["--help"],
]
PROGRAM = """
import sys
from equipment_scheduling.main import run
for words in {commands!r}:
    sys.argv[1:] = words
    try:
        run()
    except SystemExit as end:
        print(words, end.code)
"""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_screen_that_lacks_characters_shows_others(fresh_database: Callable[[], str], encoding: str) -> None:
    url = fresh_database()
    environ = {"DATABASE_URL": url, "PYTHONIOENCODING": encoding}
    made = [
        ["resources", "add", "MÜ-1", "--name", "压力机 Größe", "--type", "site", "--zone", "UTC", "--schedule"],
        *COMMANDS,
    ]
    program = [sys.executable, "-c", PROGRAM.format(commands=made)]
    done = subprocess.run(program, env={**os.environ, **environ}, cwd=ROOT, capture_output=True, check=False)
    printed = (done.stdout + done.stderr).decode(encoding)
    assert "Traceback" not in printed and "Internal error" not in printed
    assert "???" in printed
    codes = re.findall(r"^\[.*\] (\w+)$", printed, re.MULTILINE)
    assert [code for code in codes if code not in ("None", "0")] == ["3", "5", "4"] and len(codes) == len(made), printed


def test_what_programs_read_is_utf8_on_any_screen(fresh_database: Callable[[], str]) -> None:
    url = fresh_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "insert into sched.resources (resource_code, resource_name, resource_type, time_zone)"
            " values ('M', '压力机', 'site', 'UTC')"
        )
    for words in (["resources", "list", "-f", "json"], ["resources", "list", "-f", "csv"], ["resources", "export"]):
        command = [sys.executable, "-m", "equipment_scheduling", *words]
        env = {**os.environ, "DATABASE_URL": url, "PYTHONIOENCODING": "ascii"}
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, check=True)
        assert "压力机" in done.stdout.decode("utf-8")
