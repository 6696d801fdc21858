# ruff: noqa: RUF001
"""Where webhooks may go: addresses, names that change their mind, settings."""

from __future__ import annotations

import asyncio
import re
import shutil
import socket
import ssl
import subprocess
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
from aiohttp.abc import AbstractResolver

from equipment_scheduling.database import Connection
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.relay.guard import ForbiddenAddressError, check, connector, networks, target
from equipment_scheduling.relay.settings import RelaySettings
from equipment_scheduling.relay.webhooks import session_of
from support.receiver import Receiver, until
from support.relays import SECRET, Relays

FORBIDDEN = """
    0.0.0.0 0.1.2.3 :: 127.0.0.1 127.255.255.254 ::1
    10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd12:3456::1
    169.254.169.254 fe80::1 fe80::1%eth0 fec0::1 100.64.0.1 100.127.255.254
    192.0.0.1 192.0.0.170 192.0.2.1 198.51.100.1 203.0.113.1 2001:db8::1 3fff::1 198.18.0.1 198.19.255.255
    224.0.0.1 239.255.255.255 ff02::1 ff0e::1 240.0.0.1 255.255.255.255 192.88.99.1 100::1
    ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::127.0.0.1 ::10.0.0.1
    64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::1 64:ff9b:1::8.8.8.8
    2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe:: 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
    168.63.129.16 192.31.196.1 192.52.193.1 192.175.48.1 255.255.255.254 239.0.0.1
    ::ffff:0:127.0.0.1 ::ffff:0:a00:1 ::ffff:168.63.129.16 64:ff9b::a83f:8110 64:ff9b:1:a00:1::1 ::2
    5f00::1 5fff:ffff::1 100:0:0:1::1 1::1 1fff::1 4000::1 8000::1 fe00::1 feff::1 2620:4f:8000::1
    2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1 2001:1ff:ffff::1
    2a00:1450::5efe:10.0.0.1 2a00:1450::200:5efe:7f00:1
"""
PUBLIC = """
    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 172.15.255.255 172.32.0.1 100.63.255.255 100.128.0.1 169.253.1.1 192.167.1.1
    2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
    ::ffff:0:8.8.8.8 2001:200::1 2000::1 3ffe:ffff::1 3fff:1000::1 2a00:1450::5efe:8.8.8.8
    168.63.129.15 168.63.129.17 192.0.1.1 192.31.195.1 198.17.255.255 198.20.0.1 223.255.255.255
"""


@pytest.mark.parametrize("address", FORBIDDEN.split())
def test_inside(address: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="not a public address"):
        check(address, ())


@pytest.mark.parametrize("address", PUBLIC.split())
def test_outside(address: str) -> None:
    check(address, ())


def test_an_allow_list() -> None:
    allowed = networks("10.20.0.0/16, fd00:1::/64,192.168.7.7")
    for address in ("10.20.3.4", "::ffff:10.20.3.4", "64:ff9b::10.20.3.4", "fd00:1::9", "192.168.7.7"):
        check(address, allowed)
    for address in ("10.21.0.1", "fd00:2::1", "192.168.7.8", "127.0.0.1"):
        with pytest.raises(ForbiddenAddressError):
            check(address, allowed)
    for address in ("::ffff:0:10.20.3.4", "2002:a14:304::1", "10.20.255.255"):
        check(address, allowed)
    assert target("http://10.20.3.4:8080/hook?a=b", allowed).host == "10.20.3.4"
    assert target("https://[FD00:1::9]/", allowed).raw_host == "fd00:1::9"
    with pytest.raises(ForbiddenAddressError, match=r"169\.254\.169\.254 is not a public address"):
        target("https://[::ffff:169.254.169.254]:8443/x", allowed)
    target("https://example.com/10.0.0.1", allowed)
    check("64:ff9b:1::8.8.8.8", networks("64:ff9b:1::/48"))


