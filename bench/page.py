"""The planner's page in a real browser, on a plant of 10,000 machines: until it is there, until it scrolls well."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import http_api
from figures import HERE, Bench
from playwright.sync_api import Page, sync_playwright

from equipment_scheduling.settings import Settings

sys.path.insert(0, str(HERE.parent / "cli/tests"))
from support import browser as browsers

MACHINES = 10_000
WEEK = "2027-06-07"
HEIGHT = 300 * 28 + 300  # pixels: 300 machines, and what stands above them
KNOWN = """() => [...document.querySelectorAll('.timeline .label:not(.level) .hours')]
    .filter((each) => /^\\d/.test(each.textContent)).length"""
SIZE = """() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
    .filter((each) => !each.name.includes('/api/')).reduce((sum, each) => sum + each.encodedBodySize, 0)"""
SCROLLED = """async () => {
    const box = document.querySelector('.timeline'), began = performance.now();
    let frames = 0;
    while (performance.now() - began < 3000) {
        await new Promise(requestAnimationFrame);
        box.scrollTop += 150;
        frames += 1;
    }
    return frames / ((performance.now() - began) / 1000);
}"""


def measure(bench: Bench, settings: Settings, uri: str, *, quick: bool) -> None:
    """All figures, from one plant."""
    bench.plant(MACHINES)
    bench.connection.execute("select * from sched_engine.generate(null, '2027-05-25', '2027-06-30')")
    bench.connection.execute("analyze")
    key = http_api.key(bench.connection)
    with http_api.served(settings, uri) as rest, http_api.guarded(settings, rest) as gateway:
        address = gateway.url.removesuffix("/api/v1")
        rounds = range(1 if quick else 5)
        first = [first_view(settings, address, key) for _ in rounds]
        bench.record("page: first view of 10,000 machines", [took for took, _ in first], "s", 1.5)
        bench.record("page: size of the first view, compressed", first[0][1] / 1000, "kB", 60)
        bench.record(
            "page: 300 machines x 1 week after a click", [clicked(settings, address, key) for _ in rounds], "s", 1
        )
        bench.record(
            "page: frames a second while scrolling", scrolled(settings, address, key), "1/s", 50, at_least=True
        )


@contextmanager
def opened(settings: Settings, address: str, key: str, height: int = 800) -> Iterator[Page]:
    """A page of a fresh profile that has a key."""
    program = browsers.install(settings)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, chromium_sandbox=False, env=browsers.environment(program)
        )
        page = chromium.new_page(viewport={"width": 1280, "height": height}, base_url=address)
        page.add_init_script(f"sessionStorage.setItem('{browsers.KEY}', '{key}')")
        yield page
        chromium.close()


def first_view(settings: Settings, address: str, key: str) -> tuple[float, int]:
    """Seconds from the address to the hours of the first machines, and bytes."""
    with opened(settings, address, key) as page:
        began = time.perf_counter()
        page.goto(f"/#/plan/BENCH?date={WEEK}")
        page.wait_for_function(f"() => ({KNOWN})() > 10", polling=20)
        return time.perf_counter() - began, page.evaluate(SIZE)


def clicked(settings: Settings, address: str, key: str) -> float:
    """Seconds from a click on an area to the hours of 300 of its machines."""
    with opened(settings, address, key, HEIGHT) as page:
        page.goto(f"/#/plan/SITE-1?date={WEEK}")
        page.wait_for_function(f"() => ({KNOWN})() > 280", polling=20)
        area = page.locator(".tree").get_by_role("button", name="AREA-4 Area 4", exact=True)
        began = time.perf_counter()
        area.click()
        page.wait_for_function(f"() => location.hash.includes('AREA-4') && ({KNOWN})() >= 300", polling=20)
        return time.perf_counter() - began


def scrolled(settings: Settings, address: str, key: str) -> float:
    """Frames a second while 10,000 machines go by."""
    with opened(settings, address, key) as page:
        page.goto(f"/#/plan/BENCH?date={WEEK}")
        page.wait_for_function(f"() => ({KNOWN})() > 10", polling=20)
        return float(page.evaluate(SCROLLED))
