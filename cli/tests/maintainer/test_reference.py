"""The documents say what the program does: pages are current, links lead somewhere, nothing is left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from equipment_scheduling import errors
from equipment_scheduling.database import Connection
from equipment_scheduling.files.importing import TITLES, columns
from equipment_scheduling.maintainer import reference
from support import ROOT, program

REFERENCE = ROOT / "docs/reference"
RUNNABLE = [
    "quickstart.md",
    *(
        f"how-to/{name}.md"
        for name in ("connect-oee", "custom-patterns", "holidays", "machines-on-demand", "period-lock")
    ),
]
FOLDERS = ("", "docs/**/", "examples/", "monitoring/", "web/")
PAGES = sorted(page for folder in FOLDERS for page in ROOT.glob(f"{folder}*.md"))
LINK = re.compile(r"(?<!!)\[[^]]*\]\(([^)\s]+)\)")


def test_generated_pages_are_current(db: Connection) -> None:
    pages = reference.pages(db)
    stale = [name for name, text in pages.items() if (REFERENCE / name).read_text(encoding="utf-8") != text]
    assert not stale, "run python -m equipment_scheduling.maintainer.reference on a freshly migrated database"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(prose(page)) if not leads_somewhere(page, link)]
    assert broken == []


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether a relative link names a file and, after #, one of its headings."""
    if re.match(r"[a-z]+:", link):
        return True
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page get."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def prose(page: Path) -> str:
    """The text of a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def test_every_error_code_is_explained() -> None:
    text = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    raised = {code for file in (ROOT / "db").rglob("*.sql") for code in re.findall(r"'(SC\d{3})'", file.read_text())}
    named = {*raised, *errors.STATES, *errors.CONSTRAINTS}
    assert sorted(code for code in named if f"`{code}`" not in text) == []


def test_every_variable_is_explained() -> None:
    source = "\n".join(file.read_text() for file in (ROOT / "cli/equipment_scheduling").rglob("*.py"))
    read = re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", source) + re.findall(
        r"\b_(?:port|number|file|words)\(\s*\"(\w+)\"", source
    )
    assert set(read) == set(reference.ENVIRONMENT)
    composed = re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text())
    assert set(composed) == set(reference.COMPOSE)


def test_what_the_pages_say_to_run_runs(fresh_database: Callable[[], str], tmp_path: Path) -> None:
    """The blocks marked `sh` and `sql`, page by page in one database."""
    url = fresh_database()
    path = f"{Path(sys.executable).parent}:{Path(program('psql')).parent}:{os.environ['PATH']}"
    for page in RUNNABLE:
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        for language, block in re.findall(r"^```(sh|sql)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            shell = ["bash", "-euo", "pipefail", "-c", block]
            psql = [program("psql"), "-X", "-v", "ON_ERROR_STOP=1", "-c", block, url]
            done = subprocess.run(
                shell if language == "sh" else psql,
                cwd=tmp_path,
                env={**os.environ, "DATABASE_URL": url, "PATH": path},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{page}:\n{block}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("kind", ["patterns", "calendars", "exceptions", *TITLES])
def test_columns_of_import_files_are_those_of_the_database(db: Connection, kind: str) -> None:
    page = (ROOT / "docs/reference/import.md").read_text(encoding="utf-8")
    title = TITLES.get(kind, kind.capitalize())
    (section,) = re.findall(rf"^## {title}:.*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    cells = re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE)
    known = columns(db, kind)
    explained = [name for cell in cells for name in re.findall("`([^`]+)`", cell)]
    assert sorted(explained) == sorted([*known.known, *([f"{known.prefix}<name>"] if known.prefix else [])])
