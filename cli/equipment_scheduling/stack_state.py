"""What one embedded stack remembers: its ports and its generated secrets (`state.json`, mode 0600)."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shlex
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from equipment_scheduling.errors import StackError
from equipment_scheduling.private_files import open_private

DATABASE = "sched"
SUPERUSER = "postgres"
FIRST_PORT = 20000  # of those that stacks choose from
LENT_PORTS = Path("/proc/sys/net/ipv4/ip_local_port_range")
PortField = Literal["database_port", "api_port", "admin_port", "gateway_port", "relay_port"]


@dataclass(frozen=True)
class State:
    """Ports on 127.0.0.1 and generated secrets of one stack."""

    database_port: int
    api_port: int
    admin_port: int
    superuser_password: str
    authenticator_password: str
    jwt_secret: str
    gateway_port: int = 0  # 0: not chosen yet
    relay_port: int = 0
    relay_password: str = ""  # not chosen yet
    others: Mapping[str, Any] = field(default_factory=dict, hash=False)  # what a newer version remembers

    @property
    def database_url(self) -> str:
        """The embedded database, as its superuser."""
        return f"postgresql://{SUPERUSER}:{self.superuser_password}@127.0.0.1:{self.database_port}/{DATABASE}"

    @property
    def api_url(self) -> str:
        """Where PostgREST listens."""
        return f"http://127.0.0.1:{self.api_port}"


def port_is_free(port: int) -> bool:
    """True when a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on. If there is one, it is none of those that the system lends to
    connections, so that a stack that was stopped finds its port free again."""
    with suppress(OSError, ValueError):
        first_lent = int(LENT_PORTS.read_text().split()[0])
        for _ in range(50 if first_lent > FIRST_PORT else 0):
            port = FIRST_PORT + secrets.randbelow(first_lent - FIRST_PORT)
            if port_is_free(port):
                return port
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        lent: int = probe.getsockname()[1]
        return lent


def read(runtime: Path) -> State | None:
    """The remembered state; None when there is none yet."""
    file = runtime / "state.json"
    try:
        return _parse(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise StackError(
            f"{error.filename} belongs to another user", hint="run sched as the user who started the stack"
        ) from error
    except (TypeError, ValueError) as error:
        raise StackError(
            f"{file}, which holds the ports and passwords of the embedded stack, cannot be read: {error}",
            detail=f"The database is beside it, in {runtime / 'data'}, and is not affected",
            hint=f"put back a copy of the file, or set it aside (mv {shlex.quote(str(file))} "
            f"{shlex.quote(str(file))}.aside) and run sched up: it gives the same database new passwords",
        ) from error


def _parse(content: Any) -> State:
    """The state that a file holds. What this version does not know is kept for the one that wrote it."""
    if not isinstance(content, dict):
        raise TypeError("it is not a JSON object")
    kinds = {item.name: int if item.name.endswith("_port") else str for item in fields(State) if item.name != "others"}
    for name, kind in kinds.items():
        if name in content and type(content[name]) is not kind:
            raise TypeError(f"{name} is not {'a number' if kind is int else 'a text'}")
    missing = [item.name for item in fields(State) if item.name in kinds.keys() - content and item.default is MISSING]
    if missing:
        raise TypeError(f"it lacks {', '.join(missing)}")
    known = {name: value for name, value in content.items() if name in kinds}
    return State(**known, others={name: value for name, value in content.items() if name not in kinds})


def write(runtime: Path, state: State) -> State:
    """Store the state atomically, readable by its owner only."""
    fresh = runtime / "state.json.new"
    fresh.unlink(missing_ok=True)
    with open_private(fresh, "w") as file:
        known = asdict(state)
        json.dump({**known.pop("others"), **known}, file, indent=2)
    fresh.replace(runtime / "state.json")
    return state


def choose(database_port: int | None, api_port: int | None, gateway_port: int | None) -> State:
    """Choose ports and secrets for a new stack."""
    free: set[int] = set()
    while len(free) < 5:
        free.add(free_port())
    return State(
        database_port=database_port or free.pop(),
        api_port=api_port or free.pop(),
        admin_port=free.pop(),
        superuser_password=secrets.token_urlsafe(24),
        authenticator_password=secrets.token_urlsafe(24),
        jwt_secret=secrets.token_urlsafe(48),
        gateway_port=gateway_port or free.pop(),
        relay_port=free.pop(),
        relay_password=secrets.token_urlsafe(24),
    )


def create(runtime: Path, database_port: int | None, api_port: int | None, gateway_port: int | None) -> State:
    """Choose ports and secrets for a new stack, and remember them."""
    return write(runtime, choose(database_port, api_port, gateway_port))


def settle_port(runtime: Path, state: State, field: PortField, wanted: int | None) -> State:
    """Make `field` a port that is free now: the wanted one, else the remembered one, else a new one."""
    port = wanted or getattr(state, field)
    if port == 0 or not port_is_free(port):
        if wanted:
            if wanted < 1024 and os.geteuid() != 0:
                raise StackError(f"Port {wanted} cannot be used", hint="ports below 1024 are for root; choose another")
            raise StackError(f"Port {wanted} is taken by another program", hint="choose another port or stop it")
        port = free_port()
    if port == getattr(state, field):
        return state
    values: dict[str, Any] = {field: port}
    return write(runtime, replace(state, **values))


def settle_relay_password(runtime: Path, state: State) -> State:
    """Choose a password for the relay, unless there is one."""
    if state.relay_password:
        return state
    return write(runtime, replace(state, relay_password=secrets.token_urlsafe(24)))


@contextmanager
def lock(runtime: Path) -> Iterator[None]:
    """Only one `sched up` or `sched down` at a time works on this folder; others wait."""
    runtime.mkdir(parents=True, exist_ok=True)
    with open_private(runtime / "lock", "w") as file:
        with suppress(PermissionError):  # it is another user's
            (runtime / "lock").chmod(0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
