"""Requests of the HTTP API, counted by the relay as the gateway tells it of them."""

from __future__ import annotations

import socket
from collections.abc import Callable

import httpx
import psycopg
import pytest

from equipment_scheduling.relay.requests import NAMES, OTHER, Requests
from equipment_scheduling.runtime import nginx
from support.api_plant import Api
from support.receiver import until
from support.relays import Relay

Proxy = Callable[..., nginx.Server]


@pytest.fixture
def requests(database_url: str) -> Requests:
    """What takes the lines, with the names of the API."""
    taker = Requests()
    with psycopg.connect(database_url) as connection:
        taker.names = {row[0] for row in connection.execute(NAMES.encode()).fetchall()}
    return taker


@pytest.mark.parametrize(
    ("asked", "path", "is_row", "endpoint"),
    [
        ("/resources", "/api/v1/resources", False, "/api/v1/resources"),
        ("/resources", "/api/v1/resources/", False, "/api/v1/resources"),
        ("/resources", "/api/v1/resources/17", True, "/api/v1/resources/{id}"),
        ("/resources", "/api/v1/resources/LINE-A-001", True, "/api/v1/resources/{id}"),
        ("/resources", "/api/v1/resources/line", True, "/api/v1/resources/{id}"),
        ("/rpc/resource_children", "/api/v1/resources/17/children", False, "/api/v1/resources/{id}/children"),
        ("/rpc/oee_availability", "/api/v1/oee/availability", False, "/api/v1/oee/availability"),
        ("/rpc/calendar_feed", "/api/v1/calendars/feed/...", False, "/api/v1/rpc/calendar_feed"),
        ("/export/schedule.xlsx", "/api/v1/export/schedule.xlsx", False, "/api/v1/export/schedule.xlsx"),
        ("/.people/missing", "/api/v1/resources/X-1", True, "/api/v1/resources/{id}"),
        ("/.error/400", "/api/v1/rpc/explain_availability", False, "/api/v1/rpc/explain_availability"),
        ("/api/v1/resources/a/b/c", "/api/v1/resources/a/b/c", False, OTHER),
        ("/no_such_view", "/api/v1/no_such_view", False, OTHER),
        ("/.error/404", "/favicon.ico", False, OTHER),
        ("/api/v1/x/y", "/api/v1/x/y", False, OTHER),
    ],
)
def test_endpoints_are_templates(requests: Requests, asked: str, path: str, is_row: bool, endpoint: str) -> None:
    assert requests.endpoint("v1", asked, path, is_row=is_row) == endpoint


def test_labels_are_bounded(requests: Requests) -> None:
    """Whatever is made up, even of what the gateway would not let through."""
    letters = "abcdefghij"
    paths = [f"/api/v1/resources/{a}{b}{c}" for a in letters for b in letters for c in letters]
    found = {requests.endpoint("v1", "/resources", path, is_row=False) for path in paths}
    assert len(found) == 501 and OTHER in found


def test_requests_are_counted(
    api: Api, proxy: Proxy, as_relay: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    one = Relay(as_relay(api.database_url), tmp_path_factory.mktemp("relay") / "relay.log")
    try:
        gateway = Api(proxy(int(api.url.rsplit(":", 1)[1]), one.port).url, api.database_url)
        viewer = gateway("sched_viewer")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:  # what is not a line is no harm
            for data in (b"", b"<190>{", b"{}", b'{"method":"GET","status":"x","seconds":"1"}'):
                stranger.sendto(data, ("127.0.0.1", one.port))
        until(lambda: "\nactive_resources_total " in httpx.get(f"{one.url}/metrics").text)
        for path in ("resources", "resources/1", "resources/2", "resources/no-such", "nothing", "health"):
            viewer.get(f"/api/v1/{path}")
        gateway(None).get("/api/v1/resources")
        httpx.get(f"{gateway.url}/")  # a page is no request of the API
        counted = {
            'api_requests_total{endpoint="/api/v1/resources",method="GET",status="200"} 1.0',
            'api_requests_total{endpoint="/api/v1/resources",method="GET",status="401"} 1.0',
            'api_requests_total{endpoint="/api/v1/resources/{id}",method="GET",status="200"} 2.0',
            'api_requests_total{endpoint="/api/v1/resources/{id}",method="GET",status="404"} 1.0',
            'api_requests_total{endpoint="/api/v1/health",method="GET",status="200"} 1.0',
            'api_requests_total{endpoint="other",method="GET",status="404"} 1.0',
            'api_response_duration_seconds_count{endpoint="/api/v1/resources/{id}"} 3.0',
        }
        told = lambda: set(httpx.get(f"{one.url}/metrics").text.splitlines())  # noqa: E731
        until(lambda: counted <= told())
        assert not [line for line in told() if 'endpoint="/index' in line or 'endpoint="/"' in line]
        assert "not counted" not in one.log
    finally:
        one.stop()
