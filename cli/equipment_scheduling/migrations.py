"""The schema's versions: yoyo's migrations, a ledger that notices edits, and the functions on top.

yoyo decides the order and keeps its usual tables, so that plain `yoyo apply` works too. Each migration
runs as one text in one transaction together with its entry in yoyo's tables and in the ledger, so that a
crash leaves either all of it or nothing. Then the functions are loaded, also when none was pending."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from yoyo import read_migrations
from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend
from yoyo.connections import DatabaseURI
from yoyo.exceptions import LockTimeout

from equipment_scheduling import loader
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.errors import ConflictError, NotFoundError, SchedError
from equipment_scheduling.settings import Settings

YOYO_TABLE = "_yoyo_migration"
LEDGER = """
create table if not exists public._sched_ledger (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default pg_catalog.now()
);
comment on table public._sched_ledger is 'Digests of the migrations and functions as they were applied.';
revoke all on public._sched_ledger from public;
"""
FUNCTIONS = "functions"  # the ledger's entry for all function files together

Report = Callable[[str], None]


@dataclass(frozen=True)
class Status:
    """One migration: `applied`, `pending`, `edited` (changed after it was applied) or `unknown` (applied, but
    without a file); or the functions: `applied` or `pending`."""

    name: str
    state: str
    applied_at: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What `migrate` did: the migrations it applied and the number of function files it loaded."""

    applied: Sequence[str]
    functions: int


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder: Path) -> dict[str, Path]:
    """The forward migrations by name (`0001.schemas`), in order."""
    found = (path for path in folder.glob("*.sql") if not path.name.endswith(".rollback.sql"))
    return {path.stem: path for path in sorted(found)}


def status(settings: Settings, url: str | None = None) -> list[Status]:
    """Compare the files with the database, without changing anything."""
    known = files(settings.migrations)
    with connect(url=url, autocommit=True) as connection:
        applied, ledger = _applied(connection), _ledger(connection)
    result = [_status(name, path, applied, ledger) for name, path in known.items()]
    result += [Status(name, "unknown", at) for name, at in applied.items() if name not in known]
    sources = loader.read(settings.functions)
    if sources:
        current = ledger.get(FUNCTIONS) == loader.digest(sources)
        result.append(Status(FUNCTIONS, "applied" if current else "pending"))
    return result


def _status(name: str, path: Path, applied: dict[str, datetime], ledger: dict[str, str]) -> Status:
    if name not in applied:
        return Status(name, "pending")
    edited = name in ledger and ledger[name] != digest(path)
    return Status(name, "edited" if edited else "applied", applied[name])


def is_current(settings: Settings, url: str | None = None) -> bool:
    """True when nothing is pending, neither migrations nor functions."""
    return all(item.state == "applied" for item in status(settings, url))


def migrate(settings: Settings, url: str | None = None, report: Report = lambda _: None) -> Outcome:
    """Apply every pending migration, then load the functions; refuse when an applied migration was edited."""
    _refuse_surprises(status(settings, url))
    with connect(url=url, autocommit=True) as connection, _only_one(connection):
        connection.execute("set client_min_messages = warning")
        applied = []
        with _yoyo(connection) as backend:
            for migration in backend.to_apply(read_migrations(str(settings.migrations))):
                report(f"Applying {migration.id}")
                _apply(backend, migration, connection)
                applied.append(migration.id)
        _adopt(connection, settings)
        count = _load_functions(connection, settings)
    return Outcome(applied, count)


def rollback(settings: Settings, url: str | None = None, *, count: int = 1, to: str | None = None) -> list[str]:
    """Undo the last `count` migrations, or all those after `to`, newest first; return their names.

    What the function files define is dropped first (views and functions may stand on what goes) and
    comes back with the next `migrate`, by then from files that match the older schema."""
    with connect(url=url, autocommit=True) as connection, _only_one(connection), _yoyo(connection) as backend:
        migrations = list(backend.to_rollback(read_migrations(str(settings.migrations))))
        names = [migration.id for migration in migrations]
        if to is not None and to not in names:
            raise NotFoundError(f"Migration {to} is not applied", hint="see sched db status")
        chosen = migrations[: names.index(to)] if to is not None else migrations[:count]
        with connection.transaction():
            connection.execute(loader.drop_script(loader.read(settings.functions)))
            connection.execute("delete from public._sched_ledger where name = %s", (FUNCTIONS,))
        for migration in chosen:
            _undo(backend, migration, settings)
    return [migration.id for migration in chosen]


def _refuse_surprises(found: Sequence[Status]) -> None:
    edited = [item.name for item in found if item.state == "edited"]
    if edited:
        raise ConflictError(
            f"Applied migrations were edited: {', '.join(edited)}",
            hint="restore those files and put the change into a new migration",
        )
    unknown = [item.name for item in found if item.state == "unknown"]
    if unknown:
        raise ConflictError(
            f"The database has migrations that this program does not know: {', '.join(unknown)}",
            hint="use the newer program, which keeps everything; the way back is in docs/how-to/upgrade-and-backup.md",
        )


