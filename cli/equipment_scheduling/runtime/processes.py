"""Running programs: one clear error when one fails, and as whom PostgreSQL may run."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from equipment_scheduling.errors import StackError

UTF8 = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
PRIVATE = 0o077  # the umask of what writes logs and the like
LISTENS = "0A"  # the state of a socket in /proc/net/tcp


def keep_private(folder: Path) -> Path:
    """A folder whose files are for their owner only, made so when it is not; those of other users are left alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = os.geteuid()
    for path, mode in ((folder, 0o700), *((path, 0o600) for path in folder.iterdir() if path.is_file())):
        if (found := path.stat()).st_uid == mine and found.st_mode & PRIVATE:
            path.chmod(mode)
    return folder


def open_private(path: Path, mode: Literal["w", "a"]) -> TextIO:
    """A file for its owner only, to be written, or appended to."""
    how = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if mode == "w" else os.O_APPEND)
    return os.fdopen(os.open(path, how, 0o600), mode, encoding="utf-8")


def last_line(log: Path) -> str | None:
    """What was written to a log last."""
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else None


def run(
    command: Sequence[str | Path],
    *,
    doing: str,
    hint: str | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    user: int | None = None,
    input: str = "",
    umask: int = -1,
) -> str:
    """Run a program to its end and return what it printed; `doing` names the step when it fails."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=cwd,
            env={**os.environ, **UTF8, **(env or {})},
            input=input,
            capture_output=True,
            text=True,
            check=False,
            user=user,
            umask=umask,
            group=None if user is None else pwd.getpwuid(user).pw_gid,
            extra_groups=None if user is None else [],
        )
    except FileNotFoundError as error:
        raise StackError(f"{doing} failed: there is no {error.filename}", hint=hint) from error
    if done.returncode != 0:
        lines = [line for line in (done.stderr.strip() or done.stdout).splitlines() if line.strip()]
        raise StackError(f"{doing} failed", detail="; ".join(lines[-3:]) or None, hint=hint)
    return done.stdout


@dataclass(frozen=True)
class Identity:
    """As whom PostgreSQL runs, since it refuses to run as root: `prefix` goes before its commands,
    or `user` (a uid) runs them and owns the data folder."""

    prefix: tuple[str, ...] = ()
    user: int | None = None


def user_namespace() -> tuple[str, ...] | None:
    """The command prefix under which root looks like an ordinary user to the program; None when the
    machine forbids user namespaces. The mapped id must have a name, because initdb looks it up."""
    unshare = shutil.which("unshare")
    somebody = next((entry for entry in pwd.getpwall() if entry.pw_uid not in (0, 65534)), None)
    if unshare is None or somebody is None:
        return None
    prefix = (unshare, "--user", f"--map-user={somebody.pw_uid}", f"--map-group={somebody.pw_uid}")
    tried = subprocess.run([*prefix, "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return prefix if tried.returncode == 0 else None


def identity(runtime: Path) -> Identity:
    """Choose as whom to run PostgreSQL, or say in one sentence why that is not possible here."""
    if os.geteuid() != 0:
        return Identity()
    if prefix := user_namespace():
        return Identity(prefix=prefix)
    names = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    user = names.get("postgres", names.get("nobody"))
    closed = next((f for f in (runtime, *runtime.parents) if f.exists() and not f.stat().st_mode & 0o001), None)
    if user is None or closed is not None:
        raise StackError(
            f"PostgreSQL refuses to run as root, and user namespaces are forbidden here: no other user "
            f"can enter {closed or runtime}",
            hint="set SCHED_RUNTIME_DIR to a folder that every user may enter, or run as an ordinary user",
        )
    return Identity(user=user)


def terminate(pid: int, timeout: float) -> None:
    """Ask a process to end, and kill it when it has not after so many seconds."""
    deadline = time.monotonic() + timeout
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        while _alive(pid):
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
                break
            time.sleep(0.02)


def _alive(pid: int) -> bool:
    """True while the process runs; one that has finished and waits to be collected counts as gone."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return bool(command_line(pid))


def command_line(pid: int) -> list[bytes]:
    """The words a process was started with; none when there is no such process, or it has finished."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:-1]
    except OSError:
        return []


def works_in(pid: int, folder: Path) -> bool:
    """True when this is the current folder of the process, also where the folder was moved since."""
    try:
        return Path(f"/proc/{pid}/cwd").samefile(folder)
    except OSError:
        return False


def works_elsewhere(pid: int, folder: Path) -> bool:
    """True when the process is known to have another current folder; of other users' it may not be known."""
    try:
        return not Path(f"/proc/{pid}/cwd").samefile(folder)
    except OSError:
        return False


def listeners(folder: Path, port: int) -> list[int]:
    """Processes that listen on this port and were started in this folder: servers of ours, and what is left of them."""
    sockets = _listening(port)
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()] if sockets else []
    return [pid for pid in pids if works_in(pid, folder) and sockets & _open_files(pid)]


def end_listeners(folder: Path, port: int, *, timeout: float = 10.0) -> bool:
    """End them; False when there was none."""
    found = listeners(folder, port)
    for pid in found:
        terminate(pid, timeout)
    return bool(found)


def _listening(port: int) -> set[str]:
    """The sockets that listen on this port, as the file descriptors of a process name them."""
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    lines = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    return {f"socket:[{line[9]}]" for line in lines if line[1].endswith(f":{port:04X}") and line[3] == LISTENS}


def _open_files(pid: int) -> set[str]:
    found = set()
    with suppress(OSError):
        for path in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.add(str(path.readlink()))
    return found
