"""The rules of Prometheus: valid, tried one by one, and explained. That they fire, test_watched.py sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from support import ROOT
from support.prometheus import promtool
from support.watched import MONITORING

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