def _apply(backend: Any, migration: Any, connection: Connection) -> None:
    """One migration, its entry in yoyo's tables and its digest: all or nothing."""
    path = Path(migration.path)
    migration.load()
    if not migration.use_transactions or path.suffix != ".sql":
        backend.apply_one(migration)
        connection.execute(*_entry(migration.id, digest(path)))
        return
    with backend.transaction():
        _execute(backend.connection, path)
        backend.connection.execute("reset role")
        backend.mark_one(migration)
        backend.connection.execute(*_entry(migration.id, digest(path)))


def _undo(backend: Any, migration: Any, settings: Settings) -> None:
    path = settings.migrations / f"{migration.id}.rollback.sql"
    if not path.is_file():
        raise SchedError(f"Migration {migration.id} cannot be rolled back", detail=f"there is no {path.name}")
    with backend.transaction():
        _execute(backend.connection, path)
        backend.connection.execute("reset role")
        backend.unmark_one(migration)
        backend.connection.execute("delete from public._sched_ledger where name = %s", (migration.id,))


def _execute(connection: psycopg.Connection[Any], path: Path) -> None:
    """Run a file as it is; an error says in which line."""
    text = path.read_text(encoding="utf-8")
    try:
        connection.execute(text)
    except psycopg.Error as error:
        raise loader.located(error, path.name, text) from error


def _entry(name: str, sha256: str) -> tuple[str, tuple[str, str]]:
    statement = """
        insert into public._sched_ledger (name, sha256) values (%s, %s)
        on conflict (name) do update set sha256 = excluded.sha256, applied_at = pg_catalog.now()"""
    return statement, (name, sha256)


def _adopt(connection: Connection, settings: Settings) -> None:
    """Enter the digests of migrations that plain yoyo applied."""
    ledger = _ledger(connection)
    known = files(settings.migrations)
    for name in _applied(connection):
        if name not in ledger and name in known:
            connection.execute(*_entry(name, digest(known[name])))


def _load_functions(connection: Connection, settings: Settings) -> int:
    sources = loader.read(settings.functions)
    if sources:
        with connection.transaction():
            loader.apply(connection, sources)
            connection.execute("reset role")
            connection.execute(*_entry(FUNCTIONS, loader.digest(sources)))
    return len(sources)


def _applied(connection: Connection) -> dict[str, datetime]:
    """Names and instants of the applied migrations; empty when yoyo has never run."""
    if not _exists(connection, YOYO_TABLE):
        return {}
    rows = connection.execute(f"""
        select migration_id, applied_at_utc at time zone 'UTC' as applied_at
        from {YOYO_TABLE}
        order by applied_at_utc, migration_id""")
    return {row["migration_id"]: row["applied_at"] for row in rows}


def _ledger(connection: Connection) -> dict[str, str]:
    """Digests by name; empty when nothing was ever migrated by this program."""
    if not _exists(connection, "public._sched_ledger"):
        return {}
    return {row["name"]: row["sha256"] for row in connection.execute("select * from public._sched_ledger")}


def _exists(connection: Connection, table: str) -> bool:
    row = connection.execute("select pg_catalog.to_regclass(%s) as found", (table,)).fetchone()
    return row is not None and row["found"] is not None


@contextmanager
def _only_one(connection: Connection) -> Iterator[None]:
    """Wait until no other `sched` migrates this database, and make sure of the ledger."""
    key = "select pg_catalog.{}(pg_catalog.hashtextextended('sched db migrate', 0))"
    connection.execute(key.format("pg_advisory_lock"))
    try:
        connection.execute("set client_min_messages = warning")
        connection.execute(LEDGER)
        yield
    finally:
        if not connection.closed:
            connection.execute(key.format("pg_advisory_unlock"))


@contextmanager
def _yoyo(connection: Connection) -> Iterator[Any]:
    """yoyo's backend for the same database, holding yoyo's own lock against plain `yoyo apply`."""
    parts = conninfo_to_dict(connection.info.dsn)
    parts.pop("dbname", None)
    uri = DatabaseURI(
        scheme="postgresql+psycopg",
        username=parts.pop("user", None),
        password=connection.info.password or None,
        hostname=parts.pop("host", None),
        port=int(parts.pop("port", None) or 0) or None,
        database=connection.info.dbname,
        args={key: value for key, value in parts.items() if key != "password"},
    )
    with PostgresqlPsycopgBackend(uri, YOYO_TABLE) as backend:
        backend.init_database()
        backend.ensure_internal_schema_updated()
        _break_stale_lock(backend)
        try:
            with backend.lock():
                yield backend
        except LockTimeout as error:
            raise ConflictError(
                "Another yoyo is migrating this database",
                hint="wait for it, or run yoyo break-lock if it crashed",
            ) from error


def _break_stale_lock(backend: Any) -> None:
    """yoyo's lock is a row that outlives a killed process: remove it when its process is gone."""
    for (pid,) in backend.connection.execute("select pid from yoyo_lock").fetchall():
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            backend.break_lock()
        except PermissionError:
            pass