PLAIN = """
    http://mes.example.com https://MES.example.com:443/a/b?c=d#e http://mes/ http://my_service:8080
    http://mes.example.com./ http://a/?x http://a#x http://a:65535/ http://xn--bcher-kva.example/é http://1.a/
    http://8.8.8.8:80/@
    http://[2606:4700::1111]/ http://0x1g.example.0y/ http://[::ffff:8.8.8.8]/
"""
ODD = """
    http://127。0。0。1/ http://１２７.0.0.1/ http://①②⑦.⓪.⓪.①/ http://127．0．0．1 http://⑧.8.8.8/ http://bücher.example/
    http://mes。example/
    http://2130706433/ http://0x7f000001/ http://0x7f.1 http://0177.0.0.1/ http://127.1/ http://127.0.1/
    http://08.8.8.8/
    http://127.0.0.1./ http://8.8.8.8./ http://1.2.3.4.5/ http://256.1.1.1/ http://a.0x/ http://a.1/ http://0x/
    http://1/
    http://a@b/ http://a:b@c/ http://b%40c/ http://%31.2.3.4/ http://[fe80::1%25eth0]/ http://[fe80::1%eth0]/
    http://[1.2.3.4]/
    http://[::1 http://::1/ http://[]/ http://[:::]/ http://[::1]x/ http://a:/ http://a:0/ http://a:080/
    http://a:65536/ http://a:８０/
    http://a:+80/ http://a:80:80/ http:/a/ http:///a http:a http://./ http://.a/ http://a..b/ http://-a/x http://a-.b/
    http://a\\b/
    HTTP://a/ ftp://a/ file:///etc/passwd http+unix://a/ //a/ a http:// https://?x http://a\u00adb/ http://a\u200db/
    http://a,b/ http://a*b/
"""
NOT_WORDS = ["", "http://a /", "http:// a/", "http://a/ b", "http://a\t/", "http://a\n/", "http://a/\x00", " http://a/"]
NOT_WORDS += ["http://a/\n", f"http://{'a' * 64}/", f"http://{'a.' * 130}/"]


@pytest.mark.parametrize("url", PLAIN.split())
def test_plain(url: str) -> None:
    """The client is given the host that is written."""
    assert str(target(url, ()).raw_host) in url.lower().replace("::ffff:8.8.8.8", "::ffff:808:808")


@pytest.mark.parametrize("url", [*ODD.split(), *NOT_WORDS])
def test_not_plain(url: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="not written plainly"):
        target(url, networks("0.0.0.0/0, ::/0"))


def test_a_registration_is_checked_the_same_way(db: Connection) -> None:
    """What the database lets in, the relay takes; addresses by what the relay told of."""

    def problems(urls: list[str]) -> dict[str, str | None]:
        found = db.execute(
            "select u.url, p.problem from unnest(%s::text[]) as u (url)"
            " cross join lateral sched_engine.webhook_url_problem(u.url) as p",
            [urls],
        )
        return {row["url"]: row["problem"] for row in found}

    assert [url for url, problem in problems(PLAIN.split()).items() if problem] == ["http://[::ffff:8.8.8.8]/"]
    odd = [*ODD.split(), *(url for url in NOT_WORDS if "\0" not in url)]
    assert set(problems(odd).values()) == {
        "its url must be http or https with a plain host, of 2000 characters at most"
    }
    literals = [f"[{one}]" if ":" in one else one for one in (*FORBIDDEN.split(), *PUBLIC.split()) if "%" not in one]
    for url, problem in problems([f"https://{literal}/hook" for literal in literals]).items():
        try:
            target(url, ())
        except ForbiddenAddressError:
            assert problem and "not a public address" in problem
        else:  # an IPv6 address that only wraps an IPv4 one is not worth registering
            wraps = re.search(r"/\[(::|64:|2002:)|5efe", url)
            assert bool(problem) == bool(wraps), url
    local = [
        "http://10.20.3.4:80",
        "http://localhost/",
        "http://a.localhost./",
        "http://127.0.0.1",
        "http://[fd00:1::9]/",
    ]
    assert all(problems(local).values())
    db.execute("select sched_engine.allow_networks('{10.20.0.0/16,127.0.0.0/8,fd00:1::/64}')")
    assert not any(problems(local).values())
    db.execute("select sched_engine.allow_networks('{127.0.0.1}')")
    assert [bool(problem) for problem in problems(local).values()] == [True, False, False, False, True]


