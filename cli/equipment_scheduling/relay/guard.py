"""Where webhooks may go: nowhere inside the network the relay stands in, unless it is allowed.

Every address a name resolves to is checked, and the connection is made to the address that was checked, so a name
that changes its mind between the two gains nothing."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What some versions of Python count as public.
INSIDE = tuple(
    ipaddress.ip_network(text)
    for text in ("64:ff9b:1::/48", "fec0::/10", "3fff::/20", "2001::/23", "192.0.0.0/24", "192.88.99.0/24", "0.0.0.0/8")
)


class ForbiddenAddressError(OSError):
    """The webhook's address is inside, and not on the allow-list."""


def networks(text: str) -> tuple[Network, ...]:
    """Read an allow-list: networks or addresses, separated by commas."""
    return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def check(address: str, allowed: Sequence[Network]) -> None:
    """Raise ForbiddenAddressError unless the address is public or allowed."""
    found = _embedded(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
    if _is_in(found, allowed):
        return
    if not found.is_global or found.is_multicast or _is_in(found, INSIDE):
        raise ForbiddenAddressError(f"{found} is not a public address; allow its network in SCHED_RELAY_ALLOW")


def _is_in(address: ipaddress.IPv4Address | ipaddress.IPv6Address, among: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in among)


def check_literal(url: str, allowed: Sequence[Network]) -> None:
    """Check a URL whose host is an address: no name is resolved for it."""
    host = urlsplit(url).hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return
    check(host, allowed)


def _embedded(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address inside of an IPv6 one that only wraps it."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    wrapped = address.ipv4_mapped or address.sixtofour
    if wrapped is None and (address in NAT64 or (int(address) >> 32 == 0 and int(address) > 1)):
        wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return wrapped or address


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
