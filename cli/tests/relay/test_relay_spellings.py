# ruff: noqa: RUF001
"""Whatever the URL of a webhook looks like, what a socket connects to has passed the guard.

By default a few hundred spellings are tried, the same in every run; `SCHED_EXAMPLES=20000` in the environment tries
that many random ones. No connection is made: the event loop notes where one would go, and refuses it."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
from collections.abc import Sequence
from typing import Any

import aiohttp
import psycopg
import pytest
from aiohttp.abc import AbstractResolver
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from equipment_scheduling.relay.guard import ForbiddenAddressError, Network, check, networks, target
from equipment_scheduling.relay.settings import RelaySettings
from equipment_scheduling.relay.webhooks import session_of

EXAMPLES = int(os.environ.get("SCHED_EXAMPLES", "0"))
ALLOWED = networks("10.20.0.0/16, fd00:1::/64")
DIGITS = ("0123456789", "０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹", "٠١٢٣٤٥٦٧٨٩")
DOTS = (".", "。", "．", "｡", "%2e", "..")
INVISIBLE = ("\u00ad", "\u200d", "\u2060", "\ufe0f", "\t", "\n")
WRAPS = ("::ffff:{}", "::ffff:0:{}", "::{}", "64:ff9b::{}", "64:ff9b:1::{}", "2a00:1450::5efe:{}", "0:0:0:0:0:FFFF:{}")
BEFORE = ("", "user@", "example.com@", "example.com%40", "a:b@", "example.com\\@", "example.com#@", "%00", "[", " ")
AFTER = ("", ".", "%2e", ":80", ":0080", ":８０", ":", "%25lo", "%lo", "\\.example.com", "?.example.com", "]", "#", " ")
KNOWN = """
    http://127。0。0。1/ http://１２７.0.0.1/ http://①②⑦.⓪.⓪.①/ http://[::ffff:0:127.0.0.1]/ http://[5f00::1]/
    http://168.63.129.16/ http://0x7f.1/ http://2130706433/ http://127.0.0.1./ http://user@127.0.0.1/ http://[::1%25lo]/
    http://8.8.8.8/ http://１.1.1.1/ http://10.20.3.4/ http://[64:ff9b::a14:304]/ http://mixed.example/ http://inside.example/
"""
INSIDE = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "168.63.129.16", "192.168.1.1", "100.64.0.1", "0.0.0.0")
ADDRESSES = st.one_of(
    st.sampled_from(INSIDE), st.sampled_from(("8.8.8.8", "10.20.3.4")), st.ip_addresses(v=4).map(str)
)  # fmt: skip


def few(number: int = 300) -> settings:
    """The same few examples in every run, or as many random ones as SCHED_EXAMPLES asks for."""
    return settings(
        max_examples=EXAMPLES or number, derandomize=not EXAMPLES, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )  # fmt: skip


@st.composite
def hosts(draw: st.DrawFn) -> str:
    """An address in one of the many ways in which somebody may write it."""
    address = ipaddress.IPv4Address(draw(ADDRESSES))
    octets = list(address.packed)
    if draw(st.booleans()):
        wrap = draw(st.sampled_from(WRAPS))
        inner = draw(st.sampled_from((str(address), f"{int(address) >> 16:x}:{int(address) & 0xFFFF:x}")))
        return f"[{wrap.format(inner)}]"
    if draw(st.integers(0, 9)) == 0:
        return f"[2002:{int(address) >> 16:x}:{int(address) & 0xFFFF:x}::1]"
    kept = draw(st.sampled_from((3, 3, 3, 2, 1, 0)))  # a short form: the last number stands for the rest
    numbers = [*octets[:kept], int.from_bytes(bytes(octets[kept:]), "big")]
    spellings = ("{}", "{}", "{}", "0{:o}", "0x{:x}", "0X{:X}", "000{}", "0x0{:08x}")
    dot, digits = draw(st.sampled_from(DOTS)), draw(st.sampled_from(DIGITS))
    text = dot.join(draw(st.sampled_from(spellings)).format(number) for number in numbers)
    text = "".join(digits[int(sign)] if sign in DIGITS[0] and draw(st.booleans()) else sign for sign in text)
    if draw(st.integers(0, 4)) == 0:
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(INVISIBLE)) + text[place:]
    if draw(st.integers(0, 4)) == 0:
        place = draw(st.integers(0, len(text) - 1))
        text = text[:place] + "".join(f"%{byte:02x}" for byte in text[place].encode()) + text[place + 1 :]
    return text


ANY_HOST = st.text(st.sampled_from("0123456789abcfxX.-_:[]@%/\\?#。１①٠ \u00ad"), max_size=20)
URLS = st.builds(
    "{}{}{}{}/hook".format,
    st.sampled_from(("http://", "https://", "HTTP://", "http:", "http:///")),
    st.sampled_from(BEFORE),
    st.one_of(hosts(), ANY_HOST, st.sampled_from(("mixed.example", "inside.example", "localhost"))),
    st.sampled_from(AFTER),
)


class Names(AbstractResolver):
    """What the system makes of numbers, and some names that lead inside; nothing is asked of a name server."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[Any]:
        known = {"mixed.example": ("8.8.8.8", "127.0.0.1"), "inside.example": ("::ffff:a00:1",), "localhost": ("::1",)}
        try:
            found = [
                address
                for one in known.get(host.rstrip("."), (host,))
                for address in socket.getaddrinfo(
                    one, port, family, socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
                )
            ]
        except (OSError, UnicodeError) as error:
            raise OSError(f"{host} is not known") from error
        return [
            {"hostname": host, "host": address[4][0], "port": port, "family": address[0], "proto": 0, "flags": 0}
            for address in found
        ]

    async def close(self) -> None:
        pass


