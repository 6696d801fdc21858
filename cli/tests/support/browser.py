"""A real browser for tests of pages: where it comes from, what it is watched for, and what people would do with it.

The fixtures are in `cli/tests/web/conftest.py`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from equipment_scheduling import stack_state as states
from equipment_scheduling.runtime import debian, npm
from equipment_scheduling.settings import Settings
from support import ROOT

KEY = "sched.key"
CHROMIUM = debian.Bundle(
    name="chromium",
    packages=("chromium-headless-shell", "fonts-dejavu-core"),
    programs=("usr/lib/chromium/chromium-headless-shell",),
    probe=("usr/lib/chromium/chromium-headless-shell", "--version"),
    assumed=(*debian.ASSUMED, "x11-utils", "xdg-utils"),
    unwanted=(*debian.UNWANTED, "usr/lib/chromium/libVk*", "usr/lib/*/libgallium*", "usr/lib/*/dri", "usr/share/X11"),
    libraries=("usr/lib/*/libpulse.so.0.*",),
    private=("pulseaudio",),
)
AXE = npm.Package(
    title="axe-core",
    name="axe-core",
    version="4.14.1",
    integrity="sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
)
# Only the fonts that were unpacked, so that a page looks alike on every machine.
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}/usr/share/fonts</dir>
  <cachedir>{folder}/cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a page may take back: it asks for something else, or is left.
TAKEN_BACK = {"fetch", "xhr", "eventsource"}


def install(settings: Settings) -> Path:
    """Chromium: the Debian package, unpacked beside the embedded stack the first time, and axe with it."""
    tools, folder = settings.runtime / "tools", settings.runtime / CHROMIUM.name
    if os.environ.get("SCHED_OFFLINE") and debian.installed(CHROMIUM, settings.runtime) is None:
        pytest.skip("SCHED_OFFLINE is set, and Chromium is not there")
    with states.lock(tools):
        npm.install(AXE, tools)
        debian.install(CHROMIUM, settings.runtime, settings.debian_mirror)
        (folder / "fonts.conf").write_text(FONTS.format(folder=folder), encoding="utf-8")
    return folder / CHROMIUM.probe[0]


def environment(program: Path) -> dict[str, str | float | bool]:
    """What Chromium is told by its environment: its fonts, and a home of its own."""
    folder = program.parents[3]
    return {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder / "home"), "LANG": "C.UTF-8"}


@dataclass
class Watch:
    """What went wrong in a page. `allowed` are patterns of what a test provokes."""

    origin: str
    allowed: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def start(self, page: Page) -> None:
        """Listen to a page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"error: {error.stack or error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def problems(self) -> list[str]:
        """Those that were not allowed."""
        return [problem for problem in self.found if not any(re.search(pattern, problem) for pattern in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        """A violation of the Content-Security-Policy is told here too."""
        if message.type == "error":
            self.found.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        if request.url.startswith(("http:", "https:", "ws:", "wss:")) and not request.url.startswith(self.origin):
            self.found.append(f"elsewhere: {request.method} {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED" or request.resource_type not in TAKEN_BACK:
            self.found.append(f"failed: {request.method} {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.found.append(f"status: {response.request.method} {response.url} {response.status}")


WATCHES: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


def allow(page: Page, *patterns: str) -> None:
    """Let problems pass that a test provokes: regular expressions, searched for in `status: GET http://... 401`,
    `console: Failed to load resource: ... 401 (Unauthorized) (http://...)`, `error: ...`."""
    WATCHES[page].allowed.extend(patterns)


def sign_in(page: Page, key: str) -> None:
    """Let the page have a key, as if it had been typed in: open the page before."""
    page.evaluate("([name, key]) => sessionStorage.setItem(name, key)", [KEY, key])
    page.reload()


def shot(page: Page, name: str, *, whole: bool = False) -> Path:
    """A picture of what can be seen, or of the whole page, to be looked at: .runtime/screenshots/NAME.png."""
    path = ROOT / f".runtime/screenshots/{name}.png"
    page.screenshot(path=path, full_page=whole, animations="disabled")
    return path


def findings(page: Page, settings: Settings, *, within: str = "html") -> list[str]:
    """What axe finds in a page that makes it hard or impossible to use for some: serious and critical findings."""
    if not page.evaluate("() => 'axe' in window"):
        folder = npm.install(AXE, settings.runtime / "tools")
        page.evaluate((folder / "axe.min.js").read_text(encoding="utf-8") + ";0")
    asked = {"runOnly": RULES, "resultTypes": ["violations"]}
    told: dict[str, Any] = page.evaluate("([where, options]) => axe.run(where, options)", [within, asked])
    return [
        f"{found['id']} ({found['impact']}): {found['help']}: {' '.join(map(str, node['target']))}: "
        f"{node['failureSummary']}"
        for found in told["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]
