"""A stack that is watched: a plant with a plan around now, the API, its gateway, a relay, and a Prometheus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import yaml

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.runtime import nginx
from equipment_scheduling.settings import Settings
from support import ROOT, prometheus
from support.api_plant import Api
from support.prometheus import Prometheus
from support.receiver import Receiver, until
from support.relays import Relay, build, emit, subscribe

MONITORING = ROOT / "monitoring"


@dataclass
class Watched:
    """The parts of a stack that is watched."""

    connection: Connection
    relay: Relay
    receiver: Receiver
    prometheus: Prometheus
    gateway: Api

    def figures(self) -> str:
        """What the relay tells; nothing before it answers."""
        try:
            return httpx.get(f"{self.relay.url}/metrics").text
        except httpx.HTTPError:
            return ""

    def is_measured(self) -> bool:
        """Whether all gauges are told."""
        return "\nfigures_measured_timestamp_seconds " in self.figures()


@pytest.fixture(scope="session")
def programs(settings: Settings) -> Path:
    """Prometheus and promtool."""
    return prometheus.install(settings)


@pytest.fixture(scope="module")
def watched(
    fresh_database: Callable[..., str],
    serve: Callable[[str], str],
    proxy: Callable[..., nginx.Server],
    as_relay: Callable[[str], str],
    programs: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Watched]:
    """All of it, after some requests, a delivery that arrived and one that did not, and a job."""
    folder, url, receiver = tmp_path_factory.mktemp("watched"), fresh_database(), Receiver()
    with connect(url=url, autocommit=True, application_name="sched tests") as connection:
        _plan(connection)
        subscribe(connection, "works", f"{receiver.url}/works", event_types=["exception.created"])
        subscribe(connection, "fails", f"{receiver.url}/fails", event_types=["exception.created"])
        emit(connection, "M1", 1)
        # Prometheus looks five seconds after its start for what to read.
        relay = Relay(
            as_relay(url), folder / "relay.log", wait=False,
            SCHED_RELAY_DISKS=str(folder), SCHED_RELAY_POLL="0.2", SCHED_RELAY_MEASURE="0.5",
        )  # fmt: skip
        watching = Prometheus(programs, _configuration(folder, relay.port))
        gateway = Api(proxy(int(serve(url).rsplit(":", 1)[1]), relay.port).url, url)
        stack = Watched(connection, relay, receiver, watching, gateway)
        until(stack.is_measured, 30)
        for path in ("resources", "resources/1", "health", "nothing"):
            gateway(None).get(f"/api/v1/{path}")
        generated = 'schedule_generation_total{kind="job",outcome="completed"} 1.0'
        until(lambda: generated in stack.figures() and "success" in stack.figures(), 20)
        yield stack
        watching.stop()
        if relay.process.poll() is None:
            relay.stop()
        gateway.close()
    receiver.close()


def _plan(connection: Connection) -> None:
    """Two weeks around today with a stop in the other half of the day, a machine that always runs, and a job."""
    build(connection)
    connection.execute(
        "select sched_engine.assign_pattern("
        "sched_engine.resource_id('M3'), sched_engine.pattern_id('24_7'), current_date - 9)"
    )
    connection.execute("update sched.system_configuration set config_value = '1' where config_key like 'rolling_%'")
    connection.execute("select sched_engine.generate(null, current_date - 3, current_date + 40)")
    connection.execute(
        "select sched_engine.add_exception(sched_engine.resource_id('S'), 'maintenance',"
        " t.start_time, t.start_time + interval '2 h', 'Oil')"
        " from (select date_trunc('day', now()) + case when extract(hour from now()) < 12 then interval '15 h'"
        " else interval '8 h' end as start_time) as t"
    )
    connection.execute(
        "select sched_engine.create_generation_job(array(select r.id from sched.resources as r),"
        " current_date, current_date + 40)"
    )


def _configuration(folder: Path, port: int) -> Path:
    """Ours, for one relay on this machine and without patience: what has to last for minutes does for two seconds."""
    configuration = yaml.safe_load((MONITORING / "prometheus.yml").read_text(encoding="utf-8"))
    configuration["global"] = {"scrape_interval": "500ms", "scrape_timeout": "500ms", "evaluation_interval": "500ms"}
    configuration["scrape_configs"][0]["static_configs"] = [{"targets": [f"127.0.0.1:{port}"]}]
    rules = yaml.safe_load((MONITORING / "rules.yml").read_text(encoding="utf-8"))
    for rule in [rule for group in rules["groups"] for rule in group["rules"] if "alert" in rule]:
        rule.pop("for", None)
        if "_seconds" in rule["expr"]:
            rule["expr"] = re.sub(r"> \d+$", "> 2", rule["expr"])
    for rule in [rule for group in rules["groups"] for rule in group["rules"]]:
        rule["expr"] = re.sub(r"\[\d+m\]", "[5s]", rule["expr"])
    (folder / "rules.yml").write_text(yaml.safe_dump(rules), encoding="utf-8")
    path = folder / "prometheus.yml"
    path.write_text(yaml.safe_dump(configuration), encoding="utf-8")
    return path
