"""The files of web/ as the gateway serves them."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from equipment_scheduling import stack_state as states
from equipment_scheduling.runtime import nginx
from support import ROOT
from support.api_plant import Api

Proxy = Callable[..., nginx.Server]
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
FILES = sorted(nginx.pages(ROOT / "web"))
ADDRESSES = {"index.html": "/", "docs.html": "/api/v1/", "docs.js": "/api/v1/docs.js", "docs.css": "/api/v1/docs.css"}


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_served_as_what_it_is(gateway: Api, name: str) -> None:
    """A browser keeps it, and asks each time whether it is still the same."""
    answer = gateway(None).get(ADDRESSES.get(name, f"/{name}"))
    assert (answer.status_code, answer.text) == (200, (ROOT / "web" / name).read_text(encoding="utf-8"))
    headers = answer.headers
    assert headers["content-type"] == f"{KINDS[Path(name).suffix]}; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert "no-cache" in headers["cache-control"]
    again = gateway(None).get(ADDRESSES.get(name, f"/{name}"), headers={"If-None-Match": headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    # By these a browser shows what it has kept.
    assert again.headers["content-security-policy"] == headers["content-security-policy"]
    head = gateway(None).head(ADDRESSES.get(name, f"/{name}"))
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", headers["content-type"])


def test_the_page_loads_only_from_here(gateway: Api) -> None:
    """No script and no style stands in the HTML; addresses are relative, so that a proxy may put it elsewhere."""
    page = gateway(None).get("/?machine=JHB-M1")
    policy = dict(word.split(" ", 1) for word in page.headers["content-security-policy"].split("; "))
    assert policy.pop("img-src") == "'self' data:"
    assert {kind: policy[f"{kind}-src"] for kind in ("default", "script", "style", "connect")} == {
        "default": "'none'",
        "script": "'self'",
        "style": "'self'",
        "connect": "'self'",
    }
    assert {policy[kind] for kind in ("base-uri", "form-action", "frame-ancestors")} == {"'none'"}
    linked = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert linked
    for address in linked:
        assert address.startswith("data:") or re.match(r"[a-z]+/", address), address
    assert not re.search(r"<style|<script(?![^>]* src=)|\bstyle=|\bon[a-z]+=", page.text)


def test_a_page_is_served_while_nothing_else_answers(proxy: Proxy) -> None:
    server = proxy(states.free_port())
    assert [httpx.get(server.url + path).status_code for path in ("/", "/app/main.js", "/api/v1/health")] == [
        200,
        200,
        503,
    ]


def test_files_of_the_page_are_not_counted(proxy: Proxy) -> None:
    """A browser asks for many at once; requests of the API are left for what the page is for."""
    server = proxy(states.free_port(), rate=60, burst=3)
    with httpx.Client(base_url=server.url, headers={"X-API-Key": "planner"}) as client:
        assert {client.get("/app/main.js").status_code for _ in range(50)} == {200}
        answers = [client.get("/api/v1/health").status_code for _ in range(5)]
    assert answers == [503, 503, 503, 503, 429]


def test_a_file_changes_comes_and_goes(proxy: Proxy, tmp_path: Path) -> None:
    """Files below folders too, compressed when they are long; what is none of the page's is not served."""
    shutil.copytree(ROOT / "web", tmp_path / "web")
    (tmp_path / "web/vendor/lib").mkdir(parents=True, exist_ok=True)
    (tmp_path / "web/vendor/lib/long.module.js").write_text("// é\n" * 1000, encoding="utf-8")
    (tmp_path / "web/styles/icon.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "web/app/notes.md").write_text("notes", encoding="utf-8")
    (tmp_path / "web/app/short.js").write_text("1", encoding="utf-8")
    server = replace(proxy(states.free_port()), web=tmp_path / "web")
    assert not server.is_running()
    server.start()
    with httpx.Client(base_url=server.url, headers={"Accept-Encoding": "identity"}) as client:
        assert client.get("/styles/icon.svg").headers["content-type"] == "image/svg+xml; charset=utf-8"
        assert client.get("/app/notes.md").status_code == 404
        assert client.get("/app/short.js").text == "1"
        with client.stream("GET", "/vendor/lib/long.module.js", headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["content-encoding"] == "gzip"
            assert gzip.decompress(b"".join(answer.iter_raw())) == "// é\n".encode() * 1000
        (tmp_path / "web/app/short.js").rename(tmp_path / "web/app/other.js")
        assert not server.is_running()
        server.start()
        assert [client.get(f"/app/{name}.js").status_code for name in ("short", "other")] == [404, 200]
