"""The built-in rotations on the command line: nowhere while they are not offered, like other patterns when they are."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from conftest import Cli, FreshDatabase

ROTATIONS = {"CONTINENTAL", "CONTINENTAL_2_2_3", "DUPONT", "FOUR_ON_FOUR_OFF", "PANAMA", "PITMAN", "PITMAN_NIGHTS"}
SWITCHES = ("phase2_enabled", "employee_module_enabled", "pattern_complexity_level")


def switch(url: str, *values: str) -> None:
    """Set the three settings."""
    with psycopg.connect(url) as connection:
        for key, value in zip(SWITCHES, values, strict=True):
            connection.execute(
                "update sched.system_configuration set config_value = %s where config_key = %s", [value, key]
            )


@pytest.fixture(scope="module")
def url(fresh_database: FreshDatabase) -> str:
    """A plant of one machine."""
    made = fresh_database()
    with psycopg.connect(made) as connection:
        connection.execute(
            "insert into sched.resources (resource_code, resource_name, resource_type, time_zone, requires_scheduling)"
            " values ('M1', 'Machine', 'work_unit', 'Europe/Berlin', true)"
        )
    return made


def listed(cli: Cli, url: str, *words: str) -> set[str]:
    """The rotations that a listing has."""
    return {
        row["pattern_code"] for row in cli("patterns", "list", *words, "--format", "json", url=url).json
    } & ROTATIONS


def test_they_are_nowhere_while_the_workforce_is_off(cli: Cli, url: str) -> None:
    switch(url, "false", "false", "simple")
    assert listed(cli, url) == listed(cli, url, "--all") == set()
    for words in (
        ("patterns", "show", "DUPONT"),
        ("patterns", "preview", "DUPONT"),
        ("patterns", "copy", "DUPONT", "OURS"),
        ("assign", "M1", "DUPONT", "--from", "2030-01-07"),
    ):
        refused = cli(*words, url=url)
        unknown = cli(*(word.replace("DUPONT", "NOWHERE") for word in words), url=url)
        assert refused.code == unknown.code != 0
        assert refused.err == unknown.err.replace("NOWHERE", "DUPONT")
    assert listed(cli, url) == set()


def test_the_level_says_which_are_there(cli: Cli, url: str) -> None:
    switch(url, "true", "true", "advanced")
    assert listed(cli, url) == listed(cli, url, "--all") == ROTATIONS - {"PANAMA"}
    switch(url, "true", "true", "expert")
    assert listed(cli, url) == ROTATIONS
    switch(url, "false", "true", "expert")
    assert listed(cli, url, "--all") == set()


def test_they_are_patterns_like_others(cli: Cli, url: str, tmp_path: Path) -> None:
    switch(url, "true", "true", "expert")
    shown = cli("patterns", "show", "DUPONT", url=url)
    assert "42 h a week, cycle of 28 days from Monday 2000-01-03" in shown.out
    assert "4 teams, so many days behind: 0, 7, 14, 21" in shown.out
    drawn = cli("patterns", "preview", "DUPONT", "--from", "2030-01-07", url=url)
    assert drawn.code == 0, drawn.err
    assert cli("patterns", "copy", "PITMAN_NIGHTS", "OUR_NIGHTS", url=url).code == 0
    assert cli("assign", "M1", "DUPONT", "--from", "2030-01-07", url=url).code == 0
    switch(url, "false", "false", "simple")
    # What follows one goes on, and so does what was made of one.
    assigned = cli("assignments", "M1", "--format", "json", url=url).json
    assert [row["pattern_code"] for row in assigned] == ["DUPONT"]
    assert cli("patterns", "show", "OUR_NIGHTS", url=url).code == 0
    file = tmp_path / "plant.csv"
    assert cli("resources", "export", str(file), "--on", "2030-01-08", url=url).code == 0
    assert "DUPONT" in file.read_text()
    again = cli("resources", "import", str(file), url=url)
    assert (again.code, "1 unchanged" in again.out) == (0, True), again.out + again.err
