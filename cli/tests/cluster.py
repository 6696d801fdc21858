"""A PostgreSQL server of its own in a temporary folder, to be killed; its programs are those of the embedded one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from pathlib import Path

import psycopg

from equipment_scheduling import migrations
from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime import postgres
from equipment_scheduling.runtime import state as states
from equipment_scheduling.settings import Settings


class Cluster:
    """Starts in an empty folder, with a migrated database `sched`."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "postgresql").symlink_to(settings.runtime / "postgresql")
        state = states.create(folder, None, None, None)
        self._state = postgres.start(folder, state, None)
        migrations.migrate(settings, self.url)

    @property
    def url(self) -> str:
        """The address of its database."""
        return self._state.database_url

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
