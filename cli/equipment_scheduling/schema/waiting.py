"""Waiting for locks of the schema without making others wait.

Whoever asks for a lock stands in a queue, and all who come later wait behind, readers too. So each step of a migration
asks for a moment only, gives back what it has when it does not get it, and lets the others go on for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import psycopg

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.errors import ConflictError, SchedError

TURN = 0.25  # seconds that a step waits for one lock
HELD = 0.6  # seconds that it may wait for more locks after the first: less than it takes to be called a deadlock
SETTLED = 1.0  # seconds after which a transaction counts as one that lasts
PAUSES = (0.5, 1.0, 2.0, 3.0)  # seconds between the turns; then as the last
AGAIN = 15.0  # seconds after which the same blocker is named once more
BUSY = {"55P03", "40P01"}

T = TypeVar("T")

SESSIONS = """
    select b.pid, a.usename as role, a.application_name as application, a.state, a.xact_start as since, a.query
    from ({}) as b (pid)
    left join pg_catalog.pg_stat_activity as a on a.pid = b.pid
    order by a.xact_start, b.pid"""
BLOCKING = SESSIONS.format("select distinct unnest(pg_catalog.pg_blocking_pids(%s))")
# pg_locks names prepared transactions without a process.
USING = SESSIONS.format(
    """
    select distinct coalesce(l.pid, 0)
    from pg_catalog.pg_locks as l
    left join pg_catalog.pg_stat_activity as i on i.pid = l.pid
    where l.locktype = 'relation' and l.granted
        and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = pg_catalog.current_database())
        and l.relation = any(
            select pg_catalog.to_regclass(n.name) from unnest(%s::text[]) as n (name)
        )
        and coalesce(i.xact_start < pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => %s), true)"""
)


@dataclass(frozen=True)
class Blocker:
    """A session that holds what is waited for; `pid` 0 is a prepared transaction."""

    pid: int
    role: str | None
    application: str | None
    state: str | None
    since: datetime | None
    query: str | None

    def __str__(self) -> str:
        if self.pid == 0:
            return "a prepared transaction (see pg_prepared_xacts)"
        since = f"since {self.since:%Y-%m-%d %H:%M:%S %Z}" if self.since else None
        known = [
            f"role {self.role}" if self.role else None,
            f"application {self.application}" if self.application else None,
            " ".join(word for word in (self.state, since) if word),
        ]
        query = " ".join((self.query or "").split())
        shown = f": {query[:120]}{'...' if len(query) > 120 else ''}" if query else ""
        return f"process {self.pid} ({', '.join(word for word in known if word)}){shown}"


def blockers_of(connection: Connection, pid: int) -> list[Blocker]:
    """The sessions that this one waits for now."""
    return [Blocker(**row) for row in connection.execute(BLOCKING, (pid,)).fetchall()]


class Waiting:
    """Patience for all steps of one migration together."""

    def __init__(self, url: str | None, seconds: float, report: Callable[[str], None]) -> None:
        self._observer = connect(url=url, autocommit=True, application_name="sched db migrate, observer")
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self._report = report
        self._told: dict[int, float] = {}
        self.done: list[str] = []

    def close(self) -> None:
        """Close the connection that looks for blockers."""
        self._observer.close()

    def for_silence(self, relations: Sequence[str]) -> None:
        """Wait until no lasting transaction has touched these tables and views; asks for no lock."""
        for pause in self._pauses():
            users = [Blocker(**row) for row in self._observer.execute(USING, (list(relations), SETTLED)).fetchall()]
            if not users:
                return
            self._tell(users)
            self._rest(pause, users)

    def attempt(self, connection: psycopg.Connection[Any], step: Callable[[], T]) -> T:
        """Do a step, which leaves nothing behind when it fails; again, as long as it only lacks a lock."""
        for pause in self._pauses():
            with self._observed(connection.info.backend_pid) as seen:
                try:
                    return step()
                except (psycopg.Error, SchedError) as error:
                    if getattr(error, "sqlstate", None) not in BUSY:
                        raise
            self._tell(seen)
            self._rest(pause, seen)
        raise AssertionError

    def until(self, attempt: Callable[[], bool], holders: str) -> None:
        """Wait until the attempt succeeds; `holders` is the query for the processes in its way."""
        for pause in self._pauses():
            if attempt():
                return
            users = [Blocker(**row) for row in self._observer.execute(SESSIONS.format(holders)).fetchall()]
            self._tell(users)
            self._rest(pause, users)

    def _pauses(self) -> Iterator[float]:
        yield from PAUSES
        while True:
            yield PAUSES[-1]

    def _tell(self, blockers: Sequence[Blocker]) -> None:
        for blocker in blockers:
            if time.monotonic() - self._told.get(blocker.pid, -AGAIN) >= AGAIN:
                self._told[blocker.pid] = time.monotonic()
                self._report(f"Waiting for {blocker}")

    def _rest(self, pause: float, blockers: Sequence[Blocker]) -> None:
        left = self._deadline - time.monotonic()
        if left > 0:
            time.sleep(min(pause, left))
            return
        ends = ", ".join(f"select pg_terminate_backend({b.pid})" for b in blockers if b.pid)
        raise ConflictError(
            f"The upgrade waited {self._seconds:g} seconds in vain for "
            + ("; and for ".join(map(str, blockers)) or "a lock"),
            detail=f"Done before: {', '.join(self.done)}; nothing of the rest"
            if self.done
            else "Nothing was changed, and others could go on",
            hint="let that transaction end" + (f" (or end it: {ends})" if ends else "") + " and run it again",
        )

    @contextmanager
    def _observed(self, pid: int) -> Iterator[list[Blocker]]:
        """Collect whom a session waits for, meanwhile."""
        seen: dict[int, Blocker] = {}
        over = threading.Event()

        def observe() -> None:
            while not over.wait(TURN / 4):
                try:
                    seen.update((blocker.pid, blocker) for blocker in blockers_of(self._observer, pid))
                except psycopg.Error:
                    return
                result[:] = seen.values()

        result: list[Blocker] = []
        thread = threading.Thread(target=observe, daemon=True)
        thread.start()
        try:
            yield result
        finally:
            over.set()
            thread.join()