class Changing(AbstractResolver):
    """A name server that answers differently each time."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[Any]:
        answer = self.answers.pop(0)
        return [
            {"hostname": host, "host": address, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
            for address in answer.split()
        ]

    async def close(self) -> None:
        pass


def test_a_name_that_changes_its_mind() -> None:
    """The connection goes to the address that was checked; each delivery checks anew; one bad address is too many."""
    receiver = Receiver()
    port = receiver.url.rsplit(":", 1)[1]

    async def post(*answers: str) -> tuple[list[int | str], list[str]]:
        names = Changing(*answers)
        found: list[int | str] = []
        for _ in range(2):  # connections of their own
            async with aiohttp.ClientSession(connector=connector(networks("127.0.0.1"), names)) as session:
                try:
                    async with session.post(f"http://hook.example:{port}/", data=b"") as response:
                        found.append(response.status)
                except aiohttp.ClientConnectorError as error:
                    found.append(str(error.os_error))
        return found, names.answers

    (first, second), left = asyncio.run(post("127.0.0.1", "169.254.169.254", "127.0.0.1"))
    assert first == 200 and left == ["127.0.0.1"], "asked once for each delivery"
    assert "169.254.169.254 is not a public address" in str(second)
    (first, _), _ = asyncio.run(post("127.0.0.1 10.0.0.1", "10.0.0.1"))
    assert "10.0.0.1 is not a public address" in str(first)
    assert [request.headers["host"] for request in receiver.requests] == [f"hook.example:{port}"]
    receiver.close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the program openssl")
def test_the_name_is_kept(tmp_path: Path) -> None:
    """The connection goes to the checked address; the server is asked for, and verified, by its name."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=hook.example",
         "-addext", "subjectAltName=DNS:hook.example", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    asked: list[str | None] = []
    tls.sni_callback = lambda _, name, __: asked.append(name)
    receiver = Receiver(tls)
    port = receiver.url.rsplit(":", 1)[1]
    trusted = ssl.create_default_context(cafile=str(certificate))
    settings = RelaySettings(allow=networks("127.0.0.1"))

    async def post(name: str) -> int:
        async with session_of(settings, Changing("127.0.0.1")) as session:
            url = target(f"https://{name}:{port}/hook", settings.allow)
            async with session.post(url, data=b"", ssl=trusted) as response:
                return response.status

    assert asyncio.run(post("hook.example")) == asyncio.run(post("HOOK.example.")) == 200
    with pytest.raises(aiohttp.ClientConnectorCertificateError):
        asyncio.run(post("other.example"))
    assert asked == ["hook.example", "hook.example", "other.example"]
    assert [request.headers["host"].split(":")[0].rstrip(".") for request in receiver.requests] == ["hook.example"] * 2
    receiver.close()


def register(connection: Connection, name: str, url: str) -> None:
    """As `sched webhooks add` and the HTTP API do it."""
    connection.execute(
        "insert into api_v1.webhooks (webhook_name, url, secret) values (%s, %s, %s)", [name, url, SECRET]
    )


def test_registering_goes_by_what_the_relay_allows(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    with pytest.raises(psycopg.Error, match=r"leads to 127\.0\.0\.1, which is not a public address") as refused:
        register(plant, "mes", f"{receiver.url}/hook")
    assert refused.value.sqlstate == "SC016"
    assert "SCHED_RELAY_ALLOW=127.0.0.1" in str(refused.value.diag.message_hint)
    running = relay()
    until(lambda: plant.execute("select from sched.relay_networks").rowcount == 1)
    register(plant, "mes", f"{receiver.url}/hook")
    plant.execute("select sched_engine.ping_webhook(w.id) from api_v1.webhooks as w")
    until(lambda: receiver.at("/hook"))
    running.stop()

    relay(SCHED_RELAY_ALLOW="")
    until(lambda: plant.execute("select from sched.relay_networks").rowcount == 0)
    plant.execute("update api_v1.webhooks set is_active = false")
    for url in ("http://127。0。0。1/", "http://localhost/", f"{receiver.url}/other", None):
        with pytest.raises(psycopg.Error, match="its url"):
            plant.execute("update api_v1.webhooks set url = %s", [url])


def test_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "relay.env"
    file.write_text('# factory\nSCHED_RELAY_ALLOW="10.0.0.0/8"\nSCHED_RELAY_PORT=1\n')
    monkeypatch.setenv("SCHED_RELAY_PORT", "8091")
    found = RelaySettings.load(file)
    assert (found.port, found.allow, found.lease) == (8091, networks("10.0.0.0/8"), 30)
    for name, value in (("PORT", "x"), ("TIMEOUT", "nan"), ("LEASE", "0"), ("ALLOW", "10.0.0.0/33"), ("POLL", "1e9")):
        with pytest.raises(RefusedError, match=f"SCHED_RELAY_{name}"):
            RelaySettings.read({f"SCHED_RELAY_{name}": value})
