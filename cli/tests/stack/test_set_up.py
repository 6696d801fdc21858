"""`make` sets up what a checkout needs: whole or not at all, anew after a move. It names what the machine lacks."""

from __future__ import annotations

import configparser
import getpass
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from support import ROOT

# A project that takes no network to install: `sched` prints where it is, and what it was asked to do.
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """
import os, zipfile

METADATA = "Metadata-Version: 2.1\\nName: planner\\nVersion: 1\\nProvides-Extra: dev\\n"
WHEEL = "Wheel-Version: 1.0\\nGenerator: planner\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
SCRIPTS = "[console_scripts]\\nsched = equipment_scheduling.main:main\\n"

def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(folder + "/planner-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("planner.pth", os.getcwd() + "/cli")
        for name, text in {"METADATA": METADATA, "WHEEL": WHEEL, "entry_points.txt": SCRIPTS, "RECORD": ""}.items():
            wheel.writestr("planner-1.dist-info/" + name, text)
    return "planner-1-py3-none-any.whl"
"""
PROGRAM = "import os, sys\ndef main(): print(os.path.dirname(__file__), *sys.argv[1:])\n"
# A Python whose environments take the pip that is here, and so no time; with python3-venv, and on a Debian without.
SITE = Path(sysconfig.get_path("purelib"))
LIBRARY = f"{SITE.parent.name}/{SITE.name}"
PYTHON = f"""#!/bin/sh
case "$*" in
*"-m venv"*) {sys.executable} "$@" --without-pip && echo {SITE} >.venv/lib/{LIBRARY}/pip.pth ;;
*) exec {sys.executable} "$@" ;;
esac
"""
WITHOUT_VENV = f"""#!/bin/sh
case "$*" in
*ensurepip*) exit 1 ;;
*"-m venv"*) {sys.executable} "$@" --without-pip ;;
*) exec {sys.executable} "$@" ;;
esac
"""
HIDE = """
for folder in /usr/share/zoneinfo /usr/share/keyrings; do mount -t tmpfs none "$folder" || exit 1; done
exec "$@"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that `make` takes for a checkout."""
    folder = tmp_path / "a checkout"
    (folder / "cli/equipment_scheduling").mkdir(parents=True)
    for name in ("Makefile", "cli/set-up.sh", "cli/machine.sh"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "cli/equipment_scheduling/main.py").write_text(PROGRAM)
    (folder / "cli/equipment_scheduling/__main__.py").write_text("from .main import main\nmain()\n")
    use(folder, PYTHON)
    return folder


@pytest.fixture
def path_without(tmp_path: Path) -> Callable[..., str]:
    """A PATH to every program of this machine but some."""

    def make(*names: str) -> str:
        tools = tmp_path / "tools"
        tools.mkdir()
        for folder in os.environ["PATH"].split(":"):
            for tool in Path(folder).glob("*") if Path(folder).is_dir() else ():
                if tool.name not in names and not (tools / tool.name).exists():
                    (tools / tool.name).symlink_to(tool)
        return str(tools)

    return make


