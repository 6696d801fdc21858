"""The rules of Prometheus: valid, tried one by one, explained, and seen to fire on a stack that is made ill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import yaml

from conftest import Cli
from support import ROOT
from support.prometheus import promtool
from support.receiver import until
from support.relays import emit, url_of
from support.watched import MONITORING, Watched

RULES: dict[str, Any] = yaml.safe_load((MONITORING / "rules.yml").read_text(encoding="utf-8"))
ALERTS = [rule for group in RULES["groups"] for rule in group["rules"] if "alert" in rule]


def test_configuration_and_rules_are_valid(programs: Path) -> None:
    promtool(programs, "check", "config", "--lint-fatal", MONITORING / "prometheus.yml")
    promtool(programs, "check", "rules", "--lint=all", "--lint-fatal", MONITORING / "rules.yml")


def test_each_alert_fires_when_it_should(programs: Path) -> None:
    tried = yaml.safe_load((MONITORING / "rules.test.yml").read_text(encoding="utf-8"))["tests"]
    assert [test["name"] for test in tried] == [f"{rule['alert']}, {way}" for rule in ALERTS for way in ("ill", "well")]
    promtool(programs, "test", "rules", MONITORING / "rules.test.yml")


def test_each_alert_says_what_to_do() -> None:
    page = "docs/how-to/alerts.md"
    headings = {line[4:] for line in (ROOT / page).read_text(encoding="utf-8").splitlines() if line.startswith("### ")}
    assert headings == {rule["alert"] for rule in ALERTS}
    for rule in ALERTS:
        assert rule["annotations"]["runbook_url"] == f"{page}#{rule['alert'].lower()}"
        assert rule["labels"]["severity"] in ("critical", "warning", "info")


def test_alerts_fire_and_resolve(watched: Watched, cli: Cli) -> None:
    firing = watched.prometheus.firing
    ill = {"WebhookBreakerOpen", "PlanStale"}
    until(lambda: watched.prometheus.query("max(resources_without_plan_today)"), 10)
    until(lambda: not firing() & {*ill, "RelayDown", "FiguresOld", "MachinesWithoutPlan"}, 10)

    watched.refusing.append(True)
    for number in range(5):
        emit(watched.connection, f"M{number + 1}", number)
    with psycopg.connect(url_of(watched.connection)) as holder:
        holder.execute("select from sched.generated_dates for update")  # whoever applies an edit waits for it
        watched.connection.execute(
            "insert into sched.stale_dates (resource_id, dates, cause, changed_by, marked_at) values (sched_engine"
            ".resource_id('S'), daterange(current_date, current_date + 2), '{}', 'tests', now() - interval '400 s')"
        )
        until(lambda: ill <= firing(), 20)

    watched.refusing.clear()
    assert cli("webhooks", "enable", "fails", url=url_of(watched.connection)).code == 0
    until(lambda: not ill & firing(), 20)

    assert watched.relay.stop() == 0
    until(lambda: "RelayDown" in firing(), 20)
    watched.relay.start()
    until(lambda: "RelayDown" not in firing(), 20)
