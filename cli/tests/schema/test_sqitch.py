"""The real sqitch deploys, verifies and reverts the very same files, to the very same schema."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from equipment_scheduling.database import connect
from equipment_scheduling.runtime import debian
from equipment_scheduling.schema import checks
from equipment_scheduling.settings import Settings
from support import dump, program, sched

pytestmark = pytest.mark.usefixtures("migrating")
FreshDatabase = Callable[..., str]
SQITCH = debian.Bundle(
    name="sqitch",
    packages=("sqitch", "libdbd-pg-perl"),
    programs=("usr/bin/perl",),
    probe=("usr/bin/perl", "-e", "print 1"),
    assumed=(*(name for name in debian.ASSUMED if name != "perl-base"), "postgresql-client"),
)


@pytest.fixture(scope="session")
def sqitch(settings: Settings) -> list[str | Path]:
    """The command `sqitch`: the Debian package, unpacked beside the embedded stack the first time."""
    settings.runtime.mkdir(exist_ok=True)
    debian.install(SQITCH, settings.runtime, settings.debian_mirror)
    usr = settings.runtime / "sqitch/usr"
    modules = [usr / "share/perl5", *usr.glob("lib/*/perl5/5.*"), *usr.glob("share/perl/5.*")]
    modules += [*usr.glob("lib/*/perl/5.*"), *usr.glob("lib/*/perl-base")]
    included = [word for folder in modules for word in ("-I", folder)]
    return [usr / "bin/perl", "-CAS", *included, usr / "bin/sqitch"]


def test_deploy_verify_revert(
    sqitch: list[str | Path], fresh_database: FreshDatabase, settings: Settings, tmp_path: Path
) -> None:
    ours, theirs = fresh_database(), fresh_database(migrated=False)
    folder = tmp_path / "project"
    assert sched("db", "sqitch", str(folder)).code == 0
    home = {"HOME": str(tmp_path), "SQITCH_FULLNAME": "Tests", "SQITCH_EMAIL": "tests@localhost"}

    def run(*words: str) -> str:
        target = theirs.replace("postgresql://", "db:pg://")
        done = subprocess.run(
            [*sqitch, words[0], "--client", program("psql"), *words[1:], target],
            cwd=folder,
            env={**os.environ, **home},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "not ok" not in run("deploy", "--verify")
    assert dump(theirs) == dump(ours)
    assert "Verify successful" in run("verify")
    run("revert", "-y", "--to", "@HEAD^")
    run("deploy", "--verify")
    assert dump(theirs) == dump(ours)
    run("revert", "-y")
    with connect(url=theirs) as connection:
        left = connection.execute(
            "select nspname from pg_namespace where nspname = any (%s)", (checks.SCHEMAS,)
        ).fetchall()
    assert left == []


def test_verify_notices_what_is_missing(
    sqitch: list[str | Path], fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    """Each verify script fails on a database to which its change was not deployed."""
    empty, folder = fresh_database(migrated=False), tmp_path / "project"
    assert sched("db", "sqitch", str(folder)).code == 0
    passed = [
        script.name
        for script in sorted((folder / "verify").glob("*.sql"))
        if subprocess.run(
            [program("psql"), "-X", "-q", "-f", script, empty], capture_output=True, check=False
        ).returncode
        == 0
    ]
    assert passed == []


def test_a_used_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("keep")
    refused = sched("db", "sqitch", str(tmp_path))
    assert (refused.code, refused.err.count("\n")) == (5, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