def make(folder: Path, *words: str, prefix: Sequence[str] = (), **env: str) -> subprocess.CompletedProcess[str]:
    """Run make there, with a Python that takes no network and little time."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PIP_"))}
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "1", "POSTGREST": "/given", "DATABASE_URL": ""}
    command = [*prefix, "make", "--no-print-directory", f"PYTHON={folder / 'python3'}", *words]
    env = {**inherited, **offline, **env}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def use(folder: Path, python: str) -> None:
    """Let make there take this for Python."""
    (folder / "python3").write_text(python)
    (folder / "python3").chmod(0o755)


def test_what_runs_is_set_up_once_and_again_after_a_move(checkout: Path) -> None:
    first = make(checkout, "up")
    assert (first.returncode, first.stderr) == (0, "")
    assert "Making .venv" in first.stdout and "Installing the Python packages of the program" in first.stdout
    assert f"{checkout}/cli/equipment_scheduling up" in first.stdout
    assert not (checkout / ".venv/tools").exists(), "what tests needs is not for those who run it"
    again = make(checkout, "up")
    assert again.stdout == f"{checkout}/cli/equipment_scheduling up\n"

    moved = checkout.rename(checkout.with_name("another place"))
    assert make(moved, "down").stdout == f"{moved}/cli/equipment_scheduling down\n"
    after = make(moved, "up")
    assert (after.returncode, after.stderr) == (0, "")
    assert f"{moved}/cli/equipment_scheduling up" in after.stdout
    assert str(checkout) not in (moved / ".venv/bin/activate").read_text()
    assert make(moved, "up").stdout == f"{moved}/cli/equipment_scheduling up\n"

    tools = make(moved, "tools")
    assert (tools.returncode, tools.stdout.splitlines()) == (0, [tools.stdout.strip()])
    assert tools.stdout.startswith("Installing the tools for tests and style")
    assert make(moved, "tools").stdout == "make: Nothing to be done for 'tools'.\n"


def test_half_an_environment_is_not_taken_for_whole(checkout: Path) -> None:
    use(checkout, WITHOUT_VENV)
    refused = make(checkout, "up")
    assert refused.returncode == 2
    assert "apt-get install --no-install-recommends python3-venv" in refused.stderr

    # What versions before left behind: a Python without pip. Now the package is there, and a download breaks off.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    use(checkout, PYTHON)
    (checkout / "backend.py").write_text(BACKEND.replace("Version: 1", "Version: 1\\nRequires-Dist: no-such-thing"))
    broken = make(checkout, "up")
    assert broken.returncode == 2 and "no-such-thing" in broken.stderr
    assert not (checkout / ".venv/ready").exists()
    (checkout / "backend.py").write_text(BACKEND)
    healed = make(checkout, "up")
    assert (healed.returncode, healed.stderr) == (0, "")


def test_what_the_machine_lacks_is_told_at_once(checkout: Path, path_without: Callable[..., str]) -> None:
    """Without user namespaces the files of packages cannot be hidden, and only programs are looked at."""
    use(checkout, WITHOUT_VENV)
    lacking = ["python3-venv", "npm"]
    prefix: Sequence[str] = ()
    hide = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", HIDE, "sh")
    if subprocess.run([*hide, "true"], capture_output=True, check=False).returncode == 0:
        prefix, lacking = hide, ["python3-venv", "tzdata", "npm", "debian-archive-keyring"]
    told = make(checkout, "demo", prefix=prefix, PATH=path_without("npm"), POSTGREST="")
    assert told.returncode == 2
    assert f"This computer lacks {' '.join(lacking)}." in told.stderr
    assert told.stderr.count("apt-get install") == 1
    assert re.search(rf"apt-get install --no-install-recommends {' '.join(lacking)}$", told.stderr, re.MULTILINE)
    assert not (checkout / ".venv").exists()


def test_a_given_database_needs_less_of_the_machine(path_without: Callable[..., str]) -> None:
    url = "postgresql://db.example.com/plan"
    env = {"PATH": path_without("npm", "git"), "PYTHON": sys.executable, "DATABASE_URL": url}
    for words, api, lacking in ((), "", []), (("test",), "", ["npm", "git"]), ((), url, ["npm"]):
        done = subprocess.run(
            ["sh", ROOT / "cli/machine.sh", *words],
            env={**env, "SCHED_API_DATABASE_URL": api},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == lacking


def test_an_old_python_is_named(checkout: Path) -> None:
    use(checkout, f'#!/bin/sh\ncase "$*" in *version_info*) echo 3.9.2 ;; *) exec {sys.executable} "$@" ;; esac\n')
    told = make(checkout, "up")
    assert told.returncode == 2
    assert "is Python 3.9.2, and 3.11 or newer is needed" in told.stderr
    assert not (checkout / ".venv").exists()


def test_what_runs_needs_no_tools_of_developers() -> None:
    """Every module can be imported without what only tests and style need; only the optimizer needs its own extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    names = {re.split(r"[<>=]", name)[0].replace("-", "_") for name in extras}
    code = (
        "import pkgutil, sys; from importlib import import_module\n"
        f"sys.modules.update(dict.fromkeys({names!r}))\n"
        "import equipment_scheduling as package\n"
        "for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    if not module.name.endswith('__main__') and '.optimizer.' not in module.name: import_module(module.name)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def units() -> dict[str, str]:
    """The units of the page about starting after a reboot, by their names."""
    page = (ROOT / "docs/how-to/autostart.md").read_text(encoding="utf-8")
    names = re.findall(r"/etc/systemd/system/(\S+\.(?:service|timer))`", page)
    return dict(zip(names, re.findall(r"^```ini\n(.*?)^```", page, re.MULTILINE | re.DOTALL), strict=True))


def test_the_units_are_valid_to_systemd(tmp_path: Path) -> None:
    found = units()
    assert [name.rpartition(".")[2] for name in found] == ["service", "service", "timer"]
    for name, text in found.items():
        here = text.replace("/opt/equipment-scheduling/.venv/bin", str(Path(sys.executable).parent))
        here = here.replace("/opt/equipment-scheduling", str(ROOT)).replace(
            "User=scheduling", f"User={getpass.getuser()}"
        )
        (tmp_path / name).write_text(here)
        unit = configparser.ConfigParser(strict=True, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment, method-assign]
        unit.read_string(text)
        assert "Unit" in unit
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("there is no systemd-analyze; the units were read, and no more")
    command = [verify, "verify", "--man=no", *(tmp_path / name for name in found)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
