"""Checks that need no test: plpgsql_check over every function, and that locked migrations never change."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.errors import ConflictError
from equipment_scheduling.schema import loader, migrations
from equipment_scheduling.settings import Settings

SCHEMAS = ["sched", "sched_engine", "sched_oee", "sched_http", "api_v1", "api_v2"]
LOCK = "SHA256SUMS"

# A trigger function is checked once for each table it serves; one that serves none cannot be checked.
FUNCTIONS = """
    select p.oid::regprocedure::text as function, n.nspname || '.' || p.proname as name, p.oid,
        p.prorettype = 'trigger'::regtype as is_trigger,
        t.tgrelid as relation, t.tgoldtable as old_table, t.tgnewtable as new_table
    from pg_catalog.pg_proc as p
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    join pg_catalog.pg_language as l on l.oid = p.prolang
    left join (
        pg_catalog.pg_trigger as t
        join pg_catalog.pg_class as c on c.oid = t.tgrelid
        join pg_catalog.pg_namespace as cn on cn.oid = c.relnamespace and cn.nspname = any (%(schemas)s)
    ) on t.tgfoid = p.oid
    where l.lanname = 'plpgsql' and n.nspname = any (%(schemas)s)
    order by 1, t.tgrelid, t.tgname"""

CHECK = """
    select f.lineno as line, f.level, f.message, concat_ws('; ', f.detail, f.hint) as hint
    from plpgsql_check_function_tb(
        %(oid)s, relid => coalesce(%(relation)s, 0)::regclass, fatal_errors => false,
        other_warnings => true, extra_warnings => true, performance_warnings => true,
        security_warnings => true, oldtable => %(old_table)s, newtable => %(new_table)s
    ) as f
    -- casts between a domain and its base type cost nothing worth a remark; branches by tg_op name transition tables
    -- that the other triggers of a function do not have
    where not (f.level = 'performance' and f.sqlstate = '42804')
        and not (f.sqlstate = '42P01' and f.message ~ '"(old|new)_rows"')"""


@dataclass(frozen=True, order=True)
class Finding:
    """One remark of plpgsql_check; `line` counts from the first line of the function's body."""

    file: str
    line: int | None
    function: str
    level: str
    message: str
    hint: str


def check_functions(settings: Settings, url: str | None = None) -> tuple[list[Finding], int]:
    """Findings, and the number of functions checked. The extension is gone again afterwards."""
    sources = loader.read(settings.functions)
    files = {name: f"db/functions/{source.name}" for source in sources for _, name in source.creates}
    with connect(url=url) as connection:
        connection.execute("set local client_min_messages = warning")
        connection.execute("create extension if not exists plpgsql_check with schema public")
        connection.execute("set local search_path = public, pg_catalog")
        rows = connection.execute(FUNCTIONS, {"schemas": SCHEMAS}).fetchall()
        findings = {finding for row in rows for finding in _check(connection, row, files)}
        connection.rollback()
    return sorted(findings, key=lambda f: (f.file, f.line or 0, f.message)), len({row["oid"] for row in rows})


def _check(connection: Connection, row: Row, files: dict[str, str]) -> list[Finding]:
    file = files.get(row["name"], "db/migrations")
    if row["is_trigger"] and row["relation"] is None:
        message = "no table has a trigger with this function"
        return [Finding(file, None, row["function"], "warning", message, "")]
    found = connection.execute(CHECK, row).fetchall()
    return [Finding(file, f["line"], row["function"], f["level"], f["message"], f["hint"]) for f in found]


def extend_lock(settings: Settings) -> list[str]:
    """Enter migrations that are not in the lock yet; return their file names.

    Refuses when a locked one was changed or is missing."""
    locked = _locked(settings)
    _compare(settings, locked)
    present = _present(settings)
    path = settings.migrations / LOCK
    path.write_text("".join(f"{present[name]}  {name}\n" for name in sorted(present)))
    return sorted(present.keys() - locked.keys())


def check_lock(settings: Settings) -> int:
    """The number of locked migrations, all unchanged since they were locked and since the last release."""
    locked = _locked(settings)
    _compare(settings, locked)
    missing = sorted(_present(settings).keys() - locked.keys())
    if missing:
        raise ConflictError(f"Migrations are not in the lock: {', '.join(missing)}", hint="run sched db lock")
    for name, released in _released(settings.root).items():
        if locked.get(name) != released:
            raise ConflictError(
                f"{name} was changed after it was released", hint="restore it and write a new migration"
            )
    return len(locked)


def _present(settings: Settings) -> dict[str, str]:
    return {path.name: migrations.digest(path) for path in migrations.files(settings.migrations).values()}


def _locked(settings: Settings) -> dict[str, str]:
    path = settings.migrations / LOCK
    return _parse(path.read_text()) if path.exists() else {}


def _parse(text: str) -> dict[str, str]:
    return {name: sha256 for sha256, name in (line.split(maxsplit=1) for line in text.splitlines())}


def _compare(settings: Settings, locked: dict[str, str]) -> None:
    present = _present(settings)
    changed = sorted(name for name in locked if present.get(name) != locked[name])
    if changed:
        raise ConflictError(
            f"Locked migrations were changed or removed: {', '.join(changed)}",
            hint="restore them and write a new migration",
        )


def _released(root: Path) -> dict[str, str]:
    """The lock as it was at the last release (git tag); empty when there is none, or no git."""
    tag = _git(root, "describe", "--tags", "--abbrev=0")
    text = _git(root, "show", f"{tag.strip()}:db/migrations/{LOCK}") if tag else ""
    return _parse(text)


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""
