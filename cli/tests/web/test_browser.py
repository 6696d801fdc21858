"""What the other tests of this folder rely on: the browser shows pages as they are, and nothing wrong goes unseen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from equipment_scheduling.settings import Settings
from support.api_plant import Api
from support.browser import KEY, WATCHES, allow, findings, shot, sign_in

OpenPage = Callable[..., Page]
INLINE = "document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
STYLE = "document.body.setAttribute('style', 'color: red')"
PICTURE = "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("console.error('so wrong')", "console: so wrong"),
        ("setTimeout(() => { throw new Error('thrown') })", "error: .*thrown"),
        ("void Promise.reject(new Error('nobody listens'))", "error: .*nobody listens"),
        (INLINE, "console: .*script-src"),
        (STYLE, "console: .*style-src"),
        (PICTURE, "console: .*img-src"),
        ("fetch('nothing')", "status: GET http.*/nothing 404"),
        ("import('./app/nothing.js').catch(() => 0)", "status: GET http.*/app/nothing.js 404"),
        ("fetch('http://127.0.0.1:9/').catch(() => 0)", "console: .*connect-src"),
        ("window.open('http://127.0.0.1:9/', '_self')", "elsewhere: GET http://127.0.0.1:9/"),
    ],
)
def test_what_goes_wrong_is_seen(page: Page, script: str, told: str) -> None:
    page.goto("/")
    assert WATCHES[page].problems() == []
    page.evaluate(f"() => {{ {script} }}")
    for _ in range(100):
        if any(re.search(told, problem, re.DOTALL) for problem in WATCHES[page].problems()):
            break
        page.wait_for_timeout(20)
    else:
        pytest.fail(f"only {WATCHES[page].problems()}")
    allow(page, ".")
    assert WATCHES[page].problems() == []


def test_what_a_page_takes_back_is_not_wrong(page: Page) -> None:
    page.goto("/")
    page.evaluate("""() => {
        const stop = new AbortController();
        const asked = fetch("api/v1/health", { signal: stop.signal }).catch(() => 0);
        stop.abort();
        return asked;
    }""")
    assert WATCHES[page].problems() == []


@pytest.mark.parametrize("address", ["/", "/api/v1/"])
def test_a_proxy_may_put_all_of_it_below_another_path(page: Page, gateway: Api, address: str) -> None:
    def pass_on(route: Route) -> None:
        route.fulfill(response=route.fetch(url=route.request.url.replace("/plant/", "/", 1)))

    page.route(f"{gateway.url}/plant/**", pass_on)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/plant{address}", wait_until="networkidle")
    assert len(asked) > 2
    assert [url for url in asked if not url.startswith((f"{gateway.url}/plant/", "data:"))] == []


@pytest.mark.parametrize(
    ("zone", "shown"), [("America/Detroit", "14/03/2027, 03:30:00"), ("Australia/Lord_Howe", "14/03/2027, 18:30:00")]
)
def test_a_page_has_a_zone_and_a_language(open_page: OpenPage, gateway: Api, zone: str, shown: str) -> None:
    page = open_page(gateway, zone=zone, width=400, height=700)
    page.goto("/")
    assert page.evaluate("new Date('2027-03-14T07:30:00Z').toLocaleString()") == shown
    assert page.evaluate("[innerWidth, innerHeight, navigator.language]") == [400, 700, "en-GB"]


def test_a_key_belongs_to_its_tab(open_page: OpenPage, gateway: Api) -> None:
    first, second = open_page(gateway), open_page(gateway)
    for page in (first, second):
        page.goto("/api/v1/")
    sign_in(first, "sched_key")
    kept = [page.evaluate("name => sessionStorage.getItem(name)", KEY) for page in (first, second)]
    assert kept == ["sched_key", None]


def test_what_few_can_use_is_found(page: Page, settings: Settings) -> None:
    """A button without a name, and a text that cannot be read; afterwards, a picture to be looked at."""
    page.goto("/api/v1/")
    page.locator("details").first.wait_for()
    page.evaluate("""() => {
        const text = Object.assign(document.createElement("p"), { textContent: "pale" });
        text.style.color = "#eee";
        text.style.backgroundColor = "#fff";
        document.querySelector("main").append(document.createElement("button"), text);
    }""")
    found = [finding.split(" ")[0] for finding in findings(page, settings, within="main")]
    assert sorted(found) == ["button-name", "color-contrast"]
    assert shot(page, "browser").read_bytes().startswith(b"\x89PNG")
