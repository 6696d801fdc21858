"""The schema's versions: yoyo's migrations, a ledger that notices edits, and the functions on top.

yoyo decides the order and keeps its usual tables, so that plain `yoyo apply` works too. Each migration
runs as one text in one transaction together with its entry in yoyo's tables and in the ledger, so that a
crash leaves either all of it or nothing. Then the functions that changed are loaded, also when none was pending; in one
transaction with the migrations that take away or rename what functions of the version before call (TOGETHER), so that
nobody meets the one without the other."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row, tuple_row
from yoyo import read_migrations
from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend
from yoyo.connections import DatabaseURI
from yoyo.exceptions import LockTimeout

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.errors import ConflictError, NotFoundError, SchedError
from equipment_scheduling.schema import loader
from equipment_scheduling.schema.waiting import TURN, Waiting
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
FUNCTION_FILE = "functions/"  # and the beginning of those for each
# A line of a migration: it and all that follow are applied in one transaction with the functions.
TOGETHER = re.compile(r"^-- Together with the functions\.$", re.MULTILINE)
ALTERS = re.compile(r"\b(?:alter|drop)\s+(?:table|view)\s+(?:if\s+exists\s+)?(?:only\s+)?(\w+\.\w+)", re.IGNORECASE)

# The process that holds the lock of migrations: a bigint key is split in two there.
MIGRATING = """
    select l.pid from pg_catalog.pg_locks as l
    where l.locktype = 'advisory' and l.granted and l.objsubid = 1
        and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = pg_catalog.current_database())
        and (l.classid::bigint << 32) | l.objid::bigint = {key}"""

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
    """What `migrate` did: the migrations it applied, the number of function files, and those that it loaded."""

    applied: Sequence[str]
    functions: int
    files: Sequence[str]


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


def migrate(
    settings: Settings, url: str | None = None, report: Report = lambda _: None, patience: float | None = None
) -> Outcome:
    """Apply every pending migration, then load the functions that changed; refuse when an applied migration was edited.

    Nobody waits for it longer than a moment. It waits for others: `patience` seconds in all, else those of the
    settings, before the first step if it can, and then says who was in the way."""
    _refuse_surprises(status(settings, url))
    applied: list[str] = []
    with (
        connect(url=url, autocommit=True) as connection,
        _waiting(settings, url, report, patience) as waiting,
        _only_one(connection, waiting),
    ):
        connection.execute("set client_min_messages = warning")
        with _yoyo(connection) as backend:
            pending = list(backend.to_apply(read_migrations(str(settings.migrations))))
            texts = [Path(migration.path).read_text(encoding="utf-8") for migration in pending]
            texts += _by_others(connection, settings)
            waiting.for_silence(_locked(connection, settings, texts))
            _mark_outdated(connection, settings, texts)
            _adopt(connection, settings)
            apart = [*takewhile(lambda migration: not TOGETHER.search(Path(migration.path).read_text()), pending)]
            for migration in apart:
                report(f"Applying {migration.id}")
                waiting.attempt(backend.connection, partial(_apply, backend, migration, connection))
                applied.append(migration.id)
                waiting.done.append(migration.id)
            together = pending[len(apart) :]
            for migration in together:
                report(f"Applying {migration.id}")
            loaded = waiting.attempt(backend.connection, partial(_finish, backend, together, settings))
            applied += [migration.id for migration in together]
    return Outcome(applied, len(loader.read(settings.functions)), loaded)


@contextmanager
def _waiting(settings: Settings, url: str | None, report: Report, patience: float | None = None) -> Iterator[Waiting]:
    waiting = Waiting(url, settings.migration_patience if patience is None else patience, report)
    try:
        yield waiting
    finally:
        waiting.close()


def rollback(
    settings: Settings,
    url: str | None = None,
    *,
    count: int = 1,
    to: str | None = None,
    report: Report = lambda _: None,
) -> list[str]:
    """Undo the last `count` migrations, or all those after `to`, newest first; return their names.

    What the function files define is dropped first (views and functions may stand on what goes) and
    comes back with the next `migrate`, by then from files that match the older schema."""
    with (
        connect(url=url, autocommit=True) as connection,
        _waiting(settings, url, report) as waiting,
        _only_one(connection, waiting),
        _yoyo(connection) as backend,
    ):
        migrations = list(backend.to_rollback(read_migrations(str(settings.migrations))))
        names = [migration.id for migration in migrations]
        if to is not None and to not in names:
            raise NotFoundError(f"Migration {to} is not applied", hint="see sched db status")
        chosen = migrations[: names.index(to)] if to is not None else migrations[:count]
        sources = loader.read(settings.functions)
        waiting.for_silence([view for source in sources for view in source.views])
        waiting.attempt(connection, partial(_drop_functions, connection, sources))
        waiting.done.append("the functions were dropped")
        for migration in chosen:
            waiting.attempt(backend.connection, partial(_undo, backend, migration, settings))
            waiting.done.append(f"{migration.id} was undone")
    return [migration.id for migration in chosen]


def _drop_functions(connection: Connection, sources: Sequence[loader.Source]) -> None:
    with connection.transaction():
        connection.execute(loader.drop_script(sources))
        connection.execute(
            "delete from public._sched_ledger where name = %s or starts_with(name, %s)", (FUNCTIONS, FUNCTION_FILE)
        )


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
        _apply_here(backend, migration)


def _apply_here(backend: Any, migration: Any) -> None:
    path = Path(migration.path)
    _execute(backend.connection, path)
    backend.connection.execute("reset role")
    backend.mark_one(migration)
    backend.connection.execute(*_entry(migration.id, digest(path)))


def _finish(backend: Any, together: Sequence[Any], settings: Settings) -> tuple[str, ...]:
    """The last migrations and the functions: all or nothing. Returns the files that were loaded."""
    with backend.transaction():
        for migration in together:
            migration.load()
            _apply_here(backend, migration)
        backend.connection.row_factory = dict_row
        try:
            return _load_functions(backend.connection, settings)
        finally:
            backend.connection.row_factory = tuple_row


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


def _by_others(connection: Connection, settings: Settings) -> list[str]:
    """The texts of migrations that plain yoyo has applied: what they touched is not in the ledger yet."""
    ledger, known = _ledger(connection), files(settings.migrations)
    names = [name for name in _applied(connection) if name not in ledger and name in known]
    return [known[name].read_text(encoding="utf-8") for name in names]


def _outdated(connection: Connection, settings: Settings, texts: Sequence[str]) -> list[loader.Source]:
    """The function files to be loaded after migrations with these texts."""
    sources = loader.read(settings.functions)
    ledger = _ledger(connection)
    if ledger.get(FUNCTIONS) == loader.digest(sources):
        return loader.outdated(sources, {source.name: source.sha256 for source in sources}, texts)
    prefix = len(FUNCTION_FILE)
    loaded = {name[prefix:]: value for name, value in ledger.items() if name.startswith(FUNCTION_FILE)}
    return loader.outdated(sources, loaded, texts)


def _locked(connection: Connection, settings: Settings, texts: Sequence[str]) -> list[str]:
    """The tables and views that these migrations and the functions after them will have to themselves."""
    views = [view for source in _outdated(connection, settings, texts) for view in source.views]
    return views + [name.lower() for text in texts for name in ALTERS.findall(text)]


def _mark_outdated(connection: Connection, settings: Settings, texts: Sequence[str]) -> None:
    """Let the ledger know what these migrations touch, so that it is loaded even if this run does not come to it."""
    if not texts:
        return
    sources = loader.read(settings.functions)
    outdated = {source.name for source in _outdated(connection, settings, texts)}
    with connection.transaction():
        _enter(connection, [source for source in sources if source.name not in outdated])
        connection.execute("delete from public._sched_ledger where name = %s", (FUNCTIONS,))


def _load_functions(connection: Connection, settings: Settings) -> tuple[str, ...]:
    """Load what changed. What did not is left alone: to replace it would wait for all who use it."""
    sources = loader.read(settings.functions)
    if not sources:
        return ()
    chosen = {source.name for source in _outdated(connection, settings, [])}
    chosen |= {source.name for source in loader.missing(connection, sources)}
    with connection.transaction():
        if chosen:
            loader.apply(connection, [source for source in sources if source.name in chosen])
            connection.execute("reset role")
        _enter(connection, sources)
        connection.execute(*_entry(FUNCTIONS, loader.digest(sources)))
    return tuple(sorted(chosen))


def _enter(connection: Connection, sources: Sequence[loader.Source]) -> None:
    """Write into the ledger that these function files are loaded, and no others."""
    wanted = {f"{FUNCTION_FILE}{source.name}": source.sha256 for source in sources}
    connection.execute(
        "delete from public._sched_ledger where starts_with(name, %s) and name <> all(%s)", (FUNCTION_FILE, [*wanted])
    )
    ledger = _ledger(connection)
    for name, sha256 in wanted.items():
        if ledger.get(name) != sha256:
            connection.execute(*_entry(name, sha256))


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
def _only_one(connection: Connection, waiting: Waiting) -> Iterator[None]:
    """Wait until no other `sched` migrates this database, and make sure of the ledger."""
    key = "pg_catalog.hashtextextended('sched db migrate', 0)"

    def locked() -> bool:
        row = connection.execute(f"select pg_catalog.pg_try_advisory_lock({key}) as got").fetchone()
        return row is not None and bool(row["got"])

    waiting.until(locked, MIGRATING.format(key=key))
    try:
        connection.execute("set client_min_messages = warning")
        connection.execute(f"set lock_timeout = '{round(TURN * 1000)}ms'")
        waiting.attempt(connection, lambda: connection.execute(LEDGER))
        yield
    finally:
        if not connection.closed:
            connection.execute(f"select pg_catalog.pg_advisory_unlock({key})")


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
                backend.connection.execute(f"set lock_timeout = '{round(TURN * 1000)}ms'")
                backend.connection.commit()
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
