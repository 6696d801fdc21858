"""What generating, an edit, a read and a request cost, beside the figures that the repository keeps."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import Server
from equipment_scheduling.settings import Settings
from support import ROOT


@pytest.mark.alone
def test_nothing_costs_more_than_it_did(server: Server, settings: Settings) -> None:
    """As ratios of processor time in one run; slower machines and other work change both sides."""
    if settings.database_url is not None:
        pytest.skip("the processes of the server of DATABASE_URL may be elsewhere")
    with server.migrating():
        done = subprocess.run(
            [sys.executable, ROOT / "bench/ratios.py"], capture_output=True, text=True, check=False, timeout=600
        )
    assert done.returncode == 0, done.stdout + done.stderr
