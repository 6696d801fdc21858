"""The processor time of any process of this machine, to the nanosecond. Other work hardly changes it."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

LIBC = ctypes.CDLL(None)


def seconds(*pids: int) -> float:
    """What these processes have used since they began, all their threads, also those that have ended."""
    return sum(_nanoseconds(pid) for pid in pids) / 1e9


def _nanoseconds(pid: int) -> int:
    clock = ctypes.c_int()
    problem = LIBC.clock_getcpuclockid(pid, ctypes.byref(clock))
    if problem:
        raise ProcessLookupError(
            problem, f"process {pid}: {os.strerror(problem)}; the server has to run on this machine"
        )
    return time.clock_gettime_ns(clock.value)


def backend(connection: psycopg.Connection) -> int:
    """The process that serves this connection, if that is one of this machine."""
    pid = connection.info.backend_pid
    path = Path(f"/proc/{pid}/cmdline")
    if not (path.exists() and path.read_bytes().startswith(b"postgres:")):
        raise ProcessLookupError(f"process {pid} of the server is none of this machine's")
    return pid


def spent(connection: psycopg.Connection, work: Callable[[], object]) -> float:
    """Seconds of processor time that the server spends on `work`, commit included. In one process: parallel workers
    would be processes of their own."""
    before = seconds(backend(connection))
    with connection.transaction():
        work()
    return seconds(backend(connection)) - before


def children(pid: int) -> list[int]:
    """The processes that a process has started and not yet buried."""
    return [
        int(word) for task in Path(f"/proc/{pid}/task").iterdir() for word in (task / "children").read_text().split()
    ]


def backends(connection: psycopg.Connection, name: str) -> list[int]:
    """The processes that serve sessions of this database which call themselves so, or begin their name so."""
    found = connection.execute(
        "select a.pid from pg_stat_activity as a where a.datname = current_database()"
        " and a.backend_type = 'client backend' and starts_with(a.application_name, %s)",
        [name],
    )
    return [row[0] for row in found]
