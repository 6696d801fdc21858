"""Packages of npm: only what is pinned is unpacked, and only whole ones are there."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime import npm
from support.browser import AXE

pytestmark = pytest.mark.skipif(bool(os.environ.get("SCHED_OFFLINE")), reason="SCHED_OFFLINE is set")


def test_another_package_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="axe-core package is not the expected one") as refused:
        npm.install(replace(AXE, version="4.13.0"), tmp_path)
    assert (refused.value.detail or "").startswith("sha512-")
    assert not (tmp_path / "axe-core-4.13.0").exists()


def test_what_is_there_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was interrupted left a folder of another name."""
    (tmp_path / "axe-core-4.14.1.new").mkdir()
    folder = npm.install(AXE, tmp_path)
    assert (folder / "axe.min.js").stat().st_size > 100_000
    assert [path.name for path in tmp_path.iterdir()] == ["axe-core-4.14.1"]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert npm.install(AXE, tmp_path) == folder
    with pytest.raises(StackError, match="there is no npm") as refused:
        npm.install(replace(AXE, version="1.0.0"), tmp_path)
    assert refused.value.hint == "install npm"
