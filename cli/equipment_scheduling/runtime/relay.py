"""The relay of the embedded stack: started in the background, restarted when it is not the one that is wanted."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from equipment_scheduling import relay
from equipment_scheduling.errors import StackError
from equipment_scheduling.private_files import open_private
from equipment_scheduling.runtime.processes import last_line, terminate, works_elsewhere


@dataclass(frozen=True)
class Server:
    """One relay on 127.0.0.1, for one database."""

    root: Path
    runtime: Path
    database_url: str
    port: int
    api_port: int

    @property
    def fingerprint(self) -> str:
        """Changes with whatever a running relay would have to be restarted for: settings, code, and where that is."""
        code = [file.read_text(encoding="utf-8") for file in sorted(Path(relay.__file__).parent.glob("*.py"))]
        settings = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("SCHED_RELAY_")]
        whole = [str(self.root), self.database_url, str(self.port), str(self.api_port), *settings, *code]
        return hashlib.sha256("\0".join(whole).encode()).hexdigest()

    @property
    def _disks(self) -> str:
        """Where the embedded database keeps its data, if it has any here."""
        data = self.runtime / "data"
        return str(data) if data.exists() else ""

    def is_running(self) -> bool:
        """True when the process of the pid file is exactly this relay, and answers."""
        if running_pid(self.runtime) is None or not answers(self.port):
            return False
        return pid_file(self.runtime).read_text().split()[1:] == [self.fingerprint]

    def start(self, *, timeout: float = 30.0) -> None:
        """Start it in the background and wait (at most `timeout` seconds) until it answers."""
        log = log_file(self.runtime)
        with open_private(log, "w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "equipment_scheduling", "relay"],
                env={
                    **os.environ,
                    "DATABASE_URL": self.database_url,
                    "SCHED_RELAY_DATABASE_URL": self.database_url,
                    "SCHED_HOME": str(self.root),
                    "SCHED_RELAY_HOST": "127.0.0.1",
                    "SCHED_RELAY_PORT": str(self.port),
                    "SCHED_RELAY_API": os.environ.get("SCHED_RELAY_API") or f"http://127.0.0.1:{self.api_port}",
                    "SCHED_RELAY_DISKS": os.environ.get("SCHED_RELAY_DISKS") or self._disks,
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                cwd=self.runtime,
            )
        with open_private(pid_file(self.runtime), "w") as file:
            file.write(f"{process.pid}\n{self.fingerprint}\n")
        deadline = time.monotonic() + timeout
        while not answers(self.port):
            if process.poll() is not None or time.monotonic() > deadline:
                stop(self.runtime)
                raise StackError("The relay did not start", detail=last_line(log), hint=f"read {log}")
            time.sleep(0.05)


def pid_file(runtime: Path) -> Path:
    """Where the process id of a started relay is kept."""
    return runtime / "run/relay.pid"


def log_file(runtime: Path) -> Path:
    """Where the relay writes what it does."""
    return runtime / "log/relay.log"


def answers(port: int) -> bool:
    """True when a relay says that it runs."""
    return _says(port, "healthz")


def is_ready(port: int) -> bool:
    """True when a relay says that it can work: it has the database, in which no restore is going on."""
    return _says(port, "readyz")


def _says(port: int, what: str) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/{what}", timeout=10) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def running_pid(runtime: Path) -> int | None:
    """The process id in the pid file, if that process is (still) a relay of this folder."""
    try:
        pid = int(pid_file(runtime).read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if b"equipment_scheduling\0relay" in command and not works_elsewhere(pid, runtime) else None


def stop(runtime: Path, *, timeout: float = 30.0) -> bool:
    """Let the relay of the pid file finish what it sends, and end; False when it was not running."""
    pid = running_pid(runtime)
    pid_file(runtime).unlink(missing_ok=True)
    if pid is None:
        return False
    terminate(pid, timeout)
    return True
