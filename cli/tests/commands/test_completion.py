"""The shell completes codes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from support import environment

SCHED = Path(sys.executable).with_name("sched")


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str]) -> str:
    """A database with three resources."""
    made = fresh_database()
    with psycopg.connect(made) as connection:
        connection.execute("""
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            select code, code, 'site', 'UTC' from unnest('{DUR-1,DUR-2,DET}'::text[]) as c (code)""")
    return made


def complete(url: str, line: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    env = {
        "DATABASE_URL": url,
        "_SCHED_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run([SCHED], env=environment(env), capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("sched show DUR", ["DUR-1", "DUR-2"]),
        ("sched availability DET D", ["DET", "DUR-1", "DUR-2"]),
        ("sched resources set DE", ["DET"]),
        ("sched resources add NEW --parent DE", ["DET"]),
        ("sched assign DET TW", ["TWO_SHIFT"]),
        ("sched patterns show DAY", ["DAY_ONLY"]),
        ("sched calendars assign DET US-MI", ["US-MI"]),
    ],
)
def test_codes_are_completed(url: str, line: str, offered: list[str]) -> None:
    assert complete(url, line) == offered


def test_nothing_is_said_without_a_database() -> None:
    assert complete("postgresql://nobody@127.0.0.1:1/none", "sched show DUR") == []
