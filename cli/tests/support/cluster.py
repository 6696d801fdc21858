"""A PostgreSQL server of its own in a temporary folder, to be killed; its programs are those of the embedded one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from equipment_scheduling import stack_state as states
from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime import postgres, stack
from equipment_scheduling.runtime.processes import identity, run
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import Settings


class Cluster:
    """Starts in an empty folder, with a migrated database `sched`."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._programs = settings.runtime / "postgresql"
        self._begin(folder, states.create(_room(folder), None, None, None))
        migrations.migrate(settings, self.url)
        stack.relay_url(self._state, self.url)  # copies of it have the password

    def _begin(self, folder: Path, state: states.State) -> None:
        self._folder = folder
        (folder / "postgresql").symlink_to(self._programs)
        self._state = postgres.start(folder, state, None)

    def archive(self, folder: Path) -> None:
        """Keep its WAL in a folder from now on; and only those who write take ids of transactions."""
        _room(folder)
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("alter system set archive_mode = on")
            connection.execute(f"alter system set archive_command = 'cp %p {folder}/%f'".encode())
            connection.execute("alter system set autovacuum = off")
            connection.execute("alter system set fsync = off")
        postgres.stop(self._folder)
        self._state = postgres.start(self._folder, self._state, self._state.database_port)

    def back_up(self, folder: Path) -> None:
        """Copy it, running as it is, to be the beginning of others."""
        who = identity(_room(folder))
        program = postgres.programs(self._folder) / "pg_basebackup"
        command = [*who.prefix, program, "--pgdata", folder / "data", "--checkpoint=fast", "--no-sync", "--dbname"]
        run([*command, self.url], doing="pg_basebackup", user=who.user)

    def twin(self, backup: Path, folder: Path, signal: str, **parameters: str) -> Cluster:
        """Another server from a backup of this one: a `recovery` to a target, or a `standby`."""
        one = object.__new__(Cluster)
        one._programs = self._programs
        state = states.create(_room(folder), None, None, None)
        shutil.copytree(backup / "data", folder / "data")
        (folder / f"data/{signal}.signal").touch()
        with (folder / "data/postgresql.auto.conf").open("a") as file:  # what stands there is stronger than local.conf
            file.writelines(f"{name} = '{value}'\n" for name, value in parameters.items())
        if (user := identity(folder).user) is not None:
            for path in (folder / "data", *(folder / "data").rglob("*")):
                os.chown(path, user, -1)
        one._begin(folder, replace(state, superuser_password=self._state.superuser_password))
        return one

    @property
    def url(self) -> str:
        """The address of its database."""
        return self._state.database_url

    def as_relay(self, url: str) -> str:
        """The address of a database of this server, or of a twin, for a relay."""
        return make_conninfo(url, user=stack.RELAY, password=self._state.relay_password)

    def kill(self) -> None:
        """Kill -9 the postmaster; it comes back by itself, after recovery."""
        os.kill(self._pid(), signal.SIGKILL)
        while postgres.is_running(self._folder):
            time.sleep(0.01)
        # Its children notice within a moment; a new postmaster must not find any of them at work.
        for attempt in range(40):
            with contextlib.suppress(StackError):
                self._state = postgres.start(self._folder, self._state, self._state.database_port)
                break
            assert attempt < 39, "the server did not come back"
            time.sleep(0.25)
        with psycopg.connect(self.url, connect_timeout=10) as connection:
            connection.execute("select")

    def close(self) -> None:
        """Stop it and remove all it had."""
        with contextlib.suppress(OSError, ValueError):
            os.kill(self._pid(), signal.SIGQUIT)
        for _ in range(100):
            if not postgres.is_running(self._folder):
                break
            time.sleep(0.05)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _pid(self) -> int:
        return int((self._folder / "data/postmaster.pid").read_text().split("\n", 1)[0])


def _room(folder: Path) -> Path:
    """The folder, for whoever PostgreSQL runs as."""
    folder.mkdir(parents=True, exist_ok=True)
    if (user := identity(folder).user) is not None:
        os.chown(folder, user, -1)
    return folder
