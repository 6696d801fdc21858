"""Running programs: one clear error when one fails, and as whom PostgreSQL may run."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from equipment_scheduling.errors import StackError

UTF8 = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
PRIVATE = 0o077  # the umask of what writes logs and the like


def keep_private(folder: Path) -> Path:
    """A folder whose files are for their owner only, made so when it is not; those of other users are left alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = os.geteuid()
    for path, mode in ((folder, 0o700), *((path, 0o600) for path in folder.iterdir() if path.is_file())):
        if (found := path.stat()).st_uid == mine and found.st_mode & PRIVATE:
            path.chmod(mode)
    return folder


def open_private(path: Path, mode: Literal["w", "a"]) -> TextIO:
    """A file for its owner only, to be written or gone on with."""
    how = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if mode == "w" else os.O_APPEND)
    return os.fdopen(os.open(path, how, 0o600), mode, encoding="utf-8")


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
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + timeout
    while _alive(pid):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            break
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    """True while the process runs; a finished child of this very process is collected and counts as gone."""
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
