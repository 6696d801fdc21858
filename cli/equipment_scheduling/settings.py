"""Where the project, its runtime folder and its database are."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from equipment_scheduling.errors import StackError

MARKER = Path("db") / "migrations"


def project_root() -> Path:
    """The folder that holds `db/`: SCHED_HOME, else the checkout this package is installed from, else
    the nearest one above the current folder."""
    if home := os.environ.get("SCHED_HOME"):
        return Path(home).resolve()
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_dir():
            return folder
    raise StackError(
        "The project's folder was not found",
        hint="run sched inside a checkout, or set SCHED_HOME to it",
    )


@dataclass(frozen=True)
class GatewaySettings:
    """What the gateway lets through; the defaults are those of a machine that only talks to itself."""

    address: str = "127.0.0.1"
    certificate: Path | None = None
    key: Path | None = None
    rate: int = 1000  # requests an hour of one key, 0 for no limit
    burst: int = 200  # of them at once
    connections: int = 100  # requests of one key that are on their way or being answered, 0 for no limit
    in_flight: int = 128  # requests of everybody that the database is asked for at a time, 0 for no limit
    max_body: int = 10  # MB
    cors_origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    public_url: str | None = None

    @classmethod
    def load(cls) -> GatewaySettings:
        """Read the environment; an empty variable counts as unset."""
        certificate, key = _file("SCHED_TLS_CERTIFICATE"), _file("SCHED_TLS_KEY")
        if (certificate is None) != (key is None):
            raise StackError(
                "A certificate needs its key, and a key its certificate",
                hint="set both SCHED_TLS_CERTIFICATE and SCHED_TLS_KEY, or neither",
            )
        return cls(
            address=next(iter(_words("SCHED_GATEWAY_ADDRESS", r"[0-9a-fA-F.:]+", "one IP address")), cls.address),
            certificate=certificate,
            key=key,
            rate=_number("SCHED_RATE_LIMIT", cls.rate, 0),
            burst=_number("SCHED_RATE_BURST", cls.burst, 0),
            connections=_number("SCHED_CONNECTION_LIMIT", cls.connections, 0),
            in_flight=_number("SCHED_IN_FLIGHT_LIMIT", cls.in_flight, 0),
            max_body=_number("SCHED_MAX_BODY_MB", cls.max_body, 1),
            cors_origins=_words(
                "SCHED_CORS_ORIGINS", r"\*|https?://[\w.:-]+", "origins such as https://app.example.com"
            ),
            trusted_proxies=_words("SCHED_TRUSTED_PROXIES", r"[0-9a-fA-F.:/]+", "addresses or networks"),
            public_url=next(iter(_words("SCHED_PUBLIC_URL", r"https?://[^/]+", "an address without a path")), None),
        )


@dataclass(frozen=True)
class Settings:
    """Everything that the environment decides. A value of None means: find it out."""

    root: Path
    runtime: Path
    database_url: str | None
    api_database_url: str | None
    relay_database_url: str | None
    debian_mirror: str | None
    postgrest: Path | None
    nginx: Path | None
    database_port: int | None
    api_port: int | None
    gateway_port: int | None
    migration_patience: int  # seconds
    gateway: GatewaySettings

    @classmethod
    def load(cls) -> Settings:
        """Read the environment; an empty variable counts as unset."""
        root = project_root()
        postgrest, nginx = os.environ.get("POSTGREST"), os.environ.get("NGINX")
        return cls(
            root=root,
            runtime=Path(os.environ.get("SCHED_RUNTIME_DIR") or root / ".runtime").resolve(),
            database_url=os.environ.get("DATABASE_URL") or None,
            api_database_url=os.environ.get("SCHED_API_DATABASE_URL") or None,
            relay_database_url=os.environ.get("SCHED_RELAY_DATABASE_URL") or None,
            debian_mirror=os.environ.get("SCHED_DEBIAN_MIRROR") or None,
            postgrest=Path(postgrest).resolve() if postgrest else None,
            nginx=Path(nginx).resolve() if nginx else None,
            database_port=_port("SCHED_DB_PORT"),
            api_port=_port("SCHED_API_PORT"),
            gateway_port=_port("SCHED_GATEWAY_PORT"),
            migration_patience=_number("SCHED_MIGRATION_PATIENCE", 300, 0),
            gateway=GatewaySettings.load(),
        )

    @property
    def migrations(self) -> Path:
        """Where the append-only migrations are."""
        return self.root / "db" / "migrations"

    @property
    def functions(self) -> Path:
        """Where the re-appliable functions and views are."""
        return self.root / "db" / "functions"


def _port(variable: str) -> int | None:
    value = os.environ.get(variable)
    if not value:
        return None
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise StackError(f"{variable} is not a port: {value}", hint="give a number from 1 to 65535")
    return int(value)


def _number(variable: str, default: int, least: int) -> int:
    value = os.environ.get(variable)
    if not value:
        return default
    if not value.isdigit() or not least <= int(value) <= 1_000_000_000:
        raise StackError(f"{variable} is not a number from {least} to 1000000000: {value}")
    return int(value)


def _file(variable: str) -> Path | None:
    value = os.environ.get(variable)
    if value and not os.access(value, os.R_OK):
        raise StackError(f"{variable} is not a file that can be read: {value}", hint="correct it or unset it")
    return Path(value).resolve() if value else None


def _words(variable: str, form: str, what: str) -> tuple[str, ...]:
    words = [word.strip() for word in (os.environ.get(variable) or "").split(",") if word.strip()]
    wrong = next((word for word in words if not re.fullmatch(form, word)), None)
    if wrong is not None:
        raise StackError(f"{variable} takes {what}, not {wrong}", hint="separate several by commas")
    return tuple(words)
