"""`sched workforce`: nothing works before it is switched on, and then the checklist says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from support import Result
from support.people_files import write_files

Cli = Callable[..., Result]
SETTINGS = """
    select config_key, config_value from sched.system_configuration
    where config_key in ('phase2_enabled', 'employee_module_enabled', 'pattern_complexity_level')
"""
COMMANDS = [
    "employees list",
    "employees add 1 --first-name A --last-name B --department D --position P --hired 2026-01-01",
    "employees set 1 --first-name A",
    "employees erase 1 --yes",
    "employees import FILE",
    "employees export",
    "employees template NEW.xlsx",
    "teams list",
    "teams members A",
    "teams assign A 1",
    "teams leave A 1",
    "teams resources A",
    "teams import FILE",
    "qualifications list",
    "qualifications add 1 DUR",
    "qualifications renew 1 DUR",
    "qualifications withdraw 1 DUR",
    "absences list",
    "absences add 1 2026-12-24",
    "absences approve 1",
    "absences cancel 1",
    "roster show A",
    "roster generate",
    "roster refresh",
    "roster export A",
    "roster off 1 2026-12-24",
    "roster changes",
    "workforce import FILE",
    "workforce export NEW.xlsx",
    "workforce template NEW.xlsx",
]


@pytest.fixture(scope="module")
def url(fresh_database: Callable[[], str]) -> str:
    """The address of a migrated database for this file alone."""
    return fresh_database()


@pytest.fixture
def sched(cli: Cli, url: str) -> Cli:
    """Run `sched` on that database; words are split at spaces when there is only one argument."""

    def run(*words: str) -> Result:
        return cli(*(words[0].split() if len(words) == 1 else words), url=url)

    return run


def settings(url: str) -> dict[str, str]:
    """What the three settings say."""
    with psycopg.connect(url) as connection:
        return dict(connection.execute(SETTINGS).fetchall())


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_say_how_to_switch_it_on(sched: Cli, tmp_path: Path, command: str) -> None:
    paths = write_files(tmp_path)
    new = tmp_path / "new.xlsx"
    done = sched(command.replace("FILE", str(paths["employees"])).replace("NEW.xlsx", str(new)))
    assert (done.code, done.out) == (3, "")
    assert done.err == "sched: The workforce is switched off. Switch it on with: sched workforce enable.\n"
    assert not new.exists()


def test_enable_sets_three_settings_and_disable_takes_them_back(sched: Cli, url: str) -> None:
    assert sched("workforce enable --level advanced").code == 0
    assert settings(url) == {
        "phase2_enabled": "true",
        "employee_module_enabled": "true",
        "pattern_complexity_level": "advanced",
    }
    assert sched("workforce enable").code == 0
    assert settings(url)["pattern_complexity_level"] == "expert"
    assert sched("employees list").code == 0
    assert sched("workforce disable").code == 0
    assert settings(url) == {
        "phase2_enabled": "false",
        "employee_module_enabled": "false",
        "pattern_complexity_level": "simple",
    }
    assert sched("workforce enable --level simple").code == 2


def test_status_counts_and_verify_checks(sched: Cli, tmp_path: Path) -> None:
    off = sched("workforce status")
    assert off.code == 0
    assert "The workforce is off" in off.out
    assert sched("workforce status --format json").json[0]["employees"] == 0

    sched("workforce enable")
    before = sched("workforce verify")
    assert before.code == 1
    assert "not ok" in before.out
    assert "sched employees template" in before.out

    paths = write_files(tmp_path)
    assert sched("resources", "import", str(paths["plant"])).code == 0
    for kind in ("teams", "employees"):
        done = sched(kind, "import", str(paths[kind]))
        assert done.code == 0, done.out + done.err
    for word in (
        "employees set 007 --active", "teams set OFFICE --inactive", "roster generate",
    ):  # fmt: skip
        done = sched(word)
        assert done.code == 0, done.out + done.err
    rows = sched("workforce verify --format json")
    failed = [row for row in rows.json if row["is_ok"] is False]
    assert (rows.code, failed) == (0, [])
    assert "Zoë" not in rows.out
    (row,) = sched("workforce status --format json").json
    assert (row["is_on"], row["employees"], row["teams"], row["rosters"]) == (True, 4, 3, 4)

    sched("workforce disable")
    assert sched("workforce status --format json").json[0]["employees"] == 4
