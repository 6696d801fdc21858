"""Where the project, its runtime folder and its database are."""

from __future__ import annotations

import os
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
class Settings:
    """Everything that the environment decides. A value of None means: find it out."""

    root: Path
    runtime: Path
    database_url: str | None
    api_database_url: str | None
    debian_mirror: str | None
    postgrest: Path | None
    database_port: int | None
    api_port: int | None

    @classmethod
    def load(cls) -> Settings:
        """Read the environment; an empty variable counts as unset."""
        root = project_root()
        postgrest = os.environ.get("POSTGREST")
        return cls(
            root=root,
            runtime=Path(os.environ.get("SCHED_RUNTIME_DIR") or root / ".runtime").resolve(),
            database_url=os.environ.get("DATABASE_URL") or None,
            api_database_url=os.environ.get("SCHED_API_DATABASE_URL") or None,
            debian_mirror=os.environ.get("SCHED_DEBIAN_MIRROR") or None,
            postgrest=Path(postgrest).resolve() if postgrest else None,
            database_port=_port("SCHED_DB_PORT"),
            api_port=_port("SCHED_API_PORT"),
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
