"""Checks the types of the scripts in web/, which stand in their comments (JSDoc).

The TypeScript compiler comes from npm, the Node.js that runs it with Playwright, which the tests need anyhow."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from equipment_scheduling import stack_state as states
from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime import npm
from equipment_scheduling.settings import Settings

TYPESCRIPT = npm.Package(
    title="TypeScript",
    name="typescript",
    version="6.0.3",
    integrity="sha512-y2TvuxSZPDyQakkFRPZHKFm+KKVqIisdg9/CZwm9ftvKXLP8NRWj38/ODjNbr43SsoXqNuAisEf1GdCxqWcdBw==",
)


def node() -> Path:
    """The Node.js of Playwright."""
    playwright = find_spec("playwright")
    if playwright is None or playwright.origin is None:
        raise StackError("There is no Playwright", hint="make tools")
    return Path(playwright.origin).parent / "driver/node"


def check(folder: Path, settings: Settings) -> subprocess.CompletedProcess[str]:
    """Check the scripts of a folder that has a tsconfig.json."""
    with states.lock(settings.runtime / "tools"):
        compiler = npm.install(TYPESCRIPT, settings.runtime / "tools") / "lib/tsc.js"
    command: list[str | Path] = [node(), compiler, "--project", folder, "--pretty", "false"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def main() -> int:
    """Check web/ of this checkout and print what is wrong."""
    settings = Settings.load()
    done = check(settings.root / "web", settings)
    print(done.stdout + done.stderr, end="")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
