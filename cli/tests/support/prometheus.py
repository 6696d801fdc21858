"""A real Prometheus and promtool for tests of `monitoring/`: where they come from, and how one is run and asked."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from equipment_scheduling import stack_state as states
from equipment_scheduling.runtime import debian
from equipment_scheduling.settings import Settings
from support.receiver import until

# Its own pages need libraries of JavaScript and fonts, which no test looks at.
PAGES = (
    "fonts-glyphicons-halflings",
    "libjs-bootstrap4",
    "libjs-eonasdan-bootstrap-datetimepicker",
    "libjs-jquery",
    "libjs-jquery-hotkeys",
    "libjs-moment",
    "libjs-moment-timezone",
    "libjs-mustache",
    "libjs-popper.js",
    "libjs-rickshaw",
)
BUNDLE = debian.Bundle(
    name="prometheus",
    packages=("prometheus",),
    programs=("usr/bin/prometheus", "usr/bin/promtool"),
    probe=("usr/bin/promtool", "--version"),
    assumed=(*debian.ASSUMED, *PAGES),
    unwanted=(*debian.UNWANTED, "usr/share/prometheus", "etc", "var"),
)


def install(settings: Settings) -> Path:
    """The folder of the programs: the Debian package, unpacked beside the embedded stack the first time."""
    with states.lock(settings.runtime / "tools"):
        debian.install(BUNDLE, settings.runtime, settings.debian_mirror)
    return settings.runtime / BUNDLE.name / "usr/bin"


def promtool(programs: Path, *words: str | Path) -> str:
    """What promtool says; an AssertionError with all of it when it is not content."""
    done = subprocess.run([programs / "promtool", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Prometheus:
    """One that runs, with a configuration and a folder of its own."""

    def __init__(self, programs: Path, configuration: Path) -> None:
        self.port = states.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = configuration.with_suffix(".log")
        command: list[str | Path] = [
            programs / "prometheus",
            f"--config.file={configuration}",
            f"--storage.tsdb.path={configuration.parent / 'prometheus'}",
            f"--web.listen-address=127.0.0.1:{self.port}",
            "--web.console.templates=",
            "--web.console.libraries=",
            "--scrape.discovery-reload-interval=500ms",
            "--log.level=warn",
        ]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until(self._is_ready, 30)

    def _is_ready(self) -> bool:
        assert self._process.poll() is None, self._log.read_text()
        try:
            return httpx.get(f"{self.url}/-/ready").status_code == 200
        except httpx.HTTPError:
            return False

    def query(self, expression: str) -> list[dict[str, Any]]:
        """The samples of an expression now."""
        answer = httpx.get(f"{self.url}/api/v1/query", params={"query": expression}).json()
        assert answer["status"] == "success", f"{expression}: {answer}"
        found: list[dict[str, Any]] = answer["data"]["result"]
        return found

    def firing(self) -> set[str]:
        """The names of the alerts that fire now."""
        alerts: Sequence[dict[str, Any]] = httpx.get(f"{self.url}/api/v1/alerts").json()["data"]["alerts"]
        return {alert["labels"]["alertname"] for alert in alerts if alert["state"] == "firing"}

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(30)
