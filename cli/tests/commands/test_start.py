"""How the program starts: with what it needs for the words at hand, and nothing more."""

from __future__ import annotations

import pkgutil
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
import typer.main

from equipment_scheduling import commands, main
from support import environment

SCHED = Path(sys.executable).with_name("sched")
HEAVY = {"asyncio", "holidays", "httpx", "openpyxl", "psycopg", "pydantic", "rich", "yoyo"}
BUDGET = 0.25  # seconds of processor time


def imported(*words: str, url: str = "postgresql://nobody@127.0.0.1:1/none") -> set[str]:
    """The packages that a command imports, ours with their first part: `render`."""
    command = [sys.executable, "-X", "importtime", SCHED, *words]
    done = subprocess.run(
        command, env=environment({"DATABASE_URL": url}), capture_output=True, text=True, timeout=60, check=True
    )
    names = re.findall(r"^import time:.*\| +(\S+)$", done.stderr, re.MULTILINE)
    return {name.removeprefix("equipment_scheduling.").split(".")[0] for name in names}


@pytest.mark.parametrize("words", [["--version"], ["--help"]], ids=" ".join)
def test_little_is_imported_to_say_what_there_is(words: list[str]) -> None:
    found = imported(*words)
    assert "main" in found and not found & {*HEAVY, "database", "files", "runtime", "schema"}


@pytest.mark.parametrize("words", [["exceptions", "--help"], ["export", "--help"], ["resources", "list", "--help"]])
def test_help_needs_no_database_and_no_tables(words: list[str]) -> None:
    assert not imported(*words) & (HEAVY - {"pydantic"})  # by which Typer reads options


def test_listings_for_programs_draw_nothing(fresh_database: Callable[[], str]) -> None:
    for format in ("csv", "json"):
        found = imported("exceptions", "list", "--format", format, url=fresh_database())
        assert "psycopg" in found and not found & {"holidays", "httpx", "openpyxl", "rich", "yoyo"}


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_processor_time(word: str) -> None:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([SCHED, word], capture_output=True, timeout=60, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(once() for _ in range(5)) <= BUDGET


def test_the_list_of_commands_is_what_the_modules_offer() -> None:
    """With the summaries that their own help begins with."""
    offered = {}
    for module in pkgutil.iter_modules(commands.__path__):
        if not module.ispkg:
            part = typer.Typer()
            import_module(f"{commands.__name__}.{module.name}").register(part)
            for name, command in typer.main.get_group(part).commands.items():
                summary = " ".join((command.help or "").split("\n\n")[0].split())
                offered[name] = (module.name, summary)
    assert offered == {name: (entry.module, entry.summary) for name, entry in commands.COMMANDS.items()}
    program = typer.main.get_command(main.app)
    assert isinstance(program, main.Program) and list(program.commands) == list(commands.COMMANDS)
