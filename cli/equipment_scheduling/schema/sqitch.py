"""The same SQL files as a sqitch project, for those who deploy with sqitch.

Each migration is one change; the functions, which are re-applied as a whole, are the last change. To upgrade
a database deployed by sqitch: `sqitch revert --to @HEAD^` with the old project (this drops functions and
views, no data), then `sqitch deploy` with the new one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from equipment_scheduling.errors import ConflictError, SchedError
from equipment_scheduling.schema import loader, migrations
from equipment_scheduling.settings import Settings

PROJECT = "equipment_scheduling"
FUNCTIONS = "functions"
# A constant date and planner: they are part of the identity of every change.
PLANNED = "2025-01-01T00:00:00Z Equipment Scheduling System <noreply@localhost>"
CONFIGURATION = """\
[core]
    engine = pg
[deploy]
    verify = true
"""


def write_project(settings: Settings, folder: Path) -> list[str]:
    """Write sqitch.conf, sqitch.plan and the scripts into an empty folder; return the changes' names."""
    if folder.exists() and any(folder.iterdir()):
        raise ConflictError(f"{folder} is not empty", hint="name a new folder")
    for name in ("deploy", "revert", "verify"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    paths = migrations.files(settings.migrations).values()
    changes = [_write_migration(settings, folder, path) for path in paths]
    changes.append(_write_functions(settings, folder))
    (folder / "sqitch.conf").write_text(CONFIGURATION)
    (folder / "sqitch.plan").write_text(_plan(changes))
    return changes


def _plan(changes: Iterable[str]) -> str:
    lines, before = ["%syntax-version=1.0.0", f"%project={PROJECT}", ""], ""
    for change in changes:
        lines.append(f"{change}{before} {PLANNED}")
        before = f" [{change}]"
    return "\n".join(lines) + "\n"


def _write_migration(settings: Settings, folder: Path, path: Path) -> str:
    rollback = settings.migrations / f"{path.stem}.rollback.sql"
    verify = settings.root / "db/verify" / path.name
    for needed in (rollback, verify):
        if not needed.is_file():
            raise SchedError(f"{path.name} has no {needed.relative_to(settings.root)}", hint="write it")
    _script(folder / "deploy" / path.name, path.read_text())
    _script(folder / "revert" / path.name, rollback.read_text())
    _script(folder / "verify" / path.name, verify.read_text(), end="rollback")
    return path.stem


def _write_functions(settings: Settings, folder: Path) -> str:
    sources = loader.ordered(loader.read(settings.functions))
    name = f"{FUNCTIONS}.sql"
    parts = [
        f"set local role {loader.OWNER};",
        *(source.text for source in sources),
        "notify pgrst, 'reload schema';",
    ]
    _script(folder / "deploy" / name, "\n".join(parts))
    _script(folder / "revert" / name, loader.drop_script(sources))
    _script(folder / "verify" / name, loader.verify_script(sources), end="rollback")
    return FUNCTIONS


def _script(path: Path, text: str, *, end: str = "commit") -> None:
    """One script in one transaction, silent about what `if exists` passes over."""
    head = "\\set ON_ERROR_STOP on\n\\o /dev/null\nset client_min_messages = warning;\nbegin;\n"
    path.write_text(f"{head}{text.rstrip()}\n{end};\n")
