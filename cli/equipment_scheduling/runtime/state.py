"""What one embedded stack remembers: its ports and its generated secrets (`state.json`, mode 0600)."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime.processes import open_private

DATABASE = "sched"
SUPERUSER = "postgres"
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
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def read(runtime: Path) -> State | None:
    """The remembered state; None when there is none yet."""
    try:
        return State(**json.loads((runtime / "state.json").read_text()))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise StackError(
            f"{error.filename} belongs to another user", hint="run sched as the user who started the stack"
        ) from error
    except (TypeError, ValueError) as error:
        raise StackError(
            f"{runtime / 'state.json'} is damaged", hint="run make clean (this deletes the embedded database)"
        ) from error


def write(runtime: Path, state: State) -> State:
    """Store the state atomically, readable by its owner only."""
    fresh = runtime / "state.json.new"
    fresh.unlink(missing_ok=True)
    with open_private(fresh, "w") as file:
        json.dump(asdict(state), file, indent=2)
    fresh.replace(runtime / "state.json")
    return state


def create(runtime: Path, database_port: int | None, api_port: int | None, gateway_port: int | None) -> State:
    """Choose ports and secrets for a new stack, and remember them."""
    state = State(
        database_port=database_port or free_port(),
        api_port=api_port or free_port(),
        admin_port=free_port(),
        superuser_password=secrets.token_urlsafe(24),
        authenticator_password=secrets.token_urlsafe(24),
        jwt_secret=secrets.token_urlsafe(48),
        gateway_port=gateway_port or free_port(),
        relay_port=free_port(),
    )
    return write(runtime, state)


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


@contextmanager
def lock(runtime: Path) -> Iterator[None]:
    """Only one `sched up` or `sched down` at a time works on this folder; others wait."""
    runtime.mkdir(parents=True, exist_ok=True)
    with open_private(runtime / "lock", "w") as file:
        with suppress(PermissionError):  # it is another user's
            (runtime / "lock").chmod(0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
