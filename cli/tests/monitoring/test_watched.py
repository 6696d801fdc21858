"""A stack that Prometheus watches: every panel of the dashboards has something to show, and alerts fire and resolve."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from conftest import Cli
from equipment_scheduling.database import connect
from support.illnesses import ILLNESSES, Illness
from support.receiver import until
from support.relays import url_of
from support.watched import MONITORING, Watched

GRAFANA = MONITORING / "grafana"
NOW = datetime.now(UTC)
TIMES = {"$__timeFrom()": NOW - timedelta(days=1), "$__timeTo()": NOW + timedelta(days=1)}


def dashboard(name: str) -> dict[str, Any]:
    """One of ours."""
    found: dict[str, Any] = json.loads((GRAFANA / f"dashboards/{name}.json").read_text(encoding="utf-8"))
    return found


def queries(name: str, key: str) -> dict[str, str]:
    """The queries of the panels of a dashboard by the title of the panel."""
    return {
        f"{panel['title']} {target['refId']}": target[key]
        for panel in dashboard(name)["panels"]
        for target in panel.get("targets", [])
    }


def test_prometheus_answers_every_panel(watched: Watched) -> None:
    asked = queries("system", "expr")

    def silent() -> list[str]:
        return [title for title, expression in asked.items() if not watched.prometheus.query(expression)]

    with suppress(AssertionError):
        until(lambda: not silent(), 20)
    assert silent() == []


def test_the_plan_has_the_panels_it_names() -> None:
    """Whatever the technical plan asks for is on the dashboard of the system."""
    panels = dashboard("system")["panels"]
    assert [panel["title"] for panel in panels if panel["type"] == "row"] == [
        "System overview", "Performance", "Errors", "Business", "Database",
    ]  # fmt: skip
    shown = " ".join(target["expr"] for panel in panels for target in panel.get("targets", []))
    for name in (
        "active_resources_total", "schedule_generation_total", "api_requests_total", "webhook_delivery_total",
        "api_response_duration_seconds", "schedule_generation_duration_seconds", "database_query_duration_seconds",
        'api_requests_total{status=~"4.."}', 'api_requests_total{status=~"5.."}',
        'webhook_delivery_total{status="failed"}', "resources_with_patterns_total", "active_webhooks_total",
    ):  # fmt: skip
        assert name in shown, name


def filled_in(query: str, chosen: dict[str, list[str]]) -> str:
    """A query as Grafana sends it: times and variables in place of their names."""
    for name, time in TIMES.items():
        query = query.replace(name, f"'{time.isoformat()}'::timestamptz")
    query = re.sub(r"\$\{(\w+):sqlstring\}", lambda found: ",".join(f"'{value}'" for value in chosen[found[1]]), query)
    query = re.sub(r"\$\{(\w+)\}", lambda found: ",".join(chosen[found[1]]), query)
    assert "$" not in query, query
    return query


@pytest.fixture(scope="module")
def reader(watched: Watched) -> psycopg.Connection[Any]:
    """The database as Grafana sees it."""
    connection = connect(url=url_of(watched.connection), autocommit=True)
    connection.execute("set role sched_oee_reader")
    return connection


@pytest.fixture(scope="module")
def chosen(reader: psycopg.Connection[Any]) -> dict[str, list[str]]:
    """What the variables of the dashboard offer, all of it."""
    values: dict[str, list[str]] = {}
    for variable in dashboard("plant")["templating"]["list"]:
        if variable["type"] == "custom":
            values[variable["name"]] = ["1"]  # the plant of tests has a site above its machines, and no more
            continue
        rows = reader.execute(filled_in(variable["query"], values).encode()).fetchall()
        values[variable["name"]] = [str(next(iter(row.values()))) for row in rows]
    return values


def test_variables_offer_something(chosen: dict[str, list[str]]) -> None:
    assert chosen["area"] == ["S"] and len(chosen["shift"]) == 3


def test_the_plan_answers_every_panel(reader: psycopg.Connection[Any], chosen: dict[str, list[str]]) -> None:
    for title, query in queries("plant", "rawSql").items():
        assert reader.execute(filled_in(query, chosen).encode()).fetchall(), title


def test_exceptions_are_annotated(reader: psycopg.Connection[Any], chosen: dict[str, list[str]]) -> None:
    (annotation,) = dashboard("plant")["annotations"]["list"]
    rows = reader.execute(filled_in(annotation["target"]["rawSql"], chosen).encode()).fetchall()
    assert [(row["title"], row["text"]) for row in rows] == [("maintenance", "40 machines")]
    assert rows[0]["time"] < rows[0]["timeend"]


def test_the_timeline_ends_where_the_plan_does(reader: psycopg.Connection[Any], chosen: dict[str, list[str]]) -> None:
    """After the last stretch of a day a machine has no state, and between two that touch it always has one."""
    (panel,) = (panel for panel in dashboard("plant")["panels"] if panel["type"] == "state-timeline")
    rows = reader.execute(filled_in(panel["targets"][0]["rawSql"], chosen).encode()).fetchall()
    one = [row for row in rows if row["machine"] == "M1"]
    assert len({row["time"] for row in one}) == len(one) and one[-1]["status"] is None
    assert {row["status"] for row in one} >= {"operating", None}


def test_data_sources_are_those_of_the_dashboards() -> None:
    provisioned = yaml.safe_load((GRAFANA / "provisioning/datasources/sched.yml").read_text(encoding="utf-8"))
    known = {(source["type"], source["uid"]) for source in provisioned["datasources"]}
    texts = [path.read_text(encoding="utf-8") for path in Path(GRAFANA / "dashboards").glob("*.json")]
    used = {
        (found["type"], found["uid"])
        for text in texts
        for found in json.loads(text, object_hook=_sources_of)["sources"]
    }
    assert used == known


def _sources_of(value: dict[str, Any]) -> dict[str, Any]:
    """An object with the data sources that it and all below it name."""
    found = [value["datasource"]] if "datasource" in value and "uid" in value["datasource"] else []
    for below in value.values():
        for one in below if isinstance(below, list) else [below]:
            if isinstance(one, dict):
                found += one.get("sources", [])
    return {**value, "sources": found}


def test_the_login_of_grafana_reads_and_writes_nothing(watched: Watched, cli: Cli, migrating: None) -> None:
    url = url_of(watched.connection)
    for password in ("first", "second"):  # again, to change it
        done = cli("db", "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", f"password={password}", "-f",
                   str(GRAFANA / "reader.sql"), url=url)  # fmt: skip
        assert done.code == 0, done.err
    try:
        with psycopg.connect(url, user="sched_grafana", password="second") as grafana:
            assert grafana.execute("select count(*) from sched_oee.current_status").fetchone() == (40,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                grafana.execute("select * from sched.resources")
    finally:
        watched.connection.execute("drop role sched_grafana")


@pytest.mark.parametrize("illness", ILLNESSES, ids=lambda illness: illness.__name__)
def test_alerts_fire_and_resolve(watched: Watched, illness: Illness) -> None:
    """Each of them does, on a stack that is made ill and well again."""
    alerts = ILLNESSES[illness]

    def soon_firing(wanted: set[str]) -> set[str]:
        with suppress(AssertionError):
            until(lambda: alerts & watched.prometheus.firing() == wanted, 30)
        return alerts & watched.prometheus.firing()

    assert soon_firing(set()) == set()
    with illness(watched):
        assert soon_firing(alerts) == alerts
    assert soon_firing(set()) == set()


def test_there_is_an_illness_for_each_alert() -> None:
    groups = yaml.safe_load((MONITORING / "rules.yml").read_text(encoding="utf-8"))["groups"]
    alerts = {rule["alert"] for group in groups for rule in group["rules"] if "alert" in rule}
    assert set().union(*ILLNESSES.values()) == alerts