def connected(url: str, allowed: Sequence[Network], *, plainly: bool) -> list[str]:
    """Where a delivery to a URL would connect to; `plainly`: with the URL read first, as the relay does."""
    found: list[str] = []

    async def note(_: socket.socket, address: Any) -> None:
        found.append(str(address[0]))
        raise ConnectionRefusedError

    async def deliver() -> None:
        asyncio.get_running_loop().sock_connect = note  # type: ignore[method-assign]
        async with session_of(RelaySettings(allow=tuple(allowed), timeout=5), Names()) as session:
            try:
                await session.post(target(url, allowed) if plainly else url, data=b"", allow_redirects=False)
            except (aiohttp.ClientError, OSError, ValueError):
                return

    asyncio.run(deliver())
    return found


def leads_to(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Where packets to an address go in the end, by arithmetic of its own."""
    found = ipaddress.ip_address(address)
    number = int(found)
    if isinstance(found, ipaddress.IPv4Address):
        return found
    if number >> 32 in (0xFFFF, 0xFFFF0000, 0x64FF9B << 64) or (number >> 32 == 0 and number > 1):
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    if number >> 112 == 0x2002:
        return ipaddress.IPv4Address(number >> 80 & 0xFFFFFFFF)
    if number >> 96 == 0x20010000:  # Teredo has it inverted
        return ipaddress.IPv4Address(~number & 0xFFFFFFFF)
    if number >> 32 & 0xFFFFFFFF in (0x5EFE, 0x02005EFE):
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return found


def is_fine(address: str, allowed: Sequence[Network]) -> bool:
    """Whether a webhook may go to an address."""
    end = leads_to(address)
    if any(end.version == network.version and end in network for network in allowed):
        return True
    return end.is_global and not end.is_multicast and str(end) != "168.63.129.16" and not address.startswith("5f")


@few()
@given(url=URLS, allowed=st.sampled_from(((), ALLOWED)), plainly=st.booleans())
def test_no_spelling_leads_inside(url: str, allowed: Sequence[Network], plainly: bool) -> None:
    """With the URL as it is the client normalises it, and the socket alone is guarded."""
    assert [address for address in connected(url, allowed, plainly=plainly) if not is_fine(address, allowed)] == []


@pytest.mark.parametrize("plainly", [True, False])
def test_known_spellings(plainly: bool) -> None:
    found = {url: connected(url, ALLOWED, plainly=plainly) for url in KNOWN.split()}
    normalised = {"http://１.1.1.1/": ["1.1.1.1"]}
    assert {url: addresses for url, addresses in found.items() if addresses} == {
        "http://8.8.8.8/": ["8.8.8.8"],
        "http://10.20.3.4/": ["10.20.3.4"],
        "http://[64:ff9b::a14:304]/": ["64:ff9b::a14:304"],
        **({} if plainly else normalised),
    }


@few()
@given(
    address=st.one_of(st.ip_addresses().map(str), hosts().filter(lambda host: host[0] == "[").map(lambda h: h[1:-1]))
)
@example("::ffff:0:127.0.0.1")
@example("5f00::1")
def test_an_address_that_passes_is_public(address: str) -> None:
    try:
        check(address, ())
    except (ForbiddenAddressError, ValueError):
        return
    assert is_fine(address, ())


@few()
@given(url=URLS)
def test_what_may_be_registered_is_what_the_relay_takes(url: str, database_url: str) -> None:
    if "\0" in url:
        return
    with psycopg.connect(database_url) as connection:
        row = connection.execute("select p.problem from sched_engine.webhook_url_problem(%s) as p", [url]).fetchone()
    assert row is not None
    if row[0] is None:
        assert target(url, ()).raw_host
