"""Load `db/functions/**.sql`: the current definition of every function and view, re-appliable at any time.

A file depends on another when it names an object (`schema.object`) that the other creates. PostgreSQL checks
views and SQL functions when they are created, so that order is needed; the bodies of PL/pgSQL functions are
looked into only when they run, so they may name each other in circles."""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import psycopg

from equipment_scheduling.errors import SchedError
from equipment_scheduling.schema.waiting import HELD, TURN

OWNER = "sched_owner"
SILENT = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)
BODY = re.compile(r"\$(\w*)\$.*?\$\1\$", re.DOTALL)
PLPGSQL = re.compile(r"\blanguage\s+plpgsql\b", re.IGNORECASE)
CREATES = re.compile(
    r"\bcreate\s+(?:or\s+replace\s+)?"
    r"(?P<kind>function|procedure|materialized\s+view|view|domain|type)\s+"
    r"(?:if\s+not\s+exists\s+)?(?P<name>\w+\.\w+)",
    re.IGNORECASE,
)
NAME = re.compile(r"\b\w+\.\w+\b")
TRIGGER = re.compile(r"\bcreate\s+(?:or\s+replace\s+|constraint\s+)?trigger\b|\bdo\s+\$", re.IGNORECASE)
EVERY_COLUMN = re.compile(r"\.\*|\bselect\s+\*", re.IGNORECASE)

ROUTINES = {"function", "procedure"}

# The error says that an object of the same name has another shape, which CREATE OR REPLACE cannot change.
RESHAPED = {"42P13", "42P16", "42809", "42723"}


@dataclass(frozen=True)
class Source:
    """One file below `folder`: what it creates, what must exist before (`needs`), what its bodies name (`mentions`)."""

    folder: Path
    path: Path
    text: str
    creates: frozenset[tuple[str, str]]
    needs: frozenset[str]
    mentions: frozenset[str]

    @property
    def name(self) -> str:
        """The path below `db/functions`: `engine/planning/planned_segments.sql`."""
        return self.path.relative_to(self.folder).as_posix()

    @cached_property
    def sha256(self) -> str:
        """The digest of this file alone."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def views(self) -> list[str]:
        """The views that it creates, which to replace waits for everybody who has read them."""
        return sorted(name for kind, name in self.creates if kind == "view")

    @cached_property
    def has_trigger(self) -> bool:
        """True when it does something to a table too."""
        return bool(TRIGGER.search(SILENT.sub(" ", self.text)))


def read(folder: Path) -> list[Source]:
    """Read every function file under `folder`, sorted by path."""
    return [parse(folder, path) for path in sorted(folder.rglob("*.sql"))]


def parse(folder: Path, path: Path) -> Source:
    """Find out what a file creates and names; comments and string constants do not count."""
    return _parsed(folder, path, path.read_text(encoding="utf-8"))


@cache  # a migration reads all files again and again, in case it waits and they change
def _parsed(folder: Path, path: Path, text: str) -> Source:
    code = SILENT.sub(" ", text)
    definitions = BODY.sub(" ", code) if PLPGSQL.search(code) else code
    creates = frozenset((m["kind"].lower(), m["name"].lower()) for m in CREATES.finditer(BODY.sub(" ", code)))
    return Source(folder, path, text, creates, _names(definitions), _names(code))


def _names(code: str) -> frozenset[str]:
    return frozenset(name.lower() for name in NAME.findall(code))


def digest(sources: Iterable[Source]) -> str:
    """One SHA-256 over the names and texts of all files."""
    whole = hashlib.sha256()
    for source in sources:
        whole.update(f"{source.name}\0{source.text}\0".encode())
    return whole.hexdigest()


def ordered(sources: Sequence[Source]) -> list[Source]:
    """The files such that each comes after those it depends on; what PL/pgSQL bodies name counts only as
    long as it makes no circle."""
    makers: dict[str, set[int]] = {}
    for index, source in enumerate(sources):
        for _, name in source.creates:
            makers.setdefault(name, set()).add(index)

    def graph(names: str) -> dict[int, set[int]]:
        return {
            index: set().union(*(makers.get(name, set()) for name in getattr(source, names))) - {index}
            for index, source in enumerate(sources)
        }

    try:
        order = _late_locks(graph("mentions"), sources)
    except CycleError:
        try:
            order = _late_locks(graph("needs"), sources)
        except CycleError as error:
            circle = " -> ".join(sources[index].name for index in error.args[1])
            raise SchedError(
                f"Function files depend on each other in a circle: {circle}",
                hint="make one of them PL/pgSQL, or move what both need into a file of its own",
            ) from error
    return [sources[index] for index in order]


def _late_locks(graph: dict[int, set[int]], sources: Sequence[Source]) -> list[int]:
    """An order of the graph in which what others may have to wait for comes as late as possible."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    ready, order = [*sorter.get_ready()], []
    while ready:
        chosen = next((i for i in ready if not sources[i].views and not sources[i].has_trigger), ready[0])
        ready.remove(chosen)
        order.append(chosen)
        sorter.done(chosen)
        ready += sorter.get_ready()
    return order


