"""While a restore goes on nothing can be written; after it everything can, whoever was connected meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg

from equipment_scheduling.database import Connection
from support import Result
from support.receiver import until
from support.relays import Relays, stop_machine, url_of

LATER = "update sched.system_configuration set config_value = '1' where config_key = 'refresh_inline_machine_days'"
WAITING = "select count(*) as n from sched.stale_dates"


def readiness(url: str) -> int | None:
    """What the relay says of itself; None while it does not answer."""
    try:
        return httpx.get(f"{url}/readyz").status_code
    except httpx.HTTPError:
        return None


def test_a_relay_that_began_during_a_restore_works_after_it(plant: Connection, relay: Relays) -> None:
    plant.execute(LATER)
    stop_machine(plant)
    with psycopg.connect(url_of(plant), autocommit=True) as restoring:
        restoring.execute("select timescaledb_pre_restore()")
        one = relay(wait=False)
        until(lambda: readiness(one.url) == 503, 60)
        assert plant.execute(WAITING).fetchone() == {"n": 1}
        restoring.execute("select timescaledb_post_restore()")
    until(lambda: plant.execute(WAITING).fetchone() == {"n": 0}, 60)
    until(lambda: readiness(one.url) == 200)


def test_refresh_says_when_others_hold_what_is_left(plant: Connection, cli: Callable[..., Result]) -> None:
    plant.execute(LATER)
    stop_machine(plant)
    url = url_of(plant)
    with psycopg.connect(url) as other:
        other.execute("select from sched.stale_dates for update")
        held = cli("refresh", "--wait", "0", url=url)
        assert held.code == 5
        assert "Not everything is applied: others hold what is left of 1 edit" in held.err
        with ThreadPoolExecutor(1) as pool:
            waits = pool.submit(cli, "refresh", "--wait", "60", url=url)
            assert not waits.done()
            other.rollback()
            assert waits.result().code == 0
    assert plant.execute(WAITING).fetchone() == {"n": 0}
