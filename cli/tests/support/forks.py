"""`sched` as a copy of a process that has imported its modules already: a process of its own, half a second sooner."""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from support import ROOT, Result

PACKAGE = "equipment_scheduling"
PRELOADED = ("openpyxl", "psycopg", "pydantic.type_adapter", "rich.markdown", "rich.table", "typer.rich_utils")
SECONDS = 300
TESTS = ROOT / "cli/tests"


class Forks:
    """Forks `sched` from a server process, which listens on a socket in a folder."""

    def __init__(self, folder: Path) -> None:
        self._address = str(folder / "forks")
        command = [sys.executable, "-m", "support.forks", self._address]
        self._process = subprocess.Popen(command, cwd=TESTS, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"ready\n"

    def run(self, *words: str, env: Mapping[str, str]) -> Result:
        """Run `sched` in exactly this environment, at the root of the checkout."""
        request = json.dumps({"words": words, "env": dict(env)}).encode()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, socket.socket(socket.AF_UNIX) as link:
            link.settimeout(SECONDS)
            link.connect(self._address)
            socket.send_fds(link, [b"."], [out.fileno(), err.fileno()])
            link.sendall(request)
            link.shutdown(socket.SHUT_WR)
            code = _received(link)
            assert code, "the server of forks is gone"
            out.seek(0)
            err.seek(0)
            return Result(int(code), out.read().decode(), err.read().decode())

    def close(self) -> None:
        """Stop the server process."""
        self._process.terminate()
        self._process.communicate()


def _received(link: socket.socket) -> bytes:
    return b"".join(iter(lambda: link.recv(65536), b""))


def serve(address: str) -> None:
    """Import everything, then fork for each request."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    commands = import_module(f"{PACKAGE}.commands")
    for name in (f"{PACKAGE}.main", *PRELOADED):
        import_module(name)
    for module in pkgutil.walk_packages(commands.__path__, f"{commands.__name__}."):
        import_module(module.name)
    os.chdir(ROOT)
    gc.collect()
    gc.freeze()  # what is looked through for garbage is copied
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen(16)
        print("ready", flush=True)
        while True:
            link, _ = server.accept()
            if os.fork() == 0:
                break
            link.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, outputs, _, _ = socket.recv_fds(link, 1, 2)
    request = json.loads(_received(link))
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        link.sendall(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    link.close()
    for number, output in enumerate(outputs, 1):
        os.dup2(output, number)
        os.close(output)
    os.environ.clear()
    os.environ.update(request["env"])
    sys.argv[1:] = request["words"]
    sys.path.pop(0)  # the folder of the tests
    _leave(_run())


def _run() -> int:
    """The program's exit code."""
    try:
        runpy.run_module(PACKAGE, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _leave(code: int) -> NoReturn:
    """End as a program does, but for taking apart every module, which would copy all of the memory first."""
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
