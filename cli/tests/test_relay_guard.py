"""Where webhooks may go: addresses, names that change their mind, settings."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver
from receiver import Receiver

from equipment_scheduling.errors import RefusedError
from equipment_scheduling.relay.guard import ForbiddenAddressError, GuardedResolver, check, check_literal, networks
from equipment_scheduling.relay.settings import RelaySettings

FORBIDDEN = """
    0.0.0.0 0.1.2.3 :: 127.0.0.1 127.255.255.254 ::1
    10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd12:3456::1
    169.254.169.254 fe80::1 fe80::1%eth0 fec0::1 100.64.0.1 100.127.255.254
    192.0.0.1 192.0.0.170 192.0.2.1 198.51.100.1 203.0.113.1 2001:db8::1 3fff::1 198.18.0.1 198.19.255.255
    224.0.0.1 239.255.255.255 ff02::1 ff0e::1 240.0.0.1 255.255.255.255 192.88.99.1 100::1
    ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::127.0.0.1 ::10.0.0.1
    64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::1 64:ff9b:1::8.8.8.8
    2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe:: 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
"""
PUBLIC = """
    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 172.15.255.255 172.32.0.1 100.63.255.255 100.128.0.1 169.253.1.1 192.167.1.1
    2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
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
    with pytest.raises(ForbiddenAddressError):
        check_literal("https://[::ffff:169.254.169.254]:8443/x", allowed)
    check_literal("https://example.com/10.0.0.1", allowed)


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
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(networks("127.0.0.1"), names), use_dns_cache=False, force_close=True
        )
        found: list[int | str] = []
        async with aiohttp.ClientSession(connector=connector) as session:
            for _ in range(2):
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
    assert len(receiver.requests) == 1
    receiver.close()


def test_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "relay.env"
    file.write_text('# factory\nSCHED_RELAY_ALLOW="10.0.0.0/8"\nSCHED_RELAY_PORT=1\n')
    monkeypatch.setenv("SCHED_RELAY_PORT", "8091")
    found = RelaySettings.load(file)
    assert (found.port, found.allow, found.lease) == (8091, networks("10.0.0.0/8"), 30)
    for name, value in (("PORT", "x"), ("TIMEOUT", "nan"), ("LEASE", "0"), ("ALLOW", "10.0.0.0/33"), ("POLL", "1e9")):
        with pytest.raises(RefusedError, match=f"SCHED_RELAY_{name}"):
            RelaySettings.read({f"SCHED_RELAY_{name}": value})
