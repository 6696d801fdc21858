"""Fixtures: Chromium, and pages in it that may do nothing wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from equipment_scheduling.runtime import nginx
from equipment_scheduling.settings import Settings
from support import api_plant
from support import browser as browsers
from support.api_plant import Api
from support.relays import live

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser(settings: Settings) -> Iterator[Browser]:
    """Chromium. It is closed when a module ends, because as long as Playwright runs no other test may use asyncio."""
    program = browsers.install(settings)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, chromium_sandbox=False, env=browsers.environment(program)
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page of a gateway in a fresh profile: `open_page(gateway, zone="America/Detroit")`; `page.goto("/")` goes
    there. More words are those of `Browser.new_context`. When the test ends, nothing may have gone wrong in it: no
    error in the console, no request refused, failed or sent elsewhere, but what `browser.allow` allows."""
    opened: list[Page] = []

    def open_one(
        gateway: Api | str, *, zone: str = "UTC", width: int = 1280, height: int = 800, **more: object
    ) -> Page:
        address = gateway if isinstance(gateway, str) else gateway.url
        options = {"base_url": address, "timezone_id": zone, "locale": "en-GB", **more}
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        page = context.new_page()
        browsers.WATCHES[page] = browsers.Watch(address)
        browsers.WATCHES[page].start(page)
        opened.append(page)
        return page

    yield open_one
    problems = [problem for page in opened for problem in browsers.WATCHES.pop(page).problems()]
    for page in opened:
        page.context.close()
    assert problems == []


@pytest.fixture(scope="module")
def plant(
    fresh_database: Callable[[], str],
    serve: Callable[[str], str],
    proxy: Callable[..., nginx.Server],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """A plant of its own behind a gateway, with live events."""
    url = fresh_database()
    api_plant.build(url)
    with live(url, serve, proxy, tmp_path_factory.mktemp("relay")) as made:
        yield made


@pytest.fixture
def page(open_page: OpenPage, gateway: Api) -> Page:
    """A page of the gateway of `api_plant.py`, 1280 by 800, in UTC and British English."""
    return open_page(gateway)
