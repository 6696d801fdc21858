"""What the relay can be told, by the environment or a file of the same names."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from equipment_scheduling.errors import RefusedError
from equipment_scheduling.relay.guard import Network, networks


@dataclass(frozen=True)
class RelaySettings:
    """Settings of `sched relay`; seconds unless said otherwise."""

    database_url: str | None = None  # None: as everything else
    host: str = "127.0.0.1"
    port: int = 8090
    allow: tuple[Network, ...] = ()
    timeout: float = 15.0
    per_endpoint: int = 16
    lease: float = 30.0
    stall: float = 30.0
    streams: int = 20  # of one key at a time
    poll: float = 0.5
    workers: int = 1
    grace: float = 20.0
    measure: float = 5.0
    disks: tuple[Path, ...] = ()  # whose free space is told
    api: str | None = None  # where PostgREST is, for workbooks that are imported

    @classmethod
    def load(cls, file: Path | None = None) -> RelaySettings:
        """Read the file (NAME=value lines), then the environment, which wins."""
        return cls.read({**(_lines(file) if file else {}), **os.environ})

    @classmethod
    def read(cls, values: Mapping[str, str]) -> RelaySettings:
        """Read SCHED_RELAY_* values; a RefusedError names the one that is wrong."""

        def number(name: str, default: float, least: float, most: float) -> float:
            text = values.get(f"SCHED_RELAY_{name}") or str(default)
            try:
                value = float(text)
            except ValueError:
                value = float("nan")
            if not least <= value <= most:
                raise RefusedError(f"SCHED_RELAY_{name} is {text}", hint=f"give a number from {least:g} to {most:g}")
            return value

        text = values.get("SCHED_RELAY_ALLOW") or ""
        try:
            allow = networks(text)
        except ValueError as error:
            raise RefusedError(
                f"SCHED_RELAY_ALLOW is {text}: {error}", hint="give networks such as 10.20.0.0/16, separated by commas"
            ) from None
        api = values.get("SCHED_RELAY_API") or None
        if api is not None and not re.fullmatch(r"https?://[\w.:\[\]-]+", api):
            raise RefusedError(
                f"SCHED_RELAY_API is {api}", hint="give the address of PostgREST, as http://127.0.0.1:3000"
            )
        return cls(
            api=api,
            database_url=values.get("SCHED_RELAY_DATABASE_URL") or None,
            host=values.get("SCHED_RELAY_HOST") or cls.host,
            port=int(number("PORT", cls.port, 0, 65535)),
            allow=allow,
            timeout=number("TIMEOUT", cls.timeout, 0.1, 60),
            per_endpoint=int(number("PER_ENDPOINT", cls.per_endpoint, 1, 1000)),
            lease=number("LEASE", cls.lease, 1, 300),
            stall=number("STALL", cls.stall, 1, 600),
            streams=int(number("STREAMS", cls.streams, 1, 100_000)),
            poll=number("POLL", cls.poll, 0.05, 60),
            workers=int(number("WORKERS", cls.workers, 0, 16)),
            grace=number("GRACE", cls.grace, 0, 600),
            measure=number("MEASURE", cls.measure, 0.1, 300),
            disks=tuple(Path(folder) for folder in (values.get("SCHED_RELAY_DISKS") or "").split(":") if folder),
        )


def _lines(file: Path) -> dict[str, str]:
    found = {}
    for number, line in enumerate(file.read_text().splitlines(), 1):
        name, mark, value = line.partition("=")
        if line.strip() and not line.lstrip().startswith("#"):
            if not mark:
                raise RefusedError(f"{file}, line {number}: {line!r} is not NAME=value")
            found[name.strip()] = value.strip().strip('"')
    return found
