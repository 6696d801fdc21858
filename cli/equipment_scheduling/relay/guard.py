"""Where webhooks may go: nowhere inside the network the relay stands in, unless it is allowed.

How an address is spelled decides nothing. A URL is read once (`target`), and only in forms that leave an HTTP client
nothing to normalise; all addresses of a name are checked; and at last a socket is made (`open_socket`) for a checked
address only, whatever has led to it. So a name that changes its mind in between gains nothing."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Sequence
from functools import partial
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# What IANA's registries of special-purpose addresses name, whether it is said to be reachable from everywhere or not,
# and what some versions of Python count as public. sched_engine.is_public_address knows the same.
INSIDE = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  # private
        "100.64.0.0/10",  # carriers
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # what a cloud answers its machines from
        "169.254.0.0/16",  # link-local, and the metadata of clouds
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  # documentation
        "192.31.196.0/24", "192.175.48.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarks
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
        "2001::/23",  # protocol assignments, with Teredo, ORCHID, DRIP, AMT, AS112 and benchmarks
        "2001:db8::/32", "3fff::/20",  # documentation
        "2620:4f:8000::/48",  # AS112
    )
)  # fmt: skip
UNICAST = ipaddress.IPv6Network("2000::/3")  # the rest of IPv6 is private, local, multicast, special or not assigned
# IPv6 around an IPv4 address in its last 32 bits: mapped, translated (SIIT), compatible, NAT64.
WRAPPING = tuple(ipaddress.IPv6Network(text) for text in ("::ffff:0:0/96", "::ffff:0:0:0/96", "::/96", "64:ff9b::/96"))
ISATAP = 0x5EFE  # the upper half of the interface's part, but for two bits

URL_FORM = re.compile(
    r"https?://(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,254})(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?:[/?#][^\s\x00-\x1f\x7f]*)?",
    re.ASCII,
)
LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
NAME_FORM = re.compile(rf"(?:{LABEL}\.)*{LABEL}\.?", re.ASCII)
LAST_IS_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\.?", re.ASCII)


class ForbiddenAddressError(OSError):
    """The webhook's address is inside and not on the allow-list, or is not written plainly."""


def networks(text: str) -> tuple[Network, ...]:
    """Read an allow-list: networks or addresses, separated by commas."""
    return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def check(address: str, allowed: Sequence[Network]) -> None:
    """Raise ForbiddenAddressError unless the address is public or allowed, and what it wraps too."""
    outer = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    inner = _embedded(outer)
    found = outer if inner is None else inner
    if _is_in(outer, allowed) or _is_in(found, allowed):
        return
    if _is_in(found, INSIDE) or (isinstance(found, ipaddress.IPv6Address) and found not in UNICAST):
        raise ForbiddenAddressError(f"{found} is not a public address; allow its network in SCHED_RELAY_ALLOW")


def _is_in(address: Address, among: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in among)


def _embedded(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside of an IPv6 one that leads to it."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.sixtofour is not None:
        return address.sixtofour
    number = int(address)
    is_isatap = (number >> 32) & 0xFDFFFFFF == ISATAP and address in UNICAST
    if number > 1 and (is_isatap or any(address in network for network in WRAPPING)):
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return None


def target(text: str, allowed: Sequence[Network]) -> URL:
    """A webhook's URL as the client takes it, its host being exactly what is written, and checked when an address.

    ForbiddenAddressError: another form than `sched_engine.webhook_url_problem` lets in (a host that is not ASCII, has
    user, zone or percent signs, or is a number that is no plain IPv4 address), or a forbidden address."""
    parts = URL_FORM.fullmatch(text)
    try:
        if parts is None:
            raise ValueError(text)
        literal = _literal(parts["host"])
        url = URL(text)
        host = ipaddress.ip_address(url.raw_host or "") if literal else url.raw_host
        if host != (literal or parts["host"].lower()) or url.port != int(parts["port"] or url.port or 0):
            raise ValueError(text)
    except ValueError:
        raise ForbiddenAddressError(
            "this URL is not written plainly: it needs a host name in ASCII, an IPv4 address of four decimal numbers or"
            " an IPv6 address in brackets, without user, zone and percent signs"
        ) from None
    if literal:
        check(str(literal), allowed)
    return url


def _literal(host: str) -> Address | None:
    """The address that a host is, None for a name; ValueError for anything between."""
    if host.startswith("["):
        return ipaddress.IPv6Address(host[1:-1])
    if LAST_IS_NUMBER.fullmatch(host):
        return ipaddress.IPv4Address(host)
    if not NAME_FORM.fullmatch(host):
        raise ValueError(host)
    return None


def open_socket(allowed: Sequence[Network], info: Any) -> socket.socket:
    """A socket for one result of getaddrinfo: the last look at what is connected to."""
    family, kind, protocol, _, address = info
    check(str(address[0]), allowed)
    return socket.socket(family, kind, protocol)


def connector(allowed: Sequence[Network], names: AbstractResolver | None = None) -> aiohttp.TCPConnector:
    """What an HTTP client connects through; each connection is checked."""
    return aiohttp.TCPConnector(
        resolver=GuardedResolver(allowed, names), socket_factory=partial(open_socket, allowed), limit=0,
        use_dns_cache=False,
    )  # fmt: skip


class GuardedResolver(AbstractResolver):
    """Resolves names as the system does, and refuses when any address is forbidden.

    A look-up blocks a thread and cannot be called off: each name has one at a time, for all who wait for it, so that a
    name whose servers hang does not take the threads of others."""

    def __init__(self, allowed: Sequence[Network], resolver: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._resolver = resolver or ThreadedResolver()
        self._asked: dict[tuple[str, int, int], asyncio.Task[Any]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host, all of them allowed."""
        name = (host, port, family)
        asked = self._asked.get(name)
        if asked is None:
            asked = self._asked[name] = asyncio.create_task(self._look_up(name, host, port, family))
        found: Any = await asyncio.shield(asked)
        if isinstance(found, OSError):
            raise found
        for entry in found:
            check(entry["host"], self._allowed)
        return list(found)

    async def _look_up(
        self, name: tuple[str, int, int], host: str, port: int, family: socket.AddressFamily
    ) -> list[ResolveResult] | OSError:
        try:
            return await self._resolver.resolve(host, port, family)
        except OSError as error:  # told as a value: perhaps nobody waits any more
            return error
        finally:
            del self._asked[name]

    async def close(self) -> None:
        """Nothing is kept."""
        await self._resolver.close()
