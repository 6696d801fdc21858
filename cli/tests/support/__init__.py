"""What several tests need: running `sched`, throwaway databases, comparing schemas. In its modules: models that judge
the engine, plants and edits made up, a receiver of webhooks, a server to be killed.

Here belongs what tests import and what is no test itself; fixtures of all tests are in `conftest.py` above."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from equipment_scheduling.runtime import postgres
from equipment_scheduling.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
MOMENT = "2026-11-30 09:00Z"  # the present of tests that name dates, since what lies ahead would not for ever


@dataclass(frozen=True)
class Result:
    """How a run of `sched` ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


def environment(changes: Mapping[str, str] | None) -> dict[str, str]:
    """The environment of the tests with these changes; an empty value unsets."""
    return {name: value for name, value in {**os.environ, **(changes or {})}.items() if value}


def sched(*words: str, env: Mapping[str, str] | None = None, prefix: Sequence[str] = (), **options: Any) -> Result:
    """Run `sched` as a program of its own; `env` adds to the environment, an empty value unsets, `prefix` is
    a command to run it by."""
    command = [*prefix, sys.executable, "-m", "equipment_scheduling", *words]
    options = {"cwd": ROOT, "stdin": subprocess.DEVNULL, "timeout": 300, **options}
    done = subprocess.run(command, env=environment(env), capture_output=True, text=True, check=False, **options)
    return Result(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server to create databases on."""

    url: str

    def database(self, name: str) -> str:
        """The address of one database of this server."""
        if "://" in self.url:
            head, _, tail = self.url.partition("://")
            place, _, rest = tail.partition("/")
            _, mark, options = rest.partition("?")
            return f"{head}://{place}/{name}{mark}{options}"
        return make_conninfo(self.url, dbname=name)

    def execute(self, statement: str, *names: str) -> None:
        """Run a statement outside of any transaction in the maintenance database; `{}` are identifiers."""
        with psycopg.connect(self.database("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]

    @contextlib.contextmanager
    def migrating(self) -> Iterator[None]:
        """One at a time: migrations create roles, which belong to the whole server."""
        with psycopg.connect(self.database("postgres"), autocommit=True) as connection:
            connection.execute("select pg_advisory_lock(hashtext('sched tests'))")
            yield

    def create(self, template: str = "template1") -> str:
        """Create a database with a random name, and return its address."""
        name = f"sched_test_{secrets.token_hex(4)}"
        for attempt in range(20):
            try:
                self.execute("create database {} template {}", name, template)
                break
            except psycopg.errors.ObjectInUse:  # a worker of TimescaleDB still looks at the template
                if attempt == 19:
                    raise
                time.sleep(0.2)
        return self.database(name)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is connected to it."""
        self.execute("drop database if exists {} with (force)", conninfo_to_dict(url)["dbname"])


def program(name: str) -> str:
    """One of PostgreSQL's programs: the embedded one, else the machine's own."""
    path = postgres.programs(Settings.load().runtime) / name
    return str(path) if path.exists() else name


def dump(url: str) -> str:
    """The schema as pg_dump writes it, without what yoyo, sqitch and this program keep for themselves."""
    command = [program("pg_dump"), "--schema-only", "--exclude-schema=sqitch"]
    command.append("--exclude-schema=_timescaledb_internal")  # chunks are numbered through the ages
    for table in ("_yoyo_*", "yoyo_lock", "_sched_ledger"):
        command.append(f"--exclude-table=public.{table}")
    done = subprocess.run([*command, url], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    return "\n".join(line for line in lines if line.strip() and not line.startswith(("--", "\\")))