def outdated(sources: Sequence[Source], loaded: Mapping[str, str], touched: Iterable[str]) -> list[Source]:
    """The files to load: those that changed since they were loaded (digests by name), and those of which migrations
    since then (texts) may have dropped, altered or revoked something: what they name, and triggers on any table.
    One that only moved to another folder is loaded already."""
    texts = [*touched]
    known = {(name.rsplit("/", 1)[-1], sha256) for name, sha256 in loaded.items()}
    named = frozenset(name.lower() for text in texts for name in NAME.findall(text))
    chosen = {
        source.name
        for source in sources
        if (source.path.name, source.sha256) not in known
        or any(name in named for _, name in source.creates)
        or (texts and source.has_trigger)
    }
    # A view with all columns of another takes up those that are new there.
    changed = {view for source in sources if source.name in chosen for view in source.views}
    for source in ordered(sources):
        if source.views and source.needs & changed and EVERY_COLUMN.search(source.text):
            chosen.add(source.name)
            changed.update(source.views)
    return [source for source in sources if source.name in chosen]


def missing(connection: psycopg.Connection[Any], sources: Sequence[Source]) -> list[Source]:
    """The files of which something is not in the database: fewer objects of a name than all files together create."""
    wanted = Counter(
        (m["kind"].lower() in ROUTINES, m["name"].lower())
        for source in sources
        for m in CREATES.finditer(BODY.sub(" ", SILENT.sub(" ", source.text)))
    )
    rows = connection.execute(
        """
        select o.is_routine, n.nspname || '.' || o.name as name, count(*) as count
        from (
            select true, p.pronamespace, p.proname from pg_catalog.pg_proc as p
            union all
            select false, t.typnamespace, t.typname from pg_catalog.pg_type as t
        ) as o (is_routine, schema, name)
        join pg_catalog.pg_namespace as n on n.oid = o.schema
        where n.nspname = any(%s)
        group by o.is_routine, n.nspname, o.name""",
        (sorted({name.split(".")[0] for _, name in wanted}),),
    )
    there: dict[tuple[bool, str], int] = {}
    for row in rows:
        is_routine, name, count = row.values() if isinstance(row, dict) else row
        there[is_routine, name] = count
    absent = {key for key, count in wanted.items() if there.get(key, 0) < count}
    return [source for source in sources if any((kind in ROUTINES, name) in absent for kind, name in source.creates)]


def apply(connection: psycopg.Connection[Any], sources: Sequence[Source]) -> None:
    """Create what these files say, as the owner, inside the caller's transaction, and tell PostgREST.

    Once it has a lock that others may wait for, it waits for further ones the less the longer it takes."""
    connection.execute(f"set local role {OWNER}")
    first: float | None = None
    for source in ordered(sources):
        if source.views or source.has_trigger:
            first = first or time.monotonic()
            left = min(TURN, first + HELD - time.monotonic())
            connection.execute(f"set local lock_timeout = '{max(1, round(left * 1000))}ms'")
        try:
            connection.execute(source.text)
        except psycopg.Error as error:
            raise located(error, f"db/functions/{source.name}", source.text) from error
    connection.execute("notify pgrst, 'reload schema'")


def drop_script(sources: Sequence[Source]) -> str:
    """SQL that drops whatever the files create, and what stands on it; absent objects are passed over."""
    routines = sorted(name for source in sources for kind, name in source.creates if kind in ROUTINES)
    others = sorted(pair for source in sources for pair in source.creates if pair[0] not in ROUTINES)
    listed = ", ".join(f"'{name}'" for name in routines)
    drops = "\n".join(
        f"    if to_regnamespace('{name.split('.')[0]}') is not null then\n"
        f"        drop {kind} if exists {name} cascade;\n"
        "    end if;"
        for kind, name in others
    )
    return f"""\
do $$
declare
    v_routine regprocedure;
begin
{drops}
    for v_routine in
        select p.oid
        from pg_catalog.pg_proc as p
        join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
        where n.nspname || '.' || p.proname = any (array[{listed}]::text[])
    loop
        -- an earlier cascade may have taken it already
        if exists (select from pg_catalog.pg_proc as p where p.oid = v_routine) then
            execute format('drop routine %s cascade', v_routine);
        end if;
    end loop;
end
$$;
"""


def verify_script(sources: Sequence[Source]) -> str:
    """SQL that fails unless everything the files create is there."""
    checks = []
    for kind, name in sorted(pair for source in sources for pair in source.creates):
        schema, plain = name.split(".")
        if kind in ROUTINES:
            found = f"""(select count(*) from pg_catalog.pg_proc as p
            where p.pronamespace = '{schema}'::regnamespace and p.proname = '{plain}')"""
        else:
            found = f"(select count(*) from pg_catalog.pg_type as t where t.oid = '{name}'::regtype)"
        checks.append(f"select 1 / {found};")
    return "\n".join(checks)


class SourceError(SchedError):
    """An SQL file of this project does not run; `diag` is the database's own account."""

    def __init__(self, error: psycopg.Error, where: str, hint: str | None) -> None:
        super().__init__(
            f"{where}: {error.diag.message_primary or error}",
            detail=error.diag.message_detail,
            hint=error.diag.message_hint or hint,
        )
        self.sqlstate = error.sqlstate


def located(error: psycopg.Error, name: str, text: str) -> SourceError:
    """The error with the file and the line in which it happened."""
    position = error.diag.statement_position
    line = text.count("\n", 0, int(position) - 1) + 1 if position else None
    reshaped = "a changed signature or column list needs a migration that drops the old object first"
    return SourceError(
        error, f"{name}, line {line}" if line else name, reshaped if error.sqlstate in RESHAPED else None
    )
