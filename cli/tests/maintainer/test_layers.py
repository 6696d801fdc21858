"""The order of the Python packages is kept, and what does not keep it is refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support import ROOT

Checked = Callable[..., tuple[int, str]]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """What `make lint` says of the packages after a line is added to one of their modules."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "equipment_scheduling"
    shutil.copytree(ROOT / "cli/equipment_scheduling", package, ignore=shutil.ignore_patterns("__pycache__"))

    def check(module: str, line: str) -> tuple[int, str]:
        with (package / f"{module.replace('.', '/')}.py").open("a") as file:
            file.write(f"\n{line}\n")
        command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, " ".join(done.stdout.split())

    return check


def test_the_order_is_kept(checked: Checked) -> None:
    assert checked("relay.excel", "from equipment_scheduling.files import cells")[0] == 0


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("relay.excel", "commands.availability"),
        ("database", "runtime.postgres"),
        ("files.importing", "render.output"),
        ("files.cells", "schema.loader"),
        ("runtime.processes", "runtime.doctor"),
    ],
)
def test_an_import_from_above_is_refused(checked: Checked, module: str, imported: str) -> None:
    code, told = checked(module, f"def late():\n    import equipment_scheduling.{imported}")
    assert code == 1
    assert f"equipment_scheduling.{module} -> equipment_scheduling.{imported}" in told


def test_a_module_without_a_place_is_refused(checked: Checked) -> None:
    code, told = checked("elsewhere", "import json")
    assert code == 1
    assert "equipment_scheduling.elsewhere" in told
