"""One connection for short statements, reconnected when it is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.rows import dict_row

from equipment_scheduling.relay import metrics

Row = dict[str, Any]
# A server that is gone without a word is noticed within about half a minute.
ALIVE: dict[str, Any] = {
    "connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 30000,
}  # fmt: skip


async def connect(url: str, name: str) -> psycopg.AsyncConnection[Row]:
    """A connection. None that begins during a restore: TimescaleDB would let it write nothing after it either."""
    connection = await psycopg.AsyncConnection.connect(
        url, autocommit=True, application_name=name, row_factory=dict_row, **ALIVE
    )
    row = await (await connection.execute("select current_setting('timescaledb.restoring', true) as value")).fetchone()
    if row is not None and row["value"] == "on":
        await connection.close()
        raise psycopg.OperationalError("a restore is in progress (timescaledb.restoring is on)")
    return connection


class Database:
    """Runs statements one after the other, each its own transaction."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._name = name
        self._connection: psycopg.AsyncConnection[Row] | None = None
        self._lock = asyncio.Lock()

    async def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows a statement returns. A lost connection raises, and is made anew for the next statement."""
        async with self._lock:
            connection = self._connection
            if connection is None or connection.closed:
                connection = self._connection = await connect(self._url, self._name)
            try:
                with metrics.STATEMENT_TIME.labels(connection=self._name.removeprefix("sched relay ")).time():
                    cursor = await connection.execute(statement.encode(), parameters)
                    return await cursor.fetchall() if cursor.description else []
            except (psycopg.OperationalError, asyncio.CancelledError):
                await connection.close()
                raise

    async def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            await self._connection.close()
