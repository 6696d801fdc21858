"""Every file in db/tests is one test: pgTAP in a database of its own, checked against its plan."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from support import ROOT, program

FOLDER = ROOT / "db/tests"
FILES = sorted(FOLDER.rglob("*.sql"))


@pytest.fixture(scope="session")
def pgtap_url(fresh_database: Callable[[], str]) -> str:
    """A migrated database with pgTAP in schema public."""
    url = fresh_database()
    with psycopg.connect(url) as connection:
        connection.execute("create extension pgtap with schema public")
    return url


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER).with_suffix("")))
def test_pgtap(file: Path, pgtap_url: str) -> None:
    """Run one file; its plan must be met, and nothing may be `not ok` (but for what is marked TODO)."""
    command = [program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", str(file), pgtap_url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    problem = verdict(done.stdout)
    if done.returncode != 0 or problem:
        pytest.fail(f"{problem or 'psql failed'}\n{done.stdout}{done.stderr}", pytrace=False)


def verdict(output: str) -> str | None:
    """What is wrong with a TAP output; None when all is well."""
    plan = re.search(r"^1\.\.(\d+)", output, re.MULTILINE)
    if plan is None:
        return "no plan: the file must select plan(n) or finish()"
    results = re.findall(r"^(not )?ok (\d+)(.*)$", output, re.MULTILINE)
    failed = [number for bad, number, rest in results if bad and "# TODO" not in rest]
    if failed:
        return f"not ok: {', '.join(failed)}"
    if len(results) != int(plan[1]):
        return f"planned {plan[1]} tests, ran {len(results)}"
    return None


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("1..2\nok 1 - a\nok 2 - b\n", None),
        ("1..1\nnot ok 1 - a # TODO later\n", None),
        ("1..2\nok 1\nnot ok 2\n", "not ok: 2"),
        ("1..2\nok 1\n", "planned 2 tests, ran 1"),
        ("", "no plan: the file must select plan(n) or finish()"),
    ],
)
def test_verdict(output: str, expected: str | None) -> None:
    """A red file never passes as green."""
    assert verdict(output) == expected
