"""A fork of `sched` says what the program says: the tests of commands may use the quicker one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support import Result, sched


@pytest.mark.parametrize(
    "words",
    ["", "--version", "resources --help", "resources tree NONE", "patterns list --format csv", "nonsense", "add X -z"],
)
def test_a_fork_is_the_program(cli: Callable[..., Result], database_url: str, words: str) -> None:
    program = sched(*words.split(), env={"DATABASE_URL": database_url, "COLUMNS": "200"})
    assert cli(*words.split()) == program
    assert program.out or program.err


def test_environments_do_not_mix(cli: Callable[..., Result]) -> None:
    wide, narrow = cli("--help"), cli("--help", env={"COLUMNS": "60"})
    assert max(map(len, wide.out.splitlines())) > max(map(len, narrow.out.splitlines())) > 0
    assert cli("--help") == wide
