"""`sched relay`: deliver webhooks, stream live events, do the work that waits."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from equipment_scheduling.database import connect, database_url


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(relay)


def relay(
    check: Annotated[bool, typer.Option("--check", help="Check the settings and the database, then exit.")] = False,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Settings, one NAME=value per line."),
    ] = None,
) -> None:
    """Deliver webhooks, stream live events, run jobs, apply large edits and plan the months ahead.

    Runs until it is told to stop (SIGTERM); it may be killed at any time, and
    several may run. Settings are SCHED_RELAY_* variables of the environment."""
    from equipment_scheduling.relay import powers
    from equipment_scheduling.relay.service import log, serve, start_log
    from equipment_scheduling.relay.settings import RelaySettings

    given = RelaySettings.load(settings)
    url = given.database_url or database_url()
    with connect(url=url) as connection:
        connection.execute("select * from sched_engine.relay_figures()")
        excess = powers.excess(connection)
    if check:
        allowed = ", ".join(str(network) for network in given.allow) or "public addresses only"
        print(f"The settings are valid: port {given.port}, webhooks may go to {allowed}")
        if excess is not None:
            print(f"The relay has more rights than it needs: {excess}; {powers.REMEDY}", file=sys.stderr)
        return
    start_log()
    if excess is not None:
        log.warning("the relay has more rights than it needs", extra={"role": excess, "remedy": powers.REMEDY})
    asyncio.run(serve(url, given))
